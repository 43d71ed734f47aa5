// Bytes to the cells of a table, as csv-parse has them: quotes, an escape character, blanks after a delimiter. A number is read
// where its digits stand; no string is made of a cell.

import { isPlainDecimal } from "../columns/raw.ts";
import { isShortDecimal } from "../values/shortest.ts";
import { quoteInsideCell, textAfterQuote } from "./quote-faults.ts";
import type { TableBuilder } from "./table-builder.ts";

const TAB = 9;
const LF = 10;
const FORM_FEED = 12;
const CR = 13;
const SPACE = 32;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;

const LINE_BREAK = Uint8Array.of(LF);

/** Digits are read by so many bytes at once, beyond the last cell too. */
const WORD_BYTES = 4;

/** In place of where the next cell begins: the end of this one has not come yet, or a fault ended the reading. */
const UNFINISHED = -1;

export class CellScanner {
  readonly #table: TableBuilder;
  readonly #delimiter: number;
  readonly #quote: number;
  readonly #escape: number;
  readonly #trims: boolean;
  readonly #minus: number;
  readonly #point: number;
  /** 1 for each byte that ends a cell, 2 for the quote. */
  readonly #special = new Uint8Array(256);
  /** 1 for each byte in quotes that is more than itself. */
  readonly #inQuotes = new Uint8Array(256);
  /** The bytes of the last blocks from the first unfinished cell on, [0, length), and a line break after them. */
  #held = Buffer.alloc(0);
  #words = new DataView(new ArrayBuffer(0));
  #length = 0;
  /** What of them was there at the last look. */
  #seen = 0;
  #line: number;
  #rowLine: number;
  #afterCr = false;
  /** A cell without the escape characters in it. */
  #plain = Buffer.alloc(0);

  /** `line`: of the first byte. */
  constructor(table: TableBuilder, line: number) {
    const { delimiter, dialect = {} } = table.options;
    this.#table = table;
    this.#line = line;
    this.#rowLine = line;
    this.#delimiter = delimiter.charCodeAt(0);
    this.#quote = dialect.quoteChar === "" ? -1 : (dialect.quoteChar ?? '"').charCodeAt(0);
    this.#escape = dialect.escapeChar?.charCodeAt(0) ?? -1;
    this.#trims = dialect.skipInitialSpace === true;
    for (const byte of [LF, CR, this.#delimiter]) this.#special[byte] = 1;
    if (this.#quote >= 0) this.#special[this.#quote] = 2;
    for (const byte of [LF, CR, this.#quote, this.#escape]) if (byte >= 0) this.#inQuotes[byte] = 1;
    this.#minus = this.#special[MINUS] === 0 ? MINUS : -1;
    this.#point = this.#special[POINT] === 0 ? POINT : -1;
  }

  /** The line that the next byte stands on. */
  get line(): number {
    this.#scan();
    return this.#line + this.#breaksIn(this.#held, 0, this.#length);
  }

  push(chunk: Uint8Array): void {
    this.#append(chunk);
    // A cell of many blocks is looked at again when there is twice as much of it.
    if (this.#length >= 2 * this.#seen) this.#scan();
  }

  /** The last line may do without a line break. */
  end(): void {
    this.#scan();
    const table = this.#table;
    if (table.fault !== null || (this.#length === 0 && table.cells === 0)) return;
    // csv-parse has no row in blanks that nothing follows.
    if (this.#trims && table.cells === 0 && this.#afterBlanks(0, this.#length) === this.#length) return;
    this.#append(LINE_BREAK);
    this.#scan();
    if (table.fault === null && this.#length > 0) this.#refuse("the quote that opens here is never closed", this.#line);
  }

  #append(chunk: Uint8Array): void {
    const length = this.#length + chunk.length;
    if (length + WORD_BYTES > this.#held.length) {
      const held = Buffer.allocUnsafeSlow(Math.max(length, 2 * this.#length) + WORD_BYTES);
      held.set(this.#held.subarray(0, this.#length));
      this.#held = held;
      this.#words = new DataView(held.buffer);
    }
    this.#held.set(chunk, this.#length);
    this.#length = length;
  }

  /** Every cell whose end is there. */
  #scan(): void {
    const table = this.#table;
    const bytes = this.#held;
    const end = this.#length;
    if (this.#seen === end || table.fault !== null) return;
    // Each loop over a cell stops here.
    bytes[end] = LF;
    let at = 0;
    while (at < end) {
      const next = this.#readCell(bytes, at, end);
      if (next === UNFINISHED) break;
      at = next;
      if (table.fault !== null) break;
    }
    if (at > 0) bytes.copyWithin(0, at, end);
    this.#length = end - at;
    this.#seen = this.#length;
  }

  /** Returns where the next cell begins. A number is read while its end is looked for. */
  #readCell(bytes: Buffer, start: number, end: number): number {
    let byte = bytes[start]!;
    if (this.#afterCr) {
      this.#afterCr = false;
      if (byte === LF) return start + 1;
    }
    if (byte === this.#quote) return this.#readQuoted(bytes, start, end);
    if (this.#trims && this.#isBlank(byte)) return this.#readTrimmed(bytes, start, end);
    const negative = byte === this.#minus;
    const first = negative ? start + 1 : start;
    let at = first;
    let mantissa = 0;
    for (byte = bytes[at]!; byte >= ZERO && byte <= NINE; byte = bytes[++at]!) mantissa = mantissa * 10 + (byte - ZERO);
    let point = -1;
    if (byte === this.#point) {
      point = at++;
      const words = this.#words;
      for (let four = fourDigits(words.getInt32(at, true)); four >= 0; four = fourDigits(words.getInt32(at, true))) {
        mantissa = mantissa * 10_000 + four;
        at += 4;
      }
      for (byte = bytes[at]!; byte >= ZERO && byte <= NINE; byte = bytes[++at]!) mantissa = mantissa * 10 + (byte - ZERO);
    }
    if (this.#special[byte] !== 1) return this.#readText(bytes, start, at, end);
    if (at === end) return this.#unfinished(end - start);
    if (isPlainDecimal(negative, first, point, at, mantissa, bytes[first]!)) {
      this.#table.addPlain(negative ? -mantissa : mantissa, point < 0 ? 0 : at - point - 1, bytes, start, at);
    } else if (point > first && isShortDecimal(first, point, at, mantissa, bytes[first]!, bytes[at - 1]!)) {
      this.#table.addShortest(negative ? -mantissa : mantissa, at - point - 1, bytes, start, at);
    } else if (at > start) this.#addOther(bytes, start, at);
    else if (this.#isCell(byte)) this.#table.addOther(bytes, start, at);
    else return this.#breakLine(byte, at);
    return byte === this.#delimiter ? this.#nextCell(at) : this.#endRow(byte, at);
  }

  /** A cell whose bytes [start, from) are no whole number. */
  #readText(bytes: Buffer, start: number, from: number, end: number): number {
    const special = this.#special;
    let at = from;
    while (special[bytes[at]!] === 0) at++;
    if (at === end) return this.#unfinished(end - start);
    const byte = bytes[at]!;
    if (byte === this.#quote) {
      if (this.#isShort(at - start)) this.#refuse(quoteInsideCell(bytes, start, at), this.#line);
      return UNFINISHED;
    }
    this.#addOther(bytes, start, at);
    return byte === this.#delimiter ? this.#nextCell(at) : this.#endRow(byte, at);
  }

  /** A cell with blanks before it, which are no part of it. */
  #readTrimmed(bytes: Buffer, start: number, end: number): number {
    let at = start;
    while (bytes[at] === SPACE && this.#special[SPACE] === 0) at++;
    if (bytes[at] === this.#quote) return this.#readQuoted(bytes, at, end);
    const onlySpaces = this.#special[bytes[at]!] === 1;
    at = this.#afterBlanks(at, end);
    if (!this.#isShort(at - start)) return UNFINISHED;
    if (this.#special[bytes[at]!] === 0 || bytes[at] === this.#quote) return this.#readText(bytes, at, at, end);
    if (at === end) return UNFINISHED;
    const byte = bytes[at]!;
    if (onlySpaces && !this.#isCell(byte)) return this.#breakLine(byte, at);
    this.#table.addOther(bytes, at, at);
    return byte === this.#delimiter ? this.#nextCell(at) : this.#endRow(byte, at);
  }

  /** A cell in quotes, the first at `open`. */
  #readQuoted(bytes: Buffer, open: number, end: number): number {
    const inQuotes = this.#inQuotes;
    const doubles = this.#escape < 0;
    let breaks = 0;
    // Characters that only make others text.
    let escapes = 0;
    let at = open + 1;
    for (; ; at++) {
      while (inQuotes[bytes[at]!] === 0) at++;
      if (!this.#isShort(at - open - 1 - escapes, breaks)) return UNFINISHED;
      if (at >= end) return UNFINISHED;
      const byte = bytes[at]!;
      const isEscape = byte === this.#escape || (doubles && byte === this.#quote && bytes[at + 1] === this.#quote);
      if (isEscape) {
        if (at + 1 >= end) return UNFINISHED;
        escapes++;
        at++;
        if (byte !== this.#quote) breaks += this.#breaksIn(bytes, at, at + 1);
      } else if (byte === this.#quote) break;
      else breaks += this.#breaksIn(bytes, at, at + 1);
    }
    if (at + 1 === end) return UNFINISHED;
    const after = bytes[at + 1]!;
    if (this.#special[after] !== 1) {
      this.#refuse(textAfterQuote(bytes, open, at), this.#line + breaks);
      return UNFINISHED;
    }
    if (escapes === 0) this.#table.addBytes(bytes, open + 1, at);
    else this.#addEscaped(bytes, open + 1, at);
    this.#line += breaks;
    return after === this.#delimiter ? this.#nextCell(at + 1) : this.#endRow(after, at + 1);
  }

  #addEscaped(bytes: Buffer, start: number, end: number): void {
    if (this.#plain.length < end - start) this.#plain = Buffer.allocUnsafe(2 * (end - start));
    const mark = this.#escape < 0 ? this.#quote : this.#escape;
    let length = 0;
    for (let at = start; at < end; at++) {
      if (bytes[at] === mark) at++;
      this.#plain[length++] = bytes[at]!;
    }
    this.#table.addBytes(this.#plain, 0, length);
  }

  #addOther(bytes: Buffer, start: number, end: number): void {
    if (!this.#isShort(end - start)) return;
    if (this.#trims) this.#table.addBytes(bytes, start, end);
    else this.#table.addOther(bytes, start, end);
  }

  /** Whether the empty text before this byte is a cell: in an empty line it is none, but of a single column. */
  #isCell(byte: number): boolean {
    return byte === this.#delimiter || this.#table.cells > 0 || this.#table.isSingle;
  }

  /** `at`: of the delimiter. */
  #nextCell(at: number): number {
    const { cells, options } = this.#table;
    if (cells >= options.maxColumns) {
      const what = `more than ${options.maxColumns.toLocaleString("en-US")} columns (limits.columns)`;
      this.#table.refuse("limit", this.#line, cells + 1, what);
    }
    return at + 1;
  }

  #endRow(byte: number, at: number): number {
    this.#table.endRow(this.#rowLine);
    return this.#breakLine(byte, at);
  }

  #breakLine(byte: number, at: number): number {
    this.#line++;
    this.#rowLine = this.#line;
    this.#afterCr = byte === CR;
    return at + 1;
  }

  #unfinished(length: number): number {
    this.#isShort(length);
    return UNFINISHED;
  }

  /** Refuses a cell of more bytes than there may be. */
  #isShort(length: number, breaks = 0): boolean {
    const { maxCellBytes } = this.#table.options;
    if (length <= maxCellBytes) return true;
    const what = `the cell is longer than ${maxCellBytes.toLocaleString("en-US")} bytes (limits.cell)`;
    this.#table.refuse("limit", this.#line + breaks, this.#table.cells + 1, what);
    return false;
  }

  #refuse(what: string, line: number): void {
    this.#table.refuse("malformed", line, this.#table.cells + 1, what);
  }

  /** What csv-parse leaves out before a cell. */
  #isBlank(byte: number): boolean {
    return (byte === SPACE || byte === TAB || byte === FORM_FEED) && this.#special[byte] === 0;
  }

  #afterBlanks(start: number, end: number): number {
    let at = start;
    while (at < end && this.#isBlank(this.#held[at]!)) at++;
    return at;
  }

  /** Line breaks in [start, end); CR LF is one. */
  #breaksIn(bytes: Buffer, start: number, end: number): number {
    let breaks = 0;
    for (let at = start; at < end; at++) if (bytes[at] === CR || (bytes[at] === LF && (at === 0 || bytes[at - 1] !== CR))) breaks++;
    return breaks;
  }
}

/** The number that four bytes of digits make, the first lowest; −1: another byte is among them. */
function fourDigits(word: number): number {
  const digits = word ^ 0x30303030;
  // A byte above 9 has a bit of its upper half set, or gets one by 6 more.
  if (((digits | (digits + 0x06060606)) & 0xf0f0f0f0) !== 0) return -1;
  const pairs = (Math.imul(digits, 10) + (digits >>> 8)) & 0x00ff00ff;
  return (pairs & 0xff) * 100 + (pairs >>> 16);
}
