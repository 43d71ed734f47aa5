// One hash over everything a model learns from and is judged by.
import { createHash } from "node:crypto";
import type { Column, Dataset } from "../../types/table.ts";
import { encodeText, rowEncoder } from "./encoding.ts";

const FORMAT = "gated-retrain rows 1";
const CHUNK_BYTES = 1 << 16;

/**
 * `sha256:<hex>` of: the name of this format, `C columns, R rows`, each column's name and kind (`number`, `boolean` or
 * `text`), all as cells of text; then the cells row by row (encoding.ts).
 * Columns are the target and the features, in schema order under schema names; file boundaries do not count.
 * `order`: the rows as they were read, where the dataset has them otherwise; of another length it is of other rows, and does not count.
 */
export function rowsDigest(dataset: Dataset, order: Uint32Array | null = null): string {
  return cellsDigest(dataset.columns.filter(covered(dataset)), dataset.rows, order);
}

/** The same over those of the named columns that `rowsDigest` does not cover; null: it covers all of them. */
export function keysDigest(dataset: Dataset, names: string[], order: Uint32Array | null = null): string | null {
  const isCovered = covered(dataset);
  const columns = dataset.columns.filter((column) => names.includes(column.name) && !isCovered(column));
  return columns.length === 0 ? null : cellsDigest(columns, dataset.rows, order);
}

function covered({ target, features }: Dataset): (column: Column) => boolean {
  const names = new Set([target, ...features]);
  return ({ name }) => names.has(name);
}

function cellsDigest(columns: Column[], count: number, order: Uint32Array | null): string {
  const hash = createHash("sha256");
  hash.update(encodeText(FORMAT));
  hash.update(encodeText(`${columns.length} columns, ${count} rows`));
  for (const column of columns) {
    hash.update(encodeText(column.name));
    hash.update(encodeText(kindOf(column)));
  }
  const rows = rowEncoder(columns, CHUNK_BYTES);
  let end = 0;
  for (let at = 0; at < count; at++) {
    const row = order?.length === count ? order[at]! : at;
    if (end + rows.longest > rows.buffer.length) {
      hash.update(rows.buffer.subarray(0, end));
      end = 0;
    }
    end = rows.encode(row, end);
  }
  hash.update(rows.buffer.subarray(0, end));
  return `sha256:${hash.digest("hex")}`;
}

function kindOf(column: Column): string {
  if (column.kind === "number") return "number";
  return column.type === "boolean" ? "boolean" : "text";
}
