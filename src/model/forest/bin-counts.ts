// Class counts per bin over the rows of a node, and the list of bins that occur.
import { CELL_BINS, CELL_LABEL, CELL_WEIGHT } from "./bin.ts";
import type { SplitSearch } from "./split-space.ts";

type Bag = Uint8Array | Uint16Array;

/**
 * Counts labels per bin of one feature over `order[start, end)` and lists the bins that occur, for nodes of few rows. Returns the number
 * of bins.
 */
export function countFew(s: SplitSearch, bag: Bag, order: Int32Array, start: number, end: number, feature: number): number {
  const { histogram, seen, list } = s;
  const classes = s.total.length;
  const cell = CELL_BINS + feature;
  let count = 0;
  for (let i = start; i < end; i++) {
    const row = order[i]!;
    const bin = bag[row + cell]!;
    const at = Math.imul(bin, classes) + bag[row + CELL_LABEL]!;
    histogram[at] = histogram[at]! + bag[row + CELL_WEIGHT]!;
    if (seen[bin] === 0) {
      seen[bin] = 1;
      let k = count++;
      for (; k > 0 && list[k - 1]! > bin; k--) list[k] = list[k - 1]!;
      list[k] = bin;
    }
  }
  return count;
}

/** As `countFew`, with a bit per bin instead of a test per row; for nodes of many rows. */
export function countMany(s: SplitSearch, bag: Bag, order: Int32Array, start: number, end: number, feature: number): number {
  const { histogram, seen, seenWords, list } = s;
  const classes = s.total.length;
  const cell = CELL_BINS + feature;
  for (let i = start; i < end; i++) {
    const row = order[i]!;
    const bin = bag[row + cell]!;
    const at = Math.imul(bin, classes) + bag[row + CELL_LABEL]!;
    histogram[at] = histogram[at]! + bag[row + CELL_WEIGHT]!;
    seen[bin] = 1;
  }
  let count = 0;
  const words = (s.table.bins[feature]! + 3) >> 2;
  for (let word = 0; word < words; word++) {
    if (seenWords[word] === 0) continue;
    const bin = word * 4;
    if (seen[bin] === 1) list[count++] = bin;
    if (seen[bin + 1] === 1) list[count++] = bin + 1;
    if (seen[bin + 2] === 1) list[count++] = bin + 2;
    if (seen[bin + 3] === 1) list[count++] = bin + 3;
  }
  return count;
}

/** As `countMany` for four features in one pass over the rows; each feature has its own part (lane) of the histogram. */
export function countLanes(
  s: SplitSearch,
  bag: Bag,
  order: Int32Array,
  start: number,
  end: number,
  features: Int32Array,
  from: number,
): void {
  const { histogram, lane } = s;
  const classes = s.total.length;
  const lane2 = 2 * lane;
  const lane3 = 3 * lane;
  const cell0 = CELL_BINS + features[from]!;
  const cell1 = CELL_BINS + features[from + 1]!;
  const cell2 = CELL_BINS + features[from + 2]!;
  const cell3 = CELL_BINS + features[from + 3]!;
  for (let i = start; i < end; i++) {
    const row = order[i]!;
    const label = bag[row + CELL_LABEL]!;
    const weight = bag[row + CELL_WEIGHT]!;
    const at0 = Math.imul(bag[row + cell0]!, classes) + label;
    const at1 = Math.imul(bag[row + cell1]!, classes) + label + lane;
    const at2 = Math.imul(bag[row + cell2]!, classes) + label + lane2;
    const at3 = Math.imul(bag[row + cell3]!, classes) + label + lane3;
    histogram[at0] = histogram[at0]! + weight;
    histogram[at1] = histogram[at1]! + weight;
    histogram[at2] = histogram[at2]! + weight;
    histogram[at3] = histogram[at3]! + weight;
  }
}

/** Lists the bins that occur in the lane that starts at `base`; returns their number. */
export function listLane(s: SplitSearch, base: number, bins: number): number {
  const { histogram, list } = s;
  const classes = s.total.length;
  let count = 0;
  if (classes === 2) {
    for (let bin = 0, at = base; bin < bins; bin++, at += 2) {
      list[count] = bin;
      if ((histogram[at]! | histogram[at + 1]!) !== 0) count++;
    }
    return count;
  }
  let at = base;
  for (let bin = 0; bin < bins; bin++) {
    let any = 0;
    for (let c = 0; c < classes; c++) any |= histogram[at++]!;
    list[count] = bin;
    if (any !== 0) count++;
  }
  return count;
}

/** Sets the counts of the `count` listed bins back to 0, from `base` on. */
export function clearCounts(s: SplitSearch, base: number, count: number): void {
  const { histogram, seen, list, present, presentCount } = s;
  const classes = s.total.length;
  for (let i = 0; i < count; i++) {
    const bin = list[i]!;
    const at = base + Math.imul(bin, classes);
    seen[bin] = 0;
    for (let k = 0; k < presentCount; k++) histogram[at + present[k]!] = 0;
  }
}
