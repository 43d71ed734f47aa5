// The rules of one field over one file's column. Text rules are judged once per distinct text.
import { RE2JS } from "re2js";
import { fieldKey, setKey } from "../../findings/remedies.ts";
import { grouped, named, plural, printable } from "../../findings/wording.ts";
import { type Cure, cureWords, lookOf } from "../../schema/infer/looks.ts";
import { missingCount, missingTest } from "../../schema/words/missing.ts";
import { valueWords } from "../../schema/words/moments.ts";
import { stringFormat } from "../../schema/words/string-format.ts";
import { cellText } from "../../table/columns/raw.ts";
import { cellParser } from "../../table/values/values.ts";
import { ConfigError, problem } from "../../types/errors.ts";
import type { Remedy } from "../../types/judgement.ts";
import type { JsonValue } from "../../types/problem.ts";
import type { Field } from "../../types/schema.ts";
import type { Column, SourceFile } from "../../types/table.ts";
import { type Hits, hitsOf, hitsWhere, NO_HITS, type Ran, ranOverRows } from "../result/finding.ts";

/** One field's column of one file, typed. */
export interface TypedPart {
  file: SourceFile;
  field: Field;
  /** The column's place in the file, from 0. */
  at: number;
  column: Column;
  /** Rows whose cell did not parse; missing in `column`. */
  invalid: Int32Array;
  /** What counts as missing in this column; absent: an empty cell. */
  missingValues?: string[];
}

/** What of a field is worked out once, for all files. */
export interface FieldRules {
  field: Field;
  isTarget: boolean;
  /** Of the target only where somebody wrote it down: rows without a label are left out otherwise. */
  required: boolean;
  allowed: Set<number | string> | null;
  matches: ((text: string) => boolean) | null;
  /** Nobody wrote the schema down: what barely breaks it warns. */
  inferred: boolean;
  /** What accepted values say of such as lie outside the range; null: none are known. */
  beyond: Beyond | null;
  /** Accepted files hold the column: what reads their cells otherwise is no way out. */
  isKnown: boolean;
}

/** Whether values beyond the bounds, of so many cells, are more than chance among the accepted ones; null: nothing tells. */
export interface Beyond {
  farOut: (values: number[], cells: number) => boolean | null;
  /** Values below zero, where no accepted one was. */
  negative: (hits: number, cells: number) => boolean;
}

/** Share of rows up to which a gap, a value just outside or one that is not listed is no news, in a schema that was inferred. */
const MILD = {
  gaps: 0.005,
  fewestGaps: 2,
  outside: 0.01,
  fewestOutside: 3,
  reach: 0.5,
  unlisted: 0.005,
  fewestUnlisted: 2,
  times: 4,
  more: 64,
};

/** So few gaps where none were are no news. */
export const areFewGaps = (gaps: number, rows: number): boolean => gaps <= Math.max(MILD.fewestGaps, MILD.gaps * rows);

/** The rules of a field, ready to be held against cells; the target is always required. */
export function rulesOf(field: Field, isTarget: boolean, inferred = false, beyond: Beyond | null = null, isKnown = false): FieldRules {
  const { constraints } = field;
  const parse = cellParser(field);
  const allowed = constraints.enum === undefined ? null : new Set(constraints.enum.map((text) => parse(text) ?? text));
  return {
    field,
    isTarget,
    required: constraints.required === true && !(isTarget && inferred),
    allowed,
    matches: matcherOf(field),
    inferred,
    beyond,
    isKnown,
  };
}

/** Linear time whatever the pattern: the schema may come from a stranger's pull request. */
function matcherOf(field: Field): ((text: string) => boolean) | null {
  const { pattern } = field.constraints;
  if (pattern === undefined) return null;
  try {
    const compiled = RE2JS.compile(pattern);
    return (text) => compiled.matches(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The pattern of column ${named(field.name)} cannot be used: ${printable(reason, 200)}.`;
    throw new ConfigError(
      problem(message, { where: field.where, got: printable(pattern, 200), expected: "a regular expression as RE2 reads it" }),
    );
  }
}

/** Holds one column of one file against its field's rules: one result a rule. */
export function checkPart(part: TypedPart, rules: FieldRules, showValues: boolean): Ran[] {
  const { file, field, at } = part;
  const run: Run = (code, expected, hits, verb, { words: remedy, own }, mild = false) => {
    const raw = file.table.columns[at]!;
    const values = showValues ? hits.first.map((row) => cellText(raw, row)) : undefined;
    return ranOverRows({
      code,
      subject: field.name,
      file,
      at,
      rows: file.table.rows,
      expected,
      hits,
      verb,
      remedy,
      own,
      values,
      mild: mild && rules.inferred,
    });
  };
  const ran = [typeRule(part, rules.isKnown, run)];
  if (rules.required) ran.push(requiredRule(part, rules.isTarget, run));
  if (rules.allowed) ran.push(enumRule(part, rules.allowed, run));
  if (hasRange(field)) ran.push(rangeRule(part, rules.beyond, run));
  if (field.constraints.minLength !== undefined || field.constraints.maxLength !== undefined) ran.push(lengthRule(part, run));
  if (rules.matches) ran.push(patternRule(part, rules.matches, run));
  return ran;
}

type Run = (code: string, expected: string, hits: Hits, verb: string, remedy: Advice, mild?: boolean) => Ran;

interface Advice {
  words: string;
  own?: Remedy[];
}

/** What the schema must say of a field for its cells to pass; nothing where no file says it. */
function inSchema({ name, where }: Field, properties: { [property: string]: JsonValue }): Remedy[] {
  return where === null ? [] : Object.entries(properties).map(([key, value]) => setKey(where.file, fieldKey(name, key), value));
}

function typeRule(part: TypedPart, isKnown: boolean, run: Run): Ran {
  const { field, invalid, file, at, column } = part;
  const isOfFormat = field.type === "string" ? stringFormat(field.format) : null;
  const expected = field.format === "default" ? field.type : `${field.type} (${printable(field.format)})`;
  const remedy = `Correct the cells; or, if they are right, adapt \`type\`, \`format\` or \`missingValues\` of ${named(field.name)} in the schema.`;
  if (isOfFormat && column.kind === "category") {
    return run(
      "type",
      expected,
      textHits(part, (text) => !isOfFormat(text)),
      "is not in this format in",
      { words: remedy },
    );
  }
  const look = invalid.length > 0 ? lookOf(file.table.columns[at]!, invalid, field, part.missingValues) : null;
  return run("type", expected, hitsOf(invalid), `is ${look?.words ?? "text"} in`, typeAdvice(field, look?.cure ?? null, remedy, isKnown));
}

function typeAdvice(field: Field, cure: Cure | null, otherwise: string, isKnown: boolean): Advice {
  if (cure === null) return { words: otherwise };
  if (isKnown && cure.set !== null && readsOtherwise(field, cure.set)) return { words: AS_BEFORE };
  if (cure.set === null || field.where === null) return { words: `Correct the cells; or, ${cureWords(cure, field)}` };
  return { words: `Correct the cells; or, ${cure.words}, let the schema take them.`, own: inSchema(field, cure.set) };
}

const AS_BEFORE =
  "Write the cells as accepted files have them; or, if they are to change for good, write the accepted files so too: what reads all of them is then proposed.";

/** Whether cells that were read before would not be any more, or as something else. */
function readsOtherwise(field: Field, { type = field.type, format, decimalChar }: { [property: string]: JsonValue }): boolean {
  if (decimalChar !== undefined) return true;
  return type === "date" || type === "datetime" ? format !== "any" : type === "boolean" && field.type !== "boolean";
}

function requiredRule(part: TypedPart, isTarget: boolean, run: Run): Ran {
  const { column, invalid, field } = part;
  const isMissing = missingTest(column);
  // A cell that does not parse is a finding of its own, not a missing one.
  const unread = new Set(invalid);
  const hits = missingCount(column) === 0 ? NO_HITS : hitsWhere(part.file.table.rows, (row) => isMissing(row) && !unread.has(row));
  const label = "Fill in the labels, or leave the rows without one out of the file: they teach nothing.";
  const allow = inSchema(field, { "constraints.required": false });
  const gaps =
    allow.length > 0
      ? "Fill the cells; or, if gaps are to be expected, let the schema take them."
      : `Fill the cells; or, if gaps are to be expected, set \`required: false\` for ${named(field.name)} in the schema.`;
  const mild = !isTarget && areFewGaps(hits.count, part.file.table.rows);
  return run("required", "a value in every row", hits, "is missing in", isTarget ? { words: label } : { words: gaps, own: allow }, mild);
}

function enumRule(part: TypedPart, allowed: Set<number | string>, run: Run): Ran {
  const { column, field } = part;
  const listed = field.constraints.enum ?? [];
  const shown = listed.slice(0, 10).map((value) => printable(value, 40));
  const expected = `one of ${shown.join(", ")}${listed.length > shown.length ? ` and ${grouped(listed.length - shown.length)} more` : ""}`;
  const remedy = `Correct the cells; or, if the values are right, add them to \`enum\` of ${named(field.name)} in the schema.`;
  const hits = column.kind === "category" ? textHits(part, (text) => !allowed.has(text)) : numberHits(part, (value) => !allowed.has(value));
  const few = hits.count > 0 && hits.count <= Math.max(MILD.fewestUnlisted, MILD.unlisted * part.file.table.rows);
  const mild = few && !hasFarLonger(part, listed);
  return run("enum", expected, hits, `has other values than the ${plural(allowed.size, "listed one")} in`, { words: remedy }, mild);
}

/** A text that is so much longer than all that are listed is no new value among them, but something that went astray. */
function hasFarLonger(part: TypedPart, listed: string[]): boolean {
  const bound = MILD.times * Math.max(...listed.map((text) => text.length)) + MILD.more;
  return textHits(part, (text) => text.length > bound).count > 0;
}

function hasRange(field: Field): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field.constraints;
  return minimum !== undefined || maximum !== undefined || exclusiveMinimum !== undefined || exclusiveMaximum !== undefined;
}

function rangeRule(part: TypedPart, beyond: Beyond | null, run: Run): Ran {
  const { field } = part;
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field.constraints;
  const low = minimum ?? Number.NEGATIVE_INFINITY;
  const high = maximum ?? Number.POSITIVE_INFINITY;
  const above = exclusiveMinimum ?? Number.NEGATIVE_INFINITY;
  const below = exclusiveMaximum ?? Number.POSITIVE_INFINITY;
  const tooLow = (value: number) => value < low || value <= above;
  const tooHigh = (value: number) => value > high || value >= below;
  const [least, most] = extremesOf(part.column);
  const breaks = tooLow(least) || tooHigh(most);
  const under = breaks ? numberHits(part, tooLow).count : 0;
  const hits = breaks ? numberHits(part, (value) => tooLow(value) || tooHigh(value)) : NO_HITS;
  const verb =
    under === 0
      ? "is too high in"
      : under === hits.count
        ? "is too low in"
        : `is too low (${grouped(under)}) or too high (${grouped(hits.count - under)}) in`;
  const remedy = `Check units and sentinels such as -999; or, if the values are right, widen \`minimum\` and \`maximum\` of ${named(field.name)} in the schema.`;
  const mild = hits.count > 0 && isMildlyOutside(part, hits.count, { low, high }, beyond);
  return run("range", rangeWords(field), hits, verb, { words: remedy }, mild);
}

/** So few values, and so near or no farther than the accepted ones' tail makes likely, that a range that was only inferred is no judge of them. */
function isMildlyOutside(
  { column, file }: TypedPart,
  hits: number,
  { low, high }: { low: number; high: number },
  beyond: Beyond | null,
): boolean {
  if (column.kind !== "number" || hits > Math.max(MILD.fewestOutside, MILD.outside * file.table.rows)) return false;
  const outside = Array.from(column.values.filter((value) => value < low || value > high));
  const negative = low === 0 ? outside.filter((value) => value < 0).length : 0;
  if (negative > 0 && beyond?.negative(negative, column.values.length)) return false;
  const reach = MILD.reach * (high - low);
  if (Number.isFinite(reach) && outside.every((value) => value >= low - reach && value <= high + reach)) return true;
  return beyond?.farOut(outside, column.values.length) === false;
}

/** Of no values: infinities, which break no bound. */
function extremesOf(column: Column): [least: number, most: number] {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  if (column.kind === "number") {
    const { values } = column;
    for (let row = 0; row < values.length; row++) {
      const value = values[row]!;
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  return [least, most];
}

function rangeWords(field: Field): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field.constraints;
  const bounds: [string, number | undefined][] = [
    ["≥", minimum],
    [">", exclusiveMinimum],
    ["≤", maximum],
    ["<", exclusiveMaximum],
  ];
  return bounds.flatMap(([sign, value]) => (value === undefined ? [] : `${sign} ${valueWords(value, field)}`)).join(" and ");
}

function lengthRule(part: TypedPart, run: Run): Ran {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = part.field.constraints;
  const noun = part.field.type === "string" ? "character" : part.field.type === "object" ? "key" : "item";
  const expected =
    maxLength === Number.POSITIVE_INFINITY ? `at least ${plural(minLength, noun)}` : `${minLength} to ${plural(maxLength, noun)}`;
  const hits = textHits(part, (text) => {
    const length = lengthOf(text, part.field);
    return length < minLength || length > maxLength;
  });
  const remedy = `Correct the cells; or, if they are right, adapt \`minLength\` and \`maxLength\` of ${named(part.field.name)} in the schema.`;
  return run("length", expected, hits, "is too short or too long in", { words: remedy });
}

/** Characters of a text, items of a list or array, keys of an object. */
function lengthOf(text: string, field: Field): number {
  if (field.type === "list") return text === "" ? 0 : text.split(field.list?.delimiter ?? ",").length;
  if (field.type === "array" || field.type === "object") return Object.keys(JSON.parse(text)).length;
  return codePoints(text);
}

function codePoints(text: string): number {
  let length = text.length;
  for (let i = 1; i < text.length; i++)
    if ((text.charCodeAt(i) & 0xfc00) === 0xdc00 && (text.charCodeAt(i - 1) & 0xfc00) === 0xd800) length--;
  return length;
}

function patternRule(part: TypedPart, matches: (text: string) => boolean, run: Run): Ran {
  const hits = textHits(part, (text) => !matches(text));
  const expected = `the pattern ${printable(part.field.constraints.pattern ?? "", 200)}`;
  const remedy = `Correct the cells; or, if they are right, adapt \`pattern\` of ${named(part.field.name)} in the schema.`;
  return run("pattern", expected, hits, "does not match in", { words: remedy });
}

function numberHits(part: TypedPart, breaks: (value: number) => boolean): Hits {
  const { column } = part;
  if (column.kind !== "number") return NO_HITS;
  const { values } = column;
  return hitsWhere(values.length, (row) => {
    const value = values[row]!;
    return !Number.isNaN(value) && breaks(value);
  });
}

/** Rows whose text breaks a rule; of a column of numbers, the text as it stands in the file. */
function textHits(part: TypedPart, breaks: (text: string) => boolean): Hits {
  const { column } = part;
  if (column.kind === "category") {
    const broken = Uint8Array.from(["", ...column.categories], (text, code) => (code > 0 && breaks(text) ? 1 : 0));
    if (!broken.includes(1)) return NO_HITS;
    const { codes } = column;
    return hitsWhere(codes.length, (row) => broken[codes[row]!] === 1);
  }
  const raw = part.file.table.columns[part.at]!;
  const memo = new Map<string, boolean>();
  const aliases = new Map(Object.entries(part.field.valueAliases ?? {}));
  const isMissing = missingTest(column);
  return hitsWhere(column.values.length, (row) => {
    if (isMissing(row)) return false;
    const cell = cellText(raw, row);
    const text = aliases.get(cell) ?? cell;
    let broken = memo.get(text);
    if (broken === undefined) {
      broken = breaks(text);
      memo.set(text, broken);
    }
    return broken;
  });
}
