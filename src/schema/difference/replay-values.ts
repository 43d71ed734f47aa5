// The values that a profile remembers, held against the constraints of a field.

import { RE2JS } from "re2js";
import { check } from "../../findings/check.ts";
import { grouped, named, ofRows, percent } from "../../findings/wording.ts";
import { distributionOf } from "../../profile/curves.ts";
import { cellParser, kindOfType } from "../../table/values/values.ts";
import type { CheckResult, CheckStatus } from "../../types/judgement.ts";
import type { CategoryProfile, ColumnProfile, NumberProfile } from "../../types/profile.ts";
import type { Field } from "../../types/schema.ts";

/** The keys of a field that a finding of each code is about. */
export const KEYS: Record<string, string[]> = {
  type: ["type"],
  required: ["required"],
  enum: ["enum", "categories"],
  range: ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"],
  length: ["minLength", "maxLength"],
  pattern: ["pattern"],
  unique: ["unique"],
};

export const DATA = "the data of the champion";

/** A result of the replay of a changed schema on a recorded profile. */
export function findingOf(code: string, field: Field, status: CheckStatus, message: string, expected: string): CheckResult {
  const suggestion =
    status === "fail"
      ? `Adapt ${named(field.name)} in the schema, or expect that no file of the kind the champion was trained on is accepted.`
      : null;
  return check(code, field.name, status, message, { expected, suggestion, where: field.where });
}

/** The column as messages of the replay name it. */
export function nameOf(field: Field): string {
  return `column ${named(field.name)} of ${DATA}`;
}

/** Rows of the listed values for which it holds. */
export function rowsWhere({ values, counts }: CategoryProfile, holds: (value: string) => boolean): number {
  return values.reduce((sum, value, i) => sum + (holds(value) ? counts[i]! : 0), 0);
}

/** The numbers that a profile names: those that repeat, and the ends of the others; ascending. */
export function knownNumbers({ atoms, quantiles }: NumberProfile): number[] {
  const ends = quantiles.length === 0 ? [] : [quantiles[0]!, quantiles.at(-1)!];
  return [...new Set([...atoms, ...ends])].sort((a, b) => a - b);
}

/** Holds a recorded column profile against a changed field's constraints. */
export function valueChecks(field: Field, column: ColumnProfile): CheckResult[] {
  if (kindOfType(field.type) === column.kind) return column.kind === "number" ? numberChecks(field, column) : categoryChecks(field, column);
  // Read as another kind than it was recorded in: the profile does not hold its values as they would be read.
  return Object.entries(KEYS)
    .filter(([code, keys]) => !["type", "required", "unique"].includes(code) && keys.some((key) => key in field.constraints))
    .map(([code]) =>
      findingOf(code, field, "warn", `whether ${nameOf(field)} keeps ${code} cannot be told from its profile`, "as the schema says"),
    );
}

/** A recorded quantile is rounded to 12 digits. */
const ROUNDING = 1e-11;

function numberChecks(field: Field, column: NumberProfile): CheckResult[] {
  const known = knownNumbers(column);
  const { enum: listed } = field.constraints;
  if (known.length === 0) return [];
  const checks = KEYS.range!.some((key) => key in field.constraints) ? [rangeCheck(field, column, known)] : [];
  if (listed === undefined) return checks;
  const parse = cellParser(field);
  const allowed = new Set(listed.map((text) => parse(text)));
  const fails = column.distinct > allowed.size || !known.every((value) => allowed.has(value));
  return [...checks, enumCheck(field, fails, column.distinct <= known.length, listed.length)];
}

function rangeCheck(field: Field, column: NumberProfile, known: number[]): CheckResult {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field.constraints;
  const near = (value: number, bound: number) => Math.abs(value - bound) <= ROUNDING * Math.abs(bound);
  const low = (value: number) =>
    (minimum !== undefined && value < minimum && !near(value, minimum)) || (exclusiveMinimum !== undefined && value <= exclusiveMinimum);
  const high = (value: number) =>
    (maximum !== undefined && value > maximum && !near(value, maximum)) || (exclusiveMaximum !== undefined && value >= exclusiveMaximum);
  const expected = "values in the range of the schema";
  if (!known.some((value) => low(value) || high(value)))
    return findingOf("range", field, "pass", `${nameOf(field)} lies in the range`, expected);
  const all = [...known, ...column.quantiles].sort((a, b) => a - b);
  const cdf = distributionOf(column);
  const [lowest, highest] = [all.find((value) => !low(value)), all.findLast((value) => !high(value))];
  const outer = 1 - (highest === undefined ? 0 : cdf(highest, true)) + (lowest === undefined ? 1 : cdf(lowest, false));
  const share = outer > 0.01 ? `about ${percent(Math.min(1, outer))} of its rows` : "some of its rows";
  return findingOf("range", field, "fail", `${nameOf(field)} is too low or too high in ${share}`, expected);
}

function categoryChecks(field: Field, column: CategoryProfile): CheckResult[] {
  const { constraints } = field;
  const all = column.distinct <= column.values.length;
  const checks: CheckResult[] = [];
  const rule = (code: string, expected: string, fits: (text: string) => boolean) => {
    const rows = rowsWhere(column, (value) => !fits(value));
    const whole = all ? "" : `, as far as its ${column.values.length} most frequent values tell`;
    const message =
      rows > 0
        ? `${nameOf(field)} breaks ${code} in ${all ? "" : "at least "}${ofRows(rows, column.rows)}, expected ${expected}`
        : `${nameOf(field)} keeps ${code}${whole}`;
    checks.push(findingOf(code, field, rows > 0 ? "fail" : "pass", message, expected));
  };
  if (constraints.enum !== undefined) {
    const parse = cellParser(field);
    const allowed = new Set(constraints.enum.map((text) => parse(text) ?? text));
    if (!all && column.distinct > allowed.size) checks.push(enumCheck(field, true, false, allowed.size));
    else rule("enum", `one of ${grouped(allowed.size)} values`, (text) => allowed.has(parse(text) ?? text));
  }
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = constraints;
  if (constraints.minLength !== undefined || constraints.maxLength !== undefined)
    rule("length", "a length that the schema allows", (text) => [...text].length >= minLength && [...text].length <= maxLength);
  if (pattern !== undefined) {
    const compiled = RE2JS.compile(pattern);
    rule("pattern", "the pattern of the schema", (text) => compiled.matches(text));
  }
  return checks;
}

function enumCheck(field: Field, fails: boolean, all: boolean, size: number): CheckResult {
  const expected = `one of ${grouped(size)} values`;
  if (fails) return findingOf("enum", field, "fail", `${nameOf(field)} holds values that are not listed`, expected);
  return findingOf("enum", field, "pass", `${nameOf(field)} holds listed values${all ? "" : ", as far as its profile tells"}`, expected);
}
