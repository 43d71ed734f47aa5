// Two schemas → what changed in meaning, field by field. Comments, order of keys, quoting and titles are no change.

import { named, namedList } from "../../findings/wording.ts";
import type { FieldType } from "../../types/field-types.ts";
import type { Field, Schema } from "../../types/schema.ts";
import { headerTolerance } from "../words/match.ts";
import { constraintChanges, type SchemaChange, typeChange } from "./change.ts";

/** `target`: the column that is predicted, in either. */
export function diffSchemas(before: Schema, after: Schema, target: string): SchemaChange[] {
  const pairs = pairFields(before, after);
  const was = new Set(pairs.map(({ before: field }) => field));
  const is = new Set(pairs.map(({ after: field }) => field));
  return [
    ...pairs.flatMap((pair) => fieldChanges(pair.before, pair.after, before, after, target)),
    ...before.fields.filter((field) => !was.has(field)).map((field) => removedField(field, after)),
    ...after.fields.filter((field) => !is.has(field)).map((field) => addedField(field, before, after)),
    ...headChanges(before, after),
    ...orderChange(before, after, pairs),
  ];
}

interface Pair {
  before: Field;
  after: Field;
}

/** By name, then by the aliases that carry a name over. */
function pairFields(before: Schema, after: Schema): Pair[] {
  const left = new Map(before.fields.map((field) => [field.name, field]));
  const pairs: Pair[] = [];
  const alone: Field[] = [];
  for (const field of after.fields) {
    const same = left.get(field.name);
    if (same === undefined) alone.push(field);
    else pairs.push({ before: same, after: field });
    left.delete(field.name);
  }
  for (const field of alone) {
    const old = field.aliases.map((alias) => left.get(alias)).find((candidate) => candidate !== undefined);
    if (old === undefined) continue;
    pairs.push({ before: old, after: field });
    left.delete(old.name);
  }
  return pairs;
}

function fieldChanges(was: Field, is: Field, before: Schema, after: Schema, target: string): SchemaChange[] {
  return [
    ...nameChange(was, is),
    ...roleChange(was, is),
    ...typeChange(was, is),
    ...notationChanges(was, is),
    ...missingChanges(was.missingValues ?? before.missingValues, is.missingValues ?? after.missingValues, is),
    ...(areComparable(was, is) ? constraintChanges(was, is, is.name === target) : []),
    ...aliasChanges(was, is),
    ...driftChange(was, is),
    ...inferredChange(was, is),
    ...otherChanges(was, is),
  ];
}

const TOLD = new Set<string>([
  "name",
  "type",
  "format",
  "constraints",
  "missingValues",
  "decimalChar",
  "groupChar",
  "bareNumber",
  "trueValues",
  "falseValues",
  "aliases",
  "valueAliases",
  "role",
  "drift",
  "inferred",
  "where",
] satisfies (keyof Field)[]);

/** A key that nothing here knows how to weigh may well let more through. */
function otherChanges(was: Field, is: Field): SchemaChange[] {
  const value = (field: Field, key: string) => JSON.stringify(Object.entries(field).find(([name]) => name === key)?.[1] ?? null);
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (key) => !TOLD.has(key) && value(was, key) !== value(is, key),
  );
  return keys.map((key) => ({
    kind: "loosens",
    field: is.name,
    key,
    before: value(was, key).slice(0, 80),
    after: value(is, key).slice(0, 80),
    says: `${named(is.name)} is checked in another way: ${key} is another`,
  }));
}

const COMPARABLE = [new Set<FieldType>(["integer", "number", "year"]), new Set<FieldType>(["string", "any"])];

/** Bounds of dates and of numbers have nothing to do with each other; the change of type says all. */
function areComparable(was: Field, is: Field): boolean {
  return was.type === is.type || COMPARABLE.some((types) => types.has(was.type) && types.has(is.type));
}

function nameChange(was: Field, is: Field): SchemaChange[] {
  if (was.name === is.name) return [];
  const says = `${named(was.name)} is now named ${named(is.name)}: files may keep the old name, the model's input changes`;
  return [{ kind: "breaks", field: is.name, key: "name", before: was.name, after: is.name, says }];
}

function roleChange(was: Field, is: Field): SchemaChange[] {
  if (was.role === is.role) return [];
  const base = { field: is.name, key: "role", before: was.role, after: is.role };
  const input = was.role === "feature" || is.role === "feature" || was.role === "target" || is.role === "target";
  const says = `the role of ${named(is.name)} was ${was.role} and is ${is.role}`;
  if (!input) return [{ ...base, kind: "neutral", says }];
  return [{ ...base, kind: "breaks", says: `${says}: the model's inputs change` }];
}

const GRAVITY = { off: 0, warning: 1, error: 2 };

/** Nothing said: most of what differs is an error. */
function driftChange({ drift: was = "error" }: Field, { name, drift: is = "error" }: Field): SchemaChange[] {
  if (was === is) return [];
  const kind = GRAVITY[is] < GRAVITY[was] ? "loosens" : "tightens";
  const says = `${named(name)} may ${kind === "loosens" ? "differ more" : "no longer differ as much"} from the accepted batches: drift was ${was} and is ${is}`;
  return [{ kind, field: name, key: "drift", before: was, after: is, says }];
}

/** A guess moves on with the accepted batches, and barely breaking it is a warning. */
function inferredChange(before: Field, { name, inferred }: Field): SchemaChange[] {
  const [was, is] = [before.inferred === true, inferred === true];
  if (was === is) return [];
  const says = `the constraints of ${named(name)} ${is ? "are now a guess that moves on with the accepted batches" : "are now held to the letter"}`;
  return [{ kind: is ? "loosens" : "tightens", field: name, key: "inferred", before: String(was), after: String(is), says }];
}

/** How numbers and truth values are written. */
function notationChanges(was: Field, is: Field): SchemaChange[] {
  if (!areComparable(was, is)) return [];
  const changes: SchemaChange[] = [];
  const add = (key: string, kind: SchemaChange["kind"], before: string, after: string) => {
    const effect = {
      breaks: "is read in another way",
      loosens: "may now hold more",
      tightens: "may now hold less",
      neutral: "is the same",
    }[kind];
    changes.push({ kind, field: is.name, key, before, after, says: `${named(is.name)} ${effect}: ${key} is another` });
  };
  if (was.decimalChar !== is.decimalChar) add("decimalChar", "breaks", was.decimalChar, is.decimalChar);
  if (was.groupChar !== is.groupChar) {
    const kind = was.groupChar === null ? "loosens" : is.groupChar === null ? "tightens" : "breaks";
    add("groupChar", kind, was.groupChar ?? "none", is.groupChar ?? "none");
  }
  if (was.bareNumber !== is.bareNumber)
    add("bareNumber", is.bareNumber ? "tightens" : "loosens", String(was.bareNumber), String(is.bareNumber));
  if (is.type === "boolean") {
    for (const key of ["trueValues", "falseValues"] as const) {
      const kind = wordsKind(was, is, key);
      if (kind !== null) add(key, kind, `${was[key].length} words`, `${is[key].length} words`);
    }
  }
  const kind = valueAliasesKind(was.valueAliases ?? {}, is.valueAliases ?? {});
  if (kind !== null)
    add("valueAliases", kind, `${Object.keys(was.valueAliases ?? {}).length} texts`, `${Object.keys(is.valueAliases ?? {}).length} texts`);
  return changes;
}

/** A text that stands for another value than before changes what rows mean. */
function valueAliasesKind(was: Record<string, string>, is: Record<string, string>): SchemaChange["kind"] | null {
  const [before, after] = [new Map(Object.entries(was)), new Map(Object.entries(is))];
  const moved = [...before].some(([text, value]) => after.has(text) && after.get(text) !== value);
  const added = [...after.keys()].some((text) => !before.has(text));
  const removed = [...before.keys()].some((text) => !after.has(text));
  if (moved || (added && removed)) return "breaks";
  return added ? "loosens" : removed ? "tightens" : null;
}

function wordsKind(was: Field, is: Field, key: "trueValues" | "falseValues"): SchemaChange["kind"] | null {
  const other = key === "trueValues" ? "falseValues" : "trueValues";
  const added = is[key].filter((word) => !was[key].includes(word));
  const removed = was[key].filter((word) => !is[key].includes(word));
  if (added.length === 0 && removed.length === 0) return null;
  if (added.some((word) => was[other].includes(word)) || (added.length > 0 && removed.length > 0)) return "breaks";
  return added.length > 0 ? "loosens" : "tightens";
}

function missingChanges(was: string[], is: string[], field: Field): SchemaChange[] {
  const added = is.filter((text) => !was.includes(text)).length;
  const removed = was.filter((text) => !is.includes(text)).length;
  const base = { field: field.name, key: "missingValues", before: `${was.length} texts`, after: `${is.length} texts` };
  const counts = (texts: number, more: string) => `${texts === 1 ? `one${more} text` : `${texts}${more} texts`}`;
  const stands = (texts: number) => (texts === 1 ? "stands" : "stand");
  const { required } = field.constraints;
  const changes: SchemaChange[] = [];
  if (added > 0) {
    const says = `${counts(added, " more")} now ${stands(added)} for a missing value of ${named(field.name)}`;
    changes.push({ ...base, kind: required ? "tightens" : "loosens", says });
  }
  // A former missing marker now parses as a value, so `required` can pass.
  if (removed > 0) {
    const says = `${counts(removed, "")} no longer ${stands(removed)} for a missing value of ${named(field.name)}`;
    changes.push({ ...base, kind: required ? "loosens" : "tightens", says });
  }
  return changes;
}

function aliasChanges(was: Field, is: Field): SchemaChange[] {
  const known = (field: Field) => new Set([field.name, ...field.aliases]);
  const [before, after] = [known(was), known(is)];
  const added = [...after].filter((name) => !before.has(name) && name !== is.name);
  const removed = [...before].filter((name) => !after.has(name));
  const base = { field: is.name, key: "aliases", before: `${was.aliases.length} aliases`, after: `${is.aliases.length} aliases` };
  const changes: SchemaChange[] = [];
  if (added.length > 0) changes.push({ ...base, kind: "loosens", says: `${named(is.name)} may now arrive as ${namedList(added)}` });
  if (removed.length > 0)
    changes.push({ ...base, kind: "tightens", says: `${named(is.name)} may no longer arrive as ${namedList(removed)}` });
  return changes;
}

function removedField(field: Field, after: Schema): SchemaChange {
  const base = { field: field.name, key: "fields", before: field.type, after: "none" };
  const { more } = headerTolerance(after.fieldsMatch);
  const gone = `the column ${named(field.name)} is gone from the schema`;
  if (field.role === "feature" || field.role === "target") return { ...base, kind: "breaks", says: `${gone}: the model's inputs change` };
  if (more === "fail") return { ...base, kind: "breaks", says: `${gone}: files that have it no longer fit` };
  return { ...base, kind: "loosens", says: `${gone}: it is no longer checked` };
}

function addedField(field: Field, before: Schema, after: Schema): SchemaChange {
  const base = { field: field.name, key: "name", before: "none", after: field.type };
  const isNew = `the column ${named(field.name)} is new in the schema`;
  const needed = !headerTolerance(after.fieldsMatch).fewer || field.constraints.required === true;
  if (needed) return { ...base, kind: "breaks", says: `${isNew}: files without it no longer fit` };
  if (field.role === "feature") return { ...base, kind: "breaks", says: `${isNew}: the model's inputs change` };
  return {
    ...base,
    kind: headerTolerance(before.fieldsMatch).more === "fail" ? "loosens" : "tightens",
    says: `${isNew}: files may have it, and it is checked`,
  };
}

/** What `fieldsMatch` lets a file do, and the primary key. */
function headChanges(before: Schema, after: Schema): SchemaChange[] {
  const changes: SchemaChange[] = [];
  const [was, is] = [before.fieldsMatch, after.fieldsMatch];
  if (was !== is) {
    const [fewer, more] = [
      (schema: Schema) => headerTolerance(schema.fieldsMatch).fewer,
      (schema: Schema) => headerTolerance(schema.fieldsMatch).more !== "fail",
    ];
    const freedoms = (schema: Schema) => [schema.fieldsMatch !== "exact", fewer(schema), more(schema)];
    const [had, has] = [freedoms(before), freedoms(after)];
    const looser = has.some((free, index) => free && !had[index]);
    const says = `fieldsMatch was ${was} and is ${is}: ${looser ? "files may now differ more from the schema" : "files may now differ less from the schema"}`;
    changes.push({ kind: looser ? "loosens" : "tightens", field: null, key: "fieldsMatch", before: was, after: is, says });
  }
  const [keyWas, keyIs] = [new Set(before.primaryKey), new Set(after.primaryKey)];
  const gone = [...keyWas].filter((name) => !keyIs.has(name));
  const added = [...keyIs].filter((name) => !keyWas.has(name));
  if (gone.length + added.length > 0) {
    // More columns in a key let more rows differ; no key lets all.
    const looser = keyIs.size === 0 || (keyWas.size > 0 && added.length > 0);
    const words = (key: Set<string>) => (key.size === 0 ? "none" : namedList([...key]));
    const says = `the primary key was ${words(keyWas)} and is ${words(keyIs)}: rows may ${looser ? "now repeat what they could not" : "no longer repeat what they could"}`;
    changes.push({
      kind: looser ? "loosens" : "tightens",
      field: null,
      key: "primaryKey",
      before: words(keyWas),
      after: words(keyIs),
      says,
    });
  }
  return changes;
}

function orderChange(before: Schema, after: Schema, pairs: Pair[]): SchemaChange[] {
  const was = new Map(before.fields.map((field, index) => [field, index]));
  const is = new Map(after.fields.map((field, index) => [field, index]));
  const kept = [...pairs].sort((a, b) => is.get(a.after)! - is.get(b.after)!);
  const first = kept.find((pair, index) => index > 0 && was.get(pair.before)! < was.get(kept[index - 1]!.before)!);
  if (first === undefined) return [];
  const base = { field: first.after.name, key: "name", before: "earlier", after: "later" };
  if (after.fieldsMatch === "exact")
    return [
      {
        ...base,
        kind: "breaks",
        says: `the order of the fields changed, from ${named(first.after.name)} on: files in the old order no longer fit`,
      },
    ];
  return [
    { ...base, kind: "neutral", says: `the order of the fields changed, from ${named(first.after.name)} on: the same files are accepted` },
  ];
}
