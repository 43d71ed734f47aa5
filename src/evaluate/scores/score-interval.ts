// Intervals of the scores of a confusion matrix; test/evaluate/coverage.test.ts measures their coverage.
import { classCounts, sum } from "../../stats/class-scores.ts";
import { clopperPearson, type Interval, wilson, wilsonF1 } from "../../stats/interval.ts";
import type { F1Average } from "../../types/config.ts";
import type { Confusion } from "../../types/judgement.ts";
import { balancedInfluence, kappaInfluence, mccInfluence } from "./agreement.ts";
import { f1Score } from "./confusion.ts";
import { Evidence } from "./evidence.ts";
import { type ClassScore, type Influence, influenceOf, smoothed, varianceBy } from "./influence.ts";
import type { Answers } from "./rows.ts";

/** Two-sided confidence of all reported intervals. */
export const REPORTED_CONFIDENCE = 0.95;

/** Fewest rows of every class for an interval of an average that weights classes equally. */
export const FEWEST_CLASS_ROWS = 10;

/** Interval of the F1 that the gates judge, from at least one independent row; null: a class has too few rows for a macro average. */
export function f1Interval(confusion: Confusion, average: F1Average, positiveClass: string | null, confidence: number): Interval | null {
  const classes = classCounts(confusion);
  if (average === "micro") {
    const right = sum(classes, (c) => c.truePositives);
    const rows = sum(classes, (c) => c.support);
    return clopperPearson(right, rows, confidence);
  }
  if (average === "binary") {
    const c = classes[confusion.classes.indexOf(positiveClass ?? "")];
    return c === undefined ? null : wilsonF1(c.truePositives, c.predicted - c.truePositives, c.support - c.truePositives, confidence);
  }
  return averageInterval(confusion, "f1", average, f1Score(confusion, average, positiveClass), confidence);
}

/** The same for predictions whose rows may come in units; null also where all rows are of one unit. */
export function f1IntervalOf(answers: Answers, average: F1Average, positiveClass: string | null, confidence: number): Interval | null {
  const evidence = new Evidence(answers);
  const only = average === "binary" ? answers.classes.indexOf(positiveClass ?? "") : null;
  const confusion = evidence.for((matrix) => influenceOf(matrix, average, positiveClass), confidence, only);
  return confusion === null ? null : f1Interval(confusion, average, positiveClass, confidence);
}

/** Interval of a weighted or macro average by the delta method; null: a class has too few rows for `macro`. */
export function averageInterval(
  confusion: Confusion,
  metric: ClassScore,
  average: "weighted" | "macro",
  value: number,
  confidence: number,
): Interval | null {
  if (average === "macro" && rarestClass(confusion) < FEWEST_CLASS_ROWS) return null;
  return influencedInterval(confusion, value, (matrix) => influenceOf(matrix, average, null, metric), confidence);
}

/** Interval of balanced accuracy by the delta method; null: a class has too few rows for it. */
export function balancedInterval(confusion: Confusion, value: number, confidence: number): Interval | null {
  if (rarestClass(confusion) < FEWEST_CLASS_ROWS) return null;
  return influencedInterval(confusion, value, balancedInfluence, confidence);
}

/** Interval of Matthews' correlation or Cohen's kappa, which lie in [-1, 1]; null: a class has too few rows. */
export function agreementInterval(confusion: Confusion, which: "mcc" | "kappa", value: number, confidence: number): Interval | null {
  if (rarestClass(confusion) < FEWEST_CLASS_ROWS) return null;
  const influence = which === "mcc" ? mccInfluence : kappaInfluence;
  const halved = (matrix: Confusion): Influence => {
    const whole = influence(matrix);
    return (i, j) => whole(i, j) / 2;
  };
  const { lower, upper } = influencedInterval(confusion, (value + 1) / 2, halved, confidence);
  return { lower: 2 * lower - 1, upper: 2 * upper - 1 };
}

function influencedInterval(
  confusion: Confusion,
  value: number,
  influence: (matrix: Confusion) => Influence,
  confidence: number,
): Interval {
  const matrix = smoothed(confusion);
  return effectiveWilson(value, varianceBy(matrix, influence(matrix)), rowsOf(confusion), confidence);
}

/**
 * Wilson's interval for the number of independent trials that would have this variance (E. L. Korn & B. I. Graubard 1998 for the effective
 * number, C. Franco et al. 2019 with Wilson). `most`: the number of trials where the variance is 0.
 */
export function effectiveWilson(value: number, variance: number, most: number, confidence: number): Interval {
  const spread = value * (1 - value);
  const trials = variance > 0 && spread > 0 ? spread / variance : most;
  return wilson(value * trials, trials, confidence);
}

function rowsOf(confusion: Confusion): number {
  return sum(classCounts(confusion), (c) => c.support);
}

/** Rows of the rarest class that has a row or a prediction. */
export function rarestClass(confusion: Confusion): number {
  const seen = classCounts(confusion).filter((c) => c.support + c.predicted > 0);
  return seen.reduce((least, c) => Math.min(least, c.support), Number.POSITIVE_INFINITY);
}
