// Whether rows are accepted ones under an edited schema: proven by their hashes.
import { runOf } from "../../table/rows/row-set.ts";
import type { AcceptedRows } from "../../types/rows.ts";
import type { Schema } from "../../types/schema.ts";
import type { SourceFile } from "../../types/table.ts";
import { eachHash, fieldsAsRecorded } from "../history/hashed.ts";
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
      const found: number[] = [];
      eachHash(file, trial, fields, key, (row, words) => {
        if (runOf(rows.live, words, 0) >= 0) found.push(row);
      });
      return found;
    },
  };
}
