// A CSV file's bytes to a table of text, in one pass and bounded memory.
import type { Encoding } from "../../types/schema.ts";
import type { RawTable, Reading } from "../../types/table.ts";
import { CellScanner } from "./cell-scanner.ts";
import { declaredDelimiter, delimiterOf } from "./delimiter.ts";
import { asUtf8, DamagedText, utf16Of } from "./encoding-text.ts";
import { firstDifference } from "./second-reading.ts";
import { type CsvFault, type CsvOptions, TableBuilder } from "./table-builder.ts";
import { bomLength, signatureFault, TextCheck } from "./text-check.ts";

export type { CsvFault, CsvOptions };

const LF = 10;
const CR = 13;

/** Enough to tell what a file is. */
const HEAD_BYTES = 4096;

type Parsed = { table: RawTable; reading: Reading } | { fault: CsvFault };

/**
 * Rows of equal width under a header of distinct names; a one-byte delimiter, quotes as in RFC 4180, line breaks of every
 * system, mixed too; empty lines do not count. Never throws for what the file holds.
 */
export async function parseCsv(chunks: AsyncIterable<Uint8Array>, options: CsvOptions): Promise<Parsed> {
  let parsing: Parsing | null = null;
  try {
    for await (const { chunk, whole } of withHead(chunks)) {
      if (parsing === null) {
        const encoding = options.encoding ?? utf16Of(chunk) ?? "utf-8";
        if (encoding !== "utf-8") return await parseDecoded(joined(chunk, chunks, whole), options, encoding);
        parsing = new Parsing(options, chunk, whole);
      }
      if (!parsing.push(chunk)) break;
    }
  } catch (error) {
    if (!(error instanceof DamagedText)) throw error;
    parsing ??= new Parsing(options, new Uint8Array(0), true);
    const fault = parsing.give(`${error.message}: the file is damaged`);
    return { fault: { ...fault, damaged: true } };
  }
  return (parsing ?? new Parsing(options, new Uint8Array(0), true)).end();
}

async function parseDecoded(chunks: AsyncIterable<Uint8Array>, options: CsvOptions, encoding: Encoding): Promise<Parsed> {
  const parsed = await parseCsv(asUtf8(chunks, encoding), { ...options, encoding: "utf-8" });
  if ("fault" in parsed) return parsed;
  return { table: parsed.table, reading: { ...parsed.reading, encoding } };
}

/** The head and what comes after it. */
async function* joined(head: Uint8Array, rest: AsyncIterable<Uint8Array>, whole: boolean): AsyncGenerator<Uint8Array> {
  yield head;
  if (!whole) yield* rest;
}

/** One UTF-8 text on its way to a table. */
class Parsing {
  readonly #table: TableBuilder;
  readonly #text = new TextCheck();
  readonly #cells: CellScanner;
  readonly #delimiter: string;
  /** Bytes before the first cell: a byte order mark, a line that tells the delimiter. */
  readonly #preamble: number;
  readonly #head: { bytes: Uint8Array; whole: boolean };
  #offset = 0;
  #lastByte = LF;

  constructor(options: CsvOptions, head: Uint8Array, whole: boolean) {
    const mark = bomLength(head);
    const told = declaredDelimiter(head.subarray(mark));
    this.#preamble = mark + (told?.bytes ?? 0);
    this.#head = { bytes: head.slice(this.#preamble, HEAD_BYTES), whole: whole && head.length <= HEAD_BYTES };
    this.#delimiter =
      told?.delimiter ?? (options.delimiterIsCertain ? options.delimiter : delimiterOf(head.subarray(mark), options.delimiter, whole));
    this.#table = new TableBuilder({ ...options, delimiter: this.#delimiter });
    this.#cells = new CellScanner(this.#table, told === null ? 1 : 2);
  }

  /** False: nothing that follows can matter. */
  push(chunk: Uint8Array): boolean {
    const table = this.#table;
    const offset = this.#offset;
    const skip = offset === 0 ? this.#preamble : 0;
    const bytes = chunk.subarray(skip);
    const fault = (offset === 0 ? signatureFault(chunk) : null) ?? this.#text.check(bytes);
    this.#cells.push(fault === null ? bytes : bytes.subarray(0, Math.max(0, fault.at)));
    if (fault !== null) {
      const what = `${fault.message} (byte ${offset + skip + fault.at + 1} of the file)`;
      table.refuse("malformed", this.#cells.line, table.cells + 1, what, fault.legacy ? { legacy: true } : {});
    }
    this.#offset += chunk.length;
    this.#lastByte = chunk.at(-1) ?? this.#lastByte;
    table.options.watch?.(table.size);
    if (offset === 0 && table.options.size !== undefined) table.reserve(table.options.size / chunk.length);
    return table.fault === null;
  }

  /** Gives up at the place reached. */
  give(what: string): CsvFault {
    this.#table.refuse("malformed", this.#cells.line, this.#table.cells + 1, what);
    return this.#table.fault!;
  }

  end(): Parsed {
    if (this.#text.unfinished)
      this.#table.refuse("malformed", this.#cells.line, this.#table.cells + 1, "the file ends inside a character", { legacy: true });
    const open = this.#lastByte === LF || this.#lastByte === CR ? null : this.#cells.line;
    this.#cells.end();
    this.#table.refuseRagged(open);
    const finished = this.#table.finish();
    if ("fault" in finished) return finished;
    const { bytes, whole } = this.#head;
    const differs = firstDifference(bytes, whole, finished.table, {
      delimiter: this.#delimiter,
      dialect: this.#table.options.dialect ?? {},
    });
    if (differs !== null) {
      const message = `Line ${differs}: csv-parse reads this row otherwise than we do, so nothing of the file is trusted; please report it.`;
      return { fault: { kind: "malformed", line: differs, column: 1, message } };
    }
    return { ...finished, reading: { encoding: "utf-8", delimiter: this.#delimiter, line: 1, column: 1 } };
  }
}

/** The same bytes; the first chunk holds at least HEAD_BYTES, or else is `whole`. */
async function* withHead(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<{ chunk: Uint8Array; whole: boolean }> {
  let head: Uint8Array[] | null = [];
  let held = 0;
  for await (const chunk of chunks) {
    if (head === null) {
      yield { chunk, whole: false };
      continue;
    }
    head.push(chunk);
    held += chunk.length;
    if (held < HEAD_BYTES) continue;
    yield { chunk: head.length === 1 ? chunk : Buffer.concat(head), whole: false };
    head = null;
  }
  if (head !== null && held > 0) yield { chunk: Buffer.concat(head), whole: true };
}
