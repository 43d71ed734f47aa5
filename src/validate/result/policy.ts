// What a configuration makes of a finding: a fault, a warning or nothing.

import { textHash } from "../../profile/hash.ts";
import { COLUMN_CODES } from "../../types/check-codes.ts";
import type { CheckPolicy } from "../../types/config.ts";
import type { CheckResult, Severity } from "../../types/judgement.ts";
import type { Profile } from "../../types/profile.ts";
import type { Schema } from "../../types/schema.ts";

/** What a whole column's severity does not reach: a column that is not there, labels that cannot be learned. */
const STRUCTURE = new Set([
  "column-missing",
  "column-new",
  "column-renamed",
  "column-split",
  "column-merged",
  "column-order",
  "target",
  "unreadable",
]);

/** With what the schema's fields say of drift, where the configuration says nothing of the column. */
export function withFieldDrift(policy: CheckPolicy | undefined, { fields }: Schema): CheckPolicy | undefined {
  const told = fields.filter(({ drift }) => drift !== undefined);
  if (told.length === 0) return policy;
  const { codes, columns, names }: CheckPolicy = policy ?? { codes: {}, columns: {}, names: "plain" };
  const added = told.flatMap(({ name, drift }): [string, Severity | Record<string, Severity>][] => {
    const own = Object.hasOwn(columns, name) ? columns[name]! : {};
    return [[name, typeof own === "string" ? own : { ...Object.fromEntries(COLUMN_CODES.map((code) => [code, drift!])), ...own }]];
  });
  return { codes, columns: { ...columns, ...Object.fromEntries(added) }, names };
}

/** Severities as configured; passes and codes that the policy does not name stay as they are. */
export function withPolicy(checks: CheckResult[], policy: CheckPolicy): CheckResult[] {
  return checks.flatMap((check) => {
    if (check.status !== "fail" && check.status !== "warn") return [check];
    const severity = severityOf(check, policy);
    if (severity === null) return [check];
    return severity === "off" ? [] : [{ ...check, status: severity === "error" ? "fail" : "warn" }];
  });
}

/** The column's own word wins over the code's. */
function severityOf({ code, subject }: CheckResult, { codes, columns }: CheckPolicy): Severity | null {
  const own = Object.hasOwn(columns, subject) ? columns[subject]! : null;
  if (own !== null && typeof own === "object" && Object.hasOwn(own, code)) return own[code]!;
  if (typeof own === "string" && !STRUCTURE.has(code)) return own;
  return Object.hasOwn(codes, code) ? codes[code]! : null;
}

/** The hash of a category's name as profiles hold it under `names: hash`. */
export const HASHED = /^#[0-9a-z]{1,11}$/;

/** A profile without names of categories. */
export function withoutNames(profile: Profile): Profile {
  const columns = profile.columns.map((column) =>
    column.kind === "number" ? column : { ...column, values: column.values.map((value) => (HASHED.test(value) ? value : hashed(value))) },
  );
  return { ...profile, columns };
}

function hashed(value: string): string {
  return `#${textHash(value, 3).toString(36)}`;
}
