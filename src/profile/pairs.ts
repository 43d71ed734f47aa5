// Rank correlations between the columns of a batch, which do not depend on units and outliers.

import { firstAbove, firstFrom } from "../stats/sorted.ts";
import type { PairsProfile } from "../types/profile.ts";
import type { Column } from "../types/table.ts";
import { countCodes, sampleRows } from "./cells.ts";
import { textScore } from "./hash.ts";
import { oncePerColumns } from "./once.ts";

const SAMPLE_ROWS = 4000;
const MOST_COLUMNS = 32;
/** A column with a larger share of one value is not correlated. */
const CONSTANT_SHARE = 0.9;
/** A category column with more distinct values than this share of the rows is not correlated. */
const NAMES_SHARE = 0.5;

/** Rank correlations of all pairs of columns, on a sample of rows. */
export const pairsProfile = oncePerColumns((all: Column[], rows: number): PairsProfile => {
  const sample = sampleRows(rows, SAMPLE_ROWS);
  const scored: { name: string; score: Float64Array }[] = [];
  for (const column of all) {
    if (scored.length === MOST_COLUMNS) break;
    const score = scoresOf(column, sample);
    if (score !== null) scored.push({ name: column.name, score });
  }
  const hundredths: number[] = [];
  for (let i = 0; i < scored.length; i++) {
    for (let j = i + 1; j < scored.length; j++) hundredths.push(Math.round(100 * correlationOf(scored[i]!.score, scored[j]!.score)) + 0);
  }
  return { columns: scored.map(({ name }) => name), hundredths };
});

/** Scores of two columns on the sample of a profile of `rows` rows; null where either has none. */
export function pairOf(a: Column, b: Column, rows: number): [Float64Array, Float64Array] | null {
  const sample = sampleRows(rows, SAMPLE_ROWS);
  const scores = [scoresOf(a, sample), scoresOf(b, sample)] as const;
  return scores[0] === null || scores[1] === null ? null : [scores[0], scores[1]];
}

/** Centred scores of length one on the sampled rows; null: nearly all cells are equal, or all are distinct. */
export function scoresOf(column: Column, sample: Int32Array | null): Float64Array | null {
  return column.kind === "number" ? rankScores(column.values, sample) : categoryScores(column, sample);
}

/** The correlation of two columns, from their centred scores of length one. */
export function correlationOf(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Mean ranks, centred, of length one; missing cells have the mean rank. null: nearly all cells are equal. */
function rankScores(values: Float64Array, sample: Int32Array | null): Float64Array | null {
  const n = sample?.length ?? values.length;
  const cells = new Float64Array(n);
  for (let i = 0; i < n; i++) cells[i] = values[sample === null ? i : sample[i]!]!;
  const sorted = cells.filter((value) => !Number.isNaN(value)).sort();
  for (let i = 0; i < sorted.length; ) {
    const end = firstAbove(sorted, sorted[i]!);
    if (end - i > CONSTANT_SHARE * n) return null;
    i = end;
  }
  const middle = (sorted.length - 1) / 2;
  const rankOf = (value: number) => (firstFrom(sorted, value) + firstAbove(sorted, value) - 1) / 2;
  return unit(cells.map((value) => (Number.isNaN(value) ? 0 : rankOf(value) - middle)));
}

function categoryScores(column: Column & { kind: "category" }, sample: Int32Array | null): Float64Array | null {
  const n = sample?.length ?? column.codes.length;
  if (column.categories.length > Math.max(2, NAMES_SHARE * column.codes.length)) return null;
  if (countCodes(column).some((count) => count > CONSTANT_SHARE * column.codes.length)) return null;
  const scores = Float64Array.from(["", ...column.categories], (text, code) => (code === 0 ? Number.NaN : textScore(text)));
  const cells = new Float64Array(n);
  for (let i = 0; i < n; i++) cells[i] = scores[column.codes[sample === null ? i : sample[i]!]!]!;
  const present = cells.filter((value) => !Number.isNaN(value));
  const mean = present.reduce((sum, value) => sum + value, 0) / Math.max(1, present.length);
  return unit(cells.map((value) => (Number.isNaN(value) ? 0 : value - mean)));
}

function unit(cells: Float64Array): Float64Array {
  const length = Math.sqrt(correlationOf(cells, cells));
  return length > 0 ? cells.map((value) => value / length) : cells;
}
