// Whether a column's values are a closed set: only when the evidence says that no further value is to come.

import { countCodes } from "../../profile/cells.ts";
import type { CategoryColumn } from "../../types/table.ts";

const MOST_VALUES = 50;
const ROWS_PER_VALUE = 30;
/** The rarest value is seen so often that others as rare would have been seen too. */
const FEWEST_ROWS = 10;
/** Chance below which a late first appearance is no accident. */
const LATE = 1e-3;

export interface CategoryGuess {
  closed: boolean;
  /** Why not, as a sentence; null when closed. */
  reason: string | null;
}

/** `starts`: the first row of each file. */
export function closedSet(column: CategoryColumn, starts: number[]): CategoryGuess {
  const counts = countCodes(column);
  const values = column.categories.length;
  const rows = column.codes.length - counts[0]!;
  const open = (reason: string): CategoryGuess => ({ closed: false, reason });
  if (values < 2) return open("one value only: others may follow.");
  if (values > MOST_VALUES) return open(`${values} values: new ones are to be expected.`);
  if (rows < ROWS_PER_VALUE * values) return open(`${values} values in ${rows} rows: too few rows to call the list complete.`);
  const rarest = counts.subarray(1).reduce((least, count) => Math.min(least, count));
  // Good–Turing: values seen once or twice announce others that were not seen yet.
  if (rarest < FEWEST_ROWS) return open("some values are rare, so others are to be expected.");
  const first = firstRows(column);
  const lateFrom = starts.length >= 3 ? starts[Math.ceil(starts.length / 2)]! : Number.POSITIVE_INFINITY;
  for (let code = 1; code <= values; code++) {
    if (first[code]! >= lateFrom) return open("later files brought new values.");
    const before = first[code]! / column.codes.length;
    if ((1 - before) ** counts[code]! * values < LATE) return open("values appear one after the other, so new ones are to be expected.");
  }
  return { closed: true, reason: null };
}

function firstRows(column: CategoryColumn): Int32Array {
  const first = new Int32Array(column.categories.length + 1).fill(-1);
  column.codes.forEach((code, row) => {
    if (first[code] === -1) first[code] = row;
  });
  return first;
}
