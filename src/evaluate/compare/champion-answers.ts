// One model's scores on new rows against its scores on accepted hold-out rows. It was trained on neither.
import { classCounts, sum } from "../../stats/class-scores.ts";
import { fisherGreater } from "../../stats/fisher.ts";
import type { GatesConfig } from "../../types/config.ts";
import type { Confusion } from "../../types/judgement.ts";
import { f1Score } from "../scores/confusion.ts";
import { Evidence } from "../scores/evidence.ts";
import { influenceOf } from "../scores/influence.ts";
import type { Answers } from "../scores/rows.ts";
import { f1IntervalOf, REPORTED_CONFIDENCE } from "../scores/score-interval.ts";

/** Largest fall of F1 that is not suspicious. */
export const LARGEST_DROP = 0.2;

/** Share of its skill on accepted rows that a model must keep on new ones; shuffled or inverted labels leave none. */
const SKILL_KEPT = 0.25;

interface Side {
  confusion: Confusion;
  rows: number;
  right: number;
  f1: number;
  /** Upper bound of the reported interval; null where there is none. */
  f1Upper: number | null;
  /** Expected accuracy if truth and prediction were independent. */
  chance: number;
  /** Cohen's kappa (1960); 0 where the expected accuracy is 1. */
  kappa: number;
  /** Rows of other classes than the most frequent one. */
  rarer: number;
  /** Right answers and rows as the test counts them: fewer where rows come in groups. */
  counted: { right: number; rows: number };
}

export interface Comparison {
  accepted: Side;
  fresh: Side;
  /** Fall of F1 after the new rows are weighted to the class shares of the accepted ones. */
  fallAtSameMix: number;
  /** Fall of the accuracy after the same weighting. */
  lostAtSameMix: number;
  /** One-sided p-value of Fisher's exact test for fewer right answers on the new rows: the larger of as they are and after the weighting. */
  p: number;
  /** The p-value if every answer on the new rows were wrong: the smallest that so many rows can give. */
  smallestP: number;
}

/** Compares a model's predictions on accepted and on new rows: F1, accuracy and p-value, as they are and at the same class shares. */
export function compare(accepted: Answers, fresh: Answers, gates: Pick<GatesConfig, "f1Average" | "positiveClass">): Comparison {
  const [a, b] = [sideOf(accepted, gates), sideOf(fresh, gates)];
  const { right, rows } = b.counted;
  const mixed = ofSameMix(a, b);
  const p = Math.max(fewerRight(a, right, rows), fewerRight(mixed.accepted, mixed.fresh.counted.right, mixed.fresh.counted.rows));
  const fallAtSameMix = fallBetween(mixed.accepted.confusion, mixed.fresh.confusion, gates);
  const lostAtSameMix = rightShare(mixed.accepted) - rightShare(mixed.fresh);
  return { accepted: a, fresh: b, fallAtSameMix, lostAtSameMix, p, smallestP: fewerRight(a, 0, rows) };
}

function rightShare({ confusion }: Pick<Side, "confusion">): number {
  const classes = classCounts(confusion);
  return sum(classes, (c) => c.truePositives) / sum(classes, (c) => c.support);
}

function fallBetween(
  from: Confusion,
  to: Confusion,
  { f1Average, positiveClass }: Pick<GatesConfig, "f1Average" | "positiveClass">,
): number {
  return f1Score(from, f1Average, positiveClass) - f1Score(to, f1Average, positiveClass);
}

type Mixed = Pick<Side, "confusion" | "counted">;

/**
 * Post-stratification by class over the classes that both sides have: the new rows are weighted to the accepted rows' class counts. The
 * test then counts the effective sample size (L. Kish 1965).
 */
function ofSameMix(accepted: Side, fresh: Side): { accepted: Mixed; fresh: Mixed } {
  const rowsOf = ({ confusion }: Mixed, k: number) => confusion.counts[k]!.reduce((total, count) => total + count, 0);
  const weights = accepted.confusion.classes.map((_, k) => (rowsOf(fresh, k) === 0 ? 0 : rowsOf(accepted, k) / rowsOf(fresh, k)));
  if (weights.every((weight) => weight === 0)) return { accepted, fresh };
  const squares = weights.reduce((total, weight, k) => total + weight * weight * rowsOf(fresh, k), 0);
  const total = weights.reduce((rows, weight, k) => rows + weight * rowsOf(fresh, k), 0);
  return {
    accepted: weighted(
      accepted,
      (k) => (weights[k]! > 0 ? 1 : 0),
      (rows) => rows,
    ),
    fresh: weighted(
      fresh,
      (k) => weights[k]!,
      () => (total * total) / squares,
    ),
  };
}

/** `effectiveSize`: effective sample size of the weighted rows, before the correction for groups. */
function weighted(
  { confusion, counted, rows: all }: Side,
  weightOf: (k: number) => number,
  effectiveSize: (rows: number) => number,
): Mixed {
  const counts = confusion.counts.map((row, k) => row.map((count) => count * weightOf(k)));
  const mixed = { classes: confusion.classes, counts };
  const classes = classCounts(mixed);
  const total = sum(classes, (c) => c.support);
  const rows = (effectiveSize(total) * counted.rows) / Math.max(1, all);
  const right = (rows * sum(classes, (c) => c.truePositives)) / total;
  return { confusion: mixed, counted: { right: Math.round(right), rows: Math.round(rows) } };
}

function fewerRight({ counted }: Mixed, right: number, rows: number): number {
  return fisherGreater(counted.right, counted.rows - counted.right, right, rows - right);
}

function sideOf(answers: Answers, gates: Pick<GatesConfig, "f1Average" | "positiveClass">): Side {
  const evidence = new Evidence(answers);
  const { confusion } = evidence;
  const classes = classCounts(confusion);
  const effective = evidence.for((matrix) => influenceOf(matrix, "micro", null), REPORTED_CONFIDENCE);
  const counts = effective === null ? [] : classCounts(effective);
  const rows = answers.rows.length;
  const right = sum(classes, (c) => c.truePositives);
  const chance = sum(classes, (c) => (c.support / rows) * (c.predicted / rows));
  return {
    confusion,
    rows,
    right,
    f1: f1Score(confusion, gates.f1Average, gates.positiveClass),
    f1Upper: f1IntervalOf(answers, gates.f1Average, gates.positiveClass, REPORTED_CONFIDENCE)?.upper ?? null,
    chance,
    kappa: chance < 1 ? (right / rows - chance) / (1 - chance) : 0,
    rarer: rows - classes.reduce((most, { support }) => Math.max(most, support), 0),
    counted: { right: Math.round(sum(counts, (c) => c.truePositives)), rows: Math.round(sum(counts, (c) => c.support)) },
  };
}

/** F1 falls far, also at the same class shares: more rows of a class that is hard to predict say nothing against the labels. */
export function fellFar({ accepted, fresh, fallAtSameMix }: Comparison): boolean {
  return accepted.f1 - fresh.f1 > LARGEST_DROP && fallAtSameMix > LARGEST_DROP;
}

/** Accuracy on the new rows up to which the model's skill counts as lost: expected accuracy plus a quarter of the accepted skill. */
export function skillFloor({ accepted }: Comparison): number {
  return accepted.chance + SKILL_KEPT * Math.max(0, accepted.right / accepted.rows - accepted.chance);
}

/**
 * True where accuracy and Cohen's kappa on the new rows are near those of guessing. This finds inverted labels of a weak model, whose F1
 * cannot fall by .2. Both are asked for, so that other class shares alone are no loss.
 */
export function skillLost(comparison: Comparison): boolean {
  const { accepted, fresh } = comparison;
  return fresh.right / fresh.rows <= skillFloor(comparison) && fresh.kappa <= SKILL_KEPT * Math.max(0, accepted.kappa);
}
