// Would a schema accept what the champion was trained on? Asked of the recorded profile, for there may be no data at hand.
import { RE2JS } from "re2js";
import { cellParser, kindOfType } from "../table/values.ts";
import type { CategoryProfile, CheckResult, CheckStatus, ColumnProfile, Field, NumberProfile, Profile, Schema } from "../types.ts";
import { leewayOf } from "./match.ts";
import { stringFormat } from "./string-format.ts";
import { grouped, named, ofRows } from "./wording.ts";

export interface ReplayInput {
  schema: Schema;
  target: string;
  profile: Profile;
  /** As recorded: how the profile's columns were typed. */
  recorded: Schema;
}

/** One result per column and rule that a profile can answer; the same codes as for data. Values of the data are never quoted. */
export function replay({ schema, target, profile, recorded }: ReplayInput): CheckResult[] {
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
  return [
    ...checks,
    ...additions(
      profile.columns.filter((column) => !used.has(column.name)),
      schema,
    ),
  ];
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

function columnChecks(column: Column): CheckResult[] {
  const typed = typeCheck(column);
  if (typed.status !== "pass") return [typed];
  return [typed, ...requiredCheck(column), ...valueChecks(column)];
}

/** The cells as text, as far as the profile tells them; `all`: there are no others. Null: it does not tell. */
function textsOf(column: ColumnProfile, was: Field): { texts: { text: string; rows: number }[]; all: boolean } | null {
  if (column.kind === "category") {
    return { texts: column.top.map(({ value, count }) => ({ text: value, rows: count })), all: column.distinct <= column.top.length };
  }
  if (was.type !== "number" && was.type !== "integer" && was.type !== "year") return null;
  const { quantiles, distinct } = column;
  const ends = quantiles.length === 0 ? [] : [...new Set([quantiles[0]!, quantiles.at(-1)!])];
  return { texts: ends.map((value) => ({ text: String(value), rows: 1 })), all: distinct <= ends.length };
}

function typeCheck({ field, was, column }: Column): CheckResult {
  const expected = field.format === "default" ? field.type : `${field.type} (${field.format})`;
  const same = field.type === was.type && field.format === was.format && sameNotation(field, was);
  const wider = field.type === "any" || (field.type === "string" && field.format === "default");
  if (same || wider || column.rows === column.missing)
    return result("type", field, "pass", `column ${named(field.name)} of ${DATA} is ${was.type} and fits ${expected}`, expected);
  const told = textsOf(column, was);
  if (told === null)
    return result(
      "type",
      field,
      "warn",
      `whether column ${named(field.name)} of ${DATA}, ${was.type}, fits ${expected} cannot be told from its profile`,
      expected,
    );
  const reads = readerOf(field);
  const bad = told.texts.filter(({ text }) => !reads(text));
  if (
    field.type === "integer" &&
    column.kind === "number" &&
    column.quantiles.some((value) => !Number.isInteger(value)) &&
    column.distinct > 1
  )
    return result("type", field, "fail", `column ${named(field.name)} of ${DATA} holds fractions, expected ${expected}`, expected);
  if (bad.length > 0) {
    const rows = bad.reduce((sum, one) => sum + one.rows, 0);
    return result(
      "type",
      field,
      "fail",
      `column ${named(field.name)} of ${DATA} does not fit ${expected} in at least ${ofRows(rows, column.rows)}`,
      expected,
    );
  }
  const message = `column ${named(field.name)} of ${DATA} fits ${expected}${told.all ? "" : ", as far as its profile tells"}`;
  return result("type", field, told.all ? "pass" : "warn", message, expected);
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

function requiredCheck({ field, was, column, schema, recorded, isTarget }: Column): CheckResult[] {
  if (!isTarget && field.constraints.required !== true) return [];
  const now = field.missingValues ?? schema.missingValues;
  const then = new Set(was.missingValues ?? recorded.missingValues);
  const added = now.filter((text) => !then.has(text));
  const counted =
    column.kind === "category" ? column.top.filter(({ value }) => added.includes(value)).reduce((sum, { count }) => sum + count, 0) : 0;
  const missing = column.missing + counted;
  const expected = "a value in every row";
  if (missing === 0)
    return [
      result("required", field, "pass", `column ${named(field.name)} of ${DATA} has a value in all ${grouped(column.rows)} rows`, expected),
    ];
  return [
    result(
      "required",
      field,
      "fail",
      `column ${named(field.name)} of ${DATA} is missing in ${ofRows(missing, column.rows)}, expected ${expected}`,
      expected,
    ),
  ];
}

function valueChecks({ field, column }: Column): CheckResult[] {
  // Read as another kind than it was recorded in: its values are texts that the profile does not hold.
  if (kindOfType(field.type) !== column.kind) return [];
  return column.kind === "number" ? numberChecks(field, column) : categoryChecks(field, column);
}

/** A recorded quantile is rounded to 12 digits. */
const ROUNDING = 1e-11;

function numberChecks(field: Field, column: NumberProfile): CheckResult[] {
  const { quantiles } = column;
  if (quantiles.length === 0) return [];
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, enum: listed } = field.constraints;
  const checks: CheckResult[] = [];
  const near = (value: number, bound: number) => Math.abs(value - bound) <= ROUNDING * Math.abs(bound);
  const low = (value: number) =>
    (minimum !== undefined && value < minimum && !near(value, minimum)) || (exclusiveMinimum !== undefined && value <= exclusiveMinimum);
  const high = (value: number) =>
    (maximum !== undefined && value > maximum && !near(value, maximum)) || (exclusiveMaximum !== undefined && value >= exclusiveMaximum);
  if ([minimum, maximum, exclusiveMinimum, exclusiveMaximum].some((bound) => bound !== undefined)) {
    const outside = quantiles.filter((value) => low(value) || high(value)).length;
    const expected = "values in the range of the schema";
    // Of 21 quantiles k outside stand for about (k − 1) twentieths of the rows.
    const share = outside > 1 ? `about ${5 * (outside - 1)} % of its rows` : "some of its rows";
    const message =
      outside > 0
        ? `column ${named(field.name)} of ${DATA} is too low or too high in ${share}`
        : `column ${named(field.name)} of ${DATA} lies in the range`;
    checks.push(result("range", field, outside > 0 ? "fail" : "pass", message, expected));
  }
  if (listed !== undefined) {
    const parse = cellParser(field);
    const allowed = new Set(listed.map((text) => parse(text)));
    const ends = [quantiles[0]!, quantiles.at(-1)!];
    const fails = column.distinct > allowed.size || !ends.every((value) => allowed.has(value));
    checks.push(enumCheck(field, fails, fails ? null : column.distinct <= new Set(ends).size, listed.length));
  }
  return checks;
}

function categoryChecks(field: Field, column: CategoryProfile): CheckResult[] {
  const { constraints } = field;
  const all = column.distinct <= column.top.length;
  const checks: CheckResult[] = [];
  const rule = (code: string, expected: string, fits: (text: string) => boolean) => {
    const rows = column.top.filter(({ value }) => !fits(value)).reduce((sum, { count }) => sum + count, 0);
    const whole = all ? "" : `, as far as its ${column.top.length} most frequent values tell`;
    const message =
      rows > 0
        ? `column ${named(field.name)} of ${DATA} breaks ${code} in ${all ? "" : "at least "}${ofRows(rows, column.rows)}, expected ${expected}`
        : `column ${named(field.name)} of ${DATA} keeps ${code}${whole}`;
    checks.push(result(code, field, rows > 0 ? "fail" : "pass", message, expected));
  };
  if (constraints.enum !== undefined) {
    const parse = cellParser(field);
    const allowed = new Set(constraints.enum.map((text) => parse(text) ?? text));
    if (!all && column.distinct > allowed.size) checks.push(enumCheck(field, true, null, allowed.size));
    else rule("enum", `one of ${grouped(allowed.size)} values`, (text) => allowed.has(text));
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

function enumCheck(field: Field, fails: boolean, all: boolean | null, size: number): CheckResult {
  const expected = `one of ${grouped(size)} values`;
  if (fails) return result("enum", field, "fail", `column ${named(field.name)} of ${DATA} holds values that are not listed`, expected);
  return result(
    "enum",
    field,
    "pass",
    `column ${named(field.name)} of ${DATA} holds listed values${all ? "" : ", as far as its profile tells"}`,
    expected,
  );
}
