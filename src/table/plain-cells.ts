// The fast way through a file as long as no quote stands in it: nothing between two delimiters needs interpreting.
import { isPlainDecimal } from "./raw.ts";
import type { CsvOptions, TableBuilder } from "./table-builder.ts";

const LF = 10;
const CR = 13;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;

/** The byte of the quote character; -1: there is none. */
export function quoteOf({ dialect }: CsvOptions): number {
  const quote = dialect?.quoteChar ?? '"';
  return quote === "" ? -1 : quote.charCodeAt(0);
}

/** Everything before the first quote of a file. */
export class PlainCells {
  /** The line that the next byte stands on. */
  line: number;
  readonly #table: TableBuilder;
  readonly #delimiter: number;
  readonly #quote: number;
  /** 1 for each byte that ends a cell, and the quote. */
  readonly #special = new Uint8Array(256);
  /** The beginning of a cell whose end has not come yet. */
  #carry = Buffer.alloc(0);
  #afterCr = false;

  constructor(table: TableBuilder, line: number) {
    this.#table = table;
    this.line = line;
    this.#delimiter = table.options.delimiter.charCodeAt(0);
    this.#quote = quoteOf(table.options);
    for (const byte of [LF, CR, this.#delimiter]) this.#special[byte] = 1;
    if (this.#quote >= 0) this.#special[this.#quote] = 1;
  }

  /** Returns what is left from the first cell with a quote on; null: nothing. One loop finds the cells and reads their numbers. */
  push(chunk: Uint8Array): Buffer | null {
    const table = this.#table;
    const special = this.#special;
    const delimiter = this.#delimiter;
    const quote = this.#quote;
    const bytes = this.#carry.length === 0 ? asBuffer(chunk) : Buffer.concat([this.#carry, chunk]);
    const end = bytes.length;
    let afterCr = this.#afterCr;
    let start = 0;
    let negative = false;
    let mantissa = 0;
    let point = -1;
    let plain = true;
    for (let at = 0; at < end; at++) {
      const byte = bytes[at]!;
      const digit = byte - ZERO;
      if (digit >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit;
        continue;
      }
      if (special[byte] === 0) {
        if (byte === POINT && point < 0) point = at;
        else if (byte === MINUS && at === start) negative = true;
        else plain = false;
        continue;
      }
      if (byte === quote) return bytes.subarray(start);
      const breaks = byte !== delimiter;
      // The second half of CR LF.
      const done = byte === LF && at === start && afterCr;
      if (!done && (!breaks || at > start || table.cells > 0 || table.isSingle)) {
        const first = negative ? start + 1 : start;
        if (plain && isPlainDecimal(negative, first, point, at, mantissa, bytes[first]!)) {
          table.addPlain(negative ? -mantissa : mantissa, point < 0 ? 0 : at - point - 1, bytes, start, at);
        } else this.#addText(bytes, start, at);
        if (breaks) table.endRow(this.line);
        if (table.fault !== null) return null;
      }
      if (breaks && !done) this.line++;
      afterCr = byte === CR;
      start = at + 1;
      negative = false;
      mantissa = 0;
      point = -1;
      plain = true;
    }
    this.#afterCr = afterCr;
    this.#carry = start === end ? NOTHING : Buffer.from(bytes.subarray(start));
    if (this.#carry.length > table.options.maxCellBytes) this.#refuseCell();
    return null;
  }

  /** The last line may do without a line break. */
  end(): void {
    if (this.#carry.length > 0 || this.#table.cells > 0) this.push(LINE_BREAK);
  }

  #addText(bytes: Buffer, start: number, end: number): void {
    if (end - start > this.#table.options.maxCellBytes) this.#refuseCell();
    else this.#table.addBytes(bytes, start, end);
  }

  #refuseCell(): void {
    const bytes = this.#table.options.maxCellBytes.toLocaleString("en-US");
    this.#table.refuse("limit", this.line, this.#table.cells + 1, `the cell is longer than ${bytes} bytes (limits.cell)`);
  }
}

const NOTHING = Buffer.alloc(0);
const LINE_BREAK = Uint8Array.of(LF);

/** A view, not a copy. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
