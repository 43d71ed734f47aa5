import type { BinnedTable } from "./bin.ts";
import { newSplitSearch, type SplitSearch } from "./split-space.ts";

export interface GrowOptions {
  seed: number;
  /** null: no limit. */
  maxDepth: number | null;
  /** Fewest bootstrapped rows of a leaf. */
  minLeaf: number;
  /** Weight of a row of each class in the split score; absent: 1. */
  classWeights?: Float64Array;
}

/** Working memory of one thread, used for all its trees. */
export interface GrowSpace {
  table: BinnedTable;
  options: GrowOptions;
  search: SplitSearch;
  /** The distinct rows of the bootstrap sample, weights filled in; `bagWords` is the same memory by 32 bits. */
  bag: Uint8Array | Uint16Array;
  bagWords: Int32Array;
  weights: Uint16Array;
  /** Offsets into `bag`, partitioned so that each node's rows are together. */
  order: Int32Array;
  spare: Int32Array;
  /** A permutation of the features, the drawn ones first; `swaps`: the index that each draw was swapped with. */
  draw: Int32Array;
  swaps: Int32Array;
  mode: Uint8Array;
  feature: Int32Array;
  threshold: Float64Array;
  missingYes: Uint8Array;
  yes: Int32Array;
  leaf: Int32Array;
  /** Random key of each node. */
  key: Int32Array;
  counts: number[];
  /** Nodes still to split: start, end, node, depth, class counts. */
  stack: Int32Array;
}

/** Offset of the class counts in a node's part of the stack. */
export const STACK_COUNTS = 4;
/** The larger child waits while the smaller one is grown, so at most log2(rows) nodes wait. */
const STACK_DEPTH = 40;

/** Allocates the memory: a copy of the table, and arrays for 2 × rows + 1 nodes. */
export function newGrowSpace(table: BinnedTable, options: GrowOptions): GrowSpace {
  const nodes = 2 * table.rows + 1;
  const bag = table.cells instanceof Uint8Array ? new Uint8Array(table.cells.length) : new Uint16Array(table.cells.length);
  return {
    table,
    options,
    search: newSplitSearch(table, options.minLeaf, options.classWeights ?? null),
    bag,
    bagWords: new Int32Array(bag.buffer),
    weights: new Uint16Array(table.rows),
    order: new Int32Array(table.rows),
    spare: new Int32Array(table.rows),
    draw: Int32Array.from(table.bins, (_, f) => f),
    swaps: new Int32Array(table.bins.length),
    mode: new Uint8Array(nodes),
    feature: new Int32Array(nodes),
    threshold: new Float64Array(nodes),
    missingYes: new Uint8Array(nodes),
    yes: new Int32Array(nodes),
    leaf: new Int32Array(nodes),
    key: new Int32Array(nodes),
    counts: [],
    stack: new Int32Array(STACK_DEPTH * (STACK_COUNTS + table.classes)),
  };
}
