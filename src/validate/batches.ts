// A file's columns as one batch: typed by field, and profiled.
import { typeColumn } from "../table/typed.ts";
import type { BatchProfile, Profile } from "../types/profile.ts";
import type { Schema } from "../types/schema.ts";
import type { Column, SourceFile } from "../types/table.ts";
import type { TypedPart } from "./constraints.ts";
import { matchHeader } from "./match.ts";
import { profileOf } from "./profile.ts";

/** A file with its columns typed, by field name. */
export interface TypedFile {
  file: SourceFile;
  parts: Map<string, TypedPart>;
}

export function typeFile(file: SourceFile, schema: Schema, columns: number[]): TypedFile {
  const parts = new Map<string, TypedPart>();
  schema.fields.forEach((field, i) => {
    const at = columns[i]!;
    if (at < 0) return;
    const { column, invalid } = typeColumn(file.table.columns[at]!, file.table.rows, field, field.missingValues ?? schema.missingValues);
    parts.set(field.name, { file, field, at, column, invalid });
  });
  return { file, parts };
}

/** Accepted files typed by a schema; nothing about them is judged. */
export function typeFiles(files: SourceFile[], schema: Schema): TypedFile[] {
  return files.map((file) => typeFile(file, schema, matchHeader(file.table.header, schema).columns));
}

export function profileOfFile({ file, parts }: TypedFile): Profile {
  const columns: Column[] = Array.from(parts.values(), (part) => part.column);
  return profileOf({ rows: file.table.rows, columns });
}

export function batchProfile(typed: TypedFile): BatchProfile {
  return { name: typed.file.name, digest: typed.file.digest, profile: profileOfFile(typed) };
}
