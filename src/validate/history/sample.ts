// Rows of a batch and of its history in one table, few enough to grow small forests on.

import { sampleRows } from "../../profile/cells.ts";
import { concatColumns } from "../../table/columns/dataset.ts";
import type { Field } from "../../types/schema.ts";
import type { Column } from "../../types/table.ts";
import type { TypedFile } from "./batches.ts";

export interface Sample {
  columns: Column[];
  /** Per row the batch it comes from, by index into the files given. */
  origin: Int32Array;
  rows: number;
}

/** `shares`: at most so many rows of each file. Null when a file lacks one of the fields. */
export function sampleOf(files: TypedFile[], fields: Field[], shares: number[]): Sample | null {
  const parts = files.map((file, i) => {
    const rows = file.file.table.rows;
    const chosen = sampleRows(rows, Math.max(1, shares[i]!)) ?? Int32Array.from({ length: rows }, (_, row) => row);
    return { file, chosen };
  });
  if (files.some(({ parts: columns }) => fields.some((field) => !columns.has(field.name)))) return null;
  const columns = fields.map((field) => concatColumns(parts.map(({ file, chosen }) => taken(file.parts.get(field.name)!.column, chosen))));
  const rows = parts.reduce((sum, { chosen }) => sum + chosen.length, 0);
  const origin = new Int32Array(rows);
  let at = 0;
  parts.forEach(({ chosen }, i) => {
    origin.fill(i, at, at + chosen.length);
    at += chosen.length;
  });
  return { columns, origin, rows };
}

function taken(column: Column, rows: Int32Array): Column {
  if (column.kind === "number") return { ...column, values: Float64Array.from(rows, (row) => column.values[row]!) };
  return { ...column, codes: Int32Array.from(rows, (row) => column.codes[row]!) };
}

/** The rows of 0 … count − 1 for which `holds` is true. */
export function rowsWhere(count: number, holds: (row: number) => boolean): Int32Array {
  return Int32Array.from({ length: count }, (_, row) => row).filter(holds);
}
