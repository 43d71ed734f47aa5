// Cells as text, packed: nine bytes for a number as people or programs usually write it, an index for any other text.
// The exact text comes back.
import type { RawColumn } from "../../types/table.ts";
import { POWERS_OF_TEN } from "../values/numbers.ts";
import { shortestOf } from "../values/shortest.ts";
import { TextDictionary } from "./text-dictionary.ts";

/** In `decimals`: the cell is `texts[values[row]]`. */
export const TEXT_CELL = 255;

/** In `decimals`: the cell is the shortest text that reads as this double, which is no integer; how programs write all its digits. */
export const SHORTEST_CELL = 254;

/** The original text of a cell. */
export function cellText(column: RawColumn, row: number): string {
  const decimals = column.decimals[row]!;
  const value = column.values[row]!;
  return decimals === TEXT_CELL ? column.texts[value]! : numberText(value, decimals);
}

/** The text of a number cell. */
export function numberText(value: number, decimals: number): string {
  return decimals === SHORTEST_CELL ? String(value) : value.toFixed(decimals);
}

const ZERO = 48;
const MINUS = 45;
const POINT = 46;

/** A number of more digits than a plain one: 16 and a point, to 17, a sign, `0.` and the zeros that follow before an exponent is written. */
const SHORTEST_LENGTHS = { least: 17, most: 25 };

/** Rooms so full are kept as they are. */
const TIGHT = 0.9;

/** Collects the cells of one column. */
export class RawColumnBuilder {
  #values = new Float64Array(64);
  #decimals = new Uint8Array(64);
  #rows = 0;
  readonly #texts = new TextDictionary();

  /** Of distinct texts. */
  get textBytes(): number {
    return this.#texts.textBytes;
  }

  addText(text: string): void {
    const bytes = Buffer.from(text);
    if (!this.#addNumber(bytes, 0, bytes.length)) this.#addCell(this.#texts.codeOfText(text), TEXT_CELL);
  }

  /** A cell that `isPlainDecimal`: mantissa / 10^decimals. */
  addPlain(mantissa: number, decimals: number): void {
    this.#addCell(decimals === 0 ? mantissa : mantissa / POWERS_OF_TEN[decimals]!, decimals);
  }

  /** A cell that `isShortDecimal` and not `isPlainDecimal`: mantissa / 10^decimals. */
  addShortest(mantissa: number, decimals: number): void {
    this.#addCell(mantissa / POWERS_OF_TEN[decimals]!, SHORTEST_CELL);
  }

  /** A cell of any text, as UTF-8 in [start, end). */
  addBytes(bytes: Buffer, start: number, end: number): void {
    if (!this.#addNumber(bytes, start, end)) this.#addCell(this.#texts.codeOf(bytes, start, end), TEXT_CELL);
  }

  /** `addBytes` of what is no plain decimal. */
  addOther(bytes: Buffer, start: number, end: number): void {
    if (!this.#addShortest(bytes, start, end)) this.#addCell(this.#texts.codeOf(bytes, start, end), TEXT_CELL);
  }

  /** Forgets the cells of a row that turned out not to be one. */
  keep(rows: number): void {
    this.#rows = Math.min(this.#rows, rows);
  }

  /** Makes room for so many rows in all. */
  reserve(rows: number): void {
    if (rows > this.#values.length) this.#resize(rows);
  }

  finish(): RawColumn {
    const isTight = this.#rows >= TIGHT * this.#values.length;
    const fitted = <T extends Float64Array | Uint8Array>(cells: T) =>
      (isTight ? cells.subarray(0, this.#rows) : cells.slice(0, this.#rows)) as T;
    return { values: fitted(this.#values), decimals: fitted(this.#decimals), texts: this.#texts.texts() };
  }

  #addNumber(bytes: Buffer, start: number, end: number): boolean {
    const negative = bytes[start] === MINUS;
    const first = negative ? start + 1 : start;
    let mantissa = 0;
    let point = -1;
    for (let at = first; at < end; at++) {
      const digit = bytes[at]! - ZERO;
      if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit;
      else if (digit === POINT - ZERO && point < 0) point = at;
      else return this.#addShortest(bytes, start, end);
    }
    if (end === start || !isPlainDecimal(negative, first, point, end, mantissa, bytes[first]!)) return this.#addShortest(bytes, start, end);
    this.addPlain(negative ? -mantissa : mantissa, point < 0 ? 0 : end - point - 1);
    return true;
  }

  #addShortest(bytes: Buffer, start: number, end: number): boolean {
    const length = end - start;
    if (length < SHORTEST_LENGTHS.least || length > SHORTEST_LENGTHS.most || !isDigitOrMinus(bytes[start]!)) return false;
    const value = shortestOf(bytes, start, end);
    if (Number.isNaN(value)) return false;
    this.#addCell(value, SHORTEST_CELL);
    return true;
  }

  #addCell(value: number, decimals: number): void {
    if (this.#rows === this.#values.length) this.#resize(this.#rows * 2);
    this.#values[this.#rows] = value;
    this.#decimals[this.#rows++] = decimals;
  }

  #resize(rows: number): void {
    const values = new Float64Array(rows);
    const decimals = new Uint8Array(rows);
    values.set(this.#values);
    decimals.set(this.#decimals);
    this.#values = values;
    this.#decimals = decimals;
  }
}

function isDigitOrMinus(byte: number): boolean {
  return byte === MINUS || (byte >= ZERO && byte <= ZERO + 9);
}

/**
 * Whether `toFixed` gives this text back, whose bytes [first, end) are digits and perhaps a point: at most 15 digits
 * (so the double is exact enough), none missing on either side of the point, no leading zero, no negative zero.
 */
export function isPlainDecimal(
  negative: boolean,
  first: number,
  point: number,
  end: number,
  mantissa: number,
  firstDigit: number,
): boolean {
  const whole = (point < 0 ? end : point) - first;
  const fraction = point < 0 ? 0 : end - point - 1;
  if (whole === 0 || whole + fraction > 15 || (point >= 0 && fraction === 0)) return false;
  return !(firstDigit === ZERO && whole > 1) && !(negative && mantissa === 0);
}
