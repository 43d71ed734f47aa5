// The interval of every score that a confusion matrix gives; test/evaluate/coverage.test.ts measures what they cover.
import { classCounts, sum } from "../../stats/class-scores.ts";
import { clopperPearson, type Interval, wilson, wilsonF1 } from "../../stats/interval.ts";
import type { F1Average } from "../../types/config.ts";
import type { Confusion } from "../../types/judgement.ts";
import { balancedInfluence, kappaInfluence, mccInfluence } from "./agreement.ts";
import { f1Score } from "./confusion.ts";
import { Evidence } from "./evidence.ts";
import { type ClassScore, type Influence, influenceOf, smoothed, varianceBy } from "./influence.ts";
import type { Answers } from "./rows.ts";

/** Two-sided, of every interval that is reported. */
export const REPORTED_CONFIDENCE = 0.95;

/** With fewer rows of a class nothing dependable can be said about an average in which that class counts as much as any other. */
export const FEWEST_CLASS_ROWS = 10;

/** Of the F1 that the gates judge; the rows of `confusion` must not be none. null: a class has too few rows for a macro average. */
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

/** The same of these answers, whose units may be groups; null also where all are of one. */
export function f1IntervalOf(answers: Answers, average: F1Average, positiveClass: string | null, confidence: number): Interval | null {
  const evidence = new Evidence(answers);
  const only = average === "binary" ? answers.classes.indexOf(positiveClass ?? "") : null;
  const confusion = evidence.for((matrix) => influenceOf(matrix, average, positiveClass), confidence, only);
  return confusion === null ? null : f1Interval(confusion, average, positiveClass, confidence);
}

/** Of a weighted or macro average of a class score whose value is given. */
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

/** Of Matthews' correlation or Cohen's kappa, which lie in [-1, 1]. */
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
 * Wilson's interval for the number of independent trials that would have this variance: unlike the plain normal interval it stays within
 * [0, 1] and does not shrink to a point at 0 or 1 (E. L. Korn & B. I. Graubard 1998 for the effective number, C. Franco et al. 2019 with
 * Wilson). `most`: trials where nothing varies.
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
