// What the screens of labels would miss at a batch's size.
import { DEVIATIONS } from "../result/power.ts";

/** The largest share of a class that `rows` draws may all miss with no less than this chance: (1 − share)^rows = chance, of the binomial. */
export function absentShare(rows: number, chance: number): number {
  return 1 - chance ** (1 / Math.max(1, rows));
}

/**
 * The share of labels that must be wrong for `seen` of the rows to contradict a model that contradicts `usual` of sound ones. A label that goes wrong
 * contradicts where the model had agreed (`agreeing`), and where it had not it comes to agree in one of `others` cases: the other classes.
 */
export function wrongShare({ seen, usual, agreeing, others }: { seen: number; usual: number; agreeing: number; others: number }): number {
  const gain = agreeing - usual / others;
  return gain <= 0 ? 1 : Math.min(1, Math.max(0, (seen - usual) / gain));
}

export interface Cluster {
  /** Mean and standard deviation, over the batch's rows, of the probability that the model gives the planted class. */
  mean: number;
  deviation: number;
  fewest: number;
  most: number;
  /** At most this share of the rows may be expected to have the class. */
  expected: number;
  /** The logarithm of a chance above which a cluster is no finding. */
  limit: number;
  /** No mean probability counts as less. */
  least: number;
}

/** The fewest rows, drawn from the batch, that are seen with that power when all are given one class: mean^rows < exp(limit); null: none are. */
export function clusterSeen({ mean, deviation, fewest, most, expected, limit, least }: Cluster): number | null {
  for (let rows = fewest; rows <= most; rows++) {
    const likely = mean + (DEVIATIONS * deviation) / Math.sqrt(rows);
    if (likely <= expected && rows * Math.log(Math.max(least, likely)) < limit) return rows;
  }
  return null;
}
