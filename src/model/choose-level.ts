// Which of several levels (leaf-levels.ts) is the largest that costs nothing that can be seen: neither F1 nor log loss is worse than
// the best level's by more than the error of that difference (delete-a-group jackknife over the rows, paired).
import type { LevelSpace } from "./leaf-levels.ts";
import { naturalLog } from "./natural-log.ts";
import { WEIGHT_UNIT } from "./nodes.ts";
import { mixed } from "./place-random.ts";

const GROUPS = 32;
const GROUP_TURN = 0x2545f491;
/** Standard errors that a level may fall behind the best. */
const ERRORS = 2;
/** On few rows the error is large: more than this much of weighted and of macro F1 is never given away for it, */
const MOST_F1 = [0.004, 0.02];
/** nor of one rare class's, of which a handful of rows is more than that. */
const MOST_NAMED_F1 = [0.02];
/** A loss is counted in whole parts of 2⁻²⁰, so that sums do not depend on the order of the rows. */
const LOSS_UNIT = 2 ** 20;
/** No class is less probable than this where losses are counted: so few trees speak that none of them is no news. */
const LEAST_PROBABILITY = 2 ** -8;

/** A score of each level on all rows, and on the rows without each group: [level][0 … GROUPS]. Higher is better. */
type Scores = number[][];

/** `named`: the class that a threshold decides for; null: the most probable class is the answer. Returns an index into `space.levels`. */
export function chooseLevel(space: LevelSpace, named: number | null): number {
  const rows = rowsOf(space);
  const levels = space.levels.map((_, level) => level);
  const scores = levels.map((level) => (named === null ? averages(space, rows, level) : [classScore(space, rows, level, named)]));
  const most = named === null ? MOST_F1 : MOST_NAMED_F1;
  let kept = levels;
  for (let average = 0; average < scores[0]!.length; average++)
    kept = notWorse(
      scores.map((of) => of[average]!),
      kept,
      levels,
      most[average]!,
    );
  const losses = levels.map((level) => lossOf(space, rows, level));
  kept = notWorse(losses, kept, kept, Number.POSITIVE_INFINITY);
  return kept.at(-1) ?? 0;
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

interface FollowedRow {
  /** Its place in the sums. */
  place: number;
  label: number;
  group: number;
}

/** The followed rows that some tree did not draw. */
function rowsOf({ table, rows, votes }: LevelSpace): FollowedRow[] {
  return Array.from(rows, (row, place) => ({
    place,
    label: table.cells[row * table.stride]!,
    group: (mixed(table.keys[row]! ^ GROUP_TURN) >>> 0) % GROUPS,
  })).filter(({ place }) => votes[place]! + votes[rows.length + place]! > 0);
}

/** Sums of a class over the trees, in units of 2⁻²⁴. */
function sumAt({ sums, rows, levels, table }: LevelSpace, place: number, level: number, c: number): number {
  const at = (half: number) => ((half * rows.length + place) * levels.length + level) * table.classes + c;
  return sums[at(0)]! + sums[at(1)]!;
}

/** Weighted and macro F1 of the most probable class. */
function averages(space: LevelSpace, rows: FollowedRow[], level: number): [number[], number[]] {
  const { classes } = space.table;
  // Per group and class: right, said, there.
  const tallies = Array.from({ length: GROUPS }, () => new Int32Array(3 * classes));
  for (const { place, label, group } of rows) {
    let best = 0;
    for (let c = 1; c < classes; c++) if (sumAt(space, place, level, c) > sumAt(space, place, level, best)) best = c;
    const tally = tallies[group]!;
    if (best === label) tally[3 * label]!++;
    tally[3 * best + 1]!++;
    tally[3 * label + 2]!++;
  }
  const all = tallies.reduce((sum, tally) => sum.map((n, i) => n + tally[i]!), new Int32Array(3 * classes));
  const scores = [all, ...tallies.map((tally) => all.map((n, i) => n - tally[i]!))].map(weightedAndMacro);
  return [scores.map(([weighted]) => weighted), scores.map(([, macro]) => macro)];
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

/** F1 of one class at the threshold that is best for it. */
function classScore(space: LevelSpace, rows: FollowedRow[], level: number, named: number): number[] {
  const shares = Float64Array.from(rows, ({ place }) => sumAt(space, place, level, named) / votesAt(space, place));
  const order = Int32Array.from(rows.keys()).sort((a, b) => shares[b]! - shares[a]!);
  const groups = Int8Array.from(order, (i) => rows[i]!.group);
  const isNamed = Uint8Array.from(order, (i) => (rows[i]!.label === named ? 1 : 0));
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

function votesAt({ votes, rows }: LevelSpace, place: number): number {
  return votes[place]! + votes[rows.length + place]!;
}

/** Mean log loss with its sign turned; rows count as their class does. */
function lossOf(space: LevelSpace, rows: FollowedRow[], level: number): number[] {
  const { classWeights } = space;
  const losses = new Float64Array(GROUPS);
  const counts = new Int32Array(GROUPS);
  for (const { place, label, group } of rows) {
    const probability = sumAt(space, place, level, label) / WEIGHT_UNIT / votesAt(space, place);
    losses[group]! += Math.round(-naturalLog(Math.max(probability, LEAST_PROBABILITY)) * classWeights[label]! * LOSS_UNIT);
    counts[group]!++;
  }
  const [loss, count] = [losses.reduce((a, b) => a + b), counts.reduce((a, b) => a + b)];
  return [-loss / count, ...Array.from(losses, (part, group) => -(loss - part) / (count - counts[group]!))];
}
