// A number per row that equal rows share: to find rows that were delivered before.
import type { Column } from "../../types/table.ts";
import { finish, textHash } from "./hash.ts";

const SKETCH = 64;

/** 53 bits per row over the columns given, in their order. */
export function rowHashes(columns: Column[], rows: number): Float64Array {
  const a = new Int32Array(rows).fill(0x1b873593);
  const b = new Int32Array(rows).fill(0x4cf5ad43);
  for (const column of columns) {
    if (column.kind === "number") mixNumbers(column.values, a, b);
    else mixTexts(column.codes, column.categories, a, b);
  }
  const hashes = new Float64Array(rows);
  for (let i = 0; i < rows; i++) hashes[i] = finish(a[i]!, b[i]!);
  return hashes;
}

function mixNumbers(values: Float64Array, a: Int32Array, b: Int32Array): void {
  const cell = new Float64Array(1);
  const words = new Int32Array(cell.buffer);
  for (let i = 0; i < values.length; i++) {
    cell[0] = Number.isNaN(values[i]!) ? Number.NaN : values[i]! + 0;
    a[i] = Math.imul(a[i]! ^ words[0]!, 2654435761) ^ (words[1]! >>> 7);
    b[i] = Math.imul(b[i]! ^ words[1]!, 1597334677) ^ (words[0]! >>> 5);
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

/** The least of the different hashes, ascending: samples the same rows wherever they turn up. */
export function bottomHashes(hashes: Float64Array): number[] {
  const least: number[] = [];
  for (const hash of Float64Array.from(hashes).sort()) {
    if (hash === least.at(-1)) continue;
    if (least.push(hash) === SKETCH) break;
  }
  return least;
}
