import type { BinnedTable } from "./bin.ts";

/** Features whose bins are counted in one pass. */
export const LANES = 4;

/** Working memory of the split search, allocated once per thread. Typed arrays keep numbers unboxed between calls. */
export interface SplitSearch {
  table: BinnedTable;
  minLeaf: number;
  /** Weight of a row of each class in the score; null: 1. `minLeaf` counts unweighted rows. */
  weights: Float64Array | null;
  /** Bootstrapped rows of the node, and per class; the classes that occur come first in `present`. */
  rows: number;
  total: Int32Array;
  present: Int32Array;
  presentCount: number;
  /** Class counts per bin, [lane × bin × class]; all zero between searches. */
  histogram: Int32Array;
  /** Cells of one lane. */
  lane: number;
  /** 1 for a bin that occurs; all zero between features. `seenWords` is the same memory by fours. */
  seen: Uint8Array;
  seenWords: Int32Array;
  /** The bins that occur, ascending. */
  list: Int32Array;
  /** Class counts on both sides of a split. */
  left: Int32Array;
  right: Int32Array;
  /** Score of a split into pure sides, minus a tolerance for rounding: the search may stop there. */
  perfect: number;
  /** The best score so far. */
  score: Float64Array;
  /** Of the best split: feature, last bin on the yes side, next bin, side of missing numbers. */
  choice: Int32Array;
}

/** Allocates the memory: bins × classes counters for the widest feature in each lane. */
export function newSplitSearch(table: BinnedTable, minLeaf: number, weights: Float64Array | null = null): SplitSearch {
  const maxBins = table.bins.reduce((a, b) => Math.max(a, b), 1);
  const seenBuffer = new ArrayBuffer(Math.ceil(maxBins / 4) * 4);
  return {
    table,
    minLeaf,
    weights,
    rows: 0,
    total: new Int32Array(table.classes),
    present: new Int32Array(table.classes),
    presentCount: 0,
    histogram: new Int32Array(LANES * maxBins * table.classes),
    lane: maxBins * table.classes,
    seen: new Uint8Array(seenBuffer),
    seenWords: new Int32Array(seenBuffer),
    list: new Int32Array(maxBins),
    left: new Int32Array(table.classes),
    right: new Int32Array(table.classes),
    perfect: 0,
    score: new Float64Array(1),
    choice: new Int32Array(4),
  };
}
