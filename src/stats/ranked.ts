// The order statistics of many numbers, with no more sorting than what is asked for.

/** Shorter stretches are sorted at once. */
const SHORT = 64;

/** Numbers in ascending order, put in place only where they are asked for. */
export class Ranked {
  /** Those below #low and from #high on stand where sorting puts them; those between are not smaller and not larger. */
  readonly #values: Float64Array;
  #low = 0;
  #high: number;
  /** NaN where there are none. */
  readonly least: number;
  readonly most: number;

  /** Of the numbers that are not NaN; −0 becomes 0. */
  constructor(values: Float64Array) {
    const kept = new Float64Array(values.length);
    let n = 0;
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < values.length; i++) {
      const value = values[i]! + 0;
      kept[n] = value;
      if (value < least) least = value;
      if (value > most) most = value;
      // A NaN is written over.
      if (!Number.isNaN(value)) n++;
    }
    this.#values = kept.subarray(0, n);
    this.#high = n;
    this.least = n === 0 ? Number.NaN : least;
    this.most = n === 0 ? Number.NaN : most;
  }

  get length(): number {
    return this.#values.length;
  }

  /** In no order. */
  get values(): Float64Array {
    return this.#values;
  }

  /** The number with `rank` smaller or equal ones before it, from 0. */
  at(rank: number): number {
    if (rank >= this.#low && rank < this.#high) select(this.#values, this.#low, this.#high - 1, rank);
    return this.#values[rank]!;
  }

  /** The `count` smallest, ascending. */
  lowest(count: number): Float64Array {
    if (count > this.#low) {
      const end = Math.min(count, this.#high);
      if (end > this.#low && end < this.#high) select(this.#values, this.#low, this.#high - 1, end);
      this.#values.subarray(this.#low, end).sort();
      this.#low = end;
    }
    return this.#values.subarray(0, count);
  }

  /** The `count` largest, ascending. */
  highest(count: number): Float64Array {
    const start = this.length - count;
    if (start < this.#high) {
      const from = Math.max(start, this.#low);
      if (from > this.#low && from < this.#high) select(this.#values, this.#low, this.#high - 1, from);
      this.#values.subarray(from, this.#high).sort();
      this.#high = from;
    }
    return this.#values.subarray(start);
  }
}

/**
 * Puts the number of this rank in its place within [left, right], smaller ones before it and larger ones behind (Hoare 1961, the median of
 * three as pivot). What takes too many rounds is sorted.
 */
function select(values: Float64Array, left: number, right: number, rank: number): void {
  let [from, to] = [left, right];
  for (let rounds = 2 * Math.ceil(Math.log2(right - left + 2)); to - from > SHORT && rounds > 0; rounds--) {
    const pivot = medianOf(values[from]!, values[(from + to) >>> 1]!, values[to]!);
    let i = from;
    let j = to;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const swapped = values[i]!;
      values[i++] = values[j]!;
      values[j--] = swapped;
    }
    if (rank <= j) to = j;
    else if (rank >= i) from = i;
    else return;
  }
  values.subarray(from, to + 1).sort();
}

function medianOf(a: number, b: number, c: number): number {
  return a < b ? (b < c ? b : Math.max(a, c)) : a < c ? a : Math.max(b, c);
}
