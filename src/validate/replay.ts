// Would a schema accept what the champion was trained on? Asked of the recorded profile, for there may be no data at hand.
import { RE2JS } from "re2js";
import { cellParser, kindOfType } from "../table/values.ts";
import type { CategoryProfile, CheckResult, CheckStatus, ColumnProfile, Field, NumberProfile, Profile, Schema, Where } from "../types.ts";
import { distributionOf } from "./drift/curves.ts";
import { leewayOf } from "./match.ts";
import { stringFormat } from "./string-format.ts";
import { grouped, named, ofRows, percent } from "./wording.ts";

export interface ReplayInput {
  schema: Schema;
  target: string;
  profile: Profile;
  /** As recorded: how the profile's columns were typed. */
  recorded: Schema;
  /** Where a key of a field stands in the schema's file. */
  whereOf: (field: string | null, key: string) => Where | null;
}

/** One result per column and rule that a profile can answer; the same codes as for data. Values of the data are never quoted. */
export function replay({ schema, target, profile, recorded, whereOf }: ReplayInput): CheckResult[] {
  const known = new Map(profile.columns.map((column) => [column.name, column]));
  const types = new Map(recorded.fields.map((field) => [field.name, field]));
  const used = new Set<string>();
  const checks = schema.fields.flatMap((field) => {
    const name = [field.name, ...field.aliases].find((candidate) => known.has(candidate) && !used.has(candidate));
    const [column, was] = [known.get(name ?? ""), types.get(name ?? "")];
    if (name === undefined || column === undefined || was === undefined) return lacking(field, schema, target);
    used.add(name);
    return columnChecks({ field, was, column, schema, recorded, isTarget: field.name === target });
  });
  const added = additions(
    profile.columns.filter((column) => !used.has(column.name)),
    schema,
  );
  return [...checks, ...added].map((check) => ({ ...check, where: placeOf(check, whereOf) ?? check.where }));
}

/** The keys of a field that a finding of each code is about. */
const KEYS: Record<string, string[]> = {
  type: ["type"],
  required: ["required"],
  enum: ["enum", "categories"],
  range: ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"],
  length: ["minLength", "maxLength"],
  pattern: ["pattern"],
};

function placeOf({ code, subject }: CheckResult, whereOf: ReplayInput["whereOf"]): Where | null {
  return KEYS[code]?.map((key) => whereOf(subject, key)).find((where) => where !== null) ?? null;
}

interface Column {
  field: Field;
  was: Field;
  column: ColumnProfile;
  schema: Schema;
  recorded: Schema;
  isTarget: boolean;
}

const DATA = "the data of the champion";

function result(code: string, field: Field, status: CheckStatus, message: string, expected: string): CheckResult {
  const suggestion =
    status === "fail"
      ? `Adapt ${named(field.name)} in the schema, or expect that no file of the kind the champion was trained on is accepted.`
      : null;
  return { code, subject: field.name, status, observed: null, expected, message, suggestion, where: field.where };
}

function lacking(field: Field, schema: Schema, target: string): CheckResult[] {
  const needed = !leewayOf(schema.fieldsMatch).fewer || field.constraints.required === true || field.name === target;
  const message = `${DATA} has no column ${named(field.name)}`;
  return [
    result(
      "column-missing",
      field,
      needed ? "fail" : "pass",
      needed ? `${message}, which the schema asks for` : `${message}, and need not`,
      "the column",
    ),
  ];
}

function additions(columns: ColumnProfile[], schema: Schema): CheckResult[] {
  const { more } = leewayOf(schema.fieldsMatch);
  return columns.map(({ name }) => ({
    code: "column-new",
    subject: name,
    status: more,
    observed: "a column that is no field",
    expected: `fieldsMatch: ${schema.fieldsMatch}`,
    message: `${DATA} has a column ${named(name)}, which the schema ${more === "fail" ? "does not allow" : "leaves out"}`,
    suggestion:
      more === "fail"
        ? `Keep ${named(name)} as a field (role: ignore leaves it out of training), or allow other columns by fieldsMatch: subset.`
        : null,
    where: schema.file === null ? null : { file: schema.file, line: 1, column: 1 },
  }));
}

function columnChecks(given: Column): CheckResult[] {
  const { column, doubt } = withGapsOf(given);
  const read = { ...given, column };
  if (doubt !== null)
    return [
      result(
        "type",
        given.field,
        "warn",
        `what ${nameOf(given.field)} means now cannot be told from its profile: ${doubt}`,
        given.field.type,
      ),
    ];
  const typed = typeCheck(read);
  return typed.status === "pass" ? [typed, ...requiredCheck(read), ...valueChecks(read)] : [typed];
}

function nameOf(field: Field): string {
  return `column ${named(field.name)} of ${DATA}`;
}

/** The profile under the head's words for a missing value; `doubt` where it does not say which cells they are. */
function withGapsOf({ field, was, column, schema, recorded }: Column): { column: ColumnProfile; doubt: string | null } {
  const then = new Set(was.missingValues ?? recorded.missingValues);
  const now = new Set(field.missingValues ?? schema.missingValues);
  const isGone = [...then].some((text) => !now.has(text));
  if (isGone && column.missing > 0) return { column, doubt: "a word for a missing value is gone" };
  const added = [...now].filter((text) => !then.has(text));
  if (column.kind === "category") return { column: withoutValues(column, added), doubt: null };
  const parse = cellParser(was);
  const [low = 0, high = -1] = [knownNumbers(column)[0], knownNumbers(column).at(-1)];
  const within = added.map(parse).some((value) => typeof value === "number" && value >= low && value <= high);
  return { column, doubt: within ? "a number stands for a missing value now" : null };
}

/** The values named count as missing instead. */
function withoutValues(column: CategoryProfile, gone: string[]): CategoryProfile {
  const isLeft = column.values.map((value) => !gone.includes(value));
  const missing = column.missing + rowsWhere(column, (value) => gone.includes(value));
  const values = column.values.filter((_, i) => isLeft[i]);
  const counts = column.counts.filter((_, i) => isLeft[i]);
  return { ...column, values, counts, missing, distinct: column.distinct - (column.values.length - values.length) };
}

/** Rows of the listed values for which it holds. */
function rowsWhere({ values, counts }: CategoryProfile, holds: (value: string) => boolean): number {
  return values.reduce((sum, value, i) => sum + (holds(value) ? counts[i]! : 0), 0);
}

/** The numbers that a profile names: those that repeat, and the ends of the others; ascending. */
function knownNumbers({ atoms, quantiles }: NumberProfile): number[] {
  const ends = quantiles.length === 0 ? [] : [quantiles[0]!, quantiles.at(-1)!];
  return [...new Set([...atoms, ...ends])].sort((a, b) => a - b);
}

/** Cells as text, as far as the profile tells them; `all`: there are no others. Null: it tells none. */
function textsOf(column: ColumnProfile, was: Field): { texts: { text: string; rows: number }[]; all: boolean } | null {
  if (column.kind === "category") {
    const texts = column.values.map((text, i) => ({ text, rows: column.counts[i]! }));
    // A boolean's categories are true and false, whatever the words in the file.
    return was.type === "boolean" ? null : { texts, all: column.distinct <= column.values.length };
  }
  const isPlain = was.decimalChar === "." && was.groupChar === null && was.bareNumber;
  if (!isPlain || !["number", "integer", "year"].includes(was.type)) return null;
  // 1.0 and 1e0 are the same value and not the same text.
  return { texts: knownNumbers(column).map((value) => ({ text: String(value), rows: 1 })), all: false };
}

/** "narrow wide": whatever reads as the first reads as the second. */
const WIDER = new Set(["integer number", "year integer", "year number"]);

function typeCheck({ field, was, column }: Column): CheckResult {
  const expected = field.format === "default" ? field.type : `${field.type} (${field.format})`;
  const name = nameOf(field);
  const told = (status: CheckStatus, says: string) => result("type", field, status, says, expected);
  if (fitsAnyway(field, was) || column.rows === column.missing) return told("pass", `${name} is ${was.type} and fits ${expected}`);
  const known = textsOf(column, was);
  if (known === null) return told("warn", `whether ${name}, ${was.type}, fits ${expected} cannot be told from its profile`);
  const reads = readerOf(field);
  const rows = known.texts.filter(({ text }) => !reads(text)).reduce((sum, one) => sum + one.rows, 0);
  const isWhole = column.kind === "category" || (column.grain[1] ?? 1) === 1;
  if (field.type === "integer" && !isWhole) return told("fail", `${name} holds fractions, expected ${expected}`);
  if (rows > 0) return told("fail", `${name} does not fit ${expected} in at least ${ofRows(rows, column.rows)}`);
  return known.all ? told("pass", `${name} fits ${expected}`) : told("warn", `${name} fits ${expected}, as far as its profile tells`);
}

function fitsAnyway(field: Field, was: Field): boolean {
  if (field.type === "any" || (field.type === "string" && field.format === "default")) return true;
  if (!sameNotation(field, was)) return false;
  return (field.type === was.type && field.format === was.format) || WIDER.has(`${was.type} ${field.type}`);
}

function sameNotation(a: Field, b: Field): boolean {
  const key = ({ decimalChar, groupChar, bareNumber, trueValues, falseValues }: Field) =>
    JSON.stringify([decimalChar, groupChar, bareNumber, trueValues, falseValues]);
  return key(a) === key(b);
}

function readerOf(field: Field): (text: string) => boolean {
  const parse = cellParser(field);
  const ofFormat = field.type === "string" ? stringFormat(field.format) : null;
  return (text) => parse(text) !== null && (ofFormat === null || ofFormat(text));
}

function requiredCheck({ field, column, isTarget }: Column): CheckResult[] {
  if (!isTarget && field.constraints.required !== true) return [];
  const expected = "a value in every row";
  const { rows, missing } = column;
  if (missing === 0) return [result("required", field, "pass", `${nameOf(field)} has a value in all ${grouped(rows)} rows`, expected)];
  return [result("required", field, "fail", `${nameOf(field)} is missing in ${ofRows(missing, rows)}, expected ${expected}`, expected)];
}

function valueChecks({ field, column }: Column): CheckResult[] {
  if (kindOfType(field.type) === column.kind) return column.kind === "number" ? numberChecks(field, column) : categoryChecks(field, column);
  // Read as another kind than it was recorded in: the profile does not hold its values as they would be read.
  return Object.entries(KEYS)
    .filter(([code, keys]) => code !== "type" && code !== "required" && keys.some((key) => key in field.constraints))
    .map(([code]) =>
      result(code, field, "warn", `whether ${nameOf(field)} keeps ${code} cannot be told from its profile`, `as the schema says`),
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
    return result("range", field, "pass", `${nameOf(field)} lies in the range`, expected);
  const all = [...known, ...column.quantiles].sort((a, b) => a - b);
  const cdf = distributionOf(column);
  const [lowest, highest] = [all.find((value) => !low(value)), all.findLast((value) => !high(value))];
  const outer = 1 - (highest === undefined ? 0 : cdf(highest, true)) + (lowest === undefined ? 1 : cdf(lowest, false));
  const share = outer > 0.01 ? `about ${percent(Math.min(1, outer))} of its rows` : "some of its rows";
  return result("range", field, "fail", `${nameOf(field)} is too low or too high in ${share}`, expected);
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
    checks.push(result(code, field, rows > 0 ? "fail" : "pass", message, expected));
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
  if (fails) return result("enum", field, "fail", `${nameOf(field)} holds values that are not listed`, expected);
  return result("enum", field, "pass", `${nameOf(field)} holds listed values${all ? "" : ", as far as its profile tells"}`, expected);
}
