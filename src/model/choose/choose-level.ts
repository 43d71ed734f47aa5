// How large leaves may be at no cost that can be seen. Each size of a short ladder counts as far as it is likely to be no worse than fully
// grown trees, by F1 and by log loss, and the sum of these shares is how many steps are taken: a little more data moves it by one step at
// most, where a yes or no to each size could move it by many. Errors are those of the paired difference (delete-a-group jackknife).

import { naturalLog } from "../forest/natural-log.ts";
import { WEIGHT_UNIT } from "../forest/nodes.ts";
import { mixed } from "../forest/place-random.ts";
import type { LevelSpace } from "./leaf-levels.ts";

const GROUPS = 32;
const GROUP_TURN = 0x2545f491;
/** Of F1: so much, and so many errors of the difference, are given away, but no more than the most. */
const F1_GIVEN = 0.001;
const F1_ERRORS = 1.5;
const F1_MOST = 0.006;
/** Of what more votes would change, by extrapolation: the other half is left out, since its error is as large as it is. */
const EXTRAPOLATED = 0.5;
/** A loss is counted in whole parts of 2⁻²⁰, so that sums do not depend on the order of the rows. */
const LOSS_UNIT = 2 ** 20;
/** No class is less probable than this where losses are counted: so few trees speak that none of them is no news. */
const LEAST_PROBABILITY = 2 ** -8;

/** The trees of both parities, and of each alone. */
const PARTS: readonly (readonly number[])[] = [[0, 1], [0], [1]];

/**
 * `named`: the class that a threshold decides for; null: the most probable class is the answer. `trees`: of the model, of which some
 * have voted. Returns an index into `space.levels`.
 */
export function chooseLevel(space: LevelSpace, named: number | null, trees: number): number {
  const parts = PARTS.map((halves) => followed(space, halves));
  if (parts.some(({ labels }) => labels.length === 0)) return 0;
  const [all, even, odd] = parts.map((rows) => scoresOf(space, rows, named)) as [LevelScores[], LevelScores[], LevelScores[]];
  const share = EXTRAPOLATED * missingShare(space, trees);
  const f1 = all.map((level, i) => extrapolated(level.f1, even[i]!.f1, odd[i]!.f1, share));
  const steps = all.slice(1).map(({ loss }, i) => Math.min(f1Share(f1[0]!, f1[i + 1]!), lossShare(all[0]!.loss, loss)));
  return Math.floor(steps.reduce((sum, step) => sum + step, 0) + 0.5);
}

/**
 * Few votes make small leaves look worse than they are. What a mean of n votes lacks to that of all shrinks about as its variance, 1/n, so half
 * of them lack twice as much: Richardson's extrapolation, of which `share` leads to the model's own number of trees.
 */
function extrapolated(all: number[], even: number[], odd: number[], share: number): number[] {
  return all.map((score, i) => score + share * (score - (even[i]! + odd[i]!) / 2));
}

/** 1 − votes / trees, in the mean over the rows. */
function missingShare({ votes, rows }: LevelSpace, trees: number): number {
  return Math.max(0, 1 - votes.reduce((sum, one) => sum + one, 0) / Math.max(1, rows.length) / trees);
}

const f1Share = (full: number[], larger: number[]) => shareOf(full, larger, (error) => Math.min(F1_MOST, F1_GIVEN + F1_ERRORS * error));
const lossShare = (full: number[], larger: number[]) => shareOf(full, larger, () => 0);

/** From 0 at one error below what is given away to 1 at one error above. Scores are of all rows, then without each group. */
function shareOf(full: number[], larger: number[], given: (error: number) => number): number {
  const [difference = 0, ...without] = larger.map((score, i) => score - full[i]!);
  const error = jackknifeError(without);
  const kept = difference + given(error);
  if (error === 0) return kept >= 0 ? 1 : 0;
  return Math.max(0, Math.min(1, (1 + kept / error) / 2));
}

function jackknifeError(values: number[]): number {
  const mean = values.reduce((a, b) => a + b) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return Math.sqrt(((values.length - 1) / values.length) * squares);
}

/** Rows that some tree of a part did not draw. */
interface Followed {
  /** Where the sums of a row begin, of each half that is part of it; the two are equal where there is one half. */
  first: Int32Array;
  second: Int32Array;
  isWhole: boolean;
  votes: Int32Array;
  labels: Int32Array;
  groups: Uint8Array;
}

function followed({ table, rows, levels, votes }: LevelSpace, halves: readonly number[]): Followed {
  const votesAt = (place: number) => halves.reduce((sum, half) => sum + votes[half * rows.length + place]!, 0);
  const places = Int32Array.from(rows.keys()).filter((place) => votesAt(place) > 0);
  const width = levels.length * table.classes;
  const [one = 0, other = one] = halves;
  return {
    first: places.map((place) => (one * rows.length + place) * width),
    second: places.map((place) => (other * rows.length + place) * width),
    isWhole: halves.length > 1,
    votes: places.map(votesAt),
    labels: places.map((place) => table.cells[rows[place]! * table.stride]!),
    groups: Uint8Array.from(places, (place) => (mixed(table.keys[rows[place]!]! ^ GROUP_TURN) >>> 0) % GROUPS),
  };
}

/** One level's scores, each on all rows and without each group; higher is better. */
interface LevelScores {
  /** Weighted, or of the class that a threshold decides for. */
  f1: number[];
  /** Mean log loss with its sign turned; rows count as their class does. */
  loss: number[];
}

/** What is counted of one level. */
interface Tally {
  /** Per group and class: right, said, there. */
  classes: Int32Array;
  /** Per group. */
  losses: Float64Array;
  /** Per row, the probability of the class that a threshold decides for. */
  shares: Float64Array;
}

/** Per level; one pass over the rows, in the order in which their sums lie. */
function scoresOf(space: LevelSpace, rows: Followed, named: number | null): LevelScores[] {
  const { levels, table } = space;
  const { labels, groups } = rows;
  const shares = named === null ? 0 : labels.length;
  const tallies = levels.map(() => ({
    classes: new Int32Array(GROUPS * 3 * table.classes),
    losses: new Float64Array(GROUPS),
    shares: new Float64Array(shares),
  }));
  for (let i = 0; i < labels.length; i++) {
    for (let level = 0; level < levels.length; level++) count(space, rows, i, level, named, tallies[level]!);
  }
  const counts = new Int32Array(GROUPS);
  for (const group of groups) counts[group]!++;
  return tallies.map((tally) => {
    const [loss, all] = [tally.losses.reduce((x, y) => x + y), labels.length];
    return {
      f1: named === null ? perGroup(tally.classes).map(weightedF1) : namedScore(tally.shares, rows, named),
      loss: [-loss / all, ...Array.from(tally.losses, (part, group) => -(loss - part) / (all - counts[group]!))],
    };
  });
}

/** The most probable class of one row at one level, and the loss of its own class. */
function count(
  { sums, table, classWeights }: LevelSpace,
  rows: Followed,
  i: number,
  level: number,
  named: number | null,
  tally: Tally,
): void {
  const { classes } = table;
  const [label, group, votes] = [rows.labels[i]!, rows.groups[i]!, rows.votes[i]! * WEIGHT_UNIT];
  const [a, b] = [rows.first[i]! + level * classes, rows.second[i]! + level * classes];
  let best = 0;
  let most = -1;
  for (let c = 0; c < classes; c++) {
    const sum = rows.isWhole ? sums[a + c]! + sums[b + c]! : sums[a + c]!;
    if (sum > most) {
      best = c;
      most = sum;
    }
  }
  const at = group * 3 * classes;
  if (best === label) tally.classes[at + 3 * label]!++;
  tally.classes[at + 3 * best + 1]!++;
  tally.classes[at + 3 * label + 2]!++;
  const probability = (sums[a + label]! + (rows.isWhole ? sums[b + label]! : 0)) / votes;
  tally.losses[group]! += Math.round(-naturalLog(Math.max(probability, LEAST_PROBABILITY)) * classWeights[label]! * LOSS_UNIT);
  if (named !== null) tally.shares[i] = (sums[a + named]! + (rows.isWhole ? sums[b + named]! : 0)) / votes;
}

/** Over all groups, and without each. */
function perGroup(tallies: Int32Array): Int32Array[] {
  const width = tallies.length / GROUPS;
  const groups = Array.from({ length: GROUPS }, (_, group) => tallies.subarray(group * width, (group + 1) * width));
  const all = new Int32Array(width);
  for (const group of groups) for (let i = 0; i < width; i++) all[i]! += group[i]!;
  return [all, ...groups.map((group) => all.map((n, i) => n - group[i]!))];
}

function weightedF1(tally: Int32Array): number {
  let [sum, rows] = [0, 0];
  for (let at = 0; at < tally.length; at += 3) {
    const [right, said, there] = [tally[at]!, tally[at + 1]!, tally[at + 2]!];
    if (there === 0) continue;
    sum += ((2 * right) / (said + there)) * there;
    rows += there;
  }
  return sum / rows;
}

/** F1 of one class at the threshold that is best for it; `shares`: its probability per row. */
function namedScore(shares: Float64Array, { labels, groups: groupOf }: Followed, named: number): number[] {
  const order = Int32Array.from(labels.keys()).sort((a, b) => shares[b]! - shares[a]!);
  const groups = Int8Array.from(order, (i) => groupOf[i]!);
  const isNamed = Uint8Array.from(order, (i) => (labels[i] === named ? 1 : 0));
  // A threshold lies after a row only if the next one is less probable.
  const ends = Uint8Array.from(order, (i, at) => (at + 1 === order.length || shares[order[at + 1]!] !== shares[i] ? 1 : 0));
  const without = (group: number): number => {
    let positives = 0;
    for (let at = 0; at < ends.length; at++) if (groups[at] !== group) positives += isNamed[at]!;
    let [hits, said, best] = [0, 0, 0];
    for (let at = 0; at < ends.length; at++) {
      if (groups[at] !== group) {
        hits += isNamed[at]!;
        said++;
      }
      if (ends[at] === 1 && positives + said > 0) best = Math.max(best, (2 * hits) / (positives + said));
    }
    return best;
  };
  return [-1, ...Array(GROUPS).keys()].map(without);
}
