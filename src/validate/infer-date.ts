// Which notation of dates all of a column's texts share.
import { cellParser } from "../table/values.ts";
import type { FieldType } from "../types/field-types.ts";

const DATES = [
  "%Y/%m/%d",
  "%d/%m/%Y",
  "%m/%d/%Y",
  "%d.%m.%Y",
  "%d-%m-%Y",
  "%m-%d-%Y",
  "%d-%b-%Y",
  "%d %b %Y",
  "%b %d, %Y",
  "%b %d %Y",
  "%d %B %Y",
  "%B %d, %Y",
  "%d/%m/%y",
  "%m/%d/%y",
  "%Y.%m.%d",
];
const CLOCKS = ["%H:%M:%S", "%H:%M", "%H:%M:%S.%f", "%I:%M %p", "%I:%M:%S %p"];

/** Day and month change places. */
const TWINS = new Map([
  ["%d/%m/%Y", "%m/%d/%Y"],
  ["%d-%m-%Y", "%m-%d-%Y"],
  ["%d/%m/%y", "%m/%d/%y"],
]);

const MAX_LENGTH = 40;
const FIRST_LOOK = 20;

export interface DateFormat {
  type: FieldType;
  format: string;
  note: string | null;
}

export function dateFormatOf(texts: string[]): DateFormat | null {
  if (texts.length === 0 || texts.slice(0, FIRST_LOOK).some((text) => text.length > MAX_LENGTH || !/\d/.test(text))) return null;
  for (const type of ["date", "datetime", "yearmonth", "time"] as const)
    if (fits(type, "default", texts)) return { type, format: "default", note: null };
  for (const date of DATES) {
    const format = [date, ...CLOCKS.map((clock) => `${date} ${clock}`)].find((candidate) => fits(typeOf(candidate), candidate, texts));
    if (format === undefined) continue;
    const twin = TWINS.get(date);
    const other = twin === undefined ? null : format.replace(date, twin);
    if (other === null || !fits(typeOf(format), other, texts)) return { type: typeOf(format), format, note: null };
    const note = "looks like a date, but day and month cannot be told apart: kept as text; set `type: date` and `format` if you know.";
    return { type: "string", format: "default", note };
  }
  return null;
}

const typeOf = (format: string): "date" | "datetime" => (/%[HI]/.test(format) ? "datetime" : "date");

function fits(type: FieldType, format: string, texts: string[]): boolean {
  const parse = cellParser({ type, format, decimalChar: ".", groupChar: null, bareNumber: true, trueValues: [], falseValues: [] });
  return texts.every((text) => parse(text) !== null);
}
