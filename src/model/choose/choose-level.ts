// Which of several levels (leaf-levels.ts) is the largest that costs nothing that can be seen: neither F1 nor log loss is worse than
// the best level's by more than the error of that difference (delete-a-group jackknife over the rows, paired).

import { naturalLog } from "../forest/natural-log.ts";
import { WEIGHT_UNIT } from "../forest/nodes.ts";
import { mixed } from "../forest/place-random.ts";
import type { LevelSpace } from "./leaf-levels.ts";

const GROUPS = 32;
const GROUP_TURN = 0x2545f491;
/** Standard errors that a level may fall behind the best. */
const ERRORS = 2;
/** On few rows the error is large: more than this much of weighted and of macro F1 is never given away for it, */
const MOST_F1 = [
  ["weighted", 0.003],
  ["macro", 0.01],
] as const;
/** nor of one rare class's, of which a handful of rows is more than that. */
const MOST_NAMED_F1 = 0.02;
/** A loss is counted in whole parts of 2⁻²⁰, so that sums do not depend on the order of the rows. */
const LOSS_UNIT = 2 ** 20;
/** No class is less probable than this where losses are counted: so few trees speak that none of them is no news. */
const LEAST_PROBABILITY = 2 ** -8;

/** With fewer votes of a row in the mean nothing is said of what more trees would change. */
const FEWEST_VOTES = 2;

/** A score of each level on all rows, and on the rows without each group: [level][0 … GROUPS]. Higher is better. */
type Scores = number[][];

/** The trees of both parities, and of each alone. */
const PARTS: readonly (readonly number[])[] = [[0, 1], [0], [1]];

/**
 * `named`: the class that a threshold decides for; null: the most probable class is the answer. `trees`: of the model, of which some
 * have voted. Returns an index into `space.levels`.
 */
export function chooseLevel(space: LevelSpace, named: number | null, trees: number): number {
  const parts = PARTS.map((halves) => followed(space, halves));
  const share = missingShare(space, trees);
  const levels = space.levels.map((_, level) => level);
  const scores = parts.map((rows) => scoresOf(space, rows, named));
  /** As a model of all its trees would score. */
  const scored = (name: keyof LevelScores): Scores =>
    levels.map((level) => extrapolated(scores.map((part) => part[level]![name]) as Triple, share));
  let kept = levels;
  if (named === null) {
    for (const [name, most] of MOST_F1) kept = notWorse(scored(name), kept, levels, most);
  } else kept = notWorse(scored("named"), kept, levels, MOST_NAMED_F1);
  kept = notWorse(scored("loss"), kept, kept, Number.POSITIVE_INFINITY);
  return kept.at(-1) ?? 0;
}

type Triple = [all: number[], even: number[], odd: number[]];

/**
 * Few votes make small leaves look worse than they are. What a mean of n votes lacks to that of all shrinks about as its variance, 1/n, so half
 * of them lack twice as much: Richardson's extrapolation, of which `share` leads to the model's own number of trees.
 */
function extrapolated([all, even, odd]: Triple, share: number): number[] {
  return share === 0 ? all : all.map((score, i) => score + share * (score - (even[i]! + odd[i]!) / 2));
}

/** 1 − votes / trees, in the mean over the rows; 0 where the votes are too few to say anything. */
function missingShare({ votes, rows }: LevelSpace, trees: number): number {
  const [even, odd] = [votes.subarray(0, rows.length), votes.subarray(rows.length)];
  const count = (some: Int32Array) => some.reduce((sum, one) => sum + one, 0);
  const mean = (count(even) + count(odd)) / Math.max(1, rows.length);
  return count(even) > 0 && count(odd) > 0 && mean >= FEWEST_VOTES ? Math.max(0, 1 - mean / trees) : 0;
}

/** Of `among`, those that do not fall behind the best of `rivals` by more than the error of the difference. */
function notWorse(scores: Scores, among: number[], rivals: number[], most: number): number[] {
  const best = rivals.reduce((a, b) => (scores[b]![0]! > scores[a]![0]! ? b : a), rivals[0] ?? 0);
  return among.filter((level) => {
    const differences = scores[level]!.map((score, i) => score - scores[best]![i]!);
    return differences[0]! >= -Math.min(most, ERRORS * jackknifeError(differences.slice(1)));
  });
}

function jackknifeError(values: number[]): number {
  const mean = values.reduce((a, b) => a + b) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return Math.sqrt(((values.length - 1) / values.length) * squares);
}

/** Rows that some tree of a part did not draw. */
interface Followed {
  /** Where the sums of a row begin, of each half that is part of it: [half][row]; the two are equal where there is one half. */
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

/** One level's scores, each on all rows and without each group. */
interface LevelScores {
  weighted: number[];
  macro: number[];
  /** F1 of the class that a threshold decides for; empty without one. */
  named: number[];
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
    const averages = perGroup(tally.classes).map(weightedAndMacro);
    const [loss, all] = [tally.losses.reduce((x, y) => x + y), labels.length];
    return {
      weighted: averages.map(([weighted]) => weighted),
      macro: averages.map(([, macro]) => macro),
      named: named === null ? [] : namedScore(tally.shares, rows, named),
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

function weightedAndMacro(tally: Int32Array): [number, number] {
  let [weighted, macro, rows, classes] = [0, 0, 0, 0];
  for (let at = 0; at < tally.length; at += 3) {
    const [right, said, there] = [tally[at]!, tally[at + 1]!, tally[at + 2]!];
    if (said + there === 0) continue;
    const f1 = (2 * right) / (said + there);
    weighted += f1 * there;
    rows += there;
    macro += f1;
    classes++;
  }
  return [weighted / rows, macro / classes];
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
