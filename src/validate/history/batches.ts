// A file's columns as one batch: typed by field, and profiled.

import { printable } from "../../findings/wording.ts";
import { profileOf } from "../../profile/profile.ts";
import { matchHeader } from "../../schema/words/match.ts";
import { concatColumns } from "../../table/columns/dataset.ts";
import { typeColumnCached } from "../../table/columns/typed.ts";
import { kindOfType } from "../../table/values/values.ts";
import type { BatchProfile, Profile } from "../../types/profile.ts";
import type { Field, Schema } from "../../types/schema.ts";
import type { Column, SourceFile } from "../../types/table.ts";
import type { TypedPart } from "../cells/rule.ts";

/** A file with its columns typed, by field name. */
export interface TypedFile {
  file: SourceFile;
  parts: Map<string, TypedPart>;
  /** Of a batch from several files: where the rows of each begin. */
  pieces?: { file: SourceFile; start: number }[];
}

/** A column of missing values, in place of one that a file does not have. */
export function missingColumn(field: Field, rows: number): Column {
  const { name, type } = field;
  if (kindOfType(type) === "number") return { kind: "number", name, type, values: new Float64Array(rows).fill(Number.NaN) };
  return { kind: "category", name, type, codes: new Int32Array(rows), categories: [] };
}

/** Types a file's columns by the schema's fields; `columns`: the place of each field in the file, −1 where it is missing. */
export function typeFile(file: SourceFile, schema: Schema, columns: number[]): TypedFile {
  const parts = new Map<string, TypedPart>();
  schema.fields.forEach((field, i) => {
    const at = columns[i]!;
    if (at < 0) return;
    const missingValues = field.missingValues ?? schema.missingValues;
    const { column, invalid } = typeColumnCached(file.table.columns[at]!, file.table.rows, field, missingValues);
    parts.set(field.name, { file, field, at, column, invalid, missingValues });
  });
  return { file, parts };
}

/** Accepted files typed by a schema; nothing about them is judged. */
export function typeFiles(files: SourceFile[], schema: Schema): TypedFile[] {
  return files.map((file) => typeFile(file, schema, matchHeader(file.table.header, schema).columns));
}

/** The files, those of one batch as one, in order. A batch has the columns that all of its rows have. */
export function batchesOf(typed: TypedFile[]): TypedFile[] {
  const batches = new Map<number | TypedFile, TypedFile[]>();
  for (const one of typed) {
    const key = one.file.batch?.at ?? one;
    const others = batches.get(key);
    if (others === undefined) batches.set(key, [one]);
    else others.push(one);
  }
  const ordered = [...batches].sort(([a], [b]) => (typeof a === "number" && typeof b === "number" ? a - b : 0));
  return ordered.map(([, pieces]) => (pieces.length === 1 ? pieces[0]! : joinedBatch(pieces)));
}

/** Named after the file of most of its rows. */
function joinedBatch(pieces: TypedFile[]): TypedFile {
  const main = pieces.reduce((a, b) => (b.file.table.rows > a.file.table.rows ? b : a));
  const starts: number[] = [];
  let rows = 0;
  for (const { file } of pieces) {
    starts.push(rows);
    rows += file.table.rows;
  }
  const file: SourceFile = { ...main.file, isCut: true, table: { ...main.file.table, columns: [], rows, lines: new Uint32Array(0) } };
  const parts = new Map<string, TypedPart>();
  for (const [name, part] of main.parts) {
    const own = pieces.map((piece) => piece.parts.get(name));
    if (own.some((one) => one === undefined || one.column.kind !== part.column.kind)) continue;
    const all = own as TypedPart[];
    const column = concatColumns(all.map((one) => one.column));
    const invalid = Int32Array.from(all.flatMap((one, i) => Array.from(one.invalid, (row) => starts[i]! + row)));
    parts.set(name, { ...part, file, column, invalid });
  }
  return { file, parts, pieces: pieces.map((piece, i) => ({ file: piece.file, start: starts[i]! })) };
}

/** Where a row of a batch stands: "line 12", with the file where the batch has several. */
export function placeOf({ file, pieces }: TypedFile, row: number): string {
  const piece = pieces?.findLast(({ start }) => start <= row);
  if (piece === undefined) return `line ${file.table.lines[row] ?? row + 2}`;
  const own = row - piece.start;
  return `line ${piece.file.table.lines[own] ?? own + 2} of ${printable(piece.file.name, 200)}`;
}

function profileOfFile({ file, parts }: TypedFile): Profile {
  const columns: Column[] = Array.from(parts.values(), (part) => part.column);
  return profileOf({ rows: file.table.rows, columns });
}

/** What is remembered of a file. */
export function batchProfile(typed: TypedFile): BatchProfile {
  const { name, digest, part, unlabelled } = typed.file;
  return {
    name,
    digest,
    ...(part === undefined ? {} : { part }),
    ...(unlabelled === undefined ? {} : { unlabelled }),
    profile: profileOfFile(typed),
  };
}
