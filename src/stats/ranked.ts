// The order statistics of many numbers and which of them are different, with no more sorting than what is asked for.
import { sortNumbers } from "./order.ts";

/** Shorter stretches are sorted at once. */
const SHORT = 64;
/** So many of the numbers, evenly spaced, tell about where the smallest and largest begin. */
const SAMPLE = 1024;
/** Of the numbers asked for, so many more are looked at; and so many of the sample. */
const MORE = { times: 1.5, sampled: 6 };

/** Numbers in ascending order, put in place only as far as they are asked for. */
export class Ranked {
  /** In an order of its own. */
  readonly #values: Float64Array;
  #sample: Float64Array | null = null;
  #isSorted = false;
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
    if (!this.#isSorted) select(this.#values, rank);
    return this.#values[rank]!;
  }

  /** The `count` smallest, ascending. */
  lowest(count: number): Float64Array {
    const bound = this.#bound(count, 1);
    const found = bound === null ? this.#sorted() : sortNumbers(within(this.#values, Number.NEGATIVE_INFINITY, bound));
    return (found.length < count ? this.#sorted() : found).subarray(0, count);
  }

  /** The `count` largest, ascending. */
  highest(count: number): Float64Array {
    const bound = this.#bound(count, -1);
    const found = bound === null ? this.#sorted() : sortNumbers(within(this.#values, bound, Number.POSITIVE_INFINITY));
    const from = found.length < count ? this.#sorted() : found;
    return from.subarray(from.length - count);
  }

  /** Where about so many end that are the smallest (1) or the largest (−1); null: too many to leave out others. */
  #bound(count: number, from: 1 | -1): number | null {
    const n = this.length;
    const place = Math.ceil((MORE.times * count * SAMPLE) / n) + MORE.sampled;
    if (this.#isSorted || n < 2 * SAMPLE || place > SAMPLE / 2) return null;
    this.#sample ??= Float64Array.from({ length: SAMPLE }, (_, i) => this.#values[Math.floor((i * n) / SAMPLE)]!).sort();
    return this.#sample.at(from > 0 ? place : -place)!;
  }

  #sorted(): Float64Array {
    if (!this.#isSorted) sortNumbers(this.#values);
    this.#isSorted = true;
    return this.#values;
  }
}

/** `filter` without a call for each. */
function within(values: Float64Array, low: number, high: number): Float64Array {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i]! >= low && values[i]! <= high) count++;
  const kept = new Float64Array(count);
  count = 0;
  for (let i = 0; i < values.length; i++) if (values[i]! >= low && values[i]! <= high) kept[count++] = values[i]!;
  return kept;
}

/**
 * Puts the number of this rank in its place, smaller ones before it and larger ones behind (Hoare 1961, the median of three as pivot). What
 * takes too many rounds is sorted.
 */
function select(values: Float64Array, rank: number): void {
  let [from, to] = [0, values.length - 1];
  for (let rounds = 2 * Math.ceil(Math.log2(values.length + 1)); to - from > SHORT && rounds > 0; rounds--) {
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

/** Beyond so many different numbers sorting is faster than looking each up. */
const MOST_KNOWN = 1 << 14;
const SLOTS = 4 * MOST_KNOWN;

const bits = new Float64Array(1);
const words = new Int32Array(bits.buffer);

/** The different numbers, ascending; NaN is none, −0 is 0. */
export function distinctNumbers(values: Float64Array): Float64Array {
  const known = new Float64Array(MOST_KNOWN);
  const slots = new Uint16Array(SLOTS);
  let count = 0;
  let last = Number.NaN;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]! + 0;
    if (value === last || Number.isNaN(value)) continue;
    last = value;
    bits[0] = value;
    let slot = mixed(words[0]! ^ Math.imul(words[1]!, 0x85ebca6b)) & (SLOTS - 1);
    while (slots[slot] !== 0 && known[slots[slot]! - 1] !== value) slot = (slot + 1) & (SLOTS - 1);
    if (slots[slot] !== 0) continue;
    if (count === MOST_KNOWN) return withoutRepeats(values);
    known[count++] = value;
    slots[slot] = count;
  }
  return known.slice(0, count).sort();
}

function mixed(word: number): number {
  const x = Math.imul(word ^ (word >>> 15), 0xc2b2ae35);
  return x ^ (x >>> 13);
}

function withoutRepeats(values: Float64Array): Float64Array {
  const ranked = new Ranked(values);
  return ranked.lowest(ranked.length).filter((value, i, sorted) => i === 0 || value !== sorted[i - 1]);
}
