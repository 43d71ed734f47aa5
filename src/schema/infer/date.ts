// Which notation of dates all of a column's texts share.
import { grouped, plural } from "../../findings/wording.ts";
import { patternParser } from "../../table/values/strptime.ts";
import { cellParser } from "../../table/values/values.ts";
import type { FieldType } from "../../types/field-types.ts";
import { layoutsOf } from "../words/date-layout.ts";
import { countOf, isWord, type Tally } from "./column-tally.ts";
import { rerun } from "./rerun.ts";
import type { TypeGuess } from "./type-guess.ts";

const MAX_LENGTH = 40;
const FIRST_LOOK = 20;
/** Texts whose layout is worked out; the others must follow it. */
const MODELS = 3;

export interface DateFormat {
  type: FieldType;
  format: string;
  note: string | null;
}

/** The date format that all texts fit; null: there is none. A note says where another would fit too. */
export function dateFormatOf(texts: string[]): DateFormat | null {
  if (texts.length === 0 || texts.slice(0, FIRST_LOOK).some((text) => text.length > MAX_LENGTH || !/\d/.test(text))) return null;
  for (const type of ["date", "datetime", "yearmonth", "time"] as const)
    if (fits(type, "default", texts)) return { type, format: "default", note: null };
  const layouts = [...new Set(texts.slice(0, MODELS).flatMap((text) => layoutsOf(text.trim())))];
  const fitting = layouts.filter((format) => fits(typeOf(format), format, texts));
  const [first] = fitting;
  if (first !== undefined && fitting.every((format) => readAlike(first, format, texts)))
    return { type: typeOf(first), format: first, note: null };
  if (first !== undefined) return { type: "string", format: "default", note: ambiguous(typeOf(first), fitting) };
  // Days without a time among moments: midnight, as many programs write it.
  return fits("datetime", "any", texts)
    ? { type: "datetime", format: "any", note: "dates in some cells, times of day too in others." }
    : null;
}

/** More different texts than this are no words for a gap. */
const FEW = 10;

/** Of a column of texts most of which are dates of one layout: the first that is none, and what makes it a column of dates; null: it is another kind. */
export function mixedDates(tally: Tally, rest: string[]): Pick<TypeGuess, "notes" | "stray"> | null {
  const layouts = new Map<string, string[]>();
  for (const text of rest) {
    const layout = text.replace(/\d+/g, "9").replace(/\p{L}+/gu, "a");
    layouts.set(layout, [...(layouts.get(layout) ?? []), text]);
  }
  const [usual = []] = [...layouts.values()].sort((a, b) => countOf(tally, b) - countOf(tally, a));
  const found = dateFormatOf(usual) ?? dateFormatOf(usual.slice(0, MODELS));
  if (found === null || found.type === "string") return null;
  const strays = rest.filter((text) => !fits(found.type, found.format, [text]));
  const [stray] = strays;
  const dates = countOf(tally, rest) - countOf(tally, strays);
  const count = countOf(tally, strays) + tally.plain;
  if (stray === undefined || count >= dates) return null;
  const given = { type: found.type, ...(found.format === "default" ? {} : { format: found.format }) };
  const way =
    strays.length <= FEW && tally.plain === 0 && strays.every((text) => isWord(tally, text))
      ? `If ${strays.length === 1 ? "it is" : "they are"} missing, ${rerun({ ...given, missingValues: ["", ...strays] })}.`
      : `If it is a column of dates, ${rerun(given)}, which lists them to be corrected.`;
  const note = `text, although ${grouped(dates)} cells are dates: ${plural(count, "cell")} ${count === 1 ? "is" : "are"} not, the first at {place}. ${way}`;
  return { notes: [note], stray };
}

function ambiguous(type: string, formats: string[]): string {
  const lines = formats.map((format) => JSON.stringify(format)).join(" or ");
  return `looks like a date, but day and month cannot be told apart: kept as text; set \`type: ${type}\` and \`format\` if you know (${lines}).`;
}

const typeOf = (format: string): "date" | "datetime" => (/%[HI]/.test(format) ? "datetime" : "date");

function fits(type: FieldType, format: string, texts: string[]): boolean {
  const parse = cellParser({ type, format, decimalChar: ".", groupChar: null, bareNumber: true, trueValues: [], falseValues: [] });
  return texts.every((text) => parse(text) !== null);
}

/** Two formats that give every text the same moment are one reading. */
function readAlike(one: string, other: string, texts: string[]): boolean {
  if (one === other) return true;
  const [a, b] = [patternParser(one), patternParser(other)];
  return texts.every((text) => a(text.trim()) === b(text.trim()));
}
