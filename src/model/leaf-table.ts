// Leaf weights of a Forest (design section 5), in one canonical order so that writing and reading a model give the same arrays.
import { WEIGHT_UNIT } from "./nodes.ts";

/** Floored, so that sums are exact in any order and ties stay ties. */
export function leafWeight(share: number, trees: number): number {
  return Math.floor((share / trees) * WEIGHT_UNIT) / WEIGHT_UNIT;
}

/** Weights that one leaf stores: one per class, for two classes the second's alone. */
export function weightsPerLeaf(classes: number): number {
  return classes === 2 ? 1 : classes;
}

/** First one row per class, shared by every leaf of that class alone; then the other leaves in node order. */
export class LeafTable {
  readonly width: number;
  readonly #full: number;
  readonly #weights: number[] = [];

  constructor(classes: number, trees: number) {
    this.width = weightsPerLeaf(classes);
    this.#full = leafWeight(1, trees);
    for (let c = 0; c < classes; c++) {
      for (let w = 0; w < this.width; w++) this.#weights.push(c === w + classes - this.width ? this.#full : 0);
    }
  }

  /** The index of class c's shared row. */
  pure(c: number): number {
    return c * this.width;
  }

  /** The index of the leaf's first weight. */
  add(row: Float64Array): number {
    const c = this.#pureClass(row);
    if (c >= 0) return this.pure(c);
    const at = this.#weights.length;
    for (const weight of row) this.#weights.push(weight);
    return at;
  }

  weights(): Float64Array {
    return Float64Array.from(this.#weights);
  }

  #pureClass(row: Float64Array): number {
    if (this.width === 1) return row[0] === 0 ? 0 : row[0] === this.#full ? 1 : -1;
    let found = -1;
    for (let c = 0; c < row.length; c++) {
      if (row[c] === 0) continue;
      if (found >= 0 || row[c] !== this.#full) return -1;
      found = c;
    }
    return found;
  }
}
