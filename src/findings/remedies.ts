// Ways out of a finding, as data.
import { ACCEPTABLE_CODES } from "../types/check-codes.ts";
import type { Remedy } from "../types/judgement.ts";
import type { JsonValue } from "../types/problem.ts";

/** Where a run's settings stand unless it was told otherwise. */
export const CONFIGURATION = "retrain.yml";

/** Rows that stay out: the named file with these bytes (`digest`; null: whatever it holds), or a set of rows in whatever file. */
export type Rows = { file: string; digest: string | null } | { rows: string };

/** The remedy that leaves rows, or a file, out. */
export function exclude(rows: Rows, reason: string): Remedy {
  const named = "rows" in rows ? rows : { file: rows.file, ...(rows.digest === null ? {} : { digest: rows.digest }) };
  return { kind: "exclude", file: CONFIGURATION, key: "data.exclude", value: { ...named, reason } };
}

/** Whether a person may say that a finding of this code is right: no type, no structure of a file, no gate. */
export const isAcceptable = (code: string): boolean => ACCEPTABLE_CODES.includes(code);

/** `CODE:SUBJECT`, or the code alone where a finding is about rows as a whole. */
export function acceptedName(code: string, subject: string): string {
  return subject === "rows" || subject === "" ? code : `${code}:${subject}`;
}

/** An entry of `checks.accept`, and the command that says the same of a file. */
export function accept(rows: string, file: string, check: { code: string; subject: string }, reason: string): Remedy[] {
  const checks = [acceptedName(check.code, check.subject)];
  return [
    { kind: "accept", file: CONFIGURATION, key: "checks.accept", value: { rows, checks, reason } },
    { kind: "command", file: null, key: null, value: ["accept", "--file", file, "--reason", reason] },
  ];
}

/** `key` of a file becomes `value`; null: the key goes. */
export function setKey(file: string, key: string, value: JsonValue): Remedy {
  return { kind: "config", file, key, value };
}

/** The key of one field's property in a schema, such as `fields["age"].aliases`. */
export function fieldKey(name: string, property = ""): string {
  return `fields[${JSON.stringify(name)}]${property === "" ? "" : `.${property}`}`;
}
