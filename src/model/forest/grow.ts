// One tree of a random forest, grown from binned rows (Breiman 2001: bootstrap, Gini, a new draw of features at every split).
import { drawBag } from "./bag.ts";
import { CELL_BINS, CELL_LABEL, CELL_WEIGHT } from "./bin.ts";
import { type GrowSpace, STACK_COUNTS } from "./grow-space.ts";
import { NODE_EQ, NODE_LEAF, NODE_LEQ } from "./nodes.ts";
import { drawnBelow, keyWithin, treeKey } from "./place-random.ts";
import {
  BEST,
  CHOICE_BIN,
  CHOICE_FEATURE,
  CHOICE_MISSING,
  CHOICE_NEXT,
  choose,
  LANE_ROWS,
  MISSING_NO,
  MISSING_UNSEEN,
  MISSING_YES,
  searchFeature,
  searchLanes,
  startSearch,
} from "./split-search.ts";
import { LANES, type SplitSearch } from "./split-space.ts";

/** A single tree: node 0 is the root, a node's `no` child is `yes` + 1. */
export interface Tree {
  mode: Uint8Array;
  feature: Int32Array;
  threshold: Float64Array;
  missingYes: Uint8Array;
  yes: Int32Array;
  /** -1 at a split; c < classes: every row has class c; classes + k: row k of `counts`. */
  leaf: Int32Array;
  /** Bootstrapped rows per class of each impure leaf. */
  counts: Int32Array;
}

/** Numbers from which the children's random keys are derived; draws of features have numbers from 0. */
const CHILD_YES = -2;
const CHILD_NO = -3;

/** Grows tree number `tree`. The result does not depend on the thread or on trees grown before. */
export function growTree(space: GrowSpace, tree: number): Tree {
  const { search, stack } = space;
  const key = treeKey(space.options.seed, tree);
  const size = STACK_COUNTS + space.table.classes;
  space.key[0] = key;
  space.counts.length = 0;
  let nodes = 1;
  let waiting = place(space, search.left, 0, 0, fillBag(space, key), 0, 0);
  while (waiting > 0) {
    const top = --waiting * size;
    const start = stack[top]!;
    const end = stack[top + 1]!;
    const node = stack[top + 2]!;
    const depth = stack[top + 3]! + 1;
    startSearch(search, stack, top + STACK_COUNTS);
    if (!(end - start === 2 ? splitPair(space, node, start) : findSplit(space, node, start, end))) {
      makeLeaf(space, search.total, node);
      continue;
    }
    const middle = partition(space, start, end);
    writeSplit(space, node, nodes);
    if (middle - start > end - middle) {
      waiting = place(space, search.left, waiting, start, middle, nodes, depth);
      waiting = place(space, search.right, waiting, middle, end, nodes + 1, depth);
    } else {
      waiting = place(space, search.right, waiting, middle, end, nodes + 1, depth);
      waiting = place(space, search.left, waiting, start, middle, nodes, depth);
    }
    nodes += 2;
  }
  return copyTree(space, nodes);
}

/** Draws the bootstrap sample: each drawn row once, with its number of draws. Counts classes into `search.left`; returns the rows kept. */
function fillBag(space: GrowSpace, tree: number): number {
  const { table, bag, bagWords, weights, order } = space;
  const { left } = space.search;
  const { rows, stride } = table;
  drawBag(weights, table.keys, tree);
  left.fill(0);
  const words = new Int32Array(table.cells.buffer);
  const wordStride = (stride * table.cells.BYTES_PER_ELEMENT) >> 2;
  let kept = 0;
  for (let i = 0; i < rows; i++) {
    const weight = weights[i]!;
    if (weight === 0) continue;
    for (let w = 0; w < wordStride; w++) bagWords[kept * wordStride + w] = words[i * wordStride + w]!;
    const at = kept * stride;
    bag[at + CELL_WEIGHT] = weight;
    left[bag[at + CELL_LABEL]!]! += weight;
    order[kept++] = at;
  }
  return kept;
}

/** Makes a new node a leaf, or pushes it on the stack. Returns the size of the stack. */
function place(space: GrowSpace, counts: Int32Array, waiting: number, start: number, end: number, node: number, depth: number): number {
  const { stack, options } = space;
  let present = 0;
  let rows = 0;
  for (let c = 0; c < counts.length; c++) {
    const n = counts[c]!;
    if (n > 0) present++;
    rows += n;
  }
  if (present < 2 || rows < 2 * options.minLeaf || (options.maxDepth !== null && depth >= options.maxDepth)) {
    makeLeaf(space, counts, node);
    return waiting;
  }
  const top = waiting * (STACK_COUNTS + counts.length);
  stack[top] = start;
  stack[top + 1] = end;
  stack[top + 2] = node;
  stack[top + 3] = depth;
  for (let c = 0; c < counts.length; c++) stack[top + STACK_COUNTS + c] = counts[c]!;
  return waiting + 1;
}

/** Draws the node's k-th feature, by a step of a Fisher–Yates shuffle. */
function drawFeature({ draw, swaps, key }: GrowSpace, node: number, k: number): number {
  const other = k + drawnBelow(key[node]!, k, draw.length - k);
  const feature = draw[other]!;
  draw[other] = draw[k]!;
  draw[k] = feature;
  swaps[k] = other;
  return feature;
}

/** Undoes `drawn` swaps, so that the next node starts from the same order. */
function putBack({ draw, swaps }: GrowSpace, drawn: number): void {
  for (let k = drawn - 1; k >= 0; k--) {
    const feature = draw[k]!;
    draw[k] = draw[swaps[k]!]!;
    draw[swaps[k]!] = feature;
  }
}

/** Splits a node of two rows of different classes by the first drawn feature in which they differ. */
function splitPair(space: GrowSpace, node: number, start: number): boolean {
  const { search, draw, bag, order, options } = space;
  const one = order[start]!;
  const two = order[start + 1]!;
  if (Math.min(bag[one + CELL_WEIGHT]!, bag[two + CELL_WEIGHT]!) < options.minLeaf) return false;
  let differ = false;
  let drawn = 0;
  while (!differ && drawn < draw.length) {
    const feature = drawFeature(space, node, drawn++);
    const x = bag[one + CELL_BINS + feature]!;
    const y = bag[two + CELL_BINS + feature]!;
    if (x === y) continue;
    differ = true;
    const next = Math.max(x, y);
    choose(search, 0, feature, Math.min(x, y), next, next === space.table.missing[feature] ? MISSING_NO : MISSING_UNSEEN);
  }
  putBack(space, drawn);
  return differ;
}

/** Draws features until √features of them varied in the node and a split was found, or none is left. */
function findSplit(space: GrowSpace, node: number, start: number, end: number): boolean {
  const { search, draw, bag, order } = space;
  const { score } = search;
  const features = draw.length;
  const wanted = Math.floor(Math.sqrt(features));
  let varied = 0;
  let drawn = 0;
  if (end - start >= LANE_ROWS) {
    while (drawn + LANES <= features && varied + LANES <= wanted) {
      for (let lane = 0; lane < LANES; lane++) drawFeature(space, node, drawn + lane);
      varied += searchLanes(search, bag, order, start, end, draw, drawn);
      drawn += LANES;
    }
  }
  while (drawn < features && !(varied >= wanted && score[BEST]! >= 0)) {
    if (searchFeature(search, bag, order, start, end, drawFeature(space, node, drawn++))) varied++;
    if (score[BEST]! >= search.perfect) break;
  }
  putBack(space, drawn);
  return score[BEST]! >= 0;
}

/** Stable partition: rows of the yes side first. Counts classes into `search.left` and `search.right`; returns where the no side begins. */
function partition(space: GrowSpace, start: number, end: number): number {
  const { search, bag, order, spare, table } = space;
  const { choice, left, right, total } = search;
  const cell = CELL_BINS + choice[CHOICE_FEATURE]!;
  const bin = choice[CHOICE_BIN]!;
  const missing = choice[CHOICE_MISSING] === MISSING_YES ? table.missing[choice[CHOICE_FEATURE]!]! : -1;
  left.fill(0);
  let yes = start;
  let no = 0;
  for (let i = start; i < end; i++) {
    const row = order[i]!;
    const value = bag[row + cell]!;
    if (value <= bin || value === missing) {
      left[bag[row + CELL_LABEL]!]! += bag[row + CELL_WEIGHT]!;
      order[yes++] = row;
    } else {
      spare[no++] = row;
    }
  }
  for (let i = 0; i < no; i++) order[yes + i] = spare[i]!;
  for (let c = 0; c < total.length; c++) right[c] = total[c]! - left[c]!;
  return yes;
}

function writeSplit(space: GrowSpace, node: number, yes: number): void {
  const { table, search } = space;
  const feature = search.choice[CHOICE_FEATURE]!;
  const next = search.choice[CHOICE_NEXT]!;
  const low = table.upper[table.offsets[feature]! + search.choice[CHOICE_BIN]!]!;
  const high = table.lower[table.offsets[feature]! + next]!;
  space.feature[node] = feature;
  space.yes[node] = yes;
  space.leaf[node] = -1;
  space.key[yes] = keyWithin(space.key[node]!, CHILD_YES);
  space.key[yes + 1] = keyWithin(space.key[node]!, CHILD_NO);
  if (table.categorical[feature] === 1) {
    // Code 0 (missing) alone on the yes side: an equality test.
    space.mode[node] = low === 0 ? NODE_EQ : NODE_LEQ;
    space.threshold[node] = low === 0 ? 0 : Math.floor((low + high) / 2);
    space.missingYes[node] = 0;
  } else {
    space.mode[node] = NODE_LEQ;
    space.threshold[node] = next === table.missing[feature] ? Number.POSITIVE_INFINITY : between(low, high);
    space.missingYes[node] = missingSide(search);
  }
}

/** Side of missing numbers: as the search chose, or the larger side if the node has none. */
function missingSide({ choice, left, rows }: SplitSearch): number {
  if (choice[CHOICE_MISSING] !== MISSING_UNSEEN) return choice[CHOICE_MISSING]!;
  let yes = 0;
  for (let c = 0; c < left.length; c++) yes += left[c]!;
  return 2 * yes > rows ? 1 : 0;
}

/** A threshold t with low ≤ t < high: the middle, unless rounding or overflow reaches `high`. */
function between(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle >= low && middle < high ? middle : low;
}

function makeLeaf(space: GrowSpace, counts: Int32Array, node: number): void {
  let present = 0;
  let last = 0;
  for (let c = 0; c < counts.length; c++) {
    if (counts[c]! > 0) {
      present++;
      last = c;
    }
  }
  space.mode[node] = NODE_LEAF;
  space.feature[node] = 0;
  space.threshold[node] = 0;
  space.missingYes[node] = 0;
  space.yes[node] = 0;
  space.leaf[node] = present === 1 ? last : counts.length + space.counts.length / counts.length;
  if (present > 1) for (let c = 0; c < counts.length; c++) space.counts.push(counts[c]!);
}

function copyTree(space: GrowSpace, nodes: number): Tree {
  return {
    mode: space.mode.slice(0, nodes),
    feature: space.feature.slice(0, nodes),
    threshold: space.threshold.slice(0, nodes),
    missingYes: space.missingYes.slice(0, nodes),
    yes: space.yes.slice(0, nodes),
    leaf: space.leaf.slice(0, nodes),
    counts: Int32Array.from(space.counts),
  };
}
