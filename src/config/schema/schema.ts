// Reads a Table Schema file, or one recorded in a registry, into a Schema, and writes it back.
import { ConfigError, DamagedError } from "../../types/errors.ts";
import type { JsonValue, Problem } from "../../types/problem.ts";
import type { Constraints, Dialect, Field, ForeignKey, Schema, SchemaFile } from "../../types/schema.ts";
import type { WrittenAs } from "../../types/table.ts";
import { Complaints, elsewhere } from "../file/complaints.ts";
import { mistakesOf, type Vocabulary } from "../file/mistakes.ts";
import { outlineOf } from "../file/outline.ts";
import { prepared, without } from "../file/prepare.ts";
import { isMapping, type Path, type Source, sourceOfJson, type Tree } from "../file/source.ts";
import { readYaml } from "../file/yaml.ts";
import { writtenBound } from "./bounds.ts";
import { fieldOf, textsOf } from "./field.ts";
import { checkTable } from "./table-checks.ts";
import { laterTableKey, laterTableValue, TABLE_TEXT_KEYS, type TableHead, tableField, tableHead, tableSchema } from "./table-schema.ts";

const OUTLINE = outlineOf(tableSchema);
const WORDS: Vocabulary = { outline: OUTLINE, laterKey: laterTableKey, laterValue: laterTableValue };
const SECTIONS: ReadonlySet<string> = new Set(["fields.*.constraints", "dialect"]);
const TEXTS: ReadonlySet<string> = new Set(TABLE_TEXT_KEYS);

/** Parses YAML or JSON. Throws one ConfigError with all mistakes. `target`: the column to predict, if known. */
export function parseSchema(text: string, file: string, target: string | null): Schema {
  const { schema, problems } = readSchema(text, file, target);
  if (schema === null || problems.length > 0) throw new ConfigError(problems);
  return schema;
}

export interface SchemaReading {
  /** null: there are problems. */
  schema: Schema | null;
  /** The names of the fields, also of a schema with mistakes; null: some are unknown. */
  names: string[] | null;
  problems: Problem[];
  whereOf: SchemaFile["whereOf"];
}

const NOWHERE: SchemaFile["whereOf"] = () => null;

/** As `parseSchema`, but returns the problems. */
export function readSchema(text: string, file: string, target: string | null): SchemaReading {
  const { source, problems } = readYaml(text, file);
  if (source === null) return { schema: null, names: null, problems, whereOf: NOWHERE };
  const read = readTable(source, file, target, false);
  const all = [...problems, ...elsewhere(read.problems, problems)];
  return { ...read, schema: all.length > 0 ? null : read.schema, problems: all };
}

/** A schema recorded in a registry, checked by the same rules. Throws DamagedError. */
export function schemaFromJson(json: JsonValue): Schema {
  const { schema, problems } = readTable(sourceOfJson(json, "the recorded schema"), null, null, true);
  if (schema === null || problems.length > 0) throw new DamagedError(problems);
  return schema;
}

function readTable(source: Source, file: string | null, target: string | null, recorded: boolean): SchemaReading {
  const complaints = new Complaints(source);
  if (!isMapping(source.tree)) {
    complaints.add([], "is no Table Schema", "a mapping with the key fields");
    return { schema: null, names: null, problems: complaints.all(), whereOf: NOWHERE };
  }
  const located: Source = { ...source, tree: prepared(source, SECTIONS, TEXTS) };
  const head = headOf(located, complaints);
  const fields: Field[] = [];
  const paths: Path[] = [];
  const entries = isMapping(located.tree) && Array.isArray(located.tree.fields) ? located.tree.fields : [];
  for (const [index, entry] of entries.entries()) {
    const path: Path = ["fields", index];
    const field = readField(entry, path, located, complaints, recorded);
    if (field === null) continue;
    fields.push(field);
    paths.push(path);
  }
  const schema: Schema = {
    fields,
    missingValues: textsOf(head.missingValues),
    primaryKey: typeof head.primaryKey === "string" ? [head.primaryKey] : [...head.primaryKey],
    fieldsMatch: (Array.isArray(head.fieldsMatch) ? head.fieldsMatch[0] : head.fieldsMatch) ?? "exact",
    ...(head.uniqueKeys.length === 0 ? {} : { uniqueKeys: head.uniqueKeys }),
    ...(head.foreignKeys.length === 0 ? {} : { foreignKeys: head.foreignKeys.map(foreignKeyOf) }),
    ...(head.encoding === "utf-8" ? {} : { encoding: head.encoding }),
    ...(head.dialect.delimiter === undefined ? {} : { delimiter: head.dialect.delimiter }),
    ...dialectOf(head.dialect),
    file,
  };
  const whole = entries.length > 0 && fields.length === entries.length;
  checkTable({ schema, head, paths, target, whole, source: located, complaints });
  const problems = complaints.all();
  const names = whole ? fields.map((field) => field.name) : null;
  return { schema: problems.length > 0 ? null : schema, names, problems, whereOf: whereIn(located, fields, paths) };
}

function whereIn(source: Source, fields: Field[], paths: Path[]): SchemaFile["whereOf"] {
  const pathOf = new Map(fields.map(({ name }, index) => [name, paths[index]!]));
  return (field, key) => {
    const path = field === null ? [] : pathOf.get(field);
    return path === undefined ? null : (source.whereKey([...path, "constraints", key]) ?? source.whereKey([...path, key]));
  };
}

const listed = (names: string | string[]) => (typeof names === "string" ? [names] : names);

function foreignKeyOf({ fields, reference }: TableHead["foreignKeys"][number]): ForeignKey {
  const resource = reference.resource === undefined || reference.resource === "" ? null : reference.resource;
  return { fields: listed(fields), resource, reference: listed(reference.fields) };
}

function foreignKeyJson({ fields, resource, reference }: ForeignKey): JsonValue {
  return { fields: [...fields], reference: { ...(resource === null ? {} : { resource }), fields: [...reference] } };
}

function dialectOf({ header, commentRows = [], quoteChar, escapeChar, skipInitialSpace }: TableHead["dialect"]): Pick<Schema, "dialect"> {
  const dialect: Dialect = {
    ...(header === false ? { header } : {}),
    ...(commentRows.length === 0 ? {} : { commentRows: [...new Set(commentRows)].sort((a, b) => a - b) }),
    ...(quoteChar === undefined || quoteChar === '"' ? {} : { quoteChar }),
    ...(escapeChar === undefined || escapeChar === (quoteChar ?? '"') ? {} : { escapeChar }),
    ...(skipInitialSpace === true ? { skipInitialSpace } : {}),
  };
  return Object.keys(dialect).length === 0 ? {} : { dialect };
}

function dialectJson({ delimiter, dialect }: Schema): { dialect?: JsonValue } {
  const json: { [key: string]: JsonValue } = { ...(delimiter === undefined ? {} : { delimiter }) };
  for (const [key, value] of Object.entries(dialect ?? {})) json[key] = Array.isArray(value) ? [...value] : value;
  return Object.keys(json).length === 0 ? {} : { dialect: json };
}

/** The settings of the schema for reading files: encoding, dialect, missing values. */
export function writtenAs(schema: Pick<Schema, "encoding" | "delimiter" | "dialect" | "fields"> | null): WrittenAs {
  if (schema === null) return {};
  const { encoding, delimiter, dialect, fields } = schema;
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(dialect === undefined ? {} : { dialect }),
    ...(dialect?.header === false ? { names: fields.map(({ name }) => name) } : {}),
  };
}

function headOf(source: Source, complaints: Complaints): TableHead {
  const first = tableHead.safeParse(source.tree);
  if (first.success) return first.data;
  const mistakes = mistakesOf(first.error.issues, source, WORDS);
  complaints.take(mistakes.map((mistake) => mistake.problem));
  const kept = without(
    source.tree,
    mistakes.map(({ path }) => path.slice(0, 1)),
  );
  return tableHead.safeParse({ ...(isMapping(kept) ? kept : {}), fields: [null] }).data ?? tableHead.parse({ fields: [null] });
}

/** One field, checked without its invalid keys; null: nothing of it can be used. */
function readField(entry: Tree, path: Path, source: Source, complaints: Complaints, recorded: boolean): Field | null {
  const first = tableField.safeParse(entry);
  if (first.success) return fieldOf(path, first.data, source, complaints, recorded);
  const issues = first.error.issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
  const mistakes = mistakesOf(issues, source, WORDS);
  complaints.take(mistakes.map((mistake) => mistake.problem));
  const wrong = mistakes.map((mistake) => mistake.path.slice(path.length));
  const rest = tableField.safeParse(
    without(
      entry,
      wrong.map((at) => at.slice(0, at[0] === "constraints" ? 2 : 1)),
    ),
  );
  if (!rest.success) return null;
  // Without a valid type the constraints cannot be checked.
  const typeless = wrong.some((at) => at[0] === "type" || at.length === 0);
  return fieldOf(
    path,
    typeless ? { ...rest.data, format: "default", constraints: {}, categories: undefined } : rest.data,
    source,
    complaints,
    recorded,
  );
}

/** The normalised form: defaults filled in, without titles and places. Equal for equivalent schemas. */
export function schemaToJson(schema: Schema): JsonValue {
  return {
    fields: schema.fields.map(fieldJson),
    missingValues: [...schema.missingValues],
    primaryKey: [...schema.primaryKey],
    fieldsMatch: schema.fieldsMatch,
    ...(schema.uniqueKeys === undefined ? {} : { uniqueKeys: schema.uniqueKeys.map((key) => [...key]) }),
    ...(schema.foreignKeys === undefined ? {} : { foreignKeys: schema.foreignKeys.map(foreignKeyJson) }),
    ...(schema.encoding === undefined ? {} : { encoding: schema.encoding }),
    ...dialectJson(schema),
  };
}

function fieldJson(field: Field): JsonValue {
  const json: { [key: string]: JsonValue } = {
    name: field.name,
    type: field.type,
    format: field.format,
    role: field.role,
    aliases: [...field.aliases],
    constraints: constraintsJson(field),
  };
  if (field.drift !== undefined) json.drift = field.drift;
  if (field.inferred) json.inferred = true;
  if (field.valueAliases !== undefined) json.valueAliases = { ...field.valueAliases };
  if (field.missingValues !== null) json.missingValues = [...field.missingValues];
  if (field.type === "number") json.decimalChar = field.decimalChar;
  if (field.type === "number" || field.type === "integer") {
    json.bareNumber = field.bareNumber;
    if (field.groupChar !== null) json.groupChar = field.groupChar;
    if (field.affixes !== undefined) json.affixes = [...field.affixes];
  }
  if (field.list !== undefined) {
    json.delimiter = field.list.delimiter;
    json.itemType = field.list.itemType;
  }
  if (field.type === "boolean") {
    json.trueValues = [...field.trueValues];
    json.falseValues = [...field.falseValues];
  }
  return json;
}

const BOUNDS: (keyof Constraints)[] = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];

function constraintsJson(field: Field): JsonValue {
  const json: { [key: string]: JsonValue } = {};
  for (const [key, value] of Object.entries(field.constraints) as [keyof Constraints, Constraints[keyof Constraints]][]) {
    if (value === undefined || value === false) continue;
    if (typeof value === "number" && BOUNDS.includes(key)) json[key] = writtenBound(value, field);
    else json[key] = Array.isArray(value) ? [...value] : value;
  }
  return json;
}
