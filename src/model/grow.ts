// One tree of a random forest, grown from binned rows (Breiman 2001: bootstrap, Gini, a new draw of features at every split).
import { type BinnedTable, CELL_BINS, CELL_LABEL, CELL_WEIGHT } from "./bin.ts";
import { NODE_EQ, NODE_LEAF } from "./nodes.ts";
import { type RandomState, randomBelow, seedRandom } from "./random.ts";
import {
  BEST,
  CHOICE_BIN,
  CHOICE_FEATURE,
  CHOICE_MISSING,
  CHOICE_MODE,
  CHOICE_NEXT,
  MISSING_UNSEEN,
  MISSING_YES,
  NODE_ROWS,
  newSplitSearch,
  type SplitSearch,
  SQUARES,
  searchFeature,
} from "./split-search.ts";

export interface GrowOptions {
  seed: number;
  /** null: until pure. */
  maxDepth: number | null;
  /** Bootstrapped rows that each leaf must hold. */
  minLeaf: number;
}

/** A tree on its own: node 0 is the root, `no` is always `yes` + 1. */
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

/** Memory that one thread uses for all its trees. */
export interface GrowSpace {
  table: BinnedTable;
  search: SplitSearch;
  /** The distinct rows of the bootstrap sample, weights filled in; `words` is the same memory by 32 bits. */
  bag: Uint8Array | Uint16Array;
  bagWords: Int32Array;
  weights: Uint16Array;
  /** Offsets into `bag`, partitioned so that each node's rows are together. */
  order: Int32Array;
  spare: Int32Array;
  /** Features in the order drawn. */
  draw: Int32Array;
  mode: Uint8Array;
  feature: Int32Array;
  threshold: Float64Array;
  missingYes: Uint8Array;
  yes: Int32Array;
  leaf: Int32Array;
  counts: number[];
  /** Nodes still to split: start, end, node, depth, class counts. */
  stack: Int32Array;
}

export function newGrowSpace(table: BinnedTable, minLeaf: number): GrowSpace {
  const nodes = 2 * table.rows + 1;
  const bag = table.cells instanceof Uint8Array ? new Uint8Array(table.cells.length) : new Uint16Array(table.cells.length);
  const depth = 34; // the smaller child is grown first, so at most log2(rows) nodes wait
  return {
    table,
    search: newSplitSearch(table, minLeaf),
    bag,
    bagWords: new Int32Array(bag.buffer),
    weights: new Uint16Array(table.rows),
    order: new Int32Array(table.rows),
    spare: new Int32Array(table.rows),
    draw: Int32Array.from(table.bins, (_, f) => f),
    mode: new Uint8Array(nodes),
    feature: new Int32Array(nodes),
    threshold: new Float64Array(nodes),
    missingYes: new Uint8Array(nodes),
    yes: new Int32Array(nodes),
    leaf: new Int32Array(nodes),
    counts: [],
    stack: new Int32Array(depth * (STACK_COUNTS + table.classes)),
  };
}

const STACK_COUNTS = 4;

/** The tree of number `tree`: the same for any thread, whatever was grown before in the same space. */
export function growTree(space: GrowSpace, options: GrowOptions, tree: number): Tree {
  const { table, search, stack } = space;
  const random = seedRandom(options.seed, tree);
  const maxDepth = options.maxDepth ?? Number.POSITIVE_INFINITY;
  const size = STACK_COUNTS + table.classes;
  const rootRows = fillBag(space, random, stack);
  for (let f = 0; f < space.draw.length; f++) space.draw[f] = f;
  space.counts.length = 0;
  let nodes = 1;
  let waiting = 1;
  stack[0] = 0;
  stack[1] = rootRows;
  stack[2] = 0;
  stack[3] = 0;
  if (isLeaf(space, stack.subarray(STACK_COUNTS, size), 0, maxDepth, options.minLeaf)) {
    makeLeaf(space, stack.subarray(STACK_COUNTS, size), 0);
    waiting = 0;
  }
  while (waiting > 0) {
    const top = --waiting * size;
    const start = stack[top]!;
    const end = stack[top + 1]!;
    const node = stack[top + 2]!;
    const depth = stack[top + 3]!;
    for (let c = 0; c < table.classes; c++) search.total[c] = stack[top + STACK_COUNTS + c]!;
    if (!findSplit(space, random, start, end)) {
      makeLeaf(space, search.total, node);
      continue;
    }
    const middle = partition(space, start, end);
    writeSplit(space, node, nodes);
    const yesFirst = middle - start <= end - middle;
    for (let turn = 0; turn < 2; turn++) {
      const yes = (turn === 0) !== yesFirst;
      const child = yes ? nodes : nodes + 1;
      const at = waiting * size + STACK_COUNTS;
      for (let c = 0; c < table.classes; c++) stack[at + c] = yes ? search.left[c]! : search.total[c]! - search.left[c]!;
      const counts = stack.subarray(at, at + table.classes);
      if (isLeaf(space, counts, depth + 1, maxDepth, options.minLeaf)) {
        makeLeaf(space, counts, child);
        continue;
      }
      stack[at - 4] = yes ? start : middle;
      stack[at - 3] = yes ? middle : end;
      stack[at - 2] = child;
      stack[at - 1] = depth + 1;
      waiting++;
    }
    nodes += 2;
  }
  return copyTree(space, nodes);
}

/** Draws as many rows as there are, with replacement; keeps each once with its weight. Returns how many are distinct. */
function fillBag(space: GrowSpace, random: RandomState, stack: Int32Array): number {
  const { table, bag, bagWords, weights, order } = space;
  const { rows, stride } = table;
  weights.fill(0);
  for (let i = 0; i < rows; i++) weights[randomBelow(random, rows)]!++;
  stack.fill(0, STACK_COUNTS, STACK_COUNTS + table.classes);
  const words = new Int32Array(table.cells.buffer);
  const wordStride = (stride * table.cells.BYTES_PER_ELEMENT) >> 2;
  let kept = 0;
  for (let i = 0; i < rows; i++) {
    const weight = weights[i]!;
    if (weight === 0) continue;
    for (let w = 0; w < wordStride; w++) bagWords[kept * wordStride + w] = words[i * wordStride + w]!;
    const at = kept * stride;
    bag[at + CELL_WEIGHT] = weight;
    stack[STACK_COUNTS + bag[at + CELL_LABEL]!]! += weight;
    order[kept++] = at;
  }
  return kept;
}

function isLeaf(space: GrowSpace, counts: Int32Array, depth: number, maxDepth: number, minLeaf: number): boolean {
  let present = 0;
  let rows = 0;
  for (let c = 0; c < space.table.classes; c++) {
    const n = counts[c]!;
    if (n > 0) present++;
    rows += n;
  }
  return present < 2 || depth >= maxDepth || rows < 2 * minLeaf;
}

/** Draws features until √features of them varied in the node and a split was found, or none is left. */
function findSplit(space: GrowSpace, random: RandomState, start: number, end: number): boolean {
  const { search, draw, bag, order } = space;
  const features = draw.length;
  const wanted = Math.max(1, Math.floor(Math.sqrt(features)));
  let rows = 0;
  let squares = 0;
  let present = 0;
  for (let c = 0; c < search.total.length; c++) {
    const n = search.total[c]!;
    if (n === 0) continue;
    search.present[present++] = c;
    rows += n;
    squares += n * n;
  }
  search.presentCount = present;
  search.score[BEST] = -1;
  search.score[NODE_ROWS] = rows;
  search.score[SQUARES] = squares;
  const perfect = rows - 1e-9;
  let varied = 0;
  for (let k = 0; k < features && !(varied >= wanted && search.score[BEST]! >= 0); k++) {
    const other = k + randomBelow(random, features - k);
    const feature = draw[other]!;
    draw[other] = draw[k]!;
    draw[k] = feature;
    if (searchFeature(search, bag, order, start, end, feature)) varied++;
    if (search.score[BEST]! >= perfect) break;
  }
  return search.score[BEST]! >= 0;
}

/** Brings the yes side's rows to the front, keeping order within both sides; leaves its class counts in `search.left`. */
function partition(space: GrowSpace, start: number, end: number): number {
  const { search, bag, order, spare, table } = space;
  const { choice, left } = search;
  const cell = CELL_BINS + choice[CHOICE_FEATURE]!;
  const bin = choice[CHOICE_BIN]!;
  const lowest = choice[CHOICE_MODE] === NODE_EQ ? bin : 0;
  const missing = choice[CHOICE_MISSING] === MISSING_YES ? table.missing[choice[CHOICE_FEATURE]!]! : -1;
  left.fill(0);
  let yes = start;
  let no = 0;
  for (let i = start; i < end; i++) {
    const row = order[i]!;
    const value = bag[row + cell]!;
    if ((value <= bin && value >= lowest) || value === missing) {
      left[bag[row + CELL_LABEL]!]! += bag[row + CELL_WEIGHT]!;
      order[yes++] = row;
    } else {
      spare[no++] = row;
    }
  }
  for (let i = 0; i < no; i++) order[yes + i] = spare[i]!;
  return yes;
}

function writeSplit(space: GrowSpace, node: number, yes: number): void {
  const { table, search } = space;
  const { choice } = search;
  const feature = choice[CHOICE_FEATURE]!;
  const bin = choice[CHOICE_BIN]!;
  const next = choice[CHOICE_NEXT]!;
  space.mode[node] = choice[CHOICE_MODE]!;
  space.feature[node] = feature;
  space.yes[node] = yes;
  space.leaf[node] = -1;
  space.missingYes[node] = missingSide(space, feature);
  const upper = table.upper[table.offsets[feature]! + bin]!;
  if (choice[CHOICE_MODE] === NODE_EQ) space.threshold[node] = upper;
  else if (next === table.missing[feature]) space.threshold[node] = Number.POSITIVE_INFINITY;
  else space.threshold[node] = between(upper, table.lower[table.offsets[feature]! + next]!, table.categorical[feature] === 1);
}

/** As trained when numbers were missing in the node, else the larger side. */
function missingSide(space: GrowSpace, feature: number): number {
  const { search, table } = space;
  if (table.categorical[feature] === 1) return 0;
  if (search.choice[CHOICE_MISSING] !== MISSING_UNSEEN) return search.choice[CHOICE_MISSING]!;
  let yes = 0;
  for (let c = 0; c < table.classes; c++) yes += search.left[c]!;
  return 2 * yes > search.score[NODE_ROWS]! ? 1 : 0;
}

/** A threshold t with low ≤ t < high: the middle, unless rounding or overflow reaches `high`. Codes stay whole. */
function between(low: number, high: number, whole: boolean): number {
  if (whole) return Math.floor((low + high) / 2);
  const middle = low / 2 + high / 2;
  return middle >= low && middle < high ? middle : low;
}

function makeLeaf(space: GrowSpace, counts: Int32Array, node: number): void {
  const classes = space.table.classes;
  let present = 0;
  let last = 0;
  for (let c = 0; c < classes; c++) {
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
  if (present === 1) {
    space.leaf[node] = last;
    return;
  }
  space.leaf[node] = classes + space.counts.length / classes;
  for (let c = 0; c < classes; c++) space.counts.push(counts[c]!);
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
