// Keys and uniqueness, asked of a profile: it counts values over all files of the champion, and a rule holds within each file.

import { namedList } from "../../findings/wording.ts";
import { isSampled } from "../../profile/cells.ts";
import type { CheckResult, CheckStatus } from "../../types/judgement.ts";
import type { ColumnProfile } from "../../types/profile.ts";
import type { Schema } from "../../types/schema.ts";
import { DATA } from "./replay-values.ts";

interface Key {
  code: "unique" | "primary-key" | "unique-key" | "foreign-key";
  fields: string[];
}

/** One result per key of the schema: what the champion's files were held to already passes, what cannot be told is a warning. */
export function keyChecks(schema: Schema, recorded: Schema, columnOf: (field: string) => ColumnProfile | undefined): CheckResult[] {
  const held = new Set(keysOf(recorded).map(nameOf));
  return keysOf(schema).map((key) => {
    if (held.has(nameOf(key))) return told(key, schema, "pass", "was held to it already");
    const column = key.code !== "foreign-key" && key.fields.length === 1 ? columnOf(key.fields[0]!) : undefined;
    if (column !== undefined && hasNoValueTwice(column, key.code)) return told(key, schema, "pass", "has no value twice");
    return told(key, schema, "warn", "may not keep it within each file, which cannot be told from its profile: the next run judges it");
  });
}

function keysOf({ fields, primaryKey, uniqueKeys = [], foreignKeys = [] }: Schema): Key[] {
  return [
    ...fields.filter(({ constraints }) => constraints.unique === true).map(({ name }): Key => ({ code: "unique", fields: [name] })),
    ...(primaryKey.length === 0 ? [] : [{ code: "primary-key", fields: primaryKey } as const]),
    ...uniqueKeys.map((names): Key => ({ code: "unique-key", fields: names })),
    ...foreignKeys.filter(({ resource }) => resource === null).map((key): Key => ({ code: "foreign-key", fields: key.fields })),
  ];
}

const nameOf = (key: Key) => JSON.stringify(key);

/** Primary-key columns are required. */
function hasNoValueTwice({ kind, rows, missing, distinct }: ColumnProfile, code: Key["code"]): boolean {
  if (kind === "number" && isSampled(rows)) return false;
  return distinct === rows - missing && (code !== "primary-key" || missing === 0);
}

function told({ code, fields }: Key, schema: Schema, status: CheckStatus, says: string): CheckResult {
  const message = `${namedList(fields)} of ${DATA} ${says}`;
  const where = schema.fields.find(({ name }) => name === fields[0])?.where ?? null;
  return {
    code,
    subject: fields.join(", "),
    status,
    observed: null,
    expected: "no value twice in a file",
    message,
    suggestion: null,
    where,
  };
}
