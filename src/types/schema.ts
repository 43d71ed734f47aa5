// Table Schema, defaults filled in.
import type { FieldType } from "./field-types.ts";
import type { Severity } from "./judgement.ts";
import type { Where } from "./problem.ts";

export const ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "windows-1250",
  "windows-1251",
  "windows-1253",
  "windows-1254",
  "windows-1255",
  "windows-1256",
  "windows-1257",
  "windows-1258",
  "windows-874",
  "iso-8859-2",
  "iso-8859-5",
  "iso-8859-6",
  "iso-8859-7",
  "iso-8859-8",
  "iso-8859-13",
  "iso-8859-15",
  "iso-8859-16",
  "koi8-r",
  "koi8-u",
  "ibm866",
  "macintosh",
  "x-mac-cyrillic",
  "gbk",
  "gb18030",
  "big5",
  "shift_jis",
  "euc-jp",
  "euc-kr",
] as const;

/** As the WHATWG Encoding standard names them. */
export type Encoding = (typeof ENCODINGS)[number];

/** How the cells of a file are written, beside their delimiter. Absent keys: as RFC 4180 has it. */
export interface Dialect {
  /** The first line is a row: the columns are named by the schema's fields, in order. */
  header?: false;
  /** Lines that are no rows, from 1, the header's being one: a line of units is often the second. */
  commentRows?: number[];
  /** Empty: a quote is a character like any other. */
  quoteChar?: string;
  /** What makes the next character of a quoted cell text. */
  escapeChar?: string;
  /** Blanks after a delimiter are no part of the cell. */
  skipInitialSpace?: true;
}

/** feature: trained on; id, time, ignore: read and checked, never trained on. The target's role is `target`. */
export type FieldRole = "feature" | "target" | "id" | "time" | "ignore";

export interface Constraints {
  required?: boolean;
  unique?: boolean;
  /** As written in the schema, compared after typing. */
  enum?: string[];
  /** Typed: numbers as they are, dates in seconds since 1970. */
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
}

/** A Frictionless Table Schema field, defaults filled in. */
export interface Field {
  name: string;
  type: FieldType;
  format: string;
  constraints: Constraints;
  /** Replaces the schema's list where given. */
  missingValues: string[] | null;
  decimalChar: string;
  groupChar: string | null;
  bareNumber: boolean;
  /** Without `bareNumber`: the only texts that may stand around the digits, such as `€`; the empty one: none. Absent: any. */
  affixes?: string[];
  trueValues: string[];
  falseValues: string[];
  /** Of a list: what separates its items, and the type of each. Absent: a comma, string. */
  list?: { delimiter: string; itemType: FieldType };
  /** Other names under which the column may arrive. */
  aliases: string[];
  /** Other texts under which values may arrive, each with the text of the value that it stands for. Absent: none. */
  valueAliases?: Record<string, string>;
  role: FieldRole;
  /** What it is when the column differs from the accepted batches. Absent: as the checks are configured. */
  drift?: Severity;
  /** Its constraints are a guess from data, as `init` writes them. Absent: held to the letter, unless the whole schema is a guess. */
  inferred?: true;
  /** The field's place in schema.yml; null when inferred or recorded. */
  where: Where | null;
}

export interface ForeignKey {
  fields: string[];
  /** null: this table itself. */
  resource: string | null;
  /** Where the values must stand, field by field. */
  reference: string[];
}

export interface Schema {
  fields: Field[];
  missingValues: string[];
  primaryKey: string[];
  /** Absent: none. */
  uniqueKeys?: string[][];
  foreignKeys?: ForeignKey[];
  fieldsMatch: "exact" | "equal" | "subset" | "superset" | "partial";
  /** Absent: UTF-8. */
  encoding?: Encoding;
  /** Absent: a comma, a tab in .tsv files. */
  delimiter?: string;
  dialect?: Dialect;
  /** schema.yml; null when inferred or recorded. */
  file: string | null;
}

export interface SchemaFile {
  text: string;
  /** Where a key or constraint of a field stands (`minimum`), or without a field a key beside the fields; null: nowhere. */
  whereOf: (field: string | null, key: string) => Where | null;
}
