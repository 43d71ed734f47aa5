import type { Column } from "../types/table.ts";
import { finish, textHash } from "./hash.ts";
import { oncePerColumns } from "./once.ts";

const SKETCH = 64;
/** Upper 32 bits of the canonical NaN; its lower bits are 0. */
const NAN_HIGH = 0x7ff80000;

/** A 53-bit hash per row over the given columns, to find rows that were delivered before. */
export const rowHashes = oncePerColumns((columns: Column[], rows: number): Float64Array => {
  const a = new Int32Array(rows).fill(0x1b873593);
  const b = new Int32Array(rows).fill(0x4cf5ad43);
  for (const column of columns) {
    if (column.kind === "number") mixNumbers(column.values, a, b);
    else mixTexts(column.codes, column.categories, a, b);
  }
  const hashes = new Float64Array(rows);
  for (let i = 0; i < rows; i++) hashes[i] = finish(a[i]!, b[i]!);
  return hashes;
});

function mixNumbers(values: Float64Array, a: Int32Array, b: Int32Array): void {
  const words = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    // Every NaN is one, and −0 is 0.
    const plain = value !== 0 && !Number.isNaN(value);
    const low = plain ? words[2 * i]! : 0;
    const high = plain ? words[2 * i + 1]! : value === 0 ? 0 : NAN_HIGH;
    a[i] = Math.imul(a[i]! ^ low, 2654435761) ^ (high >>> 7);
    b[i] = Math.imul(b[i]! ^ high, 1597334677) ^ (low >>> 5);
  }
}

function mixTexts(codes: Int32Array, categories: string[], a: Int32Array, b: Int32Array): void {
  const hashes = ["", ...categories].map((text, code) => (code === 0 ? 0 : textHash(text)));
  const low = Int32Array.from(hashes, (hash) => hash | 0);
  const high = Int32Array.from(hashes, (hash) => Math.floor(hash / 4294967296));
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    a[i] = Math.imul(a[i]! ^ low[code]!, 2654435761) ^ high[code]!;
    b[i] = Math.imul(b[i]! ^ high[code]!, 1597334677) ^ (low[code]! >>> 5);
  }
}

/** The smallest distinct hashes, ascending: a sample that contains the same rows in every batch. */
export function bottomHashes(hashes: Float64Array): number[] {
  const least: number[] = [];
  let bound = Number.POSITIVE_INFINITY;
  for (let i = 0; i < hashes.length; i++) {
    const hash = hashes[i]!;
    if (hash >= bound || least.includes(hash)) continue;
    least.push(hash);
    least.sort((a, b) => a - b);
    if (least.length > SKETCH) least.pop();
    if (least.length === SKETCH) bound = least.at(-1)!;
  }
  return least;
}
