// Keyed hashes of whole rows: 96 bits, in flat typed arrays of three words a row.
import { createHash } from "node:crypto";
import type { Column } from "../../types/table.ts";
import { byCodePoint } from "../columns/code-point.ts";
import { encodeText, rowEncoder } from "./encoding.ts";

const FORMAT = "gated-retrain row 1";
const RADIX = 1 << 16;

/** Words of one hash. */
export const WORDS = 3;

/**
 * The first 96 bits of sha256(format, key, cells) of each row, the columns sorted by name: neither the order of columns nor how a cell is
 * written matters. Written into `into` from row `at` on.
 */
export function hashRows(columns: Column[], rows: number, key: string, into: Uint32Array, at = 0): void {
  const head = Buffer.concat([encodeText(FORMAT), encodeText(key)]);
  const cells = rowEncoder(
    columns.toSorted((a, b) => byCodePoint(a.name, b.name)),
    0,
  );
  const keyed = Buffer.concat([head, Buffer.alloc(cells.longest)]);
  for (let row = 0, word = WORDS * at; row < rows; row++) {
    const length = cells.encode(row, 0);
    cells.buffer.copy(keyed, head.length, 0, length);
    const digest = createHash("sha256")
      .update(keyed.subarray(0, head.length + length))
      .digest();
    into[word++] = digest.readUInt32BE(0);
    into[word++] = digest.readUInt32BE(4);
    into[word++] = digest.readUInt32BE(8);
  }
}

/** Words of the hash of a row's declared key. */
export const KEY_WORDS = 2;
const KEY_FORMAT = "gated-retrain row key 1";

/** The first 64 bits of sha256(format, secret, names of the columns, cells) of each row's key. */
export function hashKeys(columns: Column[], rows: number, secret: string): Uint32Array {
  const sorted = columns.toSorted((a, b) => byCodePoint(a.name, b.name));
  const head = Buffer.concat([KEY_FORMAT, secret, ...sorted.map(({ name }) => name)].map(encodeText));
  const cells = rowEncoder(sorted, 0);
  const keys = new Uint32Array(KEY_WORDS * rows);
  for (let row = 0; row < rows; row++) {
    const length = cells.encode(row, 0);
    const digest = createHash("sha256").update(head).update(cells.buffer.subarray(0, length)).digest();
    keys[KEY_WORDS * row] = digest.readUInt32BE(0);
    keys[KEY_WORDS * row + 1] = digest.readUInt32BE(4);
  }
  return keys;
}

/** Says which key was used, and nothing of the key. */
export function keyFingerprint(key: string): string {
  return createHash("sha256").update(encodeText("gated-retrain rows key")).update(encodeText(key)).digest("hex").slice(0, 16);
}

/** Below 0, 0 or above, as hash `i` of `a` is less than, equal to or greater than hash `j` of `b`. */
export function compareHashes(a: Uint32Array, i: number, b: Uint32Array, j: number): number {
  return a[WORDS * i]! - b[WORDS * j]! || a[WORDS * i + 1]! - b[WORDS * j + 1]! || a[WORDS * i + 2]! - b[WORDS * j + 2]!;
}

/** Row numbers in order of their hashes; equal hashes stay in order of their rows. */
export function sortedOrder(words: Uint32Array): Uint32Array {
  const count = words.length / WORDS;
  let order = Uint32Array.from({ length: count }, (_, row) => row);
  let spare = new Uint32Array(count);
  for (const shift of [0, 16]) {
    const next = new Uint32Array(RADIX + 1);
    for (let row = 0; row < count; row++) next[((words[WORDS * row]! >>> shift) & (RADIX - 1)) + 1]!++;
    for (let digit = 0; digit < RADIX; digit++) next[digit + 1]! += next[digit]!;
    for (let i = 0; i < count; i++) {
      const row = order[i]!;
      spare[next[(words[WORDS * row]! >>> shift) & (RADIX - 1)]!++] = row;
    }
    [order, spare] = [spare, order];
  }
  settleTies(words, order);
  return order;
}

/** Different hashes with the same first word are rare, and equal ones are in order already. */
function settleTies(words: Uint32Array, order: Uint32Array): void {
  for (let i = 1; i < order.length; i++) {
    const row = order[i]!;
    let to = i;
    while (to > 0 && words[WORDS * order[to - 1]!] === words[WORDS * row] && compareHashes(words, order[to - 1]!, words, row) > 0) {
      order[to] = order[to - 1]!;
      to--;
    }
    order[to] = row;
  }
}

/** `sha256:<hex>` over the hashes of these rows in order: the same for the same multiset of rows. */
export function setDigest(words: Uint32Array, order: Uint32Array): string {
  const hash = createHash("sha256");
  const block = Buffer.allocUnsafe(4 * WORDS * 4096);
  let end = 0;
  for (const row of order) {
    if (end === block.length) {
      hash.update(block);
      end = 0;
    }
    for (let word = 0; word < WORDS; word++, end += 4) block.writeUInt32BE(words[WORDS * row + word]!, end);
  }
  return `sha256:${hash.update(block.subarray(0, end)).digest("hex")}`;
}
