// Table Schema's other keys: `uniqueKeys`, and `foreignKeys` that refer to the same file.

import { namedList, printable } from "../../findings/wording.ts";
import { missingTest } from "../../schema/words/missing.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { ForeignKey, Schema } from "../../types/schema.ts";
import type { SourceFile } from "../../types/table.ts";
import { hitsWhere, type Ran, ranOverRows } from "../result/finding.ts";
import { groupIds } from "./keys.ts";
import type { TypedPart } from "./rule.ts";

type Parts = ReadonlyMap<string, TypedPart>;

/** Every rule of one file; keys with a column that the file lacks are not judged. */
export function otherKeyRules(schema: Schema, file: SourceFile, parts: Parts): Ran[] {
  if (file.table.rows === 0) return [];
  const unique = (schema.uniqueKeys ?? []).map((names) => uniqueKeyRule(names, file, parts));
  const foreign = (schema.foreignKeys ?? []).map((key) => (key.resource === null ? foreignKeyRule(key, file, parts) : null));
  return [...unique, ...foreign].filter((ran) => ran !== null);
}

function partsOf(names: string[], parts: Parts): TypedPart[] | null {
  const found = names.flatMap((name) => parts.get(name) ?? []);
  return found.length === names.length && found.length > 0 ? found : null;
}

/** As in SQL, a row with a gap in the key equals no other. */
function uniqueKeyRule(names: string[], file: SourceFile, parts: Parts): Ran | null {
  const keyed = partsOf(names, parts);
  if (keyed === null) return null;
  const { rows } = file.table;
  const ids = groupIds(
    keyed.map(({ column }) => column),
    rows,
  );
  const isMissing = keyed.map(({ column }) => missingTest(column));
  const seen = new Uint8Array(rows + 1);
  const hits = hitsWhere(rows, (row) => {
    if (isMissing.some((test) => test(row))) return false;
    const again = seen[ids[row]!] === 1;
    seen[ids[row]!] = 1;
    return again;
  });
  return ranOverRows({
    code: "unique-key",
    subject: names.join(", "),
    file,
    at: keyed[0]!.at,
    rows,
    expected: "no combination twice",
    hits,
    verb: "repeats an earlier combination in",
    remedy: `Remove the repeated rows; or, if ${namedList(names)} may repeat together, drop the entry of \`uniqueKeys\` from the schema.`,
  });
}

/** Each combination must stand in the referred fields of any row; a row with a gap refers to nothing. */
function foreignKeyRule({ fields, reference }: ForeignKey, file: SourceFile, parts: Parts): Ran | null {
  const from = partsOf(fields, parts);
  const to = partsOf(reference, parts);
  if (from === null || to === null) return null;
  const { rows } = file.table;
  const known = new Set<string>();
  for (let row = 0; row < rows; row++) known.add(tupleOf(to, row));
  const isMissing = from.map(({ column }) => missingTest(column));
  const hits = hitsWhere(rows, (row) => !isMissing.some((test) => test(row)) && !known.has(tupleOf(from, row)));
  return ranOverRows({
    code: "foreign-key",
    subject: fields.join(", "),
    file,
    at: from[0]!.at,
    rows,
    expected: `a value that stands in ${namedList(reference)} of the same file`,
    hits,
    verb: "refers to nothing in",
    remedy: `Add the rows that are referred to; or, if they may lack, drop the entry of \`foreignKeys\` from the schema.`,
  });
}

/** Typed values compare, so that 1.0 refers to 1. */
function tupleOf(parts: TypedPart[], row: number): string {
  return JSON.stringify(
    parts.map(({ column }) => {
      if (column.kind === "number") return Number.isNaN(column.values[row]) ? null : column.values[row]! + 0;
      return column.categories[column.codes[row]! - 1] ?? null;
    }),
  );
}

/** Keys into other resources, said once and not judged. */
export function unjudgedKeys(schema: Schema): CheckResult[] {
  const others = (schema.foreignKeys ?? []).filter(({ resource }) => resource !== null);
  return others.map(({ fields, resource }): CheckResult => {
    const message = `${namedList(fields)} must stand in the resource ${printable(resource ?? "")}, which is not at hand: not checked`;
    return {
      code: "foreign-key",
      subject: fields.join(", "),
      status: "warn",
      observed: null,
      expected: null,
      message,
      suggestion: null,
      where: null,
    };
  });
}
