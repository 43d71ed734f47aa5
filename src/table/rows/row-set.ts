// Sorted multisets of row hashes: made, merged, and as stored bytes (14 a row).
import type { RowSet } from "../../types/rows.ts";
import { compareHashes, KEY_WORDS, sortedOrder, WORDS } from "./row-hashes.ts";

const MAGIC = Buffer.from("GRROWS1\n", "latin1");
/** With the hashes of declared keys after the parts, 8 bytes a row. */
const KEYED = Buffer.from("GRROWS2\n", "latin1");
/** Magic, the least part as uint32, the number of rows as uint32. */
const HEAD_BYTES = MAGIC.length + 8;
const ROW_BYTES = 4 * WORDS + 2;
/** Parts are stored as their distance from the least one; older ones count as the oldest that can be told. */
const FARTHEST = 0xffff;

export const EMPTY_SET: RowSet = { words: new Uint32Array(0), parts: new Uint32Array(0) };

/** A row set from hashes (`words`: three 32-bit words a row) and the part of each row, sorted. */
export function rowSetOf(rows: RowSet): RowSet {
  return subsetAt(rows, sortedOrder(rows.words));
}

/** `most`: the greatest part. */
function emptySet(rows: number, isKeyed: boolean, most: number): RowSet {
  const parts = most <= 0xffff ? new Uint16Array(rows) : new Uint32Array(rows);
  const set = { words: new Uint32Array(WORDS * rows), parts };
  return isKeyed ? { ...set, keys: new Uint32Array(KEY_WORDS * rows) } : set;
}

/** All rows of all sets: the smaller ones first, so that large ones are copied once. */
export function mergeSets(sets: RowSet[]): RowSet {
  const left = sets.toSorted(bySize);
  while (left.length > 1) {
    left.push(mergeTwo(left.shift()!, left.shift()!));
    left.sort(bySize);
  }
  return left[0] ?? EMPTY_SET;
}

const bySize = (a: RowSet, b: RowSet) => a.parts.length - b.parts.length;

function greatestPart({ parts }: RowSet): number {
  let most = 0;
  for (const part of parts) if (part > most) most = part;
  return most;
}

function mergeTwo(a: RowSet, b: RowSet): RowSet {
  const total = a.parts.length + b.parts.length;
  const merged = emptySet(total, a.keys !== undefined || b.keys !== undefined, Math.max(greatestPart(a), greatestPart(b)));
  for (let i = 0, j = 0, at = 0; at < total; at++) {
    const isA = j >= b.parts.length || (i < a.parts.length && (compareHashes(a.words, i, b.words, j) || a.parts[i]! - b.parts[j]!) <= 0);
    if (isA) copyRow(a, i++, merged, at);
    else copyRow(b, j++, merged, at);
  }
  return merged;
}

function copyRow({ words, parts, keys }: RowSet, row: number, to: RowSet, at: number): void {
  for (let word = 0; word < WORDS; word++) to.words[WORDS * at + word] = words[WORDS * row + word]!;
  to.parts[at] = parts[row]!;
  if (keys === undefined || to.keys === undefined) return;
  for (let word = 0; word < KEY_WORDS; word++) to.keys[KEY_WORDS * at + word] = keys[KEY_WORDS * row + word]!;
}

/** Bytes of the stored form. */
export function encodedSize({ parts, keys }: Pick<RowSet, "parts" | "keys">): number {
  return HEAD_BYTES + (ROW_BYTES + (keys === undefined ? 0 : 4 * KEY_WORDS)) * parts.length;
}

/** The stored bytes of a row set. */
export function encodeSet(set: RowSet): Uint8Array {
  const { words, parts, keys } = set;
  const count = parts.length;
  const greatest = greatestPart(set);
  let least = greatest;
  for (const part of parts) if (part < least) least = part;
  least = Math.max(greatest - FARTHEST, least);
  const bytes = Buffer.alloc(encodedSize(set));
  (keys === undefined ? MAGIC : KEYED).copy(bytes);
  bytes.writeUInt32BE(least, MAGIC.length);
  bytes.writeUInt32BE(count, MAGIC.length + 4);
  for (let i = 0; i < words.length; i++) bytes.writeUInt32BE(words[i]!, HEAD_BYTES + 4 * i);
  const after = HEAD_BYTES + 4 * WORDS * count;
  for (let row = 0; row < count; row++) bytes.writeUInt16BE(Math.max(0, parts[row]! - least), after + 2 * row);
  keys?.forEach((word, i) => {
    bytes.writeUInt32BE(word, HEAD_BYTES + ROW_BYTES * count + 4 * i);
  });
  return bytes;
}

/** Throws an Error whose message completes "the file …". */
export function decodeSet(bytes: Uint8Array): RowSet {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = view.subarray(0, MAGIC.length);
  const isKeyed = magic.equals(KEYED);
  if (view.length < HEAD_BYTES || !(isKeyed || magic.equals(MAGIC))) throw new Error("is not a set of row hashes");
  const least = view.readUInt32BE(MAGIC.length);
  const count = view.readUInt32BE(MAGIC.length + 4);
  const end = HEAD_BYTES + ROW_BYTES * count;
  if (view.length !== end + (isKeyed ? 4 * KEY_WORDS * count : 0))
    throw new Error(`is not a set of ${count} row hashes: it has ${view.length} bytes`);
  const after = HEAD_BYTES + 4 * WORDS * count;
  let farthest = 0;
  for (let at = after; at < end; at += 2) farthest = Math.max(farthest, view.readUInt16BE(at));
  const set = emptySet(count, isKeyed, least + farthest);
  const { words, parts, keys } = set;
  for (let i = 0; i < words.length; i++) words[i] = view.readUInt32BE(HEAD_BYTES + 4 * i);
  for (let row = 0; row < count; row++) {
    parts[row] = least + view.readUInt16BE(after + 2 * row);
    if (row > 0 && compareHashes(words, row - 1, words, row) > 0) throw new Error("is not a sorted set of row hashes");
  }
  keys?.forEach((_, i) => {
    keys[i] = view.readUInt32BE(end + 4 * i);
  });
  return set;
}

/** Where the rows of a set begin that have hash number `place` of `words`; -1: none has it. Hashes are evenly spread: most are found in a few looks. */
export function runOf(set: RowSet, words: Uint32Array, place: number): number {
  const wanted = words[WORDS * place]!;
  let [low, high] = [0, set.parts.length];
  let [least, most] = [0, 2 ** 32];
  for (let look = 0; low < high; look++) {
    // Every other look halves what is left, however the hashes lie.
    const share = look % 2 === 0 ? (wanted - least) / (most - least) : 0.5;
    const at = Math.min(high - 1, low + Math.floor(share * (high - low)));
    if (compareHashes(set.words, at, words, place) < 0) [low, least] = [at + 1, set.words[WORDS * at]!];
    else [high, most] = [at, set.words[WORDS * at]! + 1];
  }
  return low < set.parts.length && compareHashes(set.words, low, words, place) === 0 ? low : -1;
}

/** Where the rows end that have the hash of the one at `from`. */
export function runEnd(set: RowSet, from: number): number {
  const isSame = (place: number) => place < set.parts.length && compareHashes(set.words, place, set.words, from) === 0;
  let step = 1;
  while (isSame(from + step)) step *= 2;
  let [low, high] = [from + (step >> 1), Math.min(from + step, set.parts.length)];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (isSame(middle)) low = middle;
    else high = middle;
  }
  return high;
}

/** Rows of a set by their places, in order. */
export function subsetAt(set: RowSet, places: Uint32Array): RowSet {
  const some = emptySet(places.length, set.keys !== undefined, greatestPart(set));
  for (const [to, from] of places.entries()) copyRow(set, from, some, to);
  return some;
}

/** The set less these rows: of equal ones the oldest go. */
export function without(set: RowSet, rows: RowSet): RowSet {
  const places: number[] = [];
  for (let at = 0, taken = 0; at < set.parts.length; at++) {
    while (taken < rows.parts.length && compareHashes(rows.words, taken, set.words, at) < 0) taken++;
    if (taken < rows.parts.length && compareHashes(rows.words, taken, set.words, at) === 0) taken++;
    else places.push(at);
  }
  return subsetAt(set, Uint32Array.from(places));
}
