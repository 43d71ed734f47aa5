// A CSV file's bytes to a table of text, in one pass and bounded memory.
import type { RawTable } from "../types.ts";
import { PlainCells } from "./plain-cells.ts";
import { QuotedCells } from "./quoted-cells.ts";
import { type CsvFault, type CsvOptions, TableBuilder } from "./table-builder.ts";
import { markLength, signatureFault, TextCheck } from "./text-check.ts";

export type { CsvFault, CsvOptions };

/** Enough to tell what a file is. */
const HEAD_BYTES = 4096;

/**
 * Rows of equal width under a header of distinct names; a comma or other one-byte delimiter, quotes as in RFC 4180,
 * line breaks of every system, mixed too; empty lines do not count. Never throws for what the file holds.
 */
export async function parseCsv(chunks: AsyncIterable<Uint8Array>, options: CsvOptions): Promise<{ table: RawTable } | { fault: CsvFault }> {
  const table = new TableBuilder(options);
  const text = new TextCheck();
  const cells = new Cells(table);
  let offset = 0;
  for await (const chunk of withHead(chunks)) {
    const skip = offset === 0 ? markLength(chunk) : 0;
    const bytes = chunk.subarray(skip);
    const fault = (offset === 0 ? signatureFault(chunk) : null) ?? text.check(bytes);
    await cells.push(fault === null ? bytes : bytes.subarray(0, Math.max(0, fault.at)));
    if (fault !== null)
      table.refuse("malformed", cells.line, table.cells + 1, `${fault.message} (byte ${offset + skip + fault.at + 1} of the file)`);
    if (table.fault !== null) break;
    offset += chunk.length;
  }
  if (text.unfinished) table.refuse("malformed", cells.line, table.cells + 1, "the file ends inside a character");
  await cells.end();
  return table.finish();
}

/** Plain cells until a quote comes, from then on quoted ones. */
class Cells {
  readonly #table: TableBuilder;
  readonly #plain: PlainCells;
  #quoted: QuotedCells | null = null;

  constructor(table: TableBuilder) {
    this.#table = table;
    this.#plain = new PlainCells(table);
  }

  get line(): number {
    return (this.#quoted ?? this.#plain).line;
  }

  async push(bytes: Uint8Array): Promise<void> {
    if (this.#quoted !== null) return await this.#quoted.push(bytes);
    const rest = this.#plain.push(bytes);
    if (rest === null) return;
    this.#quoted = new QuotedCells(this.#table, this.#plain.line);
    await this.#quoted.push(rest);
  }

  async end(): Promise<void> {
    if (this.#table.fault !== null) this.#quoted?.close();
    else if (this.#quoted !== null) await this.#quoted.end();
    else this.#plain.end();
  }
}

/** The same bytes; the first chunk holds at least HEAD_BYTES, if the file does. */
async function* withHead(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array[] | null = [];
  let held = 0;
  for await (const chunk of chunks) {
    if (head === null) {
      yield chunk;
      continue;
    }
    head.push(chunk);
    held += chunk.length;
    if (held < HEAD_BYTES) continue;
    yield head.length === 1 ? chunk : Buffer.concat(head);
    head = null;
  }
  if (head !== null && held > 0) yield Buffer.concat(head);
}
