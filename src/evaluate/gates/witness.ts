// What one model's answers on new rows say, beside its answers on accepted hold-out rows. It was trained on neither.
import { fisherGreater } from "../../stats/fisher.ts";
import type { GatesConfig } from "../../types/config.ts";
import { classCounts, f1Score, sum } from "../confusion.ts";
import { Evidence } from "../evidence.ts";
import { influenceOf } from "../influence.ts";
import type { Answers } from "../rows.ts";
import { f1IntervalOf, REPORTED_CONFIDENCE } from "../score-interval.ts";

/** F1 may fall by this much (design section 5). */
export const LARGEST_DROP = 0.2;

/** Share of its skill on accepted rows that a model must keep on new ones; shuffled or inverted labels leave none. */
const SKILL_KEPT = 0.25;

export interface Side {
  rows: number;
  right: number;
  f1: number;
  /** Of the interval that reports show; null where none is given. */
  f1Upper: number | null;
  /** Share of right answers when truth and prediction have nothing to do with each other. */
  chance: number;
  /** Right answers and rows as the test counts them: fewer where rows come in groups. */
  counted: { right: number; rows: number };
}

export interface Comparison {
  accepted: Side;
  fresh: Side;
  /** Fisher's exact test, one-sided: the chance of so few right answers on the new rows if they were like the accepted ones. */
  p: number;
  /** The same if every answer on the new rows were wrong: no fewer can be right. */
  smallestP: number;
}

export function compare(accepted: Answers, fresh: Answers, gates: Pick<GatesConfig, "f1Average" | "positiveClass">): Comparison {
  const [a, b] = [sideOf(accepted, gates), sideOf(fresh, gates)];
  const { right, rows } = b.counted;
  return { accepted: a, fresh: b, p: fewerRight(a, right, rows), smallestP: fewerRight(a, 0, rows) };
}

function fewerRight({ counted }: Side, right: number, rows: number): number {
  return fisherGreater(counted.right, counted.rows - counted.right, right, rows - right);
}

function sideOf(answers: Answers, gates: Pick<GatesConfig, "f1Average" | "positiveClass">): Side {
  const evidence = new Evidence(answers);
  const { confusion } = evidence;
  const classes = classCounts(confusion);
  const worth = evidence.for((matrix) => influenceOf(matrix, "micro", null), REPORTED_CONFIDENCE);
  const counts = worth === null ? [] : classCounts(worth);
  const rows = answers.rows.length;
  return {
    rows,
    right: sum(classes, (c) => c.truePositives),
    f1: f1Score(confusion, gates.f1Average, gates.positiveClass),
    f1Upper: f1IntervalOf(answers, gates.f1Average, gates.positiveClass, REPORTED_CONFIDENCE)?.upper ?? null,
    chance: sum(classes, (c) => (c.support / rows) * (c.predicted / rows)),
    counted: { right: Math.round(sum(counts, (c) => c.truePositives)), rows: Math.round(sum(counts, (c) => c.support)) },
  };
}

export function fellFar({ accepted, fresh }: Comparison): boolean {
  return accepted.f1 - fresh.f1 > LARGEST_DROP;
}

/** The share of right answers at which the skill counts as lost, by the chance of the accepted rows. */
export function skillFloor({ accepted }: Comparison): number {
  return accepted.chance + SKILL_KEPT * Math.max(0, accepted.right / accepted.rows - accepted.chance);
}

/**
 * A weak model's F1 cannot fall by .2 when labels are inverted, but its skill is gone: right answers are no more than chance brings, by the
 * chance of the accepted rows and by that of the new ones (Cohen's kappa 1960). Both, so that another mix of classes alone is no loss.
 */
export function skillLost(comparison: Comparison): boolean {
  const { accepted, fresh } = comparison;
  const kappa = ({ right, rows, chance }: Side) => (chance < 1 ? (right / rows - chance) / (1 - chance) : 0);
  return fresh.right / fresh.rows <= skillFloor(comparison) && kappa(fresh) <= SKILL_KEPT * Math.max(0, kappa(accepted));
}
