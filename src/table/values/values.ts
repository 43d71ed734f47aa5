// One cell's text to its typed value, by the lexical rules of Frictionless Table Schema.
import type { FieldType } from "../../types/field-types.ts";
import type { Field } from "../../types/schema.ts";
import { parseDate, parseDatetime, parseTimeOfDay, parseYear, parseYearMonth } from "./dates.ts";
import { parseDuration } from "./duration.ts";
import { parseInteger, parseNumber, trimBlanks } from "./numbers.ts";
import { patternParser, patternProblem } from "./strptime.ts";
import { structureParser } from "./structures.ts";

/** What of a field decides how its cells read. */
export type FieldLike = Pick<Field, "type" | "format" | "decimalChar" | "groupChar" | "bareNumber" | "trueValues" | "falseValues" | "list">;

export type CellParser = (text: string) => number | string | null;

const NUMBER_TYPES: ReadonlySet<FieldType> = new Set(["number", "integer", "date", "datetime", "time", "year", "yearmonth", "duration"]);

/** The others are categories, boolean with the categories `false` and `true`. */
export function kindOfType(type: FieldType): "number" | "category" {
  return NUMBER_TYPES.has(type) ? "number" : "category";
}

/**
 * Null: the text does not parse. Whether it stands for a missing value is asked before, of `missingValues`.
 * number, integer: the number; `NaN` (any case) gives NaN, which counts as missing; `INF` and `-INF` do not parse.
 * date, datetime, yearmonth: seconds since 1970 in UTC. time: seconds since midnight. year: the year.
 * duration: seconds, with mean Gregorian months and years. boolean: "true" or "false".
 * string, any and the structured types: the text as it is.
 */
export function parseCell(text: string, field: FieldLike): number | string | null {
  return cellParser(field)(text);
}

/** `parseCell` for many cells of one field. */
export function cellParser(field: FieldLike): CellParser {
  switch (field.type) {
    case "number":
      return (text) => parseNumber(text, field);
    case "integer":
      return (text) => parseInteger(text, field);
    case "boolean":
      return booleanParser(field);
    case "date":
    case "datetime":
    case "time":
      return timeParser(field.type, field.format);
    case "year":
      return (text) => parseYear(trimBlanks(text));
    case "yearmonth":
      return (text) => parseYearMonth(trimBlanks(text));
    case "duration":
      return (text) => parseDuration(trimBlanks(text));
    case "list":
      return listParser(field);
    case "object":
    case "array":
    case "geopoint":
    case "geojson":
      return structureParser(field.type, field.format);
    case "string":
    case "any":
      return (text) => text;
  }
}

/** Whether every item is of the list's type; an empty text is the empty list. */
function listParser(field: FieldLike): CellParser {
  const { delimiter, itemType } = field.list ?? { delimiter: ",", itemType: "string" as const };
  const parse = cellParser({ ...field, type: itemType, format: "default" });
  return (text) => (text === "" || text.split(delimiter).every((item) => parse(item) !== null) ? text : null);
}

/** What is wrong with the `format` of a date, datetime or time; null: nothing. */
export function timeFormatProblem(format: string): string | null {
  return format === "default" || format === "any" ? null : patternProblem(strptimePattern(format));
}

function booleanParser(field: FieldLike): CellParser {
  const words = new Map<string, string>();
  for (const word of field.falseValues) words.set(word, "false");
  for (const word of field.trueValues) words.set(word, "true");
  return (text) => words.get(text) ?? null;
}

const DEFAULT_PARSERS = { date: parseDate, datetime: parseDatetime, time: parseTimeOfDay };

function timeParser(type: TimeType, format: string): CellParser {
  const parse = format === "default" ? DEFAULT_PARSERS[type] : format === "any" ? anyParser(type) : patternParser(strptimePattern(format));
  return (text) => parse(trimBlanks(text));
}

/** Version 1 of the specification once wrote `fmt:PATTERN`. */
function strptimePattern(format: string): string {
  return format.startsWith("fmt:") ? format.slice(4) : format;
}

/** Only notations that read one way: 03/04/2024 is April in one country and March in another, so it is none of them. */
const ANY_DATES = ["%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%b %d, %Y", "%B %d, %Y", "%b %d %Y", "%B %d %Y"];
const ANY_TIMES = ["%H:%M:%S", "%H:%M:%S.%f", "%H:%M", "%I:%M %p", "%I:%M:%S %p"];

type TimeType = keyof typeof DEFAULT_PARSERS;

/** Parsers of the patterns below by type, made when the first cell needs them: a datetime has some 450. */
const ANY_PARSERS = new Map<TimeType, ((text: string) => number | null)[]>();

function anyParser(type: TimeType): (text: string) => number | null {
  return (text) => {
    let value = DEFAULT_PARSERS[type](text);
    // All dates have a year of four digits; hundreds of patterns are not compiled for texts that are none.
    if (value !== null || (type !== "time" && !/[0-9]{4}/.test(text))) return value;
    const parsers = ANY_PARSERS.get(type) ?? anyPatterns(type).map(patternParser);
    ANY_PARSERS.set(type, parsers);
    for (let i = 0; i < parsers.length && value === null; i++) value = parsers[i]!(text);
    return value;
  };
}

function anyPatterns(type: TimeType): string[] {
  if (type === "date") return ANY_DATES;
  if (type === "time") return ANY_TIMES;
  const dates = ["%Y-%m-%d", ...ANY_DATES];
  const zones = ["", "%z", " %z", " %Z"];
  const joined = dates.flatMap((date) =>
    ANY_TIMES.flatMap((time) => [" ", "T"].flatMap((by) => zones.map((zone) => `${date}${by}${time}${zone}`))),
  );
  return [...dates, ...joined];
}
