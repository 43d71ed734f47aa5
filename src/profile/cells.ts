// Sampling and counting of cells for profiles. The sample depends on the number of rows alone.
import { randomBelow, seedRandom } from "../model/forest/random.ts";
import { sortNumbers } from "../stats/order.ts";
import type { CategoryColumn } from "../types/table.ts";

/** Most rows whose cells are sorted; in longer columns a sample is. */
const SAMPLE_ROWS = 50_000;

/** Whether a column of this many rows is profiled from a sample. */
export const isSampled = (rows: number) => rows > SAMPLE_ROWS;

/** A stratified sample of at most `limit` row numbers, ascending; null: all rows. */
export function sampleRows(rows: number, limit = SAMPLE_ROWS): Int32Array | null {
  if (rows <= limit) return null;
  const random = seedRandom(rows, 5);
  const sample = new Int32Array(limit);
  for (let i = 0; i < limit; i++) {
    const from = Math.floor((i * rows) / limit);
    const to = Math.floor(((i + 1) * rows) / limit);
    sample[i] = from + randomBelow(random, to - from);
  }
  return sample;
}

/** The values that are not NaN, ascending; −0 becomes 0. */
export function sortedNumbers(values: Float64Array, sample: Int32Array | null = null): Float64Array {
  const length = sample?.length ?? values.length;
  const kept = new Float64Array(length);
  let n = 0;
  for (let i = 0; i < length; i++) {
    const value = values[sample === null ? i : sample[i]!]!;
    if (!Number.isNaN(value)) kept[n++] = value + 0;
  }
  return sortNumbers(kept.subarray(0, n));
}

/** Number of rows per code; index 0: missing cells. */
export function countCodes(column: CategoryColumn): Uint32Array {
  const counts = new Uint32Array(column.categories.length + 1);
  const { codes } = column;
  for (let i = 0; i < codes.length; i++) counts[codes[i]!]!++;
  return counts;
}

/** Over the cells that are not missing: the longest run of equal cells, and the number that equal the one before. */
export interface Stillness {
  run: number;
  still: number;
}

/** Runs of equal codes; missing cells (code 0) are skipped. */
export function stillnessOf(codes: Int32Array): Stillness {
  let [run, still, length] = [0, 0, 0];
  let last = 0;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    if (code === 0) continue;
    if (code === last) {
      still++;
      length++;
    } else {
      last = code;
      length = 1;
    }
    if (length > run) run = length;
  }
  return { run, still };
}
