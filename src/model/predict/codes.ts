/** Buckets per threshold, so that most hold at most one. */
const BUCKETS = 4;

/** The sorted distinct thresholds of one feature, with a bucket index for fast lookup. */
export class Thresholds {
  readonly #sorted: Float64Array;
  /** Number of thresholds in all buckets before each bucket. */
  readonly #before: Int32Array;
  readonly #least: number;
  readonly #scale: number;

  constructor(values: Float64Array) {
    const sorted = values.slice().sort();
    let count = 0;
    for (const value of sorted) if (count === 0 || value !== sorted[count - 1]) sorted[count++] = value;
    this.#sorted = sorted.subarray(0, count);
    const buckets = Math.max(1, BUCKETS * count);
    this.#least = sorted[0] ?? 0;
    const scale = buckets / ((sorted[count - 1] ?? 0) - this.#least);
    this.#scale = Number.isFinite(scale) ? scale : 0;
    this.#before = new Int32Array(buckets + 1);
    for (const value of this.#sorted) this.#before[Math.min(buckets, this.#bucketOf(value) + 1)]!++;
    for (let b = 0; b < buckets; b++) this.#before[b + 1]! += this.#before[b]!;
  }

  /** Monotone in `value` in spite of rounding. */
  #bucketOf(value: number): number {
    return Math.min(this.#before.length - 2, ((value - this.#least) * this.#scale) | 0);
  }

  get count(): number {
    return this.#sorted.length;
  }

  /** Number of thresholds below the value; value ≤ threshold j exactly when it is at most j. 0 for NaN. */
  codeOf(value: number): number {
    const sorted = this.#sorted;
    const last = sorted.length - 1;
    if (last < 0 || !(value > sorted[0]!)) return 0;
    if (value > sorted[last]!) return last + 1;
    const bucket = this.#bucketOf(value);
    let low = this.#before[bucket]!;
    let high = this.#before[bucket + 1]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const bits = new DataView(new ArrayBuffer(8));

/** The largest double below `value`: x < value exactly when x ≤ it. */
export function numberBelow(value: number): number {
  if (value === 0) return -Number.MIN_VALUE;
  bits.setFloat64(0, value);
  bits.setBigInt64(0, bits.getBigInt64(0) + (value > 0 ? -1n : 1n));
  return bits.getFloat64(0);
}
