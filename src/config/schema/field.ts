// Reads one entry of `fields` into a Field, and checks type, format and constraints together.
import { cellParser, timeFormatProblem } from "../../table/values/values.ts";
import type { FieldType } from "../../types/field-types.ts";
import type { Constraints, Field } from "../../types/schema.ts";
import type { Complaints } from "../file/complaints.ts";
import { type Path, printable, quoted, type Source } from "../file/source.ts";
import { enumText, hasOrder, typedBound } from "./bounds.ts";
import { patternProblem } from "./pattern.ts";
import type { TableField } from "./table-schema.ts";

const FORMATS: Partial<Record<FieldType, string[]>> = {
  string: ["default", "email", "uri", "binary", "uuid"],
  geopoint: ["default", "array", "object"],
  geojson: ["default", "topojson"],
};
const TIMES: ReadonlySet<FieldType> = new Set(["date", "datetime", "time"]);
const SIZED: ReadonlySet<FieldType> = new Set(["string", "list", "array", "object"]);
const NUMBERS: ReadonlySet<FieldType> = new Set(["number", "integer"]);

interface Reading {
  path: Path;
  entry: TableField;
  field: Field;
  source: Source;
  complaints: Complaints;
  recorded: boolean;
}

/** One field of a Table Schema; mistakes go to `complaints`. `recorded`: from a registry, so older forms are accepted. */
export function fieldOf(path: Path, entry: TableField, source: Source, complaints: Complaints, recorded: boolean): Field {
  const field: Field = {
    name: entry.name,
    type: entry.type,
    // Before version 1 the standard wrote fmt:PATTERN.
    format: entry.format.replace(/^fmt:/, ""),
    constraints: {},
    missingValues: entry.missingValues ? textsOf(entry.missingValues) : null,
    decimalChar: entry.decimalChar,
    groupChar: entry.groupChar === undefined || entry.groupChar === "" ? null : entry.groupChar,
    bareNumber: entry.bareNumber,
    ...(entry.affixes === undefined ? {} : { affixes: [...new Set(entry.affixes)] }),
    trueValues: [...new Set(entry.trueValues)],
    falseValues: [...new Set(entry.falseValues)],
    ...(entry.type === "list" ? { list: { delimiter: entry.delimiter ?? ",", itemType: entry.itemType ?? "string" } } : {}),
    aliases: [...new Set(typeof entry.aliases === "string" ? [entry.aliases] : (entry.aliases ?? []))],
    ...(entry.valueAliases === undefined ? {} : { valueAliases: valuesOf(entry.valueAliases) }),
    role: entry.role ?? "feature",
    ...(entry.drift === undefined ? {} : { drift: entry.drift }),
    ...(entry.inferred === true ? { inferred: true as const } : {}),
    where: source.whereValue([...path, "name"]),
  };
  const reading: Reading = { path, entry, field, source, complaints, recorded };
  checkFormat(reading);
  checkNotation(reading);
  checkValueAliases(reading);
  field.constraints = constraintsOf(reading);
  return field;
}

function valuesOf(aliases: Record<string, string | number | boolean>): Record<string, string> {
  return Object.fromEntries(Object.entries(aliases).map(([text, value]) => [text, String(value)]));
}

/** The distinct values of a list; of labelled values the value. */
export function textsOf(values: (string | { value: string })[]): string[] {
  return [...new Set(values.map((entry) => (typeof entry === "string" ? entry : entry.value)))];
}

function checkFormat({ path, field, complaints }: Reading): void {
  const at = [...path, "format"];
  const { type, format } = field;
  if (TIMES.has(type)) {
    const fault = timeFormatProblem(format);
    if (fault !== null)
      complaints.add(at, `is ${quoted(format)}, which cannot be used: ${printable(fault)}`, "default, any or a pattern such as %d/%m/%Y");
  } else {
    const allowed = FORMATS[type] ?? ["default"];
    if (!allowed.includes(format)) complaints.add(at, `is ${quoted(format)}, no format of ${type}`, allowed.join(", "));
  }
}

const DIGIT = /[0-9]/;

function checkNotation({ path, entry, field, complaints }: Reading): void {
  const { type, decimalChar, groupChar } = field;
  const only = (key: string, types: string) =>
    complaints.add([...path, key], `applies to ${types} only, and this field is ${type}`, `no ${key} here`);
  if (decimalChar !== "." && type !== "number") only("decimalChar", "number");
  if (groupChar !== null && !NUMBERS.has(type)) only("groupChar", "number and integer");
  if (!field.bareNumber && !NUMBERS.has(type)) only("bareNumber", "number and integer");
  if (field.affixes !== undefined && field.bareNumber)
    complaints.add([...path, "affixes"], "stands beside bareNumber: true, by which numbers have none", "bareNumber: false beside it");
  if (entry.delimiter !== undefined && type !== "list") only("delimiter", "list");
  if (entry.itemType !== undefined && type !== "list") only("itemType", "list");
  if (entry.categoriesOrdered === true && entry.categories === undefined)
    complaints.add([...path, "categoriesOrdered"], "is true, and there are no categories", "categories beside it");
  if (decimalChar === "" || decimalChar.length > 4 || DIGIT.test(decimalChar))
    complaints.add([...path, "decimalChar"], `is ${quoted(decimalChar)}`, "a character that is no digit");
  if (groupChar !== null && (groupChar.length > 4 || DIGIT.test(groupChar) || (type === "number" && groupChar === decimalChar)))
    complaints.add([...path, "groupChar"], `is ${quoted(groupChar)}`, "a character that is neither a digit nor the decimalChar");
  const both = field.trueValues.find((word) => field.falseValues.includes(word));
  if (type === "boolean" && both !== undefined)
    complaints.add([...path, "trueValues"], `holds ${quoted(both)}, and so does falseValues`, "each text in one of them");
}

/** A mistake if an alias stands for a value that the field cannot have. */
function checkValueAliases({ path, field, complaints }: Reading): void {
  const parse = cellParser(field);
  for (const [text, value] of Object.entries(field.valueAliases ?? {}))
    if (parse(value) === null)
      complaints.add([...path, "valueAliases", text], `is ${quoted(value)}, no value of the type ${field.type}`, aValueOf(field));
}

const BOUNDS = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"] as const;
const LENGTHS = ["minLength", "maxLength"] as const;

function constraintsOf(reading: Reading): Constraints {
  const { entry, field, path, complaints } = reading;
  const given = entry.constraints;
  const made: Constraints = {};
  const at = (key: string) => [...path, "constraints", key];
  const misplaced = (key: string, types: string) =>
    complaints.add(at(key), `applies to ${types} only, and this field is ${field.type}`, `no ${key} here`);
  if (given.required) made.required = true;
  if (given.unique) made.unique = true;
  const values = enumOf(reading);
  if (values !== null) made.enum = values;
  for (const key of BOUNDS) {
    const value = given[key];
    if (value === undefined) continue;
    if (!hasOrder(field)) misplaced(key, "numbers and dates");
    else {
      const typed = typedBound(value, reading.recorded ? null : reading.source.text(at(key)), field);
      if (typed === null)
        complaints.add(at(key), `is ${quoted(String(value))}, no value of the type ${field.type}${formatHint(field)}`, aValueOf(field));
      else made[key] = typed;
    }
  }
  for (const key of LENGTHS) {
    const value = given[key];
    if (value === undefined) continue;
    if (!SIZED.has(field.type)) misplaced(key, "string, list, array and object");
    else made[key] = value;
  }
  if (given.pattern !== undefined) {
    const fault = field.type === "string" ? patternProblem(given.pattern) : null;
    if (field.type !== "string") misplaced("pattern", "string");
    else if (fault !== null) complaints.add(at("pattern"), fault, "RE2 syntax, without lookahead and backreferences");
    else made.pattern = given.pattern;
  }
  checkRanges(made, at, complaints);
  return made;
}

function aValueOf({ type }: Field): string {
  return `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
}

function formatHint(field: Field): string {
  return field.format === "default" ? "" : ` in the format ${quoted(field.format)}`;
}

/** `enum`, or `categories` of version 2, which must contain all of `enum`. */
function enumOf(reading: Reading): string[] | null {
  const { entry, field, path, complaints } = reading;
  const categories = entry.categories?.map((item) => (typeof item === "object" ? item.value : item));
  if (categories && field.type !== "string" && field.type !== "integer")
    complaints.add([...path, "categories"], `applies to string and integer only, and this field is ${field.type}`, "no categories here");
  const listed = categories ? textsIn(reading, categories, [...path, "categories"], "value") : null;
  if (entry.constraints.enum === undefined) return listed;
  const allowed = textsIn(reading, entry.constraints.enum, [...path, "constraints", "enum"], null);
  const stray = listed === null ? undefined : allowed.find((text) => !listed.includes(text));
  if (stray !== undefined)
    complaints.add([...path, "constraints", "enum"], `holds ${quoted(stray)}, which is none of the categories`, "values of categories");
  return allowed;
}

function textsIn(
  { field, source, complaints, recorded }: Reading,
  values: (string | number | boolean)[],
  at: Path,
  key: string | null,
): string[] {
  const texts = new Set<string>();
  for (const [index, value] of values.entries()) {
    const path = [...at, index];
    const written = recorded ? null : (source.text(path) ?? (key === null ? null : source.text([...path, key])));
    const text = enumText(value, written, field);
    if (text === null)
      complaints.add(path, `is ${quoted(String(value))}, no value of the type ${field.type}${formatHint(field)}`, aValueOf(field));
    else texts.add(text);
  }
  return [...texts];
}

function checkRanges(made: Constraints, at: (key: string) => Path, complaints: Complaints): void {
  const empty = (low: string, high: string) =>
    complaints.add(at(high), `lies below ${low}, so that no value is allowed`, `a ${high} above the ${low}`);
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, minLength, maxLength } = made;
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) empty("minimum", "maximum");
  if (minimum !== undefined && exclusiveMaximum !== undefined && minimum >= exclusiveMaximum) empty("minimum", "exclusiveMaximum");
  if (exclusiveMinimum !== undefined && maximum !== undefined && exclusiveMinimum >= maximum) empty("exclusiveMinimum", "maximum");
  if (exclusiveMinimum !== undefined && exclusiveMaximum !== undefined && exclusiveMinimum >= exclusiveMaximum)
    empty("exclusiveMinimum", "exclusiveMaximum");
  if (minLength !== undefined && maxLength !== undefined && minLength > maxLength) empty("minLength", "maxLength");
}
