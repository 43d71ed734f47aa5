// The rows of files as hashes, over the columns that make a row what it is.

import { matchHeader } from "../../schema/words/match.ts";
import { byCodePoint } from "../../table/columns/code-point.ts";
import { hashKeys, hashRows, WORDS } from "../../table/rows/row-hashes.ts";
import type { SplitConfig } from "../../types/config.ts";
import type { Field, Schema } from "../../types/schema.ts";
import type { SourceFile } from "../../types/table.ts";
import { missingColumn, typeFile } from "./batches.ts";
import type { ClockTimes } from "./clock.ts";

/** A cell that does not parse counts as missing, but its row is not the row without that cell. */
const NOT_PARSED = 0x5bd1e995;

/** What makes a row: target, features, moments and declared keys; ids that nobody declared may be made anew with each export. */
export function rowColumns({ fields, primaryKey }: Schema, target: string, keys: string[]): string[] {
  const declared = new Set([target, ...primaryKey, ...keys]);
  const counts = ({ name, role }: Field) => role === "feature" || role === "time" || role === "target" || declared.has(name);
  return fields
    .filter(counts)
    .map(({ name }) => name)
    .sort(byCodePoint);
}

/** The fields of recorded columns: typed as when they were recorded, written as they are written now. */
export function fieldsAsRecorded(columns: string[], recorded: Schema | null, schema: Schema): Field[] {
  return columns.flatMap((name) => {
    const now = schema.fields.find((field) => field.name === name);
    const then = recorded?.fields.find((field) => field.name === name);
    if (now !== undefined && (then === undefined || then.type === now.type)) return now;
    return then === undefined ? [] : { ...then, aliases: [...then.aliases, ...(now?.aliases ?? [])] };
  });
}

/** What a row is known by though its values change: the declared key, or what the split goes by; empty: nothing. */
export function keyColumns({ primaryKey }: Schema, { by, column }: Pick<SplitConfig, "by" | "column">): string[] {
  if (primaryKey.length > 0) return primaryKey;
  return by === "id" && column !== null ? [column] : [];
}

/** Of the rows of all files; absent: no key is declared. */
export function hashedKeys(files: SourceFile[], schema: Schema, columns: string[], secret: string): Uint32Array | undefined {
  const fields = schema.fields.filter(({ name }) => columns.includes(name));
  if (fields.length === 0) return undefined;
  const asked = { ...schema, fields };
  const hashes = files.map((file) => {
    const { rows, header } = file.table;
    const { parts } = typeFile(file, asked, matchHeader(header, asked).columns);
    const own = fields.map((field) => parts.get(field.name)?.column ?? missingColumn(field, rows));
    return hashKeys(own, rows, secret);
  });
  const all = new Uint32Array(hashes.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const one of hashes) {
    all.set(one, at);
    at += one.length;
  }
  return all;
}

/** Three words a row, file after file. `clock`: takes each file's column of that name. */
export function hashedRows(files: SourceFile[], schema: Schema, fields: Field[], key: string, clock?: ClockTimes): Uint32Array {
  const total = files.reduce((sum, { table }) => sum + table.rows, 0);
  const words = new Uint32Array(WORDS * total);
  const asked = { ...schema, fields };
  let at = 0;
  for (const file of files) {
    const { rows, header } = file.table;
    const { parts } = typeFile(file, asked, matchHeader(header, asked).columns);
    hashRows(
      fields.map((field) => parts.get(field.name)?.column ?? missingColumn(field, rows)),
      rows,
      key,
      words,
      at,
    );
    for (const { invalid } of parts.values()) for (const row of invalid) words[WORDS * (at + row)]! ^= NOT_PARSED;
    const column = clock && parts.get(clock.field.name)?.column;
    if (column?.kind === "number") clock!.values.set(column.values, at);
    at += rows;
  }
  return words;
}
