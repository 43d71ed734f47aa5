// A file's columns as one batch: typed by field, and profiled.
import { typeColumn } from "../table/typed.ts";
import { kindOfType } from "../table/values.ts";
import type { BatchProfile, Profile } from "../types/profile.ts";
import type { Field, Schema } from "../types/schema.ts";
import type { Column, RawColumn, SourceFile } from "../types/table.ts";
import type { TypedPart } from "./constraints.ts";
import { matchHeader } from "./match.ts";
import { profileOf } from "./profile.ts";

/** A file with its columns typed, by field name. */
export interface TypedFile {
  file: SourceFile;
  parts: Map<string, TypedPart>;
}

type Typing = ReturnType<typeof typeColumn>;

/** Typed to be hashed, and soon after that to be judged. */
const TYPED = new WeakMap<RawColumn, { field: Field; missing: string; typing: Typing }>();

function typedOnce(raw: RawColumn, rows: number, field: Field, missingValues: string[]): Typing {
  const missing = JSON.stringify(missingValues);
  const known = TYPED.get(raw);
  if (known?.field === field && known.missing === missing) {
    TYPED.delete(raw);
    return known.typing;
  }
  const typing = typeColumn(raw, rows, field, missingValues);
  TYPED.set(raw, { field, missing, typing });
  return typing;
}

export function missingColumn(field: Field, rows: number): Column {
  const { name, type } = field;
  if (kindOfType(type) === "number") return { kind: "number", name, type, values: new Float64Array(rows).fill(Number.NaN) };
  return { kind: "category", name, type, codes: new Int32Array(rows), categories: [] };
}

export function typeFile(file: SourceFile, schema: Schema, columns: number[]): TypedFile {
  const parts = new Map<string, TypedPart>();
  schema.fields.forEach((field, i) => {
    const at = columns[i]!;
    if (at < 0) return;
    const missingValues = field.missingValues ?? schema.missingValues;
    const { column, invalid } = typedOnce(file.table.columns[at]!, file.table.rows, field, missingValues);
    parts.set(field.name, { file, field, at, column, invalid, missingValues });
  });
  return { file, parts };
}

/** Accepted files typed by a schema; nothing about them is judged. */
export function typeFiles(files: SourceFile[], schema: Schema): TypedFile[] {
  return files.map((file) => typeFile(file, schema, matchHeader(file.table.header, schema).columns));
}

function profileOfFile({ file, parts }: TypedFile): Profile {
  const columns: Column[] = Array.from(parts.values(), (part) => part.column);
  return profileOf({ rows: file.table.rows, columns });
}

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
