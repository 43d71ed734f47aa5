// How much one row moves an averaged F1. The delta method on the cells of the confusion matrix, as in K. Takahashi et al. 2022,
// "Confidence interval for micro-averaged F1 and macro-averaged F1 scores", Applied Intelligence 52; the weighted F1 is derived in the same way.
import { clopperPearson, type Interval, wilson, wilsonF1 } from "../stats/interval.ts";
import type { Confusion, F1Average } from "../types.ts";
import { classCounts, f1Score, sum } from "./confusion.ts";

/** A row of class `actual` predicted as `predicted` moves the score by influence / n; over all rows the influences sum to 0. */
export type Influence = (actual: number, predicted: number) => number;

/**
 * With shares r (actual), s = r + q (actual + predicted) and F = 2p/s per class, the gradient at the cell (i, j) is
 * byActual[i] + byPredicted[j] + (i = j ? byMatch[i] : 0), minus `mean`, its average over all rows.
 */
export function influenceOf(confusion: Confusion, average: F1Average, positiveClass: string | null): Influence {
  const classes = classCounts(confusion);
  const rows = classes.reduce((total, c) => total + c.support, 0);
  const present = classes.filter((c) => c.support + c.predicted > 0).length;
  const byActual = new Float64Array(classes.length);
  const byPredicted = new Float64Array(classes.length);
  const byMatch = new Float64Array(classes.length);
  let mean = 0;
  classes.forEach((c, k) => {
    const share = c.support / rows;
    const both = (c.support + c.predicted) / rows;
    if (average === "micro") {
      byMatch[k] = 1;
      mean += c.truePositives / rows;
    } else if (both > 0) {
      const f1 = (2 * c.truePositives) / rows / both;
      const weight = { weighted: share, macro: 1 / present, binary: confusion.classes[k] === positiveClass ? 1 : 0 }[average];
      byActual[k] = (average === "weighted" ? f1 : 0) - (weight * f1) / both;
      byPredicted[k] = (-weight * f1) / both;
      byMatch[k] = (2 * weight) / both;
      if (average === "weighted") mean += share * f1;
    }
  });
  return (i, j) => byActual[i]! + byPredicted[j]! + (i === j ? byMatch[i]! : 0) - mean;
}

/** The interval of the F1 that the gates judge; the rows of `confusion` must not be none. */
export function f1Interval(confusion: Confusion, average: F1Average, positiveClass: string | null, confidence: number): Interval {
  const classes = classCounts(confusion);
  const rows = sum(classes, (c) => c.support);
  if (average === "micro")
    return clopperPearson(
      sum(classes, (c) => c.truePositives),
      rows,
      confidence,
    );
  if (average === "binary") {
    const c = classes[confusion.classes.indexOf(positiveClass ?? "")];
    return c === undefined
      ? { lower: 0, upper: 1 }
      : wilsonF1(c.truePositives, c.predicted - c.truePositives, c.support - c.truePositives, confidence);
  }
  const influence = influenceOf(confusion, average, positiveClass);
  let squares = 0;
  confusion.counts.forEach((row, i) => {
    row.forEach((count, j) => {
      if (count > 0) squares += count * influence(i, j) ** 2;
    });
  });
  const variance = squares / rows / rows;
  const value = f1Score(confusion, average, positiveClass);
  // Wilson's interval for the number of independent trials that would have this variance: unlike the plain normal interval it stays within
  // [0, 1] and does not shrink to a point at 0 or 1 (E. L. Korn & B. I. Graubard 1998 for the effective number, R. A. Franco et al. 2019 with Wilson).
  const trials = variance > 0 ? (value * (1 - value)) / variance : rows;
  return wilson(value * trials, trials, confidence);
}
