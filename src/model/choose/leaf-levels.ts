// What trees would say about the rows that they did not draw if every answer had to stand on so many rows: each tree is grown once, to the
// end, and a row gets, per level, the class shares of the last node on its way that holds at least the level's rows.
import type { BinnedTable } from "../forest/bin.ts";
import { CELL_BINS, CELL_LABEL } from "../forest/bin.ts";
import type { Tree } from "../forest/grow.ts";
import { NODE_LEAF, WEIGHT_UNIT } from "../forest/nodes.ts";
import { mixed } from "../forest/place-random.ts";

/** Sums over trees of class shares, in units of 2⁻²⁴, so that they do not depend on the order of the trees. */
export interface LevelSums {
  /** Rows of the table that are followed, [row]. */
  rows: Int32Array;
  /** Trees with an even and with an odd number apart: [half × row × level × class]. */
  sums: Float64Array;
  /** Trees that did not draw the row: [half × row]. */
  votes: Int32Array;
}

/** One thread's memory. */
export interface LevelSpace extends LevelSums {
  table: BinnedTable;
  /** Ascending; the first is 1. */
  levels: number[];
  /** Per class, what a row counts in the shares. */
  classWeights: Float64Array;
  /** The place of a row of the table in `rows`, or -1. */
  position: Int32Array;
  /** The middle of each bin. */
  middles: Float64Array;
  bag: Int32Array;
  out: Int32Array;
  spare: Int32Array;
}

/** Following more rows would settle nothing that matters: paired differences of F1 are known to about .0015 by then. */
const MOST_ROWS = 10_000;
const MOST_SUMS = 2 ** 23;
const SAMPLE_TURN = 0x51ed270b;

/** Sums of out-of-bag votes for each candidate `min-leaf`, over a sample of the rows that keeps rows × levels × classes within bounds. */
export function newLevelSpace(table: BinnedTable, levels: number[], classWeights?: Float64Array): LevelSpace {
  const most = Math.min(MOST_ROWS, Math.floor(MOST_SUMS / (levels.length * table.classes)));
  const rows = sampledRows(table.keys, most);
  const position = new Int32Array(table.rows).fill(-1);
  rows.forEach((row, i) => {
    position[row] = i;
  });
  return {
    table,
    levels,
    classWeights: classWeights ?? new Float64Array(table.classes).fill(1),
    rows,
    position,
    sums: new Float64Array(2 * rows.length * levels.length * table.classes),
    votes: new Int32Array(2 * rows.length),
    middles: table.lower.map((low, i) => low / 2 + table.upper[i]! / 2),
    bag: new Int32Array(table.rows),
    out: new Int32Array(rows.length),
    spare: new Int32Array(table.rows),
  };
}

/** What the trees of one thread voted, to be added to that of other threads. */
export function levelSums({ rows, sums, votes }: LevelSpace): LevelSums {
  return { rows, sums, votes };
}

/** Of two threads that followed the same rows; exact in any order. */
export function addedSums(a: LevelSums, b: LevelSums): LevelSums {
  return { rows: a.rows, sums: a.sums.map((sum, i) => sum + b.sums[i]!), votes: a.votes.map((votes, i) => votes + b.votes[i]!) };
}

/** About `most` of the rows, chosen by their keys: the same ones in any order. */
function sampledRows(keys: Int32Array, most: number): Int32Array {
  const places = keys.length <= most ? 2 ** 32 : (2 ** 32 * most) / keys.length;
  return Int32Array.from(keys.keys()).filter((row) => mixed(keys[row]! ^ SAMPLE_TURN) >>> 0 < places);
}

/** A node that waits: its bootstrapped rows bag[bagFrom … bagTo), the followed rows out[outFrom … outTo) that it did not draw. */
interface Waiting {
  node: number;
  bagFrom: number;
  bagTo: number;
  outFrom: number;
  outTo: number;
  /** Bootstrapped rows per class. */
  counts: Float64Array;
  /** So many of the levels are still undecided for these rows. */
  open: number;
}

/** Adds what a fully grown tree says; `weights`: how often it drew each row. */
export function addTree(s: LevelSpace, tree: Tree, number: number, weights: Uint16Array): void {
  const half = number % 2;
  const root = rootOf(s, half, weights);
  const levels = s.levels.length;
  root.open = openAt(s, total(root.counts), levels);
  say(s, half, root, root.counts, root.open, levels);
  const waiting = [root];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (tree.mode[at.node] === NODE_LEAF) {
      say(s, half, at, at.counts, 0, at.open);
      continue;
    }
    for (const child of childrenOf(s, tree, at, weights)) {
      if (child.outFrom === child.outTo) continue;
      child.open = openAt(s, total(child.counts), at.open);
      say(s, half, child, at.counts, child.open, at.open);
      waiting.push(child);
    }
  }
}

function rootOf({ table, bag, out, rows, position, votes }: LevelSpace, half: number, weights: Uint16Array): Waiting {
  const counts = new Float64Array(table.classes);
  let [inside, outside] = [0, 0];
  for (let row = 0; row < table.rows; row++) {
    const weight = weights[row]!;
    if (weight > 0) {
      bag[inside++] = row;
      counts[table.cells[row * table.stride + CELL_LABEL]!]! += weight;
    } else if (position[row]! >= 0) {
      out[outside++] = row;
      votes[half * rows.length + position[row]!]!++;
    }
  }
  return { node: 0, bagFrom: 0, bagTo: inside, outFrom: 0, outTo: outside, counts, open: 0 };
}

/** How many of the first `open` levels a node of so many rows satisfies. */
function openAt({ levels }: LevelSpace, rows: number, open: number): number {
  let count = open;
  while (count > 0 && levels[count - 1]! > rows) count--;
  return count;
}

/** The rows of `at` get these shares for the levels from `first` up to `end`. */
function say(s: LevelSpace, half: number, at: Waiting, counts: Float64Array, first: number, end: number): void {
  if (first === end) return;
  const { sums, out, position, rows, levels, table, classWeights } = s;
  let all = 0;
  for (let c = 0; c < counts.length; c++) all += counts[c]! * classWeights[c]!;
  for (let c = 0; c < counts.length; c++) {
    if (counts[c] === 0) continue;
    const share = Math.floor(((counts[c]! * classWeights[c]!) / all) * WEIGHT_UNIT);
    for (let j = at.outFrom; j < at.outTo; j++) {
      const row = half * rows.length + position[out[j]!]!;
      for (let level = first; level < end; level++) sums[(row * levels.length + level) * table.classes + c]! += share;
    }
  }
}

function childrenOf(s: LevelSpace, tree: Tree, at: Waiting, weights: Uint16Array): Waiting[] {
  const { table, bag, out } = s;
  const feature = tree.feature[at.node]!;
  const offset = table.offsets[feature]!;
  const bins = table.bins[feature]! - (table.missing[feature]! >= 0 ? 1 : 0);
  const last = lastBin(s.middles, offset, bins, tree.threshold[at.node]!);
  const missing = tree.missingYes[at.node] === 1 ? table.missing[feature]! : -1;
  const cell = CELL_BINS + feature;
  const middle = split(s, bag, at.bagFrom, at.bagTo, cell, last, missing);
  const border = split(s, out, at.outFrom, at.outTo, cell, last, missing);
  const left = new Float64Array(table.classes);
  for (let i = at.bagFrom; i < middle; i++) left[table.cells[bag[i]! * table.stride + CELL_LABEL]!]! += weights[bag[i]!]!;
  const node = tree.yes[at.node]!;
  return [
    { node, bagFrom: at.bagFrom, bagTo: middle, outFrom: at.outFrom, outTo: border, counts: left, open: 0 },
    {
      node: node + 1,
      bagFrom: middle,
      bagTo: at.bagTo,
      outFrom: border,
      outTo: at.outTo,
      counts: at.counts.map((n, c) => n - left[c]!),
      open: 0,
    },
  ];
}

/** The last bin of a feature whose middle goes to `yes`, or -1. A category's test for code 0 asks the same: codes are not negative. */
function lastBin(middles: Float64Array, offset: number, bins: number, threshold: number): number {
  let [low, high] = [0, bins];
  while (low < high) {
    const at = (low + high) >> 1;
    if (middles[offset + at]! <= threshold) low = at + 1;
    else high = at;
  }
  return low - 1;
}

/** Brings the rows that go to `yes` to the front, returns how far they reach. */
function split(s: LevelSpace, list: Int32Array, from: number, to: number, cell: number, last: number, missing: number): number {
  const { table, spare } = s;
  let yes = from;
  let no = 0;
  for (let i = from; i < to; i++) {
    const row = list[i]!;
    const bin = table.cells[row * table.stride + cell]!;
    if (bin <= last || bin === missing) list[yes++] = row;
    else spare[no++] = row;
  }
  for (let i = 0; i < no; i++) list[yes + i] = spare[i]!;
  return yes;
}

function total(counts: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < counts.length; c++) sum += counts[c]!;
  return sum;
}
