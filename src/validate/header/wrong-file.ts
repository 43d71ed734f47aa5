// A file that shares too little with the schema to speak of single columns: another file altogether, or one without a header.

import { waysOut } from "../../findings/remedies.ts";
import { fileWords, grouped, namedList, plural } from "../../findings/wording.ts";
import { cellParser } from "../../table/values/values.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { Schema } from "../../types/schema.ts";
import type { FileHeader } from "./file-header.ts";

/** Of the columns that can tell. */
const ROW_LIKE = 0.7;
const FEWEST_TELLING = 2;

/** Null: at least half of the schema's columns are there, under their names or under likely others. */
export function wrongFileFinding({ file, match, renames, splits, merges }: FileHeader, schema: Schema): CheckResult | null {
  const total = schema.fields.length;
  const found = match.columns.filter((at) => at >= 0).length;
  const name = fileWords(file);
  const where = { file: file.name || file.uri, line: 1, column: 1 };
  const result = (code: string, message: string, remedy: string, reason: string): CheckResult => ({
    code,
    subject: file.name,
    status: "fail",
    observed: found,
    expected: total,
    message,
    ...waysOut(remedy, file, reason),
    where,
  });
  if (found * 2 < total && looksLikeRow(file.table, schema)) {
    const message = `the header of ${name} is missing: its first line looks like a row`;
    const remedy = `Write the column names into the first line: ${namedList(schema.fields.map((field) => field.name))}`;
    return result("header", message, remedy, "no header");
  }
  const explained = renames.length + splits.length + merges.flatMap(({ fields }) => fields).length;
  if (total < 3 || (found + explained) * 2 >= total) return null;
  const others = namedList(
    match.extra.map((at) => file.table.header[at]!),
    3,
  );
  const message = `${grouped(found)} of ${plural(total, "column")} match: ${name} is another file altogether${others === "" ? "" : ` (it has ${others})`}`;
  return result("wrong-file", message, "Check where the file comes from, and the pattern that matches it.", "another file");
}

/** The names in the header, read as cells of the columns below them and of the schema's fields in order. */
function looksLikeRow({ header, columns }: FileHeader["file"]["table"], schema: Schema): boolean {
  if (header.length !== schema.fields.length) return false;
  let telling = 0;
  let like = 0;
  schema.fields.forEach((field, i) => {
    const text = header[i]!;
    if (field.type === "string" || field.type === "any") {
      const listed = field.constraints.enum;
      if (listed === undefined && columns[i]!.texts.length > columns[i]!.values.length / 4) return;
      telling++;
      if (listed?.includes(text) || columns[i]!.texts.includes(text)) like++;
    } else {
      telling++;
      if ((field.missingValues ?? schema.missingValues).includes(text) || cellParser(field)(text) !== null) like++;
    }
  });
  return telling >= Math.min(FEWEST_TELLING, header.length) && like >= ROW_LIKE * telling;
}
