// The metrics of a model's probabilities, with their intervals.
import type { Interval } from "../../stats/interval.ts";
import { normalQuantile } from "../../stats/normal.ts";
import { studentQuantile } from "../../stats/student.ts";
import type { Metric } from "../../types/judgement.ts";
import type { Likelihood, Mean, RankedClass } from "./likelihood.ts";
import { effectiveWilson, FEWEST_CLASS_ROWS, REPORTED_CONFIDENCE } from "./score-interval.ts";

/** None where the probabilities are no numbers. */
export function likelihoodMetrics(likelihood: Likelihood, classes: string[]): Metric[] {
  const { rows, logLoss, brier } = likelihood;
  const calibration = calibrationError(likelihood);
  const error = { lower: calibration.lower, upper: calibration.upper };
  if (Number.isNaN(logLoss.value)) return [];
  return [
    ...rankingMetrics(likelihood, classes),
    made("log-loss", null, logLoss.value, meanInterval(logLoss), rows),
    made("brier", null, brier.value, meanInterval(brier), rows),
    ...(Number.isNaN(calibration.value) ? [] : [made("calibration-error", null, calibration.value, rows > 1 ? error : null, rows)]),
  ];
}

/**
 * Of two classes the second's; of more the mean over the classes that have rows and are not all there is, weighted by their rows. The
 * classes' errors are added as if they went together, which never makes the interval too narrow. Without intervals where a class that
 * counts, or the rest of it, has fewer than ten independent rows.
 */
function rankingMetrics({ rankings, rows }: Likelihood, classes: string[]): Metric[] {
  if (rankings === null) return [];
  const usable = rankings.filter((one) => one.rows > 0 && one.rows < rows);
  if (usable.length === 0) return [];
  const total = usable.reduce((sum, one) => sum + one.rows, 0);
  const mean = (of: (one: RankedClass) => number) => usable.reduce((sum, one) => sum + (of(one) * one.rows) / total, 0);
  const least = usable.reduce((few, one) => Math.min(few, one.least), rows);
  const [auc, aucError] = [mean((one) => one.ranking.auc), mean((one) => Math.sqrt(one.ranking.aucVariance))];
  const precision = mean((one) => one.ranking.averagePrecision);
  const precisionError = mean((one) => Math.sqrt(one.ranking.averagePrecisionVariance));
  const label = classes.length === 2 ? (classes[1] ?? null) : null;
  return [
    made("roc-auc", label, auc, rankedInterval(auc, aucError ** 2, least, 0.5), rows),
    made(
      "average-precision",
      label,
      precision,
      rankedInterval(
        precision,
        precisionError ** 2,
        least,
        mean((one) => one.rows / rows),
      ),
      rows,
    ),
  ];
}

/**
 * Wilson's interval for the trials that have this variance, joined with the same after one more row of the rarer side that is ranked by
 * chance: near 1 the rows that would show a worse ranking are few, and the variance is that of those that were seen.
 */
function rankedInterval(value: number, variance: number, least: number, byChance: number): Interval | null {
  if (least < FEWEST_CLASS_ROWS) return null;
  const step = (value - byChance) / (least + 1);
  const [seen, more] = [
    effectiveWilson(value, variance, least, REPORTED_CONFIDENCE),
    effectiveWilson(value - step, variance + step * step, least, REPORTED_CONFIDENCE),
  ];
  return { lower: Math.min(seen.lower, more.lower), upper: Math.max(seen.upper, more.upper) };
}

/** With two classes the class that is ranked is said by `class` and `average: binary`; otherwise all count by their rows. */
function made(name: string, label: string | null, value: number, interval: Interval | null, rows: number): Metric {
  const ranked = name === "roc-auc" || name === "average-precision";
  const average = ranked ? (label === null ? "weighted" : "binary") : null;
  return { name, average, class: label, slice: null, value, lower: interval?.lower ?? null, upper: interval?.upper ?? null, rows };
}

/**
 * Student's t (1908) for a mean that cannot be below 0, above after one more row that costs the worst that the model's own probabilities
 * allow. A few rows cost most of a log loss; a sample that happens to have none of them would else be sure of a mean that is far too low
 * (no interval for the mean of an unbounded quantity is free of assumptions: R. R. Bahadur & L. J. Savage 1956).
 */
function meanInterval({ value, variance, units, worst }: Mean): Interval | null {
  if (units < 2) return null;
  const deviations = studentQuantile(1 - (1 - REPORTED_CONFIDENCE) / 2, units - 1);
  const step = (worst - value) / (units + 1);
  const lower = Math.max(0, value - deviations * Math.sqrt(variance));
  return { lower, upper: value + step + deviations * Math.sqrt(variance + step * step) };
}

export interface CalibrationError extends Interval {
  value: number;
}

/**
 * The root mean square distance between confidence and share of right answers over the bins, without what chance alone brings
 * (A. Kumar, P. Liang & T. Ma 2019, "Verified uncertainty calibration", the debiased estimator); normal on the square.
 */
export function calibrationError({ bins, calibrationEffect }: Pick<Likelihood, "bins" | "calibrationEffect">): CalibrationError {
  const rows = bins.reduce((total, bin) => total + bin.rows, 0);
  if (rows === 0 || !Number.isFinite(calibrationEffect)) return { value: Number.NaN, lower: Number.NaN, upper: Number.NaN };
  let square = 0;
  let variance = 0;
  for (const bin of bins) {
    if (bin.rows === 0) continue;
    const share = bin.right / bin.rows;
    // With one row, or all right or all wrong, a bin still says no more than half a row either way.
    const spread = (bin.right + 0.5) / (bin.rows + 1);
    const ofShare = (calibrationEffect * spread * (1 - spread)) / bin.rows;
    const gap = bin.confidence / bin.rows - share;
    const weight = bin.rows / rows;
    square += weight * (gap * gap - ofShare);
    variance += weight * weight * (4 * gap * gap * ofShare + 2 * ofShare * ofShare);
  }
  const half = normalQuantile(1 - (1 - REPORTED_CONFIDENCE) / 2) * Math.sqrt(variance);
  const root = (x: number) => Math.sqrt(Math.max(0, x));
  return { value: root(square), lower: root(square - half), upper: Math.min(1, root(square + half)) };
}
