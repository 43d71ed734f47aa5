// Counts duplicate rows, and tests whether they exceed the number expected by chance. If so, copies count as one row.
import type { Column } from "../../types/table.ts";

/** Of fewer columns, the label among them, many rows are equal by design. */
const FEWEST_COLUMNS = 3;
/** So many rows are compared at most, evenly spaced. */
const ROWS = 40_000;
/** A column of numbers is looked at before all others where so many rows have none twice. */
const LOOKED_AT = 4096;
/** Columns that are left out in pairs: those with the most values tell best. */
const COLUMNS = 6;
/** Fewer copies, as a share of the rows, change no bound that anybody sees. */
const LEAST_SHARE = 0.01;
/** Pairs of equal rows must be so many times what chance makes, and so many more. */
const TIMES = 3;
const MORE = 10;

export interface Copies {
  /** Rows that equal an earlier one. */
  repeated: number;
  distinct: number;
  /** The number of each row's kind, by position: equal rows share it. */
  unitOf: Int32Array;
}

/** Each cell as two words of 32 bits; the words of a row are sums over its columns, so that columns can be taken out again. */
interface Words {
  a: Int32Array;
  b: Int32Array;
}

/**
 * Over the columns given, in their order, of the rows given. Null: few rows are equal, or no more than chance makes of such columns. With fewer
 * columns nothing tells copies from chance.
 */
export function copiesIn(columns: Column[], rows: Int32Array): Copies | null {
  const least = Math.max(1, LEAST_SHARE * rows.length);
  if (columns.length < FEWEST_COLUMNS) return null;
  // Rows are at least as different as the cells of one column.
  const different = columns.find((column) => areDifferent(column, rows));
  if (different !== undefined && rows.length - unitsIn([different], rows).kinds < least) return null;
  const { unitOf, kinds } = unitsIn(columns, rows);
  const repeated = rows.length - kinds;
  if (repeated < least) return null;
  const step = Math.ceil(rows.length / ROWS);
  const sampled = rows.filter((_, i) => i % step === 0);
  const words = columns.map((column, c) => wordsOf(column, c, sampled));
  const all = summed(words, sampled.length);
  const equal = pairs(all);
  const telling = words.map((one, c) => ({ c, same: pairs(one) })).sort((x, y) => x.same - y.same);
  const asked = telling.slice(0, COLUMNS).map(({ c }) => c);
  return equal > TIMES * chancePairs(words, all, asked, equal) + MORE ? { repeated, distinct: kinds, unitOf } : null;
}

/** Whether rows of the sample are all different numbers. */
function areDifferent(column: Column, rows: Int32Array): boolean {
  if (column.kind !== "number") return false;
  const step = Math.ceil(rows.length / LOOKED_AT);
  const seen = new Set<number>();
  for (let i = 0; i < rows.length; i += step) {
    const value = column.values[rows[i]!]!;
    if (seen.has(value)) return false;
    seen.add(value);
  }
  return true;
}

/** The number of each row's kind, by position, and how many kinds there are. */
function unitsIn(columns: Column[], rows: Int32Array): { unitOf: Int32Array; kinds: number } {
  const { a, b } = zeros(rows.length);
  for (const [c, column] of columns.entries()) addWords({ a, b }, column, c, rows);
  const unitOf = new Int32Array(rows.length);
  /** The first row of each kind. */
  const firsts = new Int32Array(rows.length);
  /** The number of a kind and one, at the first free place from its hash on. */
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * rows.length + 2)));
  const last = slots.length - 1;
  let kinds = 0;
  for (let i = 0; i < rows.length; i++) {
    let slot = (a[i]! ^ Math.imul(b[i]! & KEPT_BITS, 0x9e3779b1)) & last;
    while (slots[slot] !== 0 && !isKey(a, b, firsts[slots[slot]! - 1]!, i)) slot = (slot + 1) & last;
    if (slots[slot] === 0) {
      firsts[kinds++] = i;
      slots[slot] = kinds;
    }
    unitOf[i] = slots[slot]! - 1;
  }
  return { unitOf, kinds };
}

/**
 * Pairs of rows that chance makes equal. Of the pairs that agree on all columns but j and k, those that differ in one or both are no copies:
 * where j and k agree independently of one another, both agree in (only j) · (only k) / (neither) of them, as two lists of one population
 * overlap (Lincoln 1930, Petersen 1896). The largest over pairs of columns, so that columns that go together excuse more.
 */
function chancePairs(words: Words[], all: Words, asked: number[], equal: number): number {
  const without = new Map(asked.map((c) => [c, pairs(taken(all, words[c]!))]));
  let most = 0;
  for (const [i, j] of asked.entries()) {
    for (const k of asked.slice(i + 1)) {
      const [onlyJ, onlyK] = [without.get(k)! - equal, without.get(j)! - equal];
      const neither = pairs(taken(taken(all, words[j]!), words[k]!)) - onlyJ - onlyK - equal;
      most = Math.max(most, (onlyJ * onlyK) / Math.max(1, neither));
    }
  }
  return most;
}

function wordsOf(column: Column, place: number, rows: Int32Array): Words {
  const words = zeros(rows.length);
  addWords(words, column, place, rows);
  return words;
}

function addWords({ a, b }: Words, column: Column, place: number, rows: Int32Array): void {
  const bits = column.kind === "number" ? new Int32Array(column.values.buffer, column.values.byteOffset, 2 * column.values.length) : null;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const value = column.kind === "number" ? column.values[row]! : column.codes[row]!;
    // Every NaN is one, and −0 is 0.
    const plain = bits !== null && value !== 0 && !Number.isNaN(value);
    const low = plain ? bits[2 * row]! : bits === null ? value : 0;
    const high = plain ? bits[2 * row + 1]! : Number.isNaN(value) ? 0x7ff80000 : 0;
    a[i] = a[i]! + mixed(low ^ Math.imul(high, 1597334677), 0x1b873593 + place);
    b[i] = b[i]! + mixed(high ^ Math.imul(low, 2654435761), 0x4cf5ad43 + 7919 * place);
  }
}

/** murmur3's finaliser over the cell and its column's place (A. Appleby, public domain). */
function mixed(cell: number, seed: number): number {
  let x = Math.imul(cell ^ seed, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13) ^ seed, 0xc2b2ae35);
  x ^= x >>> 16;
  x = Math.imul(x, 0x85ebca6b);
  return x ^ (x >>> 13);
}

function summed(words: Words[], rows: number): Words {
  const { a, b } = zeros(rows);
  for (const one of words) {
    for (let i = 0; i < rows; i++) {
      a[i] = a[i]! + one.a[i]!;
      b[i] = b[i]! + one.b[i]!;
    }
  }
  return { a, b };
}

const zeros = (rows: number): Words => ({ a: new Int32Array(rows), b: new Int32Array(rows) });

function taken(all: Words, one: Words): Words {
  return { a: all.a.map((word, i) => word - one.a[i]!), b: all.b.map((word, i) => word - one.b[i]!) };
}

/** 53 bits of the two words are a row's key. */
const KEPT_BITS = 2_097_151;
const keyOf = (a: number, b: number) => (a >>> 0) * 2_097_152 + (b & KEPT_BITS);
const isKey = (a: Int32Array, b: Int32Array, i: number, j: number) => a[i] === a[j] && ((b[i]! ^ b[j]!) & KEPT_BITS) === 0;

/** Pairs of rows with the same words. */
function pairs({ a, b }: Words): number {
  const keys = Float64Array.from(a, (word, i) => keyOf(word, b[i]!)).sort();
  let [count, from] = [0, 0];
  for (let i = 1; i <= keys.length; i++) {
    if (i < keys.length && keys[i] === keys[from]) continue;
    count += ((i - from) * (i - from - 1)) / 2;
    from = i;
  }
  return count;
}
