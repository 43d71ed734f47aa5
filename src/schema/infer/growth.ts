// How a column of numbers moves from file to file, and what its name says that it cannot exceed.
import { partsOf } from "../words/name-similarity.ts";

/** Fewer steps in one direction may be an accident of few values. */
const FEWEST_STEPS = 20;

/** The farthest any block went beyond all before it, in ranges of those. */
export function growthOf(values: Float64Array, starts: number[]): { up: number; down: number } {
  const growth = { up: 0, down: 0 };
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  starts.forEach((start, i) => {
    const width = high - low;
    const before = { low, high };
    for (let row = start; row < (starts[i + 1] ?? values.length); row++) {
      const value = values[row]!;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (!(width > 0)) return;
    growth.up = Math.max(growth.up, (high - before.high) / width);
    growth.down = Math.max(growth.down, (before.low - low) / width);
  });
  return growth;
}

/** 1: it never falls over all rows and files, −1: it never rises, 0: it does both, or has few values. */
export function direction(values: Float64Array): -1 | 0 | 1 {
  let [rises, falls] = [0, 0];
  let last = Number.NaN;
  for (const value of values) {
    if (value > last) rises++;
    else if (value < last) falls++;
    if (!Number.isNaN(value)) last = value;
    if (rises > 0 && falls > 0) return 0;
  }
  return rises >= FEWEST_STEPS ? 1 : falls >= FEWEST_STEPS ? -1 : 0;
}

export interface Levels {
  /** Of the variance, what lies between the files' means (correlation ratio). */
  share: number;
  /** Standard deviation of the files' levels beyond what their rows explain. */
  spread: number;
}

/** How the files' means differ: analysis of variance with one random effect (Searle 1971). */
export function levelsOf(values: Float64Array, starts: number[]): Levels {
  const files = starts.map((start, i) => meanOf(values.subarray(start, starts[i + 1] ?? values.length))).filter(({ cells }) => cells > 0);
  const cells = files.reduce((sum, file) => sum + file.cells, 0);
  const mean = files.reduce((sum, file) => sum + (file.cells / cells) * file.mean, 0);
  const within = files.reduce((sum, file) => sum + file.squares, 0);
  const between = files.reduce((sum, file) => sum + file.cells * (file.mean - mean) ** 2, 0);
  if (!(within + between > 0) || files.length < 2 || cells <= files.length) return { share: 0, spread: 0 };
  const typical = (cells - files.reduce((sum, file) => sum + file.cells ** 2, 0) / cells) / (files.length - 1);
  const beyond = between / (files.length - 1) - within / (cells - files.length);
  return { share: between / (within + between), spread: Math.sqrt(Math.max(0, beyond / typical)) };
}

/** `squares`: of the distances to the mean, summed. */
function meanOf(values: Float64Array): { mean: number; cells: number; squares: number } {
  let [mean, cells, squares] = [0, 0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const step = value - mean;
    mean += step / ++cells;
    squares += step * (value - mean);
  }
  return { mean, cells, squares };
}

const CALENDAR = new Map<string, [number, number]>([
  ["month", [1, 12]],
  ["day", [1, 31]],
  ["hour", [0, 23]],
  ["minute", [0, 59]],
  ["second", [0, 59]],
  ["quarter", [1, 4]],
  ["weekday", [0, 7]],
]);

/** The calendar's own bounds for a column whose last word names a part of it and whose values keep them. */
export function calendarRange(name: string, least: number, most: number): { minimum: number; maximum: number } | null {
  const bounds = CALENDAR.get(partsOf(name).words.at(-1) ?? "");
  if (bounds === undefined) return null;
  const [minimum, maximum] = bounds;
  return least >= minimum && most <= maximum ? { minimum, maximum } : null;
}
