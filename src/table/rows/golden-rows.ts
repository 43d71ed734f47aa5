// The rows of the golden file, and which others equal them.
import type { Dataset } from "../../types/table.ts";
import { columnOf } from "../columns/dataset.ts";
import { type RowEncoder, rowEncoder } from "./encoding.ts";

/** The rows of golden files, ascending. */
export function goldenRows({ files }: Dataset): Int32Array {
  return Int32Array.from(
    files.filter((file) => file.golden).flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)),
  );
}

/** Rows by the typed cells of some columns: notation does not matter. */
export class RowSet {
  readonly #encoder: RowEncoder;
  readonly #keys: Set<string>;

  constructor(dataset: Dataset, columns: string[], rows: Int32Array) {
    this.#encoder = rowEncoder(columns.map((name) => columnOf(dataset, name)));
    this.#keys = new Set();
    for (const row of rows) this.#keys.add(this.#keyOf(row));
  }

  /** Whether a row of the set has the same cells. */
  has(row: number): boolean {
    return this.#keys.has(this.#keyOf(row));
  }

  #keyOf(row: number): string {
    return this.#encoder.buffer.toString("latin1", 0, this.#encoder.encode(row, 0));
  }
}
