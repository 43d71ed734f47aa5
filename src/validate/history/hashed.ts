// The rows of files as hashes, over the columns that make a row what it is.

import { matchHeader } from "../../schema/words/match.ts";
import { byCodePoint } from "../../table/columns/code-point.ts";
import { KEY_WORDS, keyHasher, type RowHasher, rowHasher, WORDS } from "../../table/rows/row-hashes.ts";
import type { SplitConfig } from "../../types/config.ts";
import type { Field, Schema } from "../../types/schema.ts";
import type { Column, SourceFile } from "../../types/table.ts";
import { missingColumn, type TypedFile, typeFile } from "./batches.ts";

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

/** Where each file's rows end among those of all files. */
export function endsOf(files: SourceFile[]): Uint32Array {
  let end = 0;
  return Uint32Array.from(files, ({ table }) => {
    end += table.rows;
    return end;
  });
}

/** Number of the file that a row stands in. */
export function fileAt(ends: Uint32Array, row: number): number {
  let [low, high] = [0, ends.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! <= row) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Typed {
  columns: Column[];
  parts: TypedFile["parts"];
}

function typedBy(file: SourceFile, schema: Schema, fields: Field[]): Typed {
  const asked = { ...schema, fields };
  const { parts } = typeFile(file, asked, matchHeader(file.table.header, asked).columns);
  return { parts, columns: fields.map((field) => parts.get(field.name)?.column ?? missingColumn(field, file.table.rows)) };
}

/** Keys of some rows at hand, in the order of `rows`; absent: no key is declared. */
export function hashedKeys(
  files: SourceFile[],
  ends: Uint32Array,
  { schema, columns, secret }: { schema: Schema; columns: string[]; secret: string },
  rows: Uint32Array,
): Uint32Array | undefined {
  const fields = schema.fields.filter(({ name }) => columns.includes(name));
  if (fields.length === 0) return undefined;
  const hashers = new Map<number, RowHasher>();
  const hasherAt = (at: number) => {
    const hasher = hashers.get(at) ?? keyHasher(typedBy(files[at]!, schema, fields).columns, secret);
    hashers.set(at, hasher);
    return hasher;
  };
  const keys = new Uint32Array(KEY_WORDS * rows.length);
  rows.forEach((row, i) => {
    const at = fileAt(ends, row);
    hasherAt(at)(row - (at === 0 ? 0 : ends[at - 1]!), keys, KEY_WORDS * i);
  });
  return keys;
}

/** Visits the rows of a file with their hashes, three words that change with the next row. Returns the columns as they were typed. */
export function eachHash(
  file: SourceFile,
  schema: Schema,
  fields: Field[],
  key: string,
  visit: (row: number, words: Uint32Array) => void,
): TypedFile["parts"] {
  const { columns, parts } = typedBy(file, schema, fields);
  const hasher = rowHasher(columns, key);
  const words = new Uint32Array(WORDS);
  const flips = notParsed(file.table.rows, parts);
  for (let row = 0; row < file.table.rows; row++) {
    hasher(row, words, 0);
    if (flips?.[row] === 1) words[0]! ^= NOT_PARSED;
    visit(row, words);
  }
  return parts;
}

/** 1 for rows with an odd number of cells that do not parse; null: all parse. */
function notParsed(rows: number, parts: TypedFile["parts"]): Uint8Array | null {
  const unread = [...parts.values()].filter(({ invalid }) => invalid.length > 0);
  if (unread.length === 0) return null;
  const flips = new Uint8Array(rows);
  for (const { invalid } of unread) for (const row of invalid) flips[row]! ^= 1;
  return flips;
}
