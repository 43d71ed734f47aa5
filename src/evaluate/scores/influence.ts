// The influence of one row on an averaged score. The delta method on the cells of the confusion matrix, as in K. Takahashi et al. 2022,
// "Confidence interval for micro-averaged F1 and macro-averaged F1 scores", Applied Intelligence 52; the other scores are derived in the same way.
import { type ClassCounts, classCounts, f1Of, precisionOf, recallOf, sum } from "../../stats/class-scores.ts";
import type { F1Average } from "../../types/config.ts";
import type { Confusion } from "../../types/judgement.ts";

/** A row of class `actual` predicted as `predicted` changes the score by influence / n; over all rows the influences sum to 0. */
export type Influence = (actual: number, predicted: number) => number;

export type ClassScore = "f1" | "precision" | "recall";

interface Slopes {
  value: number;
  /** Derivatives by the shares of true positives, of rows of the class, and of rows predicted as it. */
  match: number;
  actual: number;
  predicted: number;
}

const FLAT: Slopes = { value: 0, match: 0, actual: 0, predicted: 0 };

/** Value and derivatives of one class's F1 = 2p/(r + q), precision = p/q or recall = p/r. */
function slopesOf(metric: ClassScore, c: ClassCounts, rows: number): Slopes {
  const [r, q] = [c.support / rows, c.predicted / rows];
  const below = { f1: r + q, precision: q, recall: r }[metric];
  if (below === 0) return FLAT;
  const value = { f1: f1Of, precision: precisionOf, recall: recallOf }[metric](c);
  return {
    value,
    match: (metric === "f1" ? 2 : 1) / below,
    actual: metric === "precision" ? 0 : -value / below,
    predicted: metric === "recall" ? 0 : -value / below,
  };
}

/**
 * The gradient at the cell (i, j) is byActual[i] + byPredicted[j] + (i = j ? byMatch[i] : 0), minus `mean`, its average over all rows.
 * Averages are over the classes with a row or a prediction.
 */
export function influenceOf(confusion: Confusion, average: F1Average, positiveClass: string | null, metric: ClassScore = "f1"): Influence {
  const classes = classCounts(confusion);
  const rows = sum(classes, (c) => c.support);
  const present = classes.filter((c) => c.support + c.predicted > 0).length;
  const byActual = new Float64Array(classes.length);
  const byPredicted = new Float64Array(classes.length);
  const byMatch = new Float64Array(classes.length);
  let mean = 0;
  classes.forEach((c, k) => {
    const share = c.support / rows;
    if (average === "micro") {
      byMatch[k] = 1;
      mean += c.truePositives / rows;
      return;
    }
    const slopes = slopesOf(metric, c, rows);
    const weight = { weighted: share, macro: 1 / present, binary: confusion.classes[k] === positiveClass ? 1 : 0 }[average];
    byActual[k] = weight * slopes.actual + (average === "weighted" ? slopes.value : 0);
    byPredicted[k] = weight * slopes.predicted;
    byMatch[k] = weight * slopes.match;
    if (average === "weighted") mean += share * slopes.value;
  });
  return (i, j) => byActual[i]! + byPredicted[j]! + (i === j ? byMatch[i]! : 0) - mean;
}

/** Variance of a score with this influence, for independent rows. */
export function varianceBy(confusion: Confusion, influence: Influence): number {
  let squares = 0;
  let rows = 0;
  confusion.counts.forEach((row, i) => {
    row.forEach((count, j) => {
      if (count === 0) return;
      squares += count * influence(i, j) ** 2;
      rows += count;
    });
  });
  return squares / rows / rows;
}

/**
 * The matrix with one more row, spread evenly over the cells of all classes that occur: without it a matrix without mistakes would have
 * variance 0 (compare A. Agresti & B. A. Coull 1998, who add two successes and two failures to a proportion).
 */
export function smoothed(confusion: Confusion): Confusion {
  const seen = classCounts(confusion).map((c) => c.support + c.predicted > 0);
  const extra = 1 / seen.filter(Boolean).length ** 2;
  const counts = confusion.counts.map((row, i) => row.map((count, j) => (seen[i] && seen[j] ? count + extra : count)));
  return { classes: confusion.classes, counts };
}

/** Influence on one class's own score, up to a factor that is the same for all rows. */
export function classInfluence(metric: ClassScore, index: number, counts: ClassCounts): Influence {
  const { value, match, actual, predicted } = slopesOf(metric, counts, 1);
  if (value === 0 && match === 0) return () => 0;
  return (i, j) => (i === index && j === index ? match : 0) + (i === index ? actual : 0) + (j === index ? predicted : 0);
}
