// A feature that tells the label, and did not before: it was written after the fact.
import type { CheckResult } from "../../types/judgement.ts";
import type { Column } from "../../types/table.ts";
import { growth } from "../drift/departure.ts";
import { type BatchCase, batchFinding } from "../history.ts";
import { named, percent } from "../wording.ts";
import type { Judged } from "./labels.ts";

const BINS = 16;
const MOST_VALUES = 30;
const LEAST = 0.5;
const RISE = 0.25;
/** Standard errors that a rise must exceed besides: of some dozen columns in some hundred batches none passes by chance. */
const ERRORS = 4;

export function leakFindings(input: BatchCase, judged: Judged): CheckResult[] {
  const { sample, features, label, last } = judged;
  return features.flatMap((field, f) => {
    const cells = cellsIn(sample.columns[f]!);
    if (cells === null) return [];
    const told = Array.from({ length: last + 1 }, (_, origin) => toldShare(cells, judged, origin));
    const { share: now, error } = told[last]!;
    const past = told.slice(0, last).map(({ share }) => share);
    const [low, high] = [Math.min(...past), Math.max(...past)];
    const usual = Math.max(RISE, (growth(past.length) - 1) * (high - low));
    if (now < LEAST || now - high < usual + ERRORS * error) return [];
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

interface Told {
  /** Mutual information as a share of the label's entropy, less what chance brings (Miller & Madow 1955). */
  share: number;
  /** Its standard error: that of the mean of log p(x,y)/p(x)p(y) over the rows. */
  error: number;
}

function toldShare({ bins, count }: Cells, { sample, label }: Judged, origin: number): Told {
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
  const own = byClass.reduce((sum, n) => (n === 0 ? sum : sum - (n / rows) * Math.log(n / rows)), 0);
  if (own < 0.05) return { share: 0, error: 0 };
  const [mean, square] = [1, 2].map((power) =>
    table.reduce((sum, cell, k) => {
      if (cell === 0) return sum;
      return sum + (cell / rows) * Math.log((cell * rows) / (byBin[Math.floor(k / classes)]! * byClass[k % classes]!)) ** power;
    }, 0),
  ) as [number, number];
  const used = (counts: Float64Array) => counts.reduce((sum, n) => sum + (n > 0 ? 1 : 0), 0);
  const chance = ((used(byBin) - 1) * (used(byClass) - 1)) / 2 / rows;
  return { share: Math.max(0, mean - chance) / own, error: Math.sqrt(Math.max(0, square - mean * mean) / rows) / own };
}
