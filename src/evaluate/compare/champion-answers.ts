// What one model's answers on new rows say, beside its answers on accepted hold-out rows. It was trained on neither.
import { classCounts, sum } from "../../stats/class-scores.ts";
import { fisherGreater } from "../../stats/fisher.ts";
import type { GatesConfig } from "../../types/config.ts";
import type { Confusion } from "../../types/judgement.ts";
import { f1Score } from "../scores/confusion.ts";
import { Evidence } from "../scores/evidence.ts";
import { influenceOf } from "../scores/influence.ts";
import type { Answers } from "../scores/rows.ts";
import { f1IntervalOf, REPORTED_CONFIDENCE } from "../scores/score-interval.ts";

/** F1 may fall by this much. */
export const LARGEST_DROP = 0.2;

/** Share of its skill on accepted rows that a model must keep on new ones; shuffled or inverted labels leave none. */
const SKILL_KEPT = 0.25;

interface Side {
  confusion: Confusion;
  rows: number;
  right: number;
  f1: number;
  /** Of the interval that reports show; null where none is given. */
  f1Upper: number | null;
  /** Share of right answers when truth and prediction have nothing to do with each other. */
  chance: number;
  /** J. Cohen 1960; 0 where chance leaves nothing to be better at. */
  kappa: number;
  /** Rows of other classes than the most frequent one. */
  rarer: number;
  /** Right answers and rows as the test counts them: fewer where rows come in groups. */
  counted: { right: number; rows: number };
}

export interface Comparison {
  accepted: Side;
  fresh: Side;
  /** How far F1 falls when every class has the rows on the new side that it has on the accepted one. */
  fallAtSameMix: number;
  /** The same of the share of right answers. */
  lostAtSameMix: number;
  /** Fisher's exact test, one-sided: the chance of so few right answers on the new rows if they were like the accepted ones; at their mix of classes too. */
  p: number;
  /** The same if every answer on the new rows were wrong: no fewer can be right. */
  smallestP: number;
}

/**
 * How much worse a model answers on new rows than on accepted ones: p-values of fewer right answers, as they are and at the same mix of
 * classes.
 */
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
 * The rows of the classes that both sides have, the new ones weighted to the accepted ones' numbers (post-stratification by class); weighted
 * rows count as fewer (L. Kish 1965).
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

/** `worth`: how many rows the weighted ones are worth, before what is known of groups. */
function weighted({ confusion, counted, rows: all }: Side, weightOf: (k: number) => number, worth: (rows: number) => number): Mixed {
  const counts = confusion.counts.map((row, k) => row.map((count) => count * weightOf(k)));
  const mixed = { classes: confusion.classes, counts };
  const classes = classCounts(mixed);
  const total = sum(classes, (c) => c.support);
  const rows = (worth(total) * counted.rows) / Math.max(1, all);
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
  const worth = evidence.for((matrix) => influenceOf(matrix, "micro", null), REPORTED_CONFIDENCE);
  const counts = worth === null ? [] : classCounts(worth);
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

/** More of a class that the model tells badly makes F1 fall too, on a night of storms for one, and says nothing against the labels. */
export function fellFar({ accepted, fresh, fallAtSameMix }: Comparison): boolean {
  return accepted.f1 - fresh.f1 > LARGEST_DROP && fallAtSameMix > LARGEST_DROP;
}

/** The share of right answers at which the skill counts as lost, by the chance of the accepted rows. */
export function skillFloor({ accepted }: Comparison): number {
  return accepted.chance + SKILL_KEPT * Math.max(0, accepted.right / accepted.rows - accepted.chance);
}

/**
 * A weak model's F1 cannot fall by .2 when labels are inverted, but its skill is gone: right answers are no more than chance brings, by the
 * chance of the accepted rows and by that of the new ones (Cohen's kappa). Both, so that another mix of classes alone is no loss.
 */
export function skillLost(comparison: Comparison): boolean {
  const { accepted, fresh } = comparison;
  return fresh.right / fresh.rows <= skillFloor(comparison) && fresh.kappa <= SKILL_KEPT * Math.max(0, accepted.kappa);
}
