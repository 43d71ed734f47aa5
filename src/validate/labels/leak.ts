// A feature that tells the label, and did not before: it was written after the fact.

import { named, namedList, percent, plural } from "../../findings/wording.ts";
import { growth } from "../../stats/deviation.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { Column } from "../../types/table.ts";
import { type BatchCase, batchFinding, batchPass } from "../history/history.ts";
import { DEVIATIONS, leastCount } from "../result/power.ts";
import type { Judged } from "./judged.ts";

const BINS = 16;
const MOST_VALUES = 30;
const LEAST = 0.5;
const RISE = 0.25;
/** Standard errors that a rise must exceed besides: of some dozen columns in some hundred batches none passes by chance. */
const ERRORS = 4;
/** How finely the smallest leak that is seen is looked for. */
const STEPS = 1000;

/** What past batches make of a feature. */
interface Usual {
  high: number;
  /** A rise that they make plausible. */
  rise: number;
}

/** Every leak; or one pass that says how small a leak it would not have seen. */
export function leakChecks(input: BatchCase, judged: Judged): CheckResult[] {
  const { sample, features, label, last } = judged;
  const known = features.flatMap((field, f) => {
    const cells = cellsIn(sample.columns[f]!);
    if (cells === null) return [];
    const told = Array.from({ length: last + 1 }, (_, origin) => toldShare(cells, judged, origin));
    const past = told.slice(0, last).map(({ share }) => share);
    const [low, high] = [Math.min(...past), Math.max(...past)];
    return [{ field, now: told[last]!, usual: { high, rise: Math.max(RISE, (growth(past.length) - 1) * (high - low)) } }];
  });
  const seen = new Map(known.map(({ field, usual }) => [field.name, leakSeen(judged, usual)]));
  const power = leakPower(
    judged,
    features.map(({ name }) => ({ name, share: seen.get(name) ?? null })),
  );
  const findings = known.flatMap(({ field, now, usual }) => {
    if (!isLeak(now, usual)) return [];
    const high = percent(usual.high);
    const says = `has a column ${named(field.name)} that tells ${percent(now.share)} of ${named(label.name)} by itself, before at most ${high}`;
    const remedy = "Look whether it was filled in after the outcome was known; a model would rely on it.";
    const [observed, expected] = [percent(now.share), `at most ${high}`];
    return [batchFinding(input, { code: "leak", subject: field.name, observed, expected, says, remedy, field, power })];
  });
  if (findings.length > 0) return findings;
  const says = `has no feature that tells ${named(label.name)} by itself, and did not before`;
  return [batchPass(input, "leak", 0, 0, says, { subject: input.target!, power })];
}

function isLeak({ share, error }: Told, { high, rise }: Usual): boolean {
  return share >= LEAST && share - high >= rise + ERRORS * error;
}

/** How much of the label a leak must tell to be seen: one that repeats the label in a part of the rows and else is drawn as the labels are. */
function leakSeen({ sample, label, last }: Judged, usual: Usual): number | null {
  const classes = label.categories.length;
  const counts = new Float64Array(classes);
  for (let row = 0; row < sample.rows; row++) if (sample.origin[row] === last && label.codes[row]! > 0) counts[label.codes[row]! - 1]!++;
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const leaking = (step: number) => {
    const part = step / STEPS;
    const table = Float64Array.from({ length: classes * classes }, (_, k) => {
      const [value, own] = [Math.floor(k / classes), k % classes];
      return counts[own]! * ((value === own ? part : 0) + ((1 - part) * counts[value]!) / Math.max(1, rows));
    });
    return toldBy(table, classes);
  };
  const isSeen = ({ share, error }: Told) => isLeak({ share: share - DEVIATIONS * error, error }, usual);
  const least = leastCount(0, STEPS, (step) => isSeen(leaking(step)));
  return least === null ? null : leaking(least).share;
}

/** Null: too many values, or the feature tells so much as it is that no more would stand out. */
function leakPower({ label, sample, last }: Judged, features: { name: string; share: number | null }[]): string {
  const [name, rows] = [named(label.name), plural(sample.origin.filter((origin) => origin === last).length, "judged row")];
  const shares = features.flatMap(({ share }) => share ?? []);
  const unseen = namedList(features.filter(({ share }) => share === null).map((one) => one.name));
  if (shares.length === 0) return `no feature that tells ${name} would be seen in ${rows}`;
  const [low, high] = [percent(Math.min(...shares)), percent(Math.max(...shares))];
  const range = low === high ? low : `${low} to ${high} (by the feature)`;
  const rest = unseen === "" ? "" : `, in ${unseen} whatever it tells`;
  return `a feature that tells under ${range} of ${name} in ${rows} would be missed more often than once in five${rest}`;
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
  for (let row = 0; row < sample.rows; row++) {
    if (sample.origin[row] !== origin || label.codes[row] === 0) continue;
    table[bins[row]! * classes + label.codes[row]! - 1]!++;
  }
  return toldBy(table, classes);
}

/** Rows per bin and class, bin by bin. */
function toldBy(table: Float64Array, classes: number): Told {
  const [byBin, byClass] = [new Float64Array(table.length / classes), new Float64Array(classes)];
  table.forEach((cell, k) => {
    byBin[Math.floor(k / classes)]! += cell;
    byClass[k % classes]! += cell;
  });
  const rows = byClass.reduce((sum, n) => sum + n, 0);
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
