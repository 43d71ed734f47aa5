// Keyed hashes of whole rows: 96 bits, in flat typed arrays of three words a row.
import crypto from "node:crypto";
import type { Column } from "../../types/table.ts";
import { byCodePoint } from "../columns/code-point.ts";
import { encodeText, rowEncoder } from "./encoding.ts";

const FORMAT = "gated-retrain row 1";
const KEY_FORMAT = "gated-retrain row key 1";
const RADIX = 1 << 16;
/** Fewer are sorted by comparing them. */
const FEW = 4096;

/** Words of one hash. */
export const WORDS = 3;

/** Words of the hash of a row's declared key. */
export const KEY_WORDS = 2;

/** Writes the hash of one row into `into`, from word `at` on. */
export type RowHasher = (row: number, into: Uint32Array, at: number) => void;

/**
 * The first 96 bits of sha256(format, key, cells) of a row, the columns sorted by name: neither the order of columns nor how a cell is
 * written matters.
 */
export function rowHasher(columns: Column[], key: string): RowHasher {
  return hasherOf([FORMAT, key], sortedByName(columns), WORDS);
}

/** The first 64 bits of sha256(format, secret, names of the columns, cells) of a row's key. */
export function keyHasher(columns: Column[], secret: string): RowHasher {
  const sorted = sortedByName(columns);
  return hasherOf([KEY_FORMAT, secret, ...sorted.map(({ name }) => name)], sorted, KEY_WORDS);
}

/** The hashes of all rows, three words each. */
export function hashRows(columns: Column[], rows: number, key: string): Uint32Array {
  const hasher = rowHasher(columns, key);
  const words = new Uint32Array(WORDS * rows);
  for (let row = 0; row < rows; row++) hasher(row, words, WORDS * row);
  return words;
}

const sortedByName = (columns: Column[]) => columns.toSorted((a, b) => byCodePoint(a.name, b.name));

function hasherOf(before: string[], columns: Column[], count: number): RowHasher {
  const head = Buffer.concat(before.map(encodeText));
  const cells = rowEncoder(columns, 0);
  const bytes = Buffer.concat([head, Buffer.alloc(cells.longest)]);
  return (row, into, at) => {
    const length = cells.encode(row, 0);
    cells.buffer.copy(bytes, head.length, 0, length);
    const digest = sha256(bytes.subarray(0, head.length + length));
    for (let word = 0; word < count; word++) into[at + word] = wordAt(digest, 4 * word);
  };
}

/** As a string of one character a byte: in one call, where this Node has it, four times as fast as by an object. */
const sha256: (bytes: Uint8Array) => string =
  typeof crypto.hash === "function"
    ? (bytes) => crypto.hash("sha256", bytes, "binary")
    : (bytes) => crypto.createHash("sha256").update(bytes).digest("binary");

function wordAt(digest: string, at: number): number {
  const byte = (i: number) => digest.charCodeAt(at + i);
  return ((byte(0) << 24) | (byte(1) << 16) | (byte(2) << 8) | byte(3)) >>> 0;
}

/** Says which key was used, and nothing of the key. */
export function keyFingerprint(key: string): string {
  return crypto.createHash("sha256").update(encodeText("gated-retrain rows key")).update(encodeText(key)).digest("hex").slice(0, 16);
}

/** Below 0, 0 or above, as hash `i` of `a` is less than, equal to or greater than hash `j` of `b`. */
export function compareHashes(a: Uint32Array, i: number, b: Uint32Array, j: number): number {
  return a[WORDS * i]! - b[WORDS * j]! || a[WORDS * i + 1]! - b[WORDS * j + 1]! || a[WORDS * i + 2]! - b[WORDS * j + 2]!;
}

/** Places in order of their hashes of `width` words; equal hashes stay in order of their places. */
export function sortedOrder(words: Uint32Array, width = WORDS): Uint32Array {
  const count = words.length / width;
  let order = Uint32Array.from({ length: count }, (_, place) => place);
  if (count < FEW) return order.sort((a, b) => differenceOf(words, width, a, b) || a - b);
  let spare = new Uint32Array(count);
  for (const shift of [0, 16]) {
    const next = new Uint32Array(RADIX + 1);
    for (let place = 0; place < count; place++) next[((words[width * place]! >>> shift) & (RADIX - 1)) + 1]!++;
    for (let digit = 0; digit < RADIX; digit++) next[digit + 1]! += next[digit]!;
    for (let i = 0; i < count; i++) {
      const place = order[i]!;
      spare[next[(words[width * place]! >>> shift) & (RADIX - 1)]!++] = place;
    }
    [order, spare] = [spare, order];
  }
  settleTies(words, width, order);
  return order;
}

function differenceOf(words: Uint32Array, width: number, a: number, b: number): number {
  for (let word = 0; word < width; word++) {
    const difference = words[width * a + word]! - words[width * b + word]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Different hashes with the same first word are rare, and equal ones are in order already. */
function settleTies(words: Uint32Array, width: number, order: Uint32Array): void {
  for (let i = 1; i < order.length; i++) {
    const place = order[i]!;
    let to = i;
    while (to > 0 && words[width * order[to - 1]!] === words[width * place] && differenceOf(words, width, order[to - 1]!, place) > 0) {
      order[to] = order[to - 1]!;
      to--;
    }
    order[to] = place;
  }
}

/** Takes sorted hashes one by one and makes `sha256:<hex>` of them: the same for the same multiset of rows. */
export class SetDigest {
  readonly #hash = crypto.createHash("sha256");
  readonly #block = Buffer.allocUnsafe(4 * WORDS * 4096);
  #end = 0;

  /** Hash number `place` of `words` comes next. */
  add(words: Uint32Array, place: number): void {
    if (this.#end === this.#block.length) this.#flush();
    for (let word = 0; word < WORDS; word++) this.#end = this.#block.writeUInt32BE(words[WORDS * place + word]!, this.#end);
  }

  digest(): string {
    this.#flush();
    return `sha256:${this.#hash.digest("hex")}`;
  }

  #flush(): void {
    this.#hash.update(this.#block.subarray(0, this.#end));
    this.#end = 0;
  }
}

/** Of the hashes at these places, in their order. */
export function setDigest(words: Uint32Array, places: Iterable<number>): string {
  const digest = new SetDigest();
  for (const place of places) digest.add(words, place);
  return digest.digest();
}
