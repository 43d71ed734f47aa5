// Whether rows are accepted ones under an edited schema: proven by their hashes.
import { compareHashes } from "../../table/rows/row-hashes.ts";
import type { AcceptedRows, RowSet } from "../../types/rows.ts";
import type { Schema } from "../../types/schema.ts";
import type { SourceFile } from "../../types/table.ts";
import { fieldsAsRecorded, hashedRows } from "../history/hashed.ts";
import { type Edit, edited } from "./edits.ts";

export interface Prover {
  /** Rows of the file that are accepted ones by these edits. */
  acceptedRows(edits: Edit[]): number[];
}

export interface Accepted {
  rows: AcceptedRows;
  /** As the champion recorded it. */
  recorded: Schema | null;
  /** Of the hashes. */
  key: string;
}

/** Of few rows: each question hashes them anew. */
export function proverOf(file: SourceFile, schema: Schema, { rows, recorded, key }: Accepted): Prover {
  const { columns } = rows.record;
  return {
    acceptedRows: (edits) => {
      const trial = edited(schema, edits);
      const fields = fieldsAsRecorded(columns, recorded, trial);
      if (fields.length < columns.length) return [];
      const words = hashedRows([file], trial, fields, key);
      return Array.from({ length: file.table.rows }, (_, row) => row).filter((row) => holds(rows.live, words, row));
    },
  };
}

/** Whether a sorted set has this hash. */
function holds(set: RowSet, words: Uint32Array, row: number): boolean {
  let [low, high] = [0, set.parts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareHashes(set.words, middle, words, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low < set.parts.length && compareHashes(set.words, low, words, row) === 0;
}
