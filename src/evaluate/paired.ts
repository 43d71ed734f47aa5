// Two models on the same rows: the difference of their F1 and how far it may be from the truth.
import { normalQuantile } from "../stats/normal.ts";
import { tangoLower, tangoUpper } from "../stats/tango.ts";
import type { GatesConfig } from "../types.ts";
import { f1Score } from "./confusion.ts";
import { influenceOf } from "./influence.ts";
import { type Answers, confusionIn } from "./rows.ts";

export interface PairedDifference {
  difference: number;
  /** One-sided at the level asked for, each. */
  lower: number;
  upper: number;
  /** Rows on which the two say different things. */
  disagreeing: number;
  /** The bounds if there were `factor` times as many rows of the same kind. */
  boundsAt: (factor: number) => { lower: number; upper: number };
}

type F1Kind = Pick<GatesConfig, "f1Average" | "positiveClass">;

/**
 * F1 of `a` minus F1 of `b` on the same rows. Each row moves the difference by the difference of its two influences, so no assumption on how
 * the models agree is needed. Tango's score interval is taken for the number of rows that disagree, each by the same amount, which would
 * have the same difference, spread and tail (sums of squares and fourth powers): where F1 is the accuracy this is Tango's interval itself,
 * elsewhere it keeps its coverage on skewed differences, which the normal interval does not (test/evaluate/coverage.test.ts).
 * `clusters`: a number per position from 0; rows of one group count as one.
 */
export function pairedDifference(
  a: Answers,
  b: Answers,
  kind: F1Kind,
  level: number,
  clusters: Int32Array | null = null,
): PairedDifference {
  const rows = a.rows.length;
  const [ofA, ofB] = [confusionIn(a), confusionIn(b)];
  const [influenceA, influenceB] = [ofA, ofB].map((confusion) => influenceOf(confusion, kind.f1Average, kind.positiveClass));
  const difference = f1Score(ofA, kind.f1Average, kind.positiveClass) - f1Score(ofB, kind.f1Average, kind.positiveClass);
  const units = clusters === null ? rows : new Set(clusters).size;
  const moves = new Float64Array(clusters === null ? rows : clusters.reduce((most, cluster) => Math.max(most, cluster + 1), 0));
  let disagreeing = 0;
  for (let i = 0; i < rows; i++) {
    const truth = a.truth[i]!;
    moves[clusters === null ? i : clusters[i]!]! += influenceA!(truth, a.predicted[i]!) - influenceB!(truth, b.predicted[i]!) + difference;
    if (a.predicted[i] !== b.predicted[i]) disagreeing++;
  }
  const score = scoreBounds(moves, units, rows * difference, normalQuantile(1 - level));
  const reach = nearest(a, b, kind, level, units / rows);
  const boundsAt = (factor: number) => {
    const { lower, upper } = score(factor);
    return {
      lower: Math.min((units / rows) * lower, difference - reach(factor)),
      upper: Math.max((units / rows) * upper, difference + reach(factor)),
    };
  };
  return { difference, ...boundsAt(1), disagreeing, boundsAt };
}

/** Tango's bounds of the mean of `moves`, whose sum is `total`, for the discordant pairs that are most like them. */
function scoreBounds(moves: Float64Array, units: number, total: number, z: number): (factor: number) => { lower: number; upper: number } {
  let squares = 0;
  let fourths = 0;
  for (const move of moves) {
    const square = move * move;
    squares += square;
    fourths += square * square;
  }
  if (!(squares > 1e-24 && fourths > 0)) return () => ({ lower: total / units, upper: total / units });
  const step = Math.sqrt(fourths / squares);
  const net = total / step;
  const discordant = Math.max((squares * squares) / fourths, Math.abs(net));
  const [first, second] = [(discordant + net) / 2, (discordant - net) / 2];
  return (factor) => ({
    lower: step * tangoLower(factor * first, factor * second, factor * units, z),
    upper: step * tangoUpper(factor * first, factor * second, factor * units, z),
  });
}

/**
 * No bound lies nearer than 1 − level^(1/n), the share of rows on which two models that agree on n rows may still differ (Clopper–Pearson
 * without a success): identical predictions on few rows prove nothing. n are the rows that can move the score: under `binary` and, by its
 * part in the mean, under `macro` those of one class.
 */
function nearest(a: Answers, b: Answers, kind: F1Kind, level: number, unitsPerRow: number): (factor: number) => number {
  const share = (rows: number) => 1 - level ** (1 / Math.max(1e-9, rows * unitsPerRow));
  const whole = (factor: number) => share(factor * a.rows.length);
  if (kind.f1Average === "weighted" || kind.f1Average === "micro") return whole;
  const touched = rowsTouching(a, b);
  const positive = touched[a.classes.indexOf(kind.positiveClass ?? "")] ?? 0;
  if (kind.f1Average === "binary") return (factor) => share(factor * positive);
  const present = [...touched].filter((rows) => rows > 0);
  return (factor) => present.reduce((most, rows) => Math.max(most, share(factor * rows) / present.length), whole(factor));
}

/** Rows that are of the class or are taken for it by either model. */
function rowsTouching(a: Answers, b: Answers): Int32Array {
  const touched = new Int32Array(a.classes.length);
  for (let i = 0; i < a.rows.length; i++) {
    const [truth, one, other] = [a.truth[i]!, a.predicted[i]!, b.predicted[i]!];
    touched[truth]!++;
    if (one !== truth) touched[one]!++;
    if (other !== truth && other !== one) touched[other]!++;
  }
  return touched;
}
