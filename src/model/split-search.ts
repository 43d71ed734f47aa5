// The best split of one node: class counts per bin, then every boundary between bins that occur in the node.
import { type BinnedTable, CELL_BINS, CELL_LABEL, CELL_WEIGHT } from "./bin.ts";
import { NODE_EQ, NODE_LEQ } from "./nodes.ts";

/** Nodes of at most this many rows collect their bins by insertion. */
const FEW_ROWS = 24;

/** Work space of one node's search; typed arrays keep numbers unboxed between calls. */
export interface SplitSearch {
  table: BinnedTable;
  minLeaf: number;
  /** Class counts of the node, and the classes that occur in it. */
  total: Int32Array;
  present: Int32Array;
  presentCount: number;
  /** Class counts per bin, [bin × class]; all zero between features. */
  histogram: Int32Array;
  /** 1 for a bin that occurs; all zero between features. `seenWords` is the same memory by fours. */
  seen: Uint8Array;
  seenWords: Int32Array;
  /** The bins that occur, ascending. */
  list: Int32Array;
  left: Int32Array;
  /** Best score so far, rows of the node, sum of squares of `total`. */
  score: Float64Array;
  /** Of the best split: feature, last bin on the yes side, next bin, mode, side of missing numbers. */
  choice: Int32Array;
}

export const BEST = 0;
export const NODE_ROWS = 1;
export const SQUARES = 2;
export const CHOICE_FEATURE = 0;
export const CHOICE_BIN = 1;
export const CHOICE_NEXT = 2;
export const CHOICE_MODE = 3;
export const CHOICE_MISSING = 4;
/** Where the split sends missing numbers; none were seen when the node has none. */
export const MISSING_NO = 0;
export const MISSING_YES = 1;
export const MISSING_UNSEEN = 2;

export function newSplitSearch(table: BinnedTable, minLeaf: number): SplitSearch {
  const maxBins = table.bins.reduce((a, b) => Math.max(a, b), 1);
  const seenBuffer = new ArrayBuffer(Math.ceil(maxBins / 4) * 4);
  return {
    table,
    minLeaf,
    total: new Int32Array(table.classes),
    present: new Int32Array(table.classes),
    presentCount: 0,
    histogram: new Int32Array(maxBins * table.classes),
    seen: new Uint8Array(seenBuffer),
    seenWords: new Int32Array(seenBuffer),
    list: new Int32Array(maxBins),
    left: new Int32Array(table.classes),
    score: new Float64Array(3),
    choice: new Int32Array(5),
  };
}

/**
 * Looks for a better split than the best so far on one feature, over the in-bag rows order[start … end).
 * The score is Σ left² / nl + Σ right² / nr, which grows as the Gini impurity falls. Returns whether the feature varies in the node.
 */
export function searchFeature(
  s: SplitSearch,
  bag: Uint8Array | Uint16Array,
  order: Int32Array,
  start: number,
  end: number,
  feature: number,
): boolean {
  const count = end - start <= FEW_ROWS ? collectFew(s, bag, order, start, end, feature) : collectMany(s, bag, order, start, end, feature);
  if (count > 1) {
    const missing = s.table.missing[feature]!;
    const hasMissing = missing >= 0 && s.list[count - 1] === missing;
    if (s.presentCount === 2) {
      scanTwo(s, feature, count, 0, 0, hasMissing ? MISSING_NO : MISSING_UNSEEN);
      if (hasMissing) {
        const at = missing * s.table.classes;
        scanTwo(s, feature, count - 1, s.histogram[at + s.present[0]!]!, s.histogram[at + s.present[1]!]!, MISSING_YES);
      }
    } else {
      s.left.fill(0);
      scanMany(s, feature, count, hasMissing ? MISSING_NO : MISSING_UNSEEN);
      if (hasMissing) {
        s.left.set(s.histogram.subarray(missing * s.table.classes, (missing + 1) * s.table.classes));
        scanMany(s, feature, count - 1, MISSING_YES);
      }
    }
    if (s.table.categorical[feature] === 1 && count > 2) scanSingles(s, feature, count);
  }
  clear(s, count);
  return count > 1;
}

function collectFew(s: SplitSearch, bag: Uint8Array | Uint16Array, order: Int32Array, start: number, end: number, feature: number): number {
  const { histogram, seen, list } = s;
  const classes = s.table.classes;
  let count = 0;
  for (let i = start; i < end; i++) {
    const row = order[i]!;
    const bin = bag[row + CELL_BINS + feature]!;
    histogram[bin * classes + bag[row + CELL_LABEL]!]! += bag[row + CELL_WEIGHT]!;
    if (seen[bin] === 0) {
      seen[bin] = 1;
      let at = count++;
      for (; at > 0 && list[at - 1]! > bin; at--) list[at] = list[at - 1]!;
      list[at] = bin;
    }
  }
  return count;
}

function collectMany(
  s: SplitSearch,
  bag: Uint8Array | Uint16Array,
  order: Int32Array,
  start: number,
  end: number,
  feature: number,
): number {
  const { histogram, seen, seenWords, list } = s;
  const classes = s.table.classes;
  for (let i = start; i < end; i++) {
    const row = order[i]!;
    const bin = bag[row + CELL_BINS + feature]!;
    histogram[bin * classes + bag[row + CELL_LABEL]!]! += bag[row + CELL_WEIGHT]!;
    seen[bin] = 1;
  }
  let count = 0;
  const words = (s.table.bins[feature]! + 3) >> 2;
  for (let word = 0; word < words; word++) {
    if (seenWords[word] === 0) continue;
    for (let bin = word * 4; bin < word * 4 + 4; bin++) if (seen[bin] === 1) list[count++] = bin;
  }
  return count;
}

function clear(s: SplitSearch, count: number): void {
  const { histogram, seen, list, present, presentCount } = s;
  const classes = s.table.classes;
  for (let i = 0; i < count; i++) {
    const bin = list[i]!;
    seen[bin] = 0;
    for (let k = 0; k < presentCount; k++) histogram[bin * classes + present[k]!] = 0;
  }
}

/** Boundaries between listed bins when two classes occur; `left0` and `left1` start as the missing rows when these go to yes. */
function scanTwo(s: SplitSearch, feature: number, count: number, left0: number, left1: number, missing: number): void {
  const { histogram, list, score, minLeaf } = s;
  const classes = s.table.classes;
  const first = s.present[0]!;
  const second = s.present[1]!;
  const total0 = s.total[first]!;
  const total1 = s.total[second]!;
  const rows = total0 + total1;
  let best = score[BEST]!;
  let bestAt = -1;
  for (let i = 0; i < count - 1; i++) {
    const at = list[i]! * classes;
    left0 += histogram[at + first]!;
    left1 += histogram[at + second]!;
    const nl = left0 + left1;
    const nr = rows - nl;
    if (nl < minLeaf || nr < minLeaf) continue;
    const right0 = total0 - left0;
    const right1 = total1 - left1;
    const value = ((left0 * left0 + left1 * left1) * nr + (right0 * right0 + right1 * right1) * nl) / (nl * nr);
    if (value > best) {
      best = value;
      bestAt = i;
    }
  }
  if (bestAt >= 0) choose(s, best, feature, list[bestAt]!, list[bestAt + 1]!, NODE_LEQ, missing);
}

/** The same for any number of classes; `s.left` holds the counts to start from, sums of squares are kept up to date per bin. */
function scanMany(s: SplitSearch, feature: number, count: number, missing: number): void {
  const { histogram, list, score, left, total, present, presentCount, minLeaf } = s;
  const classes = s.table.classes;
  const rows = score[NODE_ROWS]!;
  let nl = 0;
  let leftSquares = 0;
  let rightSquares = 0;
  for (let k = 0; k < presentCount; k++) {
    const l = left[present[k]!]!;
    const r = total[present[k]!]! - l;
    nl += l;
    leftSquares += l * l;
    rightSquares += r * r;
  }
  let best = score[BEST]!;
  let bestAt = -1;
  for (let i = 0; i < count - 1; i++) {
    const at = list[i]! * classes;
    for (let k = 0; k < presentCount; k++) {
      const c = present[k]!;
      const x = histogram[at + c]!;
      if (x === 0) continue;
      const l = left[c]!;
      leftSquares += x * (2 * l + x);
      rightSquares += x * (x - 2 * (total[c]! - l));
      left[c] = l + x;
      nl += x;
    }
    const nr = rows - nl;
    if (nl < minLeaf || nr < minLeaf) continue;
    const value = (leftSquares * nr + rightSquares * nl) / (nl * nr);
    if (value > best) {
      best = value;
      bestAt = i;
    }
  }
  if (bestAt >= 0) choose(s, best, feature, list[bestAt]!, list[bestAt + 1]!, NODE_LEQ, missing);
}

/** One category against the rest. */
function scanSingles(s: SplitSearch, feature: number, count: number): void {
  const { histogram, list, score, total, present, presentCount, minLeaf, table } = s;
  const rows = score[NODE_ROWS]!;
  const offset = table.offsets[feature]!;
  for (let i = 1; i < count; i++) {
    const bin = list[i]!;
    if (table.lower[offset + bin] !== table.upper[offset + bin]) continue;
    let nl = 0;
    let leftSquares = 0;
    let rightSquares = 0;
    for (let k = 0; k < presentCount; k++) {
      const l = histogram[bin * table.classes + present[k]!]!;
      const r = total[present[k]!]! - l;
      nl += l;
      leftSquares += l * l;
      rightSquares += r * r;
    }
    const nr = rows - nl;
    if (nl < minLeaf || nr < minLeaf) continue;
    const value = (leftSquares * nr + rightSquares * nl) / (nl * nr);
    if (value > score[BEST]!) choose(s, value, feature, bin, bin, NODE_EQ, MISSING_NO);
  }
}

function choose(s: SplitSearch, score: number, feature: number, bin: number, next: number, mode: number, missing: number): void {
  s.score[BEST] = score;
  s.choice[CHOICE_FEATURE] = feature;
  s.choice[CHOICE_BIN] = bin;
  s.choice[CHOICE_NEXT] = next;
  s.choice[CHOICE_MODE] = mode;
  s.choice[CHOICE_MISSING] = missing;
}
