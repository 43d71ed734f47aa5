import type { Column } from "../../types/table.ts";
import { mixed } from "./place-random.ts";

/** Training rows: `labels` are indices into `classes`, one per entry of `rows`. */
export interface LabelledRows {
  columns: Column[];
  rows: Int32Array;
  labels: Int32Array;
  classes: string[];
}

/** A 32-bit key per row (shareable between threads) from its cells and class; the same rows in any order have the same keys. */
export function rowKeys(trainingSet: LabelledRows): Int32Array {
  const { columns, rows, labels, classes } = trainingSet;
  const high = new Int32Array(rows.length);
  const low = new Int32Array(rows.length);
  const cells = new Int32Array(rows.length);
  const add = () => {
    for (let i = 0; i < cells.length; i++) {
      high[i] = Math.imul(high[i]!, 0x01000193) ^ cells[i]!;
      low[i] = mixed(low[i]! + cells[i]!);
    }
  };
  for (const column of columns) {
    if (column.kind === "number") hashNumbers(column.values, rows, cells);
    else hashTexts([0, ...column.categories.map(textHash)], column.codes, rows, cells);
    add();
  }
  const ofClasses = classes.map(textHash);
  for (let i = 0; i < cells.length; i++) cells[i] = ofClasses[labels[i]!]!;
  add();
  return numbered(high, low, trainingSet);
}

/** Hashes the bits of doubles; all NaNs are equal, and so are both zeros. */
function hashNumbers(values: Float64Array, rows: Int32Array, hashes: Int32Array): void {
  const words = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const x = values[row]!;
    hashes[i] = x === 0 ? 0 : Number.isNaN(x) ? 1 : mixed(words[2 * row]! ^ mixed(words[2 * row + 1]!));
  }
}

function hashTexts(ofCodes: number[], codes: Int32Array, rows: Int32Array, hashes: Int32Array): void {
  for (let i = 0; i < rows.length; i++) hashes[i] = ofCodes[codes[rows[i]!]!]!;
}

function textHash(text: string): number {
  let hash = text.length;
  for (let i = 0; i < text.length; i++) hash = mixed(hash + text.charCodeAt(i));
  return hash;
}

/** Adds to each hash the number of equal rows before it. Different rows with the same hash get the same key in any order. */
function numbered(high: Int32Array, low: Int32Array, trainingSet: LabelledRows): Int32Array {
  const rows = high.length;
  const keys = new Int32Array(new SharedArrayBuffer(4 * rows));
  const seen = new Int32Array(rows);
  /** Hash table of distinct rows by open addressing: row + 1, or 0 for an empty slot. */
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * rows + 1)));
  const mask = slots.length - 1;
  const isTwin = (a: number, b: number) => low[a] === low[b] && high[a] === high[b] && areEqual(trainingSet, a, b);
  for (let i = 0; i < rows; i++) {
    let slot = low[i]! & mask;
    while (slots[slot] !== 0 && !isTwin(slots[slot]! - 1, i)) slot = (slot + 1) & mask;
    if (slots[slot] === 0) slots[slot] = i + 1;
    const twins = seen[slots[slot]! - 1]!++;
    keys[i] = mixed(low[i]! ^ mixed(high[i]! + twins));
  }
  return keys;
}

function areEqual({ columns, rows, labels }: LabelledRows, i: number, j: number): boolean {
  if (labels[i] !== labels[j]) return false;
  const [a, b] = [rows[i]!, rows[j]!];
  return columns.every((column) => {
    if (column.kind === "category") return column.codes[a] === column.codes[b];
    const [x, y] = [column.values[a]!, column.values[b]!];
    return x === y || (Number.isNaN(x) && Number.isNaN(y));
  });
}
