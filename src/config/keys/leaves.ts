// zod schemas of single values. The error text is the phrase after "expected" in messages.
import { z } from "zod";
import { bytesOf, DURATION, rowsAwaitedOf, SHARE, SIZE, secondsOf, WINDOW, windowOf } from "./quantities.ts";

const MAX_TEXT = 4096;
/** Control characters, which names and paths must not have. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/;

/** What a key expects that names a column. */
export const COLUMN = "the name of a column";

/** A key that takes one line of text. */
export function text(expected: string) {
  return z
    .string({ error: expected })
    .min(1, { error: expected })
    .max(MAX_TEXT, { error: `${expected} of at most ${MAX_TEXT} characters` })
    .refine((value) => !CONTROL.test(value), { error: `${expected} without control characters` });
}

/** A key that takes a number from `least` (above it: `above`) to `most`. */
export function number(least: number, most: number, above = false) {
  const expected = above ? `a number above ${least} and at most ${most}` : `a number from ${least} to ${most}`;
  const bounded = z.number({ error: expected }).max(most, { error: expected });
  return above ? bounded.gt(least, { error: expected }) : bounded.min(least, { error: expected });
}

/** A key that takes a number between two bounds, both excluded. */
export function between(low: number, high: number) {
  const expected = `a number between ${low} and ${high}, both excluded`;
  return z.number({ error: expected }).gt(low, { error: expected }).lt(high, { error: expected });
}

/** A key that takes an integer from `least` to `most`. */
export function integer(least: number, most: number, expected = `an integer from ${least} to ${most}`) {
  return z.number({ error: expected }).int({ error: expected }).min(least, { error: expected }).max(most, { error: expected });
}

/** A key that takes one of some names. */
export function choice<const T extends readonly [string, ...string[]]>(names: T) {
  return z.enum(names, { error: names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}` });
}

/** A key that takes true or false. */
export function flag() {
  return z.boolean({ error: "true or false" });
}

/** A key that takes an integer of at least 1, also written `5e6`. */
export function count(most: number) {
  const expected = `a whole number from 1 to ${most}, such as 5000 or 5e6`;
  const written = z.string({ error: expected }).regex(/^\d{1,15}(\.\d{1,9})?([eE]\+?\d{1,2})?$/, { error: expected });
  return z
    .union([z.number({ error: expected }), written], { error: expected })
    .transform(Number)
    .refine((value) => Number.isInteger(value) && value >= 1 && value <= most, { error: expected });
}

/** A key that takes a number of bytes: `2GiB`, `40MiB`, `5e6`. */
export function size(most: string) {
  const expected = `a size such as 40MiB, 2GiB or a number of bytes, at most ${most}`;
  const limit = bytesOf(most);
  return z
    .union([z.number({ error: expected }), z.string({ error: expected }).regex(SIZE, { error: expected })], { error: expected })
    .transform((value) => (typeof value === "number" ? Math.floor(value) : bytesOf(value)))
    .refine((bytes) => bytes >= 1 && bytes <= limit, { error: expected });
}

/** A key that takes a duration, in seconds; `none` is null. */
export function duration() {
  const expected = "a duration such as 36h or 90d, or none";
  return z
    .union([z.literal("none"), z.string({ error: expected }).regex(DURATION, { error: expected })], { error: expected })
    .transform((value) => (value === "none" ? null : secondsOf(value)))
    .refine((seconds) => seconds === null || seconds > 0, { error: expected });
}

/** A key that takes a window: all, latest, a number of files or of days. */
export function window() {
  const expected = "all, latest, a number of files such as 30 files, or days such as 90d";
  return z
    .string({ error: expected })
    .regex(WINDOW, { error: expected })
    .transform(windowOf)
    .refine((value) => value.kind !== "days" || value.days > 0, { error: expected });
}

/** A key that takes a number of rows, or a share of the champion's rows. */
export function rowsAwaited(most: number) {
  const expected = "a number of rows such as 1000, or a share of the champion's rows such as 10%";
  const share = z.string({ error: expected }).regex(SHARE, { error: expected });
  return z
    .union([count(most), share], { error: expected })
    .transform(rowsAwaitedOf)
    .refine((awaited) => "rows" in awaited || (awaited.share > 0 && awaited.share <= 100), { error: expected });
}

/** A key that takes a value or a list of them. */
export function several<T extends z.ZodType>(item: T, expected: string, least = 1) {
  const list = z.array(item, { error: expected }).min(least, { error: expected });
  return z.union([item, list], { error: expected });
}

/** A mapping that refuses unknown keys. */
export function section<T extends z.ZodRawShape>(shape: T) {
  const names = Object.keys(shape);
  const keys = names.length > 10 ? `${names.slice(0, 10).join(", ")} …` : names.join(", ");
  return z.strictObject(shape, { error: (issue) => (issue.code === "unrecognized_keys" ? undefined : `a mapping of ${keys}`) });
}

/** The value of such a key as a list; empty: not given. */
export const asList = <T>(value: T | T[] | undefined): T[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
