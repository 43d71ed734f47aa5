// Checks between the fields of a schema: names, aliases, keys, the target.
import type { Field, Schema } from "../../types/schema.ts";
import type { Complaints } from "../file/complaints.ts";
import { nearest } from "../file/nearest-key.ts";
import { type Path, placeText, quoted, type Source, valueAt } from "../file/source.ts";
import type { TableHead } from "./table-schema.ts";

/** Most suggestions: each compares with every field. */
const MAX_SUGGESTIONS = 50;

export interface Table {
  schema: Schema;
  head: TableHead;
  /** The path of each field. */
  paths: Path[];
  target: string | null;
  /** False: names may be missing, since some entries cannot be read. */
  whole: boolean;
  source: Source;
  complaints: Complaints;
}

/** Checks the rules between fields; mistakes go to the table's complaints. */
export function checkTable(table: Table): void {
  const byName = checkNames(table);
  checkAliases(table, byName);
  checkPrimaryKey(table, byName);
  checkOtherKeys(table, byName);
  const { head, complaints } = table;
  if (Array.isArray(head.fieldsMatch) && head.fieldsMatch.length > 1) complaints.add(["fieldsMatch"], "holds several rules", "one of them");
  checkTarget(table, byName);
  checkTrainable(table);
}

function checkNames({ schema, paths, source, complaints }: Table): Map<string, number> {
  const byName = new Map<string, number>();
  for (const [index, { name }] of schema.fields.entries()) {
    const before = byName.get(name);
    const where = before === undefined ? null : source.whereValue([...paths[before]!, "name"]);
    if (before === undefined) byName.set(name, index);
    else
      complaints.add(
        [...paths[index]!, "name"],
        `is ${quoted(name)}, as is an earlier field${where ? ` (${placeText(where)})` : ""}`,
        "a name of its own",
      );
  }
  return byName;
}

function checkAliases({ schema, paths, source, complaints }: Table, byName: Map<string, number>): void {
  const taken = new Map<string, string>();
  for (const [index, field] of schema.fields.entries()) {
    for (const alias of field.aliases) {
      const other = taken.get(alias);
      const at = aliasPath([...paths[index]!, "aliases"], alias, source);
      if (byName.has(alias))
        complaints.add(
          at,
          `holds ${quoted(alias)}, the name of ${byName.get(alias) === index ? "this field itself" : "another field"}`,
          "other names only",
          quoted(alias),
        );
      else if (other !== undefined)
        complaints.add(at, `holds ${quoted(alias)}, an alias of ${quoted(other)} too`, "an alias of one field only", quoted(alias));
      taken.set(alias, field.name);
    }
  }
}

function aliasPath(aliases: Path, alias: string, source: Source): Path {
  const list = valueAt(source.tree, aliases);
  return Array.isArray(list) ? [...aliases, list.indexOf(alias)] : aliases;
}

function checkPrimaryKey({ schema, whole, source, complaints }: Table, byName: Map<string, number>): void {
  const seen = new Set<string>();
  for (const [index, name] of schema.primaryKey.entries()) {
    const at: Path = Array.isArray(valueAt(source.tree, ["primaryKey"])) ? ["primaryKey", index] : ["primaryKey"];
    const near = index < MAX_SUGGESTIONS ? nearest(name, byName.keys()) : null;
    if (!byName.has(name) && whole)
      complaints.add(at, `names ${quoted(name)}, which is no field`, near ? quoted(near) : "the name of a field");
    if (seen.has(name)) complaints.add(at, `names ${quoted(name)} twice`, "each field once");
    seen.add(name);
  }
}

/** uniqueKeys and foreignKeys must name existing fields, foreignKeys as many on either side. */
function checkOtherKeys({ schema, whole, complaints }: Table, byName: Map<string, number>): void {
  const known = (at: Path, names: string[]) => {
    for (const name of whole ? names.filter((one) => !byName.has(one)) : []) {
      const near = nearest(name, byName.keys());
      complaints.add(at, `names ${quoted(name)}, which is no field`, near ? quoted(near) : "the name of a field");
    }
  };
  for (const [index, key] of (schema.uniqueKeys ?? []).entries()) known(["uniqueKeys", index], key);
  for (const [index, { fields, resource, reference }] of (schema.foreignKeys ?? []).entries()) {
    const at: Path = ["foreignKeys", index];
    known([...at, "fields"], fields);
    if (resource === null) known([...at, "reference", "fields"], reference);
    if (fields.length !== reference.length)
      complaints.add(at, `refers with ${fields.length} to ${reference.length} fields`, "as many fields on either side");
  }
}

/** Types with several values per cell, which a forest cannot split on. */
const STRUCTURED: ReadonlySet<string> = new Set(["list", "object", "array", "geopoint", "geojson"]);

function checkTrainable({ schema, paths, complaints }: Table): void {
  for (const [index, { name, type, role }] of schema.fields.entries()) {
    if (!STRUCTURED.has(type) || (role !== "feature" && role !== "target")) continue;
    const expected = role === "target" ? "a column of classes as the target" : "role: ignore, which checks it and trains without it";
    complaints.add(
      [...paths[index]!, "type"],
      `is ${type}: ${quoted(name)} holds more than one value per row and cannot be trained on`,
      expected,
    );
  }
}

function checkTarget(table: Table, byName: Map<string, number>): void {
  const { schema, paths, whole, complaints } = table;
  const marked = schema.fields.flatMap((field, index) => (field.role === "target" ? [index] : []));
  const target = table.target ?? schema.fields[marked[0] ?? -1]?.name ?? null;
  for (const index of marked) {
    const { name } = schema.fields[index]!;
    if (name !== target)
      complaints.add(
        [...paths[index]!, "role"],
        `is target, but the target is ${quoted(target ?? "")}`,
        `role: target at ${quoted(target ?? "")} only`,
      );
  }
  if (target === null) return;
  const index = byName.get(target);
  if (index === undefined) {
    if (whole)
      complaints.add(
        ["fields"],
        `hold no field for the target ${quoted(target)}${nearTarget(target, schema.fields)}`,
        `a field named ${quoted(target)}`,
        "no such field",
      );
  } else giveTarget(schema.fields[index]!, paths[index]!, complaints);
  if (whole && !schema.fields.some((field) => field.role === "feature"))
    complaints.add(["fields"], "leave no feature to train on", "at least one field with the role feature", "no feature");
}

function giveTarget(field: Field, path: Path, complaints: Complaints): void {
  if (field.role !== "feature" && field.role !== "target")
    complaints.add([...path, "role"], `is ${field.role}, but ${quoted(field.name)} is the target`, "no role here, or target");
  field.role = "target";
}

function nearTarget(target: string, fields: Field[]): string {
  const owner = fields.find((field) => field.aliases.includes(target));
  if (owner) return ` (it is an alias of ${quoted(owner.name)}: name that as the target)`;
  const near = nearest(
    target,
    fields.map((field) => field.name),
  );
  return near ? ` (did you mean ${quoted(near)}?)` : "";
}
