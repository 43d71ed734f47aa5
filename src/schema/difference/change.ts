// One change of a schema, and what it does to the data that was accepted before.

import { named, printable } from "../../findings/wording.ts";
import { cellParser, kindOfType } from "../../table/values/values.ts";
import type { Field } from "../../types/schema.ts";
import { valueWords } from "../words/moments.ts";

/**
 * breaks: what was accepted no longer fits, or the model's inputs change. loosens: accepts what was refused. tightens: refuses what
 * was accepted. neutral: neither, but the schema is another, so a model is trained anew.
 */
export type ChangeKind = "breaks" | "loosens" | "tightens" | "neutral";

export interface SchemaChange {
  kind: ChangeKind;
  /** The field's name in the new schema, or in the old one when it is gone; null: the schema as a whole. */
  field: string | null;
  /** The key that changed, for its place: `minimum`, `type`. */
  key: string;
  before: string;
  after: string;
  /** A clause without a full stop: "`amount` may now be negative: the minimum 0 is gone". */
  says: string;
}

const NONE = "none";

/** One end of a range. `closed`: the bound itself is allowed. */
interface End {
  value: number;
  closed: boolean;
}

/** The changes of one field's constraints, type apart. `isTarget`: required whatever the schema says. */
export function constraintChanges(before: Field, after: Field, isTarget: boolean): SchemaChange[] {
  return [
    ...(isTarget ? [] : flagChange(before, after, "required", "may now be missing", "may no longer be missing")),
    ...flagChange(before, after, "unique", "may now repeat values", "may no longer repeat a value"),
    ...enumChanges(before, after),
    ...endChange(before, after, "low"),
    ...endChange(before, after, "high"),
    ...lengthChange(before, after, "minLength"),
    ...lengthChange(before, after, "maxLength"),
    ...patternChange(before, after),
  ];
}

function flagChange(before: Field, after: Field, key: "required" | "unique", looser: string, tighter: string): SchemaChange[] {
  const [was, is] = [before.constraints[key] === true, after.constraints[key] === true];
  if (was === is) return [];
  const says = `${named(after.name)} ${is ? tighter : looser}: ${is ? `${key} is new` : `${key} is gone`}`;
  return [{ kind: is ? "tightens" : "loosens", field: after.name, key, before: String(was), after: String(is), says }];
}

function enumChanges(before: Field, after: Field): SchemaChange[] {
  const [was, is] = [before.constraints.enum, after.constraints.enum];
  const base = { field: after.name, key: "enum", before: listWords(was), after: listWords(is) };
  if (was === undefined && is === undefined) return [];
  if (is === undefined)
    return [{ ...base, kind: "loosens", says: `${named(after.name)} may now hold any value: the list of ${was?.length} is gone` }];
  if (was === undefined)
    return [{ ...base, kind: "tightens", says: `${named(after.name)} may now hold only the ${is.length} values listed` }];
  // By value: 1 and 1.0 are the same number.
  const [had, has] = [valuesOf(was, before), valuesOf(is, after)];
  const added = [...has].filter((value) => !had.has(value)).length;
  const removed = [...had].filter((value) => !has.has(value)).length;
  const changes: SchemaChange[] = [];
  if (added > 0) changes.push({ ...base, kind: "loosens", says: `${named(after.name)} may now hold ${countOf(added)} that it could not` });
  if (removed > 0)
    changes.push({ ...base, kind: "tightens", says: `${named(after.name)} may no longer hold ${countOf(removed)} that it could` });
  return changes;
}

function valuesOf(listed: string[], field: Field): Set<number | string> {
  const parse = cellParser(field);
  return new Set(listed.map((text) => parse(text) ?? text));
}

function countOf(values: number): string {
  return values === 1 ? "one value" : `${values} values`;
}

function listWords(values: string[] | undefined): string {
  return values === undefined ? NONE : `${values.length} values`;
}

function endChange(before: Field, after: Field, side: "low" | "high"): SchemaChange[] {
  const [was, is] = [endOf(before, side), endOf(after, side)];
  const order = compareEnds(was, is, side);
  if (order === 0) return [];
  const kind = order > 0 ? "tightens" : "loosens";
  const key = keyOf(is === null ? before : after, side);
  const [before_, after_] = [endWords(was, before, side), endWords(is, after, side)];
  return [{ kind, field: after.name, key, before: before_, after: after_, says: endSentence(was, is, before, after, side) }];
}

/** The stricter of the two ways to say it. */
function endOf({ constraints }: Field, side: "low" | "high"): End | null {
  const inclusive = side === "low" ? constraints.minimum : constraints.maximum;
  const exclusive = side === "low" ? constraints.exclusiveMinimum : constraints.exclusiveMaximum;
  if (exclusive === undefined) return inclusive === undefined ? null : { value: inclusive, closed: true };
  if (inclusive === undefined) return { value: exclusive, closed: false };
  const stricter = side === "low" ? exclusive >= inclusive : exclusive <= inclusive;
  return stricter ? { value: exclusive, closed: false } : { value: inclusive, closed: true };
}

/** Positive: `is` is the stricter. */
function compareEnds(was: End | null, is: End | null, side: "low" | "high"): number {
  if (was === null || is === null) return (is === null ? 0 : 1) - (was === null ? 0 : 1);
  if (was.value !== is.value) return is.value > was.value === (side === "low") ? 1 : -1;
  return Number(was.closed) - Number(is.closed);
}

function keyOf({ constraints }: Field, side: "low" | "high"): string {
  const [inclusive, exclusive] = side === "low" ? (["minimum", "exclusiveMinimum"] as const) : (["maximum", "exclusiveMaximum"] as const);
  return constraints[exclusive] === undefined ? inclusive : exclusive;
}

function endSentence(was: End | null, is: End | null, before: Field, after: Field, side: "low" | "high"): string {
  const name = named(after.name);
  const noun = side === "low" ? "minimum" : "maximum";
  const negative = side === "low" && kindOfNumbers(after) && was !== null && was.value >= 0 && (is === null || is.value < 0);
  const what = negative ? "may now be negative" : reach(compareEnds(was, is, side), side);
  if (is === null) return `${name} ${what}: the ${noun} ${endWords(was, before, side)} is gone`;
  if (was === null) return `${name} ${what}: the ${noun} ${endWords(is, after, side)} is new`;
  return `${name} ${what}: the ${noun} was ${endWords(was, before, side)} and is ${endWords(is, after, side)}`;
}

function reach(order: number, side: "low" | "high"): string {
  const end = side === "low" ? "lower" : "higher";
  return order < 0 ? `may now be ${end} than before` : `may no longer be as ${side} as before`;
}

function kindOfNumbers({ type }: Field): boolean {
  return type === "number" || type === "integer";
}

function endWords(end: End | null, field: Field, side: "low" | "high"): string {
  if (end === null) return NONE;
  const text = valueWords(end.value, field);
  return end.closed ? text : `${text} (${side === "low" ? "above" : "below"} it)`;
}

function lengthChange(before: Field, after: Field, key: "minLength" | "maxLength"): SchemaChange[] {
  const nothing = key === "minLength" ? 0 : Number.POSITIVE_INFINITY;
  const [was, is] = [before.constraints[key] ?? nothing, after.constraints[key] ?? nothing];
  if (was === is) return [];
  const tighter = is > was === (key === "minLength");
  const words = (length: number) => (length === nothing ? NONE : String(length));
  const what = tighter ? "may no longer be as" : "may now be";
  const end = key === "minLength" ? (tighter ? "short" : "shorter") : tighter ? "long" : "longer";
  const says = `${named(after.name)} ${what} ${end} ${tighter ? "as before" : "than before"}: ${key} was ${words(was)} and is ${words(is)}`;
  return [{ kind: tighter ? "tightens" : "loosens", field: after.name, key, before: words(was), after: words(is), says }];
}

function patternChange(before: Field, after: Field): SchemaChange[] {
  const [was, is] = [before.constraints.pattern, after.constraints.pattern];
  if (was === is) return [];
  const words = (pattern: string | undefined) => (pattern === undefined ? NONE : printable(pattern, 100));
  const base = { field: after.name, key: "pattern", before: words(was), after: words(is) };
  if (is === undefined) return [{ ...base, kind: "loosens", says: `${named(after.name)} need no longer match a pattern` }];
  if (was === undefined) return [{ ...base, kind: "tightens", says: `${named(after.name)} must now match a pattern` }];
  // Which of two patterns admits more cannot be told in general.
  return [
    { ...base, kind: "loosens", says: `${named(after.name)} has another pattern, which may admit what the old one refused` },
    { ...base, kind: "tightens", says: `${named(after.name)} has another pattern, which may refuse what the old one admitted` },
  ];
}

/** How the change of a type bears on what was accepted and on the model's input of that name. */
export function typeChange(before: Field, after: Field): SchemaChange[] {
  const [was, is] = [before.type, after.type];
  if (was === is) return formatChange(before, after);
  const base = { field: after.name, key: "type", before: was, after: is };
  const change = `the type was ${was} and is ${is}`;
  if (WIDER.has(`${was} ${is}`)) return [{ ...base, kind: "loosens", says: `${named(after.name)} may now hold more: ${change}` }];
  if (WIDER.has(`${is} ${was}`)) return [{ ...base, kind: "tightens", says: `${named(after.name)} may now hold less: ${change}` }];
  const input = kindOfType(was) === kindOfType(is) ? "is read in another way" : `is another input of the model (${kindOfType(is)})`;
  return [{ ...base, kind: "breaks", says: `${named(after.name)} ${input}: ${change}` }];
}

/** "narrow wide": every text of the first reads as the same value of the second. */
const WIDER = new Set(["integer number", "year integer", "year number", "string any"]);

function formatChange(before: Field, after: Field): SchemaChange[] {
  const [was, is] = [before.format, after.format];
  if (was === is) return [];
  const base = { field: after.name, key: "format", before: printable(was), after: printable(is) };
  const change = `the format was ${printable(was)} and is ${printable(is)}`;
  const anything = after.type === "string" ? "default" : "any";
  const plain = after.type === "string" ? null : "default";
  if (is === anything && (plain === null || was === plain))
    return [{ ...base, kind: "loosens", says: `${named(after.name)} may now hold more: ${change}` }];
  if (was === anything && (plain === null || is === plain))
    return [{ ...base, kind: "tightens", says: `${named(after.name)} may now hold less: ${change}` }];
  return [{ ...base, kind: "breaks", says: `${named(after.name)} is read in another way: ${change}` }];
}
