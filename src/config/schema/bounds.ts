// Values of minimum, maximum and enum, typed as the cells are.
import { type FieldLike, kindOfType, parseCell } from "../../table/values/values.ts";

/** 0000-01-01 and, below, 9999-12-31 in seconds since 1970. */
const FIRST = -62_167_219_200;
const LAST = 253_402_300_799;

const PLAIN_NUMBERS: ReadonlySet<string> = new Set(["number", "integer", "year"]);

/** Whether values of the type have an order. */
export function hasOrder(field: FieldLike): boolean {
  return kindOfType(field.type) === "number";
}

/**
 * A bound as a number, null when it is none of the field's type. `written` is its text in the file; without it
 * (a recorded schema) a number stands for seconds where the type is a date.
 */
export function typedBound(value: string | number, written: string | null, field: FieldLike): number | null {
  if (typeof value === "number" && PLAIN_NUMBERS.has(field.type)) {
    if (!Number.isFinite(value) || (field.type !== "number" && !Number.isSafeInteger(value))) return null;
    return value === 0 ? 0 : value;
  }
  const text = typeof value === "string" ? value : written;
  const parsed = text === null ? null : parseCell(text, field);
  const seconds = parsed === null && typeof value === "number" ? value : parsed;
  if (typeof seconds !== "number" || Number.isNaN(seconds)) return null;
  if (!PLAIN_NUMBERS.has(field.type) && (seconds < FIRST || seconds > LAST)) return null;
  return seconds === 0 ? 0 : seconds;
}

/** The bound for a schema file: ISO 8601 where the field's format reads it, else a number (seconds for dates). */
export function writtenBound(bound: number, field: FieldLike): string | number {
  if (PLAIN_NUMBERS.has(field.type)) return bound;
  const text = isoText(bound, field);
  return field.format === "default" && parseCell(text, field) === bound ? text : bound;
}

function isoText(seconds: number, field: FieldLike): string {
  const whole = Math.floor(seconds);
  const iso = new Date(whole * 1000).toISOString();
  const fraction = (seconds - whole)
    .toFixed(9)
    .slice(1)
    .replace(/\.?0+$/, "");
  if (field.type === "date") return iso.slice(0, 10);
  if (field.type === "yearmonth") return iso.slice(0, 7);
  if (field.type === "time") return iso.slice(11, 19) + fraction;
  return `${iso.slice(0, 19)}${fraction}Z`;
}

/** An enum entry as text in the field's notation; null: not of the field's type. */
export function enumText(value: string | number | boolean, written: string | null, field: FieldLike): string | null {
  const text = notation(value, written, field);
  const parsed = parseCell(text, field);
  return parsed === null || (typeof parsed === "number" && Number.isNaN(parsed)) ? null : text;
}

/** A YAML or JSON value in the field's notation (decimal sign, truth values). */
function notation(value: string | number | boolean, written: string | null, field: FieldLike): string {
  const text = written ?? String(value);
  if (typeof value === "number" && field.type === "number" && field.decimalChar !== ".") return text.replace(".", field.decimalChar);
  if (typeof value === "boolean" && field.type === "boolean") {
    const words = value ? field.trueValues : field.falseValues;
    return words.includes(text) ? text : (words[0] ?? text);
  }
  return text;
}
