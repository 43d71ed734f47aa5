// Dates and times among the fields: numbers of seconds inside, dates again in words.
import type { Field } from "../../types/schema.ts";

/** Milliseconds that a Date can hold, in seconds. */
const LAST = 8.64e12;

/** A column of moments moves on from batch to batch. */
export function isMoment({ type, role }: Field): boolean {
  return role === "time" || isDated(type);
}

/** Whether a type names a day. */
export function isDated(type: Field["type"]): boolean {
  return type === "date" || type === "datetime" || type === "yearmonth";
}

/** A value of the field as its schema would say it. */
export function valueWords(value: number, { type }: Field): string {
  if (!isDated(type) || !(Math.abs(value) < LAST)) return String(value);
  const iso = new Date(value * 1000).toISOString();
  return type === "date" ? iso.slice(0, 10) : type === "yearmonth" ? iso.slice(0, 7) : iso;
}
