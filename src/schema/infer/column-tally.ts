// The cells of a column over all files, counted: its distinct texts, and what its plain numbers look like.
import { SHORTEST_CELL, TEXT_CELL } from "../../table/columns/raw.ts";
import type { RawColumn } from "../../types/table.ts";
import { type Marks, noMarks } from "../words/number-notation.ts";

/** The column of one file. */
export interface RawPart {
  raw: RawColumn;
  rows: number;
}

/** The distinct texts of a column with their counts; plain decimals are counted apart. */
export interface Tally {
  rows: number;
  plain: number;
  /** Plain decimals with digits after the point. */
  fractions: number;
  texts: Map<string, number>;
  /** What the plain decimals prove about points and commas. */
  marks: Marks;
  parts: RawPart[];
}

/** Counts how a column's cells are written, over all its files: plain numbers, fractions, and texts with their rows. */
export function tallyOf(parts: RawPart[]): Tally {
  const tally: Tally = { rows: 0, plain: 0, fractions: 0, texts: new Map(), marks: noMarks(), parts };
  for (const { raw, rows } of parts) {
    const counts = new Uint32Array(raw.texts.length);
    countCells(raw, rows, counts, tally);
    tally.rows += rows;
    raw.texts.forEach((text, i) => {
      if (counts[i]! > 0) tally.texts.set(text, (tally.texts.get(text) ?? 0) + counts[i]!);
    });
  }
  return tally;
}

/** Texts into `counts`; plain numbers into the tally, with the marks that `noteCore` finds in a number's text. */
function countCells({ values, decimals }: RawColumn, rows: number, counts: Uint32Array, tally: Tally): void {
  let [whole, texts, thousands] = [0, 0, 0];
  let [isMark, isEither, endsInZero] = [false, false, false];
  for (let row = 0; row < rows; row++) {
    const written = decimals[row]!;
    if (written === TEXT_CELL) {
      texts++;
      counts[values[row]!]!++;
    } else if (written === 0) {
      whole++;
      if (Math.abs(values[row]!) >= 1000) thousands++;
    } else if (written !== 3) isMark = true;
    else {
      const size = Math.abs(values[row]!);
      if (size < 1 || size >= 1000) isMark = true;
      else {
        isEither = true;
        if (Math.round(size * 1000) % 10 === 0) endsInZero = true;
      }
    }
  }
  const { marks } = tally;
  tally.plain += rows - texts;
  tally.fractions += rows - texts - whole;
  if (thousands > 0) marks.long = true;
  if (whole > thousands) marks.short = true;
  if (isMark) marks.decimal.add(".");
  if (isEither) marks.either.add(".");
  if (endsInZero) marks.zeroEnd = true;
}

/** Whether a text may be shown as a word for a gap: one that comes again, a plain word, or a few signs. Others may be anybody's data. */
export function isWord({ texts }: Tally, text: string): boolean {
  return (texts.get(text) ?? 0) > 1 || /^[\p{L}\s'’.-]{1,20}$/u.test(text) || /^\P{L}{1,10}$/u.test(text);
}

/** Cells with one of these texts. */
export function countOf(tally: Tally, texts: string[]): number {
  return texts.reduce((sum, text) => sum + (tally.texts.get(text) ?? 0), 0);
}

/** More different numbers than this are amounts. */
const MOST_WRITINGS = 64;

/** Two writings of one number in one file, as versions have them: 1.1 and 1.10. Null: none, or too many numbers to be names. */
export function doublyWrittenNumber({ parts }: Tally): [string, string] | null {
  const writings = new Set<string>();
  let found: [string, string] | null = null;
  for (const { raw, rows } of parts) {
    const inFile = new Map<number, number>();
    for (let row = 0; row < rows; row++) {
      const decimals = raw.decimals[row]!;
      if (decimals === TEXT_CELL || decimals === SHORTEST_CELL || decimals === 0) continue;
      const value = raw.values[row]!;
      const known = inFile.get(value);
      if (known === decimals) continue;
      writings.add(`${value}/${decimals}`);
      if (writings.size > MOST_WRITINGS) return null;
      if (known === undefined) inFile.set(value, decimals);
      else found ??= [value.toFixed(Math.min(known, decimals)), value.toFixed(Math.max(known, decimals))];
    }
  }
  return found;
}
