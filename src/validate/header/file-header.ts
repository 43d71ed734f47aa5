// A file's columns held against the schema's: which match, and what became of the others.

import { groupedBy } from "../../schema/words/groups.ts";
import type { HeaderMatch } from "../../schema/words/match.ts";
import type { SourceFile } from "../../types/table.ts";
import type { Restructuring } from "./diagnose.ts";

export interface FileHeader extends Restructuring {
  file: SourceFile;
  match: HeaderMatch;
}

/** One item for each file: of a file that was cut into batches the first of these, with the others as its `parts`. */
export function onePerFile<T extends { file: SourceFile }>(items: T[]): T[] {
  const byHeader = new Map<string[], T[]>();
  for (const item of items) byHeader.set(item.file.table.header, [...(byHeader.get(item.file.table.header) ?? []), item]);
  return [...byHeader.values()].map(([first, ...others]) => {
    const parts = others.map(({ file }) => file);
    return parts.length === 0 ? first! : { ...first!, file: { ...first!.file, parts } };
  });
}

/** The header of each file once; files with one header of which the same became are alike. */
export function eachOnce(headers: FileHeader[]): FileHeader[] {
  const once = onePerFile(headers);
  const became = ({ file, renames, splits, merges }: FileHeader) =>
    JSON.stringify([
      file.table.header,
      renames.map(({ field, at, conversion }) => [field.name, at, conversion?.name]),
      splits.map(({ field, at, formula }) => [field.name, at, formula]),
      merges.map(({ fields, at, mark }) => [fields.map(({ name }) => name), at, mark]),
    ]);
  return [...groupedBy(once, became).values()].map(([first, ...others]) => {
    const alike = others.map(({ file }) => file);
    return alike.length === 0 ? first! : { ...first!, file: { ...first!.file, alike } };
  });
}
