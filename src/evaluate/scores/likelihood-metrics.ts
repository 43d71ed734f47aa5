import { studentQuantile } from "../../stats/beta.ts";
import type { Interval } from "../../stats/interval.ts";
import { normalQuantile } from "../../stats/normal.ts";
import type { Metric } from "../../types/judgement.ts";
import type { Likelihood, Mean, RankedClass } from "./likelihood.ts";
import { effectiveWilson, FEWEST_CLASS_ROWS, REPORTED_CONFIDENCE } from "./score-interval.ts";

/** The metrics of a model's probabilities with their intervals; none if a probability is not a number. */
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
 * ROC AUC and average precision: of the second of two classes, else one against the rest, averaged with the classes' rows as weights. The
 * standard errors are averaged too, as if the classes were perfectly correlated, which is conservative. No intervals where a class or its
 * rest has fewer than ten independent rows.
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
 * Union of two Wilson intervals for the effective number of trials: as observed, and with one more row of the rarer side that is ranked at
 * random. Near 1 the observed variance alone is too small.
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

/** `label`: the ranked class of two, with `average: binary`; null: a mean over classes, or no ranking. */
function made(name: string, label: string | null, value: number, interval: Interval | null, rows: number): Metric {
  const ranked = name === "roc-auc" || name === "average-precision";
  const average = ranked ? (label === null ? "weighted" : "binary") : null;
  return { name, average, class: label, slice: null, value, lower: interval?.lower ?? null, upper: interval?.upper ?? null, rows };
}

/**
 * Student's t interval (1908), cut at 0. The upper bound is computed with one more row that has the largest loss the model's probabilities
 * allow: a few rows make up most of a log loss, and a sample without them would give a bound that is far too low (R. R. Bahadur &
 * L. J. Savage 1956: no interval for an unbounded mean is free of assumptions).
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
 * Root mean square difference of confidence and accuracy over the bins, by the debiased estimator of A. Kumar, P. Liang & T. Ma 2019,
 * "Verified uncertainty calibration"; the interval is normal on the square.
 */
export function calibrationError({ bins, calibrationEffect }: Pick<Likelihood, "bins" | "calibrationEffect">): CalibrationError {
  const rows = bins.reduce((total, bin) => total + bin.rows, 0);
  if (rows === 0 || !Number.isFinite(calibrationEffect)) return { value: Number.NaN, lower: Number.NaN, upper: Number.NaN };
  let square = 0;
  let variance = 0;
  for (const bin of bins) {
    if (bin.rows === 0) continue;
    const share = bin.right / bin.rows;
    // Smoothed by half a row either way, so that a bin that is all right or all wrong has a variance.
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
