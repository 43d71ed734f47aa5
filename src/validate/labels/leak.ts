// A feature that tells the label, and did not before: it was written after the fact.
import type { CheckResult, Column } from "../../types.ts";
import { growth } from "../drift/departure.ts";
import { type BatchCase, batchFinding } from "../history.ts";
import { named, percent } from "../wording.ts";
import type { Judged } from "./labels.ts";

const BINS = 16;
const MOST_VALUES = 30;
const LEAST = 0.5;
const RISE = 0.25;

export function leakFindings(input: BatchCase, judged: Judged): CheckResult[] {
  const { sample, features, label, last } = judged;
  return features.flatMap((field, f) => {
    const cells = cellsIn(sample.columns[f]!);
    if (cells === null) return [];
    const told = Array.from({ length: last + 1 }, (_, origin) => toldShare(cells, judged, origin));
    const [now, past] = [told[last]!, told.slice(0, last)];
    const [low, high] = [Math.min(...past), Math.max(...past)];
    if (now < LEAST || now - high < Math.max(RISE, (growth(past.length) - 1) * (high - low))) return [];
    const says = `has a column ${named(field.name)} that tells ${percent(now)} of ${named(label.name)} by itself, before at most ${percent(high)}`;
    const remedy = "Look whether it was filled in after the outcome was known; a model would rely on it.";
    return [
      batchFinding(input, {
        code: "leak",
        subject: field.name,
        observed: percent(now),
        expected: `at most ${percent(high)}`,
        says,
        remedy,
        field,
      }),
    ];
  });
}

interface Cells {
  bins: Int32Array;
  count: number;
}

/** Each cell's bin: of numbers by quantiles of all rows, of categories the value; null: too many values. */
function cellsIn(column: Column): Cells | null {
  if (column.kind === "category")
    return column.categories.length > MOST_VALUES ? null : { bins: column.codes, count: column.categories.length + 1 };
  const sorted = column.values.filter((value) => !Number.isNaN(value)).sort();
  const cuts = [...new Set(Array.from({ length: BINS - 1 }, (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / BINS)]!))];
  const bins = Int32Array.from(column.values, (value) => (Number.isNaN(value) ? 0 : 1 + cuts.filter((cut) => value >= cut).length));
  return { bins, count: BINS + 2 };
}

/** Mutual information as a share of the label's entropy, less what chance brings (Miller & Madow). */
function toldShare({ bins, count }: Cells, { sample, label }: Judged, origin: number): number {
  const classes = label.categories.length;
  const table = new Float64Array(count * classes);
  let rows = 0;
  for (let row = 0; row < sample.rows; row++) {
    if (sample.origin[row] !== origin || label.codes[row] === 0) continue;
    table[bins[row]! * classes + label.codes[row]! - 1]!++;
    rows++;
  }
  const [byBin, byClass] = [new Float64Array(count), new Float64Array(classes)];
  table.forEach((cell, k) => {
    byBin[Math.floor(k / classes)]! += cell;
    byClass[k % classes]! += cell;
  });
  const entropy = (counts: Float64Array) => counts.reduce((sum, n) => (n === 0 ? sum : sum - (n / rows) * Math.log(n / rows)), 0);
  const used = (counts: Float64Array) => counts.reduce((sum, n) => sum + (n > 0 ? 1 : 0), 0);
  const chance = ((used(byBin) - 1) * (used(byClass) - 1)) / 2 / Math.max(1, rows);
  const own = entropy(byClass);
  return own < 0.05 ? 0 : Math.max(0, entropy(byBin) + own - entropy(table) - chance) / own;
}
