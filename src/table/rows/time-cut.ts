// Where a split by time cuts: the past is trained on, the most recent rows are held out.
import type { Dataset } from "../../types/table.ts";
import { columnOf, isLabelled } from "../columns/dataset.ts";

/** Types whose values follow each other; a time of day comes again every day. */
const ORDERED: ReadonlySet<string> = new Set(["date", "datetime", "year", "yearmonth", "integer", "number"]);

/** What the column holds instead of times; null: it orders the rows. */
export function unorderedBy(dataset: Dataset, name: string): string | null {
  const { kind, type } = columnOf(dataset, name);
  return kind === "number" && ORDERED.has(type) ? null : type;
}

/** Dates in seconds since 1970, numbers as they are; NaN is missing. */
export function timesOf(dataset: Dataset, name: string): Float64Array {
  const column = columnOf(dataset, name);
  if (column.kind !== "number") throw new Error(`Column ${JSON.stringify(name)} holds no times.`);
  return column.values;
}

/**
 * The time from which on rows are held out: of all times that leave a row before them, the one whose share of rows from it on is nearest to
 * `share` (of two, the earlier). Counted are the rows that can be trained on or judged: with a label and a time, of files within the window.
 * null: they have fewer than two times.
 */
export function timeCut(dataset: Dataset, name: string, share: number): number | null {
  const times = timesOf(dataset, name);
  const hasLabel = isLabelled(dataset);
  const rows = dataset.files.filter((file) => file.inWindow).reduce((sum, { start, end }) => sum + end - start, 0);
  const sorted = new Float64Array(rows);
  let count = 0;
  for (const { start, end, inWindow } of dataset.files) {
    if (!inWindow) continue;
    for (let row = start; row < end; row++) if (hasLabel(row) && !Number.isNaN(times[row]!)) sorted[count++] = times[row]!;
  }
  return nearestCut(sorted.subarray(0, count).sort(), share);
}

function nearestCut(sorted: Float64Array, share: number): number | null {
  const ideal = sorted.length * (1 - share);
  let best = 0;
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i] === sorted[i - 1]) continue;
    if (best === 0 || Math.abs(i - ideal) < Math.abs(best - ideal)) best = i;
  }
  return best === 0 ? null : sorted[best]!;
}
