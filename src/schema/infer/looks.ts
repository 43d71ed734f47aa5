// What cells look like that are not of their field's type: said in words, so that no value need be shown, with what accepts them.

import { named } from "../../findings/wording.ts";
import { yamlFlow } from "../../findings/yaml.ts";
import { cellText } from "../../table/columns/raw.ts";
import type { JsonValue } from "../../types/problem.ts";
import type { Field } from "../../types/schema.ts";
import type { RawColumn } from "../../types/table.ts";
import { type DateFormat, dateFormatOf } from "./date.ts";

/** What accepts or cleans such cells. */
export interface SchemaFix {
  /** What must hold, such as "if they are right"; of a cure outside of the schema, all that is to be said. */
  words: string;
  /** Properties of the field that let such cells pass; null: it is no matter of the schema. */
  set: { [property: string]: JsonValue } | null;
}

/** `words` is how a finding says it; `cure` what lets such cells pass, for one who wants them. `gaps`: what is missing by the schema. */
interface Form {
  form: { test(text: string): boolean };
  words: string;
  cure: ((field: Field, tokens: string[], gaps: string[]) => SchemaFix | null) | null;
}

const set = (properties: NonNullable<SchemaFix["set"]>, words = "if they are right") => ({ words, set: properties });
const always = (properties: NonNullable<SchemaFix["set"]>, words?: string) => () => set(properties, words);
/** Only words that everybody uses are quoted, never a value of the data. */
const asMissing = (_field: Field, tokens: string[], gaps: string[]) =>
  set({ missingValues: [...new Set(["", ...gaps, ...tokens.slice(0, 5)])] }, "if they stand for gaps");
const pandas = (field: Field, code: string): SchemaFix => ({
  words: `to clean with pandas: df[c] = ${code}, where c is ${named(field.name)}`,
  set: null,
});
const isTime = ({ type }: Field) => type === "date" || type === "datetime";

const FORMS: Form[] = [
  { form: /^\s*$/, words: "blank", cure: asMissing },
  { form: /^#(REF|VALUE|N\/A|NAME\?|DIV\/0!|NUM|NULL)[!?]?$/i, words: "a spreadsheet error", cure: asMissing },
  {
    form: /^(n\/?a|n\.a\.|#n\/a|<na>|nan|none|null|nil|unknown|missing|undefined|-+|\?+|\.)$/i,
    words: "a word for missing",
    cure: asMissing,
  },
  { form: /^(true|false|yes|no|y|n|t|f|on|off)$/i, words: "true/false words", cure: booleanCure },
  { form: /^[+-]?(inf|infinity)$/i, words: "infinite", cure: asMissing },
  { form: /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/, words: "a number with thousands separators", cure: always({ groupChar: "," }) },
  {
    form: /^[+-]?\d{1,3}(\.\d{3})+,\d+$/,
    words: "a number with a decimal comma and points between thousands",
    cure: always({ decimalChar: ",", groupChar: "." }),
  },
  { form: /^[+-]?\d+,\d+$/, words: "a number with a decimal comma", cure: always({ decimalChar: "," }) },
  {
    form: /^[+-]?[\d.,]+\s*%$/,
    words: "a percentage",
    cure: always({ bareNumber: false }, "if they are right (5 % is read as 5, not as .05)"),
  },
  {
    form: /^[+-]?\p{Sc}\s*[\d.,]+$|^[+-]?[\d.,]+\s*\p{Sc}$/u,
    words: "an amount with a currency sign",
    cure: always({ bareNumber: false }),
  },
  {
    form: { test: (text) => /^[+-]?\d{16,}$/.test(text) && !Number.isSafeInteger(Number(text)) },
    words: "a whole number beyond 2^53, where doubles have gaps",
    cure: (field, tokens) => (isTime(field) ? numberCure(field, tokens) : set({ type: "string", role: "id" })),
  },
  { form: /^[+-]?\d+\.\d*[1-9]\d*$/, words: "a decimal number", cure: numberCure },
  { form: /^\d(\.\d+)?e\+?\d{1,2}$/i, words: "a number in scientific notation", cure: scientificCure },
  { form: /^[+-]?(\d+\.?\d*|\.\d+)e\+?\d{3,}$/i, words: "a number too large for a double", cure: null },
  { form: /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i, words: "a number", cure: numberCure },
  {
    form: /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([T ].*)?$|^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}([T ].*)?$/,
    words: "a date",
    cure: (field) => (isTime(field) ? null : set({ type: "date" })),
  },
  {
    form: /^[+-]?[\d.,]+\s*\p{L}{1,4}$/u,
    words: "a number with a unit",
    cure: always({ bareNumber: false }, "if they are right, all with the same unit"),
  },
];

function booleanCure(field: Field, tokens: string[]): SchemaFix {
  const isYes = (text: string) => /^(true|yes|y|t|on|1)$/i.test(text);
  const list = (own: string[], more: string[]) => [...new Set([...own, ...more])].slice(0, 10);
  // Numbers that are accepted must still be read.
  const isNumber = field.type === "integer" || field.type === "number";
  const trueValues = list(field.type === "boolean" ? field.trueValues : isNumber ? ["1"] : [], tokens.filter(isYes));
  const falseValues = list(
    field.type === "boolean" ? field.falseValues : isNumber ? ["0"] : [],
    tokens.filter((text) => !isYes(text)),
  );
  return set({ type: "boolean", trueValues, falseValues });
}

/** A number where a moment should be counts something: the usual counts are known. */
function numberCure(field: Field, tokens: string[]): SchemaFix | null {
  if (field.type === "integer") return set({ type: "number" });
  if (field.type === "boolean") return tokens.every((text) => /^[01]$/.test(text)) ? booleanCure(field, tokens) : null;
  if (!isTime(field)) return null;
  const count = countOf(tokens);
  return count === null ? null : pandas(field, count.code);
}

/** A spreadsheet wrote an identifier as a number: no type brings its digits back. */
function scientificCure(field: Field, tokens: string[]): SchemaFix | null {
  if (field.role !== "id") return numberCure(field, tokens);
  return { words: "export the column as text again: its last digits are lost", set: null };
}

/** What numbers count that stand for moments of 1973 to 2096, or for days of a spreadsheet. */
const COUNTS = [
  { words: "seconds since 1970", low: 1e8, high: 4e9, code: 'pd.to_datetime(df[c], unit="s")' },
  { words: "milliseconds since 1970", low: 1e11, high: 4e12, code: 'pd.to_datetime(df[c], unit="ms")' },
  { words: "microseconds since 1970", low: 1e14, high: 4e15, code: 'pd.to_datetime(df[c], unit="us")' },
  { words: "nanoseconds since 1970", low: 1e17, high: 4e18, code: 'pd.to_datetime(df[c], unit="ns")' },
  { words: "a spreadsheet's day number", low: 20_000, high: 80_000, code: 'pd.to_datetime(df[c], unit="D", origin="1899-12-30")' },
];

function countOf(tokens: string[]): (typeof COUNTS)[number] | null {
  return COUNTS.find(({ low, high }) => tokens.every((text) => Number(text) >= low && Number(text) <= high)) ?? null;
}

function formOf(text: string): Form | null {
  return text.length > 100 ? null : (FORMS.find(({ form }) => form.test(text)) ?? null);
}

export interface CellForm {
  /** "a number with a decimal comma"; with "mostly" when not all share it. */
  words: string;
  /** What accepts or cleans such cells; null: nothing in particular. */
  cure: SchemaFix | null;
}

/** A cure in one clause, for one who has no schema file yet. */
export function fixWords({ words, set: properties }: SchemaFix, field: Field): string {
  if (properties === null) return words;
  const lines = Object.entries(properties).map(([key, value]) => `${key}: ${yamlFlow(value)}`);
  return `${words}, write in the schema at ${named(field.name)}: ${lines.join(", ")}`;
}

const TOKENS = 200;

/** The commonest look of these rows' cells. `gaps`: what counts as missing in this column. */
export function commonForm(raw: RawColumn, rows: ArrayLike<number>, field: Field, gaps: string[] = field.missingValues ?? []): CellForm {
  const counts = new Map<Form | null, number>();
  const tokens = new Map<Form | null, Set<string>>();
  const memo = new Map<string, Form | null>();
  for (let i = 0; i < rows.length; i++) {
    const text = cellText(raw, rows[i]!);
    let form = memo.get(text);
    if (form === undefined) {
      form = formOf(text);
      memo.set(text, form);
      const seen = tokens.get(form) ?? new Set();
      if (seen.size < TOKENS) tokens.set(form, seen.add(text));
    }
    counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  const [form, count] = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best));
  const seen = [...(tokens.get(form) ?? [])];
  const moment = isTime(field) && form?.words === "a date" ? datesAs(raw, field) : null;
  const unit = isTime(field) && form !== null && seen.every((text) => /^\d+(\.\d+)?$/.test(text)) ? (countOf(seen)?.words ?? null) : null;
  const words = moment?.words ?? unit ?? form?.words ?? "text";
  return { words: count === rows.length ? words : `mostly ${words}`, cure: moment?.cure ?? form?.cure?.(field, seen, gaps) ?? null };
}

function momentWords({ type, format }: DateFormat, field: Field): string {
  if (format === "any") return field.type === "datetime" ? "a date without a time of day" : "a date with a time of day";
  if (format !== "default") return `a date in the format ${format}`;
  return type === "datetime" ? "a date with a time of day" : "a date in the format YYYY-MM-DD";
}

/** Which notation of dates the whole column follows; days above 12 prove it, others read either way. */
function datesAs(raw: RawColumn, field: Field): CellForm | null {
  const texts = raw.texts.filter((text) => text !== "" && !(field.missingValues ?? []).includes(text));
  const found = dateFormatOf(texts);
  if (found === null || found.type === "string") return null;
  const day = /^%d[-/.]|^%m[-/.]/.exec(found.format)?.[0];
  const either = texts.filter(
    (text) => Number(/^(\d+)[-/.](\d+)/.exec(text)?.[1]) <= 12 && Number(/^(\d+)[-/.](\d+)/.exec(text)?.[2]) <= 12,
  );
  const proof = day === undefined ? "" : `; ${texts.length - either.length} different dates prove it, ${either.length} read either way`;
  const words = `${momentWords(found, field)}${proof}`;
  // Days and moments in one column: what accepts both lets earlier files pass too.
  const both = (field.type === "date" || field.type === "datetime") && found.type !== field.type && found.format === "default";
  const cure = both || found.format === "any" ? { type: "datetime", format: "any" } : found;
  return { words, cure: set({ type: cure.type, format: cure.format }) };
}
