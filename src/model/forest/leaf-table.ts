import { WEIGHT_UNIT } from "./nodes.ts";

/** Weight of a share in one of `trees` trees, rounded down to a multiple of 1 / WEIGHT_UNIT so that sums are exact in any order. */
export function leafWeight(share: number, trees: number): number {
  return Math.floor((share / trees) * WEIGHT_UNIT) / WEIGHT_UNIT;
}

/** Weights stored per leaf: one per class; with two classes the second's alone. */
export function weightsPerLeaf(classes: number): number {
  return classes === 2 ? 1 : classes;
}

/** Most weights of one model: half a gigabyte. */
export const MOST_WEIGHTS = 2 ** 26;

/** The impure leaves times classes exceed MOST_WEIGHTS. */
export class TooManyWeights extends Error {
  constructor() {
    super(`the leaves hold more than ${MOST_WEIGHTS.toLocaleString("en-US")} weights, one per class`);
    this.name = "TooManyWeights";
  }
}

/** Leaf weights in canonical order: one row per class, shared by all pure leaves of it, then the impure leaves in node order. */
export class LeafTable {
  readonly width: number;
  readonly #full: number;
  #weights: Float64Array;
  #length: number;

  constructor(classes: number, trees: number) {
    this.width = weightsPerLeaf(classes);
    this.#full = leafWeight(1, trees);
    this.#length = classes * this.width;
    if (this.#length > MOST_WEIGHTS) throw new TooManyWeights();
    this.#weights = new Float64Array(Math.max(1024, this.#length));
    for (let c = 0; c < classes; c++) {
      for (let w = 0; w < this.width; w++) this.#weights[c * this.width + w] = c === w + classes - this.width ? this.#full : 0;
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
    const at = this.#length;
    if (at + row.length > this.#weights.length) this.#grow(at + row.length);
    this.#weights.set(row, at);
    this.#length = at + row.length;
    return at;
  }

  weights(): Float64Array {
    return this.#weights.slice(0, this.#length);
  }

  #grow(least: number): void {
    if (least > MOST_WEIGHTS) throw new TooManyWeights();
    const weights = new Float64Array(Math.min(MOST_WEIGHTS, Math.max(least, this.#weights.length * 2)));
    weights.set(this.#weights.subarray(0, this.#length));
    this.#weights = weights;
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
