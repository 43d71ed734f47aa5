// The keys of a schema file: Frictionless Table Schema, versions 1 and 2, plus aliases, role and drift.
import { z } from "zod";
import { FIELD_TYPES } from "../../types/field-types.ts";
import { ENCODINGS } from "../../types/schema.ts";
import { type Path, pathText } from "../file/source.ts";
import { choice, flag, integer, section, several } from "../keys/leaves.ts";

const ITEM_TYPES = ["string", "integer", "boolean", "number", "datetime", "date", "time"] as const;
const MAX_LENGTH = 2_147_483_647;
const MAX_PATTERN = 4096;
const ONE = "one character of ASCII";
const QUOTE = "one character of ASCII, or none";
const DELIMITER = 'one character such as ";" or "\\t"';

const word = (expected: string) => z.string({ error: expected });
/** A key of the standard that is accepted and ignored. */
const unused = () => z.unknown().optional().describe("For people; not used.");
const words = (expected: string) => z.array(word(expected), { error: `a list of ${expected}` });

const missing = () => {
  const expected = 'a list of texts such as ["", "NA"]';
  const labelled = section({ value: word("a text").describe("The text of a missing cell."), label: unused() });
  return z.array(z.union([word(expected), labelled], { error: expected }), { error: expected });
};

const scalar = (expected: string) => z.union([z.string(), z.number(), z.boolean()], { error: expected });
const FINITE = "a finite value of the field's type";
const bound = () => z.union([z.string({ error: FINITE }), z.number({ error: FINITE })], { error: FINITE });

const constraints = section({
  required: flag().optional().describe("No cell may be missing."),
  unique: flag().optional().describe("No value may stand twice in a file."),
  enum: z
    .array(scalar("a value of the field's type"), { error: "a list of values" })
    .min(1, { error: "a list of at least one value" })
    .optional()
    .describe("The only values allowed."),
  minimum: bound().optional().describe("The least value allowed."),
  maximum: bound().optional().describe("The greatest value allowed."),
  exclusiveMinimum: bound().optional().describe("Values must be greater."),
  exclusiveMaximum: bound().optional().describe("Values must be less."),
  minLength: integer(0, MAX_LENGTH).optional().describe("The least number of characters."),
  maxLength: integer(0, MAX_LENGTH).optional().describe("The greatest number of characters."),
  pattern: word("a regular expression")
    .max(MAX_PATTERN, { error: `a regular expression of at most ${MAX_PATTERN} characters` })
    .optional()
    .describe("A regular expression (RE2 syntax) that the whole value must match."),
});

const categories = z
  .array(
    z.union([scalar("a value"), section({ value: scalar("a value").describe("The value itself."), label: unused() })], {
      error: "a value",
    }),
    {
      error: "a list of values",
    },
  )
  .min(1, { error: "a list of at least one value" });

const NAMES = "a list of names of fields";

const keyFields = () => several(word("the name of a field"), "the name of a field, or a list of them");

const foreignKey = section({
  fields: keyFields().describe("The fields that refer."),
  reference: section({
    resource: word("the name of a resource").optional().describe("Absent or empty: this file itself."),
    fields: keyFields().describe("The fields referred to."),
  }).describe("What they refer to."),
});

export const tableField = section({
  name: word("the name of a column").min(1, { error: "the name of a column" }).describe("The column's name in the header."),
  type: choice(FIELD_TYPES).default("any").describe("The type of the values."),
  format: word("a format such as default or %d/%m/%Y")
    .default("default")
    .describe("default, any, a date pattern such as %d/%m/%Y, or a kind of text."),
  role: choice(["feature", "target", "id", "time", "ignore"])
    .optional()
    .describe("feature: trained on; id, time, ignore: read and checked, never trained on."),
  drift: choice(["error", "warning", "off"])
    .optional()
    .describe("What it is when the column differs from the accepted batches; checks in retrain.yml say so by code."),
  inferred: flag()
    .optional()
    .describe("true: the constraints are a guess that moves on with the accepted batches, and barely breaking them is a warning."),
  aliases: several(word("a name"), "a list of names", 0).optional().describe("Other names under which the column may arrive."),
  valueAliases: z
    .record(z.string(), scalar("a value of the field"), { error: "a mapping of texts to values" })
    .optional()
    .describe('Other texts under which values may arrive, such as "1": yes where yes was recoded as 1.'),
  constraints: constraints.prefault({}).describe("What every value must satisfy."),
  missingValues: missing().optional().describe("Texts that stand for a missing value, instead of the schema's."),
  decimalChar: word("a character").default(".").describe("The decimal point of a number."),
  groupChar: word("a character").optional().describe("What groups the digits of a number, such as a comma."),
  bareNumber: flag().default(true).describe("false: text around a number, such as a unit, is dropped."),
  affixes: words("texts such as kg")
    .min(1, { error: "a list of at least one text" })
    .optional()
    .describe(
      'With bareNumber false: the only texts that may stand around the digits, such as €; "" for none. Another one is a finding (unit).',
    ),
  trueValues: words("texts").default(["true", "True", "TRUE", "1"]).describe("Texts that mean true."),
  falseValues: words("texts").default(["false", "False", "FALSE", "0"]).describe("Texts that mean false."),
  categories: categories.optional().describe("Version 2: the only values of a string or integer, as enum."),
  categoriesOrdered: flag().optional().describe("Version 2: the categories are in order. A forest needs no order; not used."),
  delimiter: word("one character")
    .length(1, { error: "one character" })
    .optional()
    .describe("Version 2: what separates the items of a list."),
  itemType: choice(ITEM_TYPES).optional().describe("Version 2: the type of a list's items."),
  title: unused(),
  description: unused(),
  example: unused(),
  examples: unused(),
  rdfType: unused(),
  label: unused(),
  unit: unused(),
  comment: unused(),
});

export const tableSchema = section({
  fields: z
    .array(tableField, { error: "a list of fields" })
    .min(1, { error: "a list of at least one field" })
    .describe("One entry per column."),
  missingValues: missing().prefault([""]).describe("Texts that stand for a missing value."),
  primaryKey: several(word("the name of a field"), "the name of a field, or a list of them", 0)
    .default([])
    .describe("Fields whose values together name a row."),
  fieldsMatch: several(choice(["exact", "equal", "subset", "superset", "partial"]), "exact, equal, subset, superset or partial")
    .default("exact")
    .describe("How the columns of a file must match the fields."),
  uniqueKeys: z
    .array(z.array(word("the name of a field"), { error: NAMES }).min(1, { error: NAMES }), { error: `a list of lists: ${NAMES}` })
    .default([])
    .describe("Version 2: fields whose values together stand in one row of a file only."),
  foreignKeys: z
    .array(foreignKey, { error: "a list of foreign keys" })
    .default([])
    .describe("Values that must stand in other fields of the same file; other resources are not checked."),
  encoding: choice(ENCODINGS).default("utf-8").describe("The encoding of the files; one in another encoding is a finding."),
  dialect: section({
    delimiter: word(DELIMITER)
      .regex(/^[\t\x20-\x7e]$/, { error: DELIMITER })
      .regex(/^[^"0-9A-Za-z]$/, { error: DELIMITER })
      .optional()
      .describe("What separates cells (default: a comma, a tab in .tsv files)."),
    header: flag().optional().describe("false: the first line is a row; the columns are the fields, in order."),
    commentRows: z
      .array(integer(1, MAX_LENGTH), { error: "a list of numbers of lines" })
      .optional()
      .describe("Lines that are no rows, such as units in the second: [2]."),
    quoteChar: word(QUOTE)
      .regex(/^[\x20-\x7e]?$/, { error: QUOTE })
      .optional()
      .describe('What cells stand in that hold a delimiter (default: "); empty: nothing, quotes are text.'),
    escapeChar: word(ONE)
      .regex(/^[\x21-\x7e]$/, { error: ONE })
      .optional()
      .describe("What makes a quote in a quoted cell text, such as a backslash (default: the quote twice)."),
    doubleQuote: unused(),
    skipInitialSpace: flag().optional().describe("true: blanks after a delimiter are no part of the cell."),
  })
    .prefault({})
    .describe("How the files are written."),
  $schema: unused(),
  name: unused(),
  title: unused(),
  description: unused(),
  homepage: unused(),
  path: unused(),
  image: unused(),
  version: unused(),
  created: unused(),
  lastModified: unused(),
  keywords: unused(),
  licenses: unused(),
  sources: unused(),
  contributors: unused(),
  resources: unused(),
  countryCode: unused(),
  profile: unused(),
});

/** The keys beside `fields`; fields are checked one by one. */
export const tableHead = tableSchema.extend({
  fields: z.array(z.unknown(), { error: "a list of fields" }).min(1, { error: "a list of at least one field" }),
});

export type TableField = z.output<typeof tableField>;
export type TableHead = z.output<typeof tableHead>;

/** Keys whose value is text even where YAML sees a number; bounds and enum keep their kind. */
export const TABLE_TEXT_KEYS = [
  "fields.*.name",
  "fields.*.format",
  "fields.*.aliases",
  "fields.*.aliases.*",
  "fields.*.valueAliases.*",
  "fields.*.missingValues.*",
  "fields.*.missingValues.*.value",
  "fields.*.decimalChar",
  "fields.*.groupChar",
  "fields.*.affixes.*",
  "fields.*.trueValues.*",
  "fields.*.falseValues.*",
  "fields.*.constraints.pattern",
  "missingValues.*",
  "missingValues.*.value",
  "primaryKey",
  "primaryKey.*",
  "uniqueKeys.*.*",
  "foreignKeys.*.fields",
  "foreignKeys.*.fields.*",
  "foreignKeys.*.reference.fields",
  "foreignKeys.*.reference.fields.*",
];

const LATER_KEYS = new Map<string, string>([["fields.*.constraints.jsonSchema", "object and array are checked to be JSON"]]);

/** The alternative to a key of Table Schema that is not supported; null: an unknown key. */
export function laterTableKey(path: Path): string | null {
  return LATER_KEYS.get(pathText(path).replace(/\[\d+\]/g, ".*")) ?? null;
}

/** No value is unsupported: all types of the standard are known. */
export const laterTableValue = (): string | null => null;
