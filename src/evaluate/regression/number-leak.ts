// Whether a script of a regression knows targets that it was not handed: as label-leak does for classes.
import { check } from "../../findings/check.ts";
import { counted } from "../../findings/scores.ts";
import { normalTail } from "../../stats/normal.ts";
import { numericTargetOf } from "../../table/columns/dataset.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { Estimated } from "../../types/model.ts";
import type { Column, Dataset } from "../../types/table.ts";

/** One-sided level: the check fails a model, and runs for every new recipe. */
const LEVEL = 0.001;
/** Share of the targets' range by which an estimate may differ between two orders of the rows. */
const ROUNDING = 1e-6;
const MOST_CHANGED = 0.001;

export interface NumberLeakCase {
  dataset: Dataset;
  /** Hold-out rows with a target that were asked about. */
  rows: Int32Array;
  candidate: Estimated;
  /** The candidate, asked about the same rows in another order. */
  again: Estimated;
  /** A model of the same script that was handed mirrored targets; null: the script is the champion's, which was tried. */
  mirrored: Estimated | null;
}

/** The targets mirrored in their range, so that large ones are small: an honest script learns it. */
export function mirrorOf({ dataset, rows }: Pick<NumberLeakCase, "dataset" | "rows">): (target: Column) => Column {
  const { least, most } = rangeOf(dataset, rows);
  return (target) => (target.kind === "number" ? { ...target, values: target.values.map((value) => least + most - value) } : target);
}

function rangeOf(dataset: Dataset, rows: Int32Array): { least: number; most: number } {
  const { values } = numericTargetOf(dataset);
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of rows) {
    least = Math.min(least, values[row]!);
    most = Math.max(most, values[row]!);
  }
  return { least, most };
}

/** Code `label-leak`. */
export function numberLeak({ dataset, rows, candidate, again, mirrored }: NumberLeakCase): CheckResult {
  const asked = counted(rows.length, "hold-out row");
  const { least, most } = rangeOf(dataset, rows);
  const differs = (row: number) => Math.abs(candidate.values[row]! - again.values[row]!) > ROUNDING * (most - least);
  const changed = rows.reduce((count, row) => count + (differs(row) ? 1 : 0), 0);
  if (changed > MOST_CHANGED * rows.length) {
    const message = `Asked twice about the same ${asked} in another order, the model answered ${changed} of them otherwise: its answers do not follow from the features alone.`;
    const suggestion =
      "Answer each row by its row_id and its features: no order of rows, no statistics of the rows that are asked about, no chance.";
    return check("label-leak", "model", "fail", message, { observed: changed, expected: 0, suggestion });
  }
  if (mirrored === null) {
    const message = `Asked twice in another order, the model answers ${asked} alike. The script is the champion's, which was trained on mirrored targets then.`;
    return check("label-leak", "model", "pass", message);
  }
  const { correlation, explained } = fitOf(dataset, rows, mirrored);
  const t = correlation * Math.sqrt((rows.length - 2) / Math.max(Number.EPSILON, 1 - correlation ** 2));
  const found = `Trained on mirrored targets, the script's estimates and the true targets of ${asked} have the correlation ${correlation.toFixed(2)}`;
  const numbers = { observed: correlation, expected: "not above 0" };
  // Series in order of time may correlate by chance, but not come nearer to the truth than its mean.
  if (!(explained > 0 && normalTail(t) < LEVEL))
    return check("label-leak", "model", "pass", `${found}: it learned what it was handed.`, numbers);
  const suggestion =
    "Look for what the script reads besides the rows that it is handed: the data files of the repository, a database, a cache, a model of earlier.";
  return check("label-leak", "model", "fail", `${found}: it knows hold-out targets from elsewhere, so no score of it means anything.`, {
    ...numbers,
    suggestion,
  });
}

/** Pearson's correlation of estimates and truths (0 where one is constant), and R². */
function fitOf(dataset: Dataset, rows: Int32Array, { values: estimates }: Estimated): { correlation: number; explained: number } {
  const { values: truths } = numericTargetOf(dataset);
  const mean = (of: Float64Array) => rows.reduce((sum, row) => sum + of[row]!, 0) / rows.length;
  const [truth, estimate] = [mean(truths), mean(estimates)];
  let [both, own, its, wrong] = [0, 0, 0, 0];
  for (const row of rows) {
    both += (truths[row]! - truth) * (estimates[row]! - estimate);
    own += (truths[row]! - truth) ** 2;
    its += (estimates[row]! - estimate) ** 2;
    wrong += (truths[row]! - estimates[row]!) ** 2;
  }
  return { correlation: own > 0 && its > 0 ? both / Math.sqrt(own * its) : 0, explained: own > 0 ? 1 - wrong / own : 0 };
}
