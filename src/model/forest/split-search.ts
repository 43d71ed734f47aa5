// The best split of one node: class counts per bin, then every boundary between bins that occur in the node.
import { clearCounts, countFew, countLanes, countMany, listLane } from "./bin-counts.ts";
import { LANES, type SplitSearch } from "./split-space.ts";

/** Nodes of at most this many rows collect their bins by insertion. */
const FEW_ROWS = 24;
/** Nodes of at least this many rows count four features in one pass. */
export const LANE_ROWS = 96;

export const BEST = 0;
export const CHOICE_FEATURE = 0;
export const CHOICE_BIN = 1;
export const CHOICE_NEXT = 2;
export const CHOICE_MISSING = 3;
/** Where the split sends missing numbers; unseen: the node has none. */
export const MISSING_NO = 0;
export const MISSING_YES = 1;
export const MISSING_UNSEEN = 2;

/** Starts the search for a node with the class counts at counts[from …]. */
export function startSearch(s: SplitSearch, counts: Int32Array, from: number): void {
  const { total, present } = s;
  let rows = 0;
  let count = 0;
  for (let c = 0; c < total.length; c++) {
    const n = counts[from + c]!;
    total[c] = n;
    rows += n;
    if (n > 0) present[count++] = c;
  }
  s.rows = rows;
  s.presentCount = count;
  s.score[BEST] = -1;
  s.perfect = (s.weights !== null ? weightOf(s, total) : count === 2 ? total[present[0]!]! * total[present[1]!]! : rows) * (1 - 1e-12);
}

function weightOf({ weights, present, presentCount }: SplitSearch, counts: Int32Array): number {
  let sum = 0;
  for (let k = 0; k < presentCount; k++) sum += counts[present[k]!]! * weights![present[k]!]!;
  return sum;
}

type Bag = Uint8Array | Uint16Array;

/**
 * Searches one feature for a better split than the best so far, over the in-bag rows order[start … end).
 * The score grows as the Gini impurity falls: Σ left² / nl + Σ right² / nr, or for two classes (l₀·t₁ − l₁·t₀)² / (nl·nr), which orders
 * splits alike. Returns whether the feature varies in the node.
 */
export function searchFeature(s: SplitSearch, bag: Bag, order: Int32Array, start: number, end: number, feature: number): boolean {
  const few = end - start <= FEW_ROWS;
  const count = few ? countFew(s, bag, order, start, end, feature) : countMany(s, bag, order, start, end, feature);
  if (count > 1) scan(s, 0, feature, count);
  clearCounts(s, 0, count);
  return count > 1;
}

/** The same for the LANES features features[from …]; returns how many vary. */
export function searchLanes(
  s: SplitSearch,
  bag: Bag,
  order: Int32Array,
  start: number,
  end: number,
  features: Int32Array,
  from: number,
): number {
  countLanes(s, bag, order, start, end, features, from);
  let varied = 0;
  for (let k = 0; k < LANES; k++) {
    const feature = features[from + k]!;
    const count = listLane(s, k * s.lane, s.table.bins[feature]!);
    if (count > 1) {
      scan(s, k * s.lane, feature, count);
      varied++;
    }
    s.histogram.fill(0, k * s.lane, k * s.lane + s.table.bins[feature]! * s.total.length);
  }
  return varied;
}

function scan(s: SplitSearch, base: number, feature: number, count: number): void {
  const { histogram, list, left, present } = s;
  const missing = s.table.missing[feature]!;
  const hasMissing = missing >= 0 && list[count - 1] === missing;
  const side = hasMissing ? MISSING_NO : MISSING_UNSEEN;
  const at = base + missing * s.table.classes;
  if (s.weights === null && s.presentCount === 2) {
    scanTwo(s, base, feature, count, 0, 0, side);
    if (hasMissing) scanTwo(s, base, feature, count - 1, histogram[at + present[0]!]!, histogram[at + present[1]!]!, MISSING_YES);
  } else {
    const scanAll = s.weights !== null ? scanWeighted : s.presentCount === 3 ? scanThree : scanMany;
    left.fill(0);
    scanAll(s, base, feature, count, side);
    if (!hasMissing) return;
    for (let c = 0; c < left.length; c++) left[c] = histogram[at + c]!;
    scanAll(s, base, feature, count - 1, MISSING_YES);
  }
}

/** Scores the boundaries between listed bins for two classes; `left0` and `left1` start as the counts of missing rows that go to yes. */
function scanTwo(s: SplitSearch, base: number, feature: number, count: number, left0: number, left1: number, missing: number): void {
  const { histogram, list, minLeaf, rows } = s;
  const classes = s.total.length;
  const first = s.present[0]!;
  const second = s.present[1]!;
  const total0 = s.total[first]!;
  const total1 = s.total[second]!;
  let l0 = left0;
  let l1 = left1;
  let best = s.score[BEST]!;
  let bestAt = -1;
  for (let i = 0; i < count - 1; i++) {
    const at = base + Math.imul(list[i]!, classes);
    l0 += histogram[at + first]!;
    l1 += histogram[at + second]!;
    const nl = l0 + l1;
    const nr = rows - nl;
    if (nl < minLeaf || nr < minLeaf) continue;
    const d = l0 * total1 - l1 * total0;
    const value = (d * d) / (nl * nr);
    if (value > best) {
      best = value;
      bestAt = i;
    }
  }
  if (bestAt >= 0) choose(s, best, feature, list[bestAt]!, list[bestAt + 1]!, missing);
}

/** The same for three classes. */
function scanThree(s: SplitSearch, base: number, feature: number, count: number, missing: number): void {
  const { histogram, list, left, total, present, minLeaf, rows } = s;
  const classes = total.length;
  const [first, second, third] = [present[0]!, present[1]!, present[2]!];
  const [total0, total1, total2] = [total[first]!, total[second]!, total[third]!];
  let l0 = left[first]!;
  let l1 = left[second]!;
  let l2 = left[third]!;
  let best = s.score[BEST]!;
  let bestAt = -1;
  for (let i = 0; i < count - 1; i++) {
    const at = base + Math.imul(list[i]!, classes);
    l0 += histogram[at + first]!;
    l1 += histogram[at + second]!;
    l2 += histogram[at + third]!;
    const nl = l0 + l1 + l2;
    const nr = rows - nl;
    if (nl < minLeaf || nr < minLeaf) continue;
    const r0 = total0 - l0;
    const r1 = total1 - l1;
    const r2 = total2 - l2;
    const value = ((l0 * l0 + l1 * l1 + l2 * l2) * nr + (r0 * r0 + r1 * r1 + r2 * r2) * nl) / (nl * nr);
    if (value > best) {
      best = value;
      bestAt = i;
    }
  }
  if (bestAt >= 0) choose(s, best, feature, list[bestAt]!, list[bestAt + 1]!, missing);
}

/** The same for any number of classes; `s.left` holds the starting counts. */
function scanMany(s: SplitSearch, base: number, feature: number, count: number, missing: number): void {
  const { histogram, list, left, total, present, presentCount, minLeaf, rows } = s;
  const classes = total.length;
  const sparse = presentCount > 6; // with few classes, adding zeros is faster than the branch
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
  let best = s.score[BEST]!;
  let bestAt = -1;
  for (let i = 0; i < count - 1; i++) {
    const at = base + Math.imul(list[i]!, classes);
    for (let k = 0; k < presentCount; k++) {
      const c = present[k]!;
      const x = histogram[at + c]!;
      if (sparse && x === 0) continue;
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
  if (bestAt >= 0) choose(s, best, feature, list[bestAt]!, list[bestAt + 1]!, missing);
}

/** The same with class weights: a row of class c counts weights[c] in both sums of squares, and one row in `minLeaf`. */
function scanWeighted(s: SplitSearch, base: number, feature: number, count: number, missing: number): void {
  const { histogram, list, left, total, present, presentCount, minLeaf, rows } = s;
  const weights = s.weights!;
  const classes = total.length;
  const all = weightOf(s, total);
  let nl = 0;
  for (let k = 0; k < presentCount; k++) nl += left[present[k]!]!;
  let best = s.score[BEST]!;
  let bestAt = -1;
  for (let i = 0; i < count - 1; i++) {
    const at = base + Math.imul(list[i]!, classes);
    let leftWeight = 0;
    let leftSquares = 0;
    let rightSquares = 0;
    for (let k = 0; k < presentCount; k++) {
      const c = present[k]!;
      const x = histogram[at + c]!;
      const l = left[c]! + x;
      left[c] = l;
      nl += x;
      const weighted = l * weights[c]!;
      const other = (total[c]! - l) * weights[c]!;
      leftWeight += weighted;
      leftSquares += weighted * weighted;
      rightSquares += other * other;
    }
    if (nl < minLeaf || rows - nl < minLeaf) continue;
    const value = leftSquares / leftWeight + rightSquares / (all - leftWeight);
    if (value > best) {
      best = value;
      bestAt = i;
    }
  }
  if (bestAt >= 0) choose(s, best, feature, list[bestAt]!, list[bestAt + 1]!, missing);
}

/**
 * Stores a split as the best so far: rows whose bin is at most `bin` go left, missing values to the side `missing`; `next` is the next
 * bin that occurs.
 */
export function choose(s: SplitSearch, score: number, feature: number, bin: number, next: number, missing: number): void {
  s.score[BEST] = score;
  s.choice[CHOICE_FEATURE] = feature;
  s.choice[CHOICE_BIN] = bin;
  s.choice[CHOICE_NEXT] = next;
  s.choice[CHOICE_MISSING] = missing;
}
