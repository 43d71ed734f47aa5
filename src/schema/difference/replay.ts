// Checks a schema against the recorded profile of the champion's data; needs no data.

import { grouped, named, ofRows } from "../../findings/wording.ts";
import { cellParser } from "../../table/values/values.ts";
import type { CheckResult, CheckStatus } from "../../types/judgement.ts";
import type { Where } from "../../types/problem.ts";
import type { CategoryProfile, ColumnProfile, Profile } from "../../types/profile.ts";
import type { Field, Schema } from "../../types/schema.ts";
import { headerTolerance } from "../words/match.ts";
import { stringFormat } from "../words/string-format.ts";
import { keyChecks } from "./replay-keys.ts";
import { DATA, findingOf, KEYS, knownNumbers, nameOf, rowsWhere, valueChecks } from "./replay-values.ts";

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
  const columnOf = new Map<string, ColumnProfile>();
  const checks = schema.fields.flatMap((field) => {
    const name = [field.name, ...field.aliases].find((candidate) => known.has(candidate) && !used.has(candidate));
    const [column, was] = [known.get(name ?? ""), types.get(name ?? "")];
    if (name === undefined || column === undefined || was === undefined) return lacking(field, schema, target);
    used.add(name);
    columnOf.set(field.name, column);
    return columnChecks({ field, was, column, schema, recorded, isTarget: field.name === target });
  });
  const added = additions(
    profile.columns.filter((column) => !used.has(column.name)),
    schema,
  );
  const keys = keyChecks(schema, recorded, (name) => columnOf.get(name));
  return [...checks, ...keys, ...added].map((check) => ({ ...check, where: placeOf(check, whereOf) ?? check.where }));
}

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

function lacking(field: Field, schema: Schema, target: string): CheckResult[] {
  const needed = !headerTolerance(schema.fieldsMatch).fewer || field.constraints.required === true || field.name === target;
  const message = `${DATA} has no column ${named(field.name)}`;
  return [
    findingOf(
      "column-missing",
      field,
      needed ? "fail" : "pass",
      needed ? `${message}, which the schema asks for` : `${message}, and need not`,
      "the column",
    ),
  ];
}

function additions(columns: ColumnProfile[], schema: Schema): CheckResult[] {
  const { more } = headerTolerance(schema.fieldsMatch);
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
      findingOf(
        "type",
        given.field,
        "warn",
        `what ${nameOf(given.field)} means now cannot be told from its profile: ${doubt}`,
        given.field.type,
      ),
    ];
  const typed = typeCheck(read);
  if (typed.status !== "pass") return [typed];
  const checks = [...requiredCheck(read), ...valueChecks(read.field, read.column)];
  return [typed, ...(read.field.inferred ? checks.map((check) => asGuess(check, read)) : checks)];
}

/** What was accepted moves a guess on, as it does in a run: the gaps of features, lists of values, and the plain bounds of numbers. */
function asGuess(check: CheckResult, { field, isTarget }: Column): CheckResult {
  const { exclusiveMinimum, exclusiveMaximum } = field.constraints;
  const hasPlainBounds = exclusiveMinimum === undefined && exclusiveMaximum === undefined;
  const movesRange = (field.type === "number" || field.type === "integer") && hasPlainBounds;
  const isMoved = check.code === "enum" || (check.code === "required" && !isTarget) || (check.code === "range" && movesRange);
  if (check.status !== "fail" || !isMoved) return check;
  const suggestion = `A run lets it pass, because accepted data moves a guess on: delete \`inferred: true\` of ${named(check.subject)} to hold it to the letter.`;
  return { ...check, status: "warn", suggestion };
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
  const told = (status: CheckStatus, says: string) => findingOf("type", field, status, says, expected);
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
  const key = ({ decimalChar, groupChar, bareNumber, trueValues, falseValues, valueAliases }: Field) =>
    JSON.stringify([decimalChar, groupChar, bareNumber, trueValues, falseValues, valueAliases ?? null]);
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
  if (missing === 0) return [findingOf("required", field, "pass", `${nameOf(field)} has a value in all ${grouped(rows)} rows`, expected)];
  return [findingOf("required", field, "fail", `${nameOf(field)} is missing in ${ofRows(missing, rows)}, expected ${expected}`, expected)];
}
