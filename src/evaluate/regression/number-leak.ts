// Whether a script of a regression knows targets that it was not handed: as label-leak does for classes.
import { counted } from "../../findings/scores.ts";
import { normalTail } from "../../stats/normal.ts";
import { numericTargetOf } from "../../table/columns/dataset.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { Estimated } from "../../types/model.ts";
import type { Column, Dataset } from "../../types/table.ts";
import { knownElsewhere, LEAK_LEVEL, orderLeak, ROUNDING, triedBefore } from "../gates/leak-check.ts";

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
  const { least, most } = rangeOf(dataset, rows);
  const changed = orderLeak(rows, (row) => Math.abs(candidate.values[row]! - again.values[row]!) > ROUNDING * (most - least));
  if (changed !== null) return changed;
  if (mirrored === null) return triedBefore(rows, "mirrored targets");
  const { correlation, explained } = fitOf(dataset, rows, mirrored);
  const t = correlation * Math.sqrt((rows.length - 2) / Math.max(Number.EPSILON, 1 - correlation ** 2));
  const asked = counted(rows.length, "hold-out row");
  const found = `Trained on mirrored targets, the script's estimates and the true targets of ${asked} have the correlation ${correlation.toFixed(2)}`;
  // Series in order of time may correlate by chance, but not come nearer to the truth than its mean.
  const isLeak = explained > 0 && normalTail(t) < LEAK_LEVEL;
  return knownElsewhere(found, isLeak, "targets", { observed: correlation, expected: "not above 0" });
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
