// The rules of one field over one file's column. Text rules are judged once per distinct text.
import { RE2JS } from "re2js";
import { grouped, named, plural, printable } from "../../findings/wording.ts";
import { commonForm, fixWords, type SchemaFix } from "../../schema/infer/looks.ts";
import { missingCount, missingTest } from "../../schema/words/missing.ts";
import { stringFormat } from "../../schema/words/string-format.ts";
import { cellText } from "../../table/columns/raw.ts";
import { cellParser } from "../../table/values/values.ts";
import { ConfigError, problem } from "../../types/errors.ts";
import type { JsonValue } from "../../types/problem.ts";
import type { Field } from "../../types/schema.ts";
import { hitsOf, hitsWhere, NO_HITS, type Ran, ranOverRows } from "../result/finding.ts";
import { hasRange, rangeRule } from "./range-rule.ts";
import {
  type Advice,
  areFewGaps,
  type Beyond,
  type FieldRules,
  inSchema,
  MILD,
  numberHits,
  type Run,
  type TypedPart,
  textHits,
} from "./rule.ts";

/** Prepares the rules of a field. */
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

/** The pattern compiled by RE2, which takes linear time: the schema may come from a fork's pull request. */
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

/** Checks one column of one file by its field's rules; one result per rule. */
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
  const look = invalid.length > 0 ? commonForm(file.table.columns[at]!, invalid, field, part.missingValues) : null;
  return run("type", expected, hitsOf(invalid), `is ${look?.words ?? "text"} in`, typeAdvice(field, look?.cure ?? null, remedy, isKnown));
}

function typeAdvice(field: Field, cure: SchemaFix | null, otherwise: string, isKnown: boolean): Advice {
  if (cure === null) return { words: otherwise };
  if (isKnown && cure.set !== null && readsOtherwise(field, cure.set)) return { words: AS_BEFORE };
  if (cure.set === null || field.where === null) return { words: `Correct the cells; or, ${fixWords(cure, field)}` };
  // A gap in a column that must be filled would be the next finding.
  const gaps =
    cure.set.missingValues !== undefined && field.constraints.required && field.role !== "target" ? { "constraints.required": false } : {};
  return { words: `Correct the cells; or, ${cure.words}, let the schema take them.`, own: inSchema(field, { ...cure.set, ...gaps }) };
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

/** Whether a text is far longer than all listed ones, and so hardly a new value of the list. */
function hasFarLonger(part: TypedPart, listed: string[]): boolean {
  const bound = MILD.times * Math.max(...listed.map((text) => text.length)) + MILD.more;
  return textHits(part, (text) => text.length > bound).count > 0;
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
