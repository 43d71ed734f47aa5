// Numbers as Frictionless Table Schema writes them, read from the text without intermediate strings where possible.
import { anatomyOf, groupChars } from "./number-anatomy.ts";

export interface NumberFormat {
  decimalChar: string;
  groupChar: string | null;
  /** False: `$1.5`, `12 %` are numbers too; what surrounds the digits is dropped. */
  bareNumber: boolean;
}

/** 10^0 to 10^22 are exact doubles, so mantissa / POWERS_OF_TEN[k] is the correctly rounded value (Clinger 1990). */
export const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));

/** A double holds any 15 decimal digits. */
const EXACT_DIGITS = 15;

const ZERO = 48;
const DOT = 46;
const MINUS = 45;
const PLUS = 43;
const SPACE = 32;
/** The minus of typesetters. */
const TYPESET_MINUS = 0x2212;

/**
 * Plain decimals of at most 15 digits: `-?digits(.digits)?`, the form of nearly every cell.
 * NaN says only that the text is not of that form.
 */
function parsePlainDecimal(text: string): number {
  const end = text.length;
  if (end === 0 || end > EXACT_DIGITS + 2) return Number.NaN;
  let at = 0;
  const negative = text.charCodeAt(0) === MINUS;
  if (negative) at = 1;
  let mantissa = 0;
  let digits = 0;
  let point = -1;
  for (; at < end; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      digits++;
    } else if (digit === DOT - ZERO && point < 0 && digits > 0) point = at;
    else return Number.NaN;
  }
  if (digits === 0 || digits > EXACT_DIGITS || point === end - 1) return Number.NaN;
  if (point >= 0) mantissa /= POWERS_OF_TEN[end - point - 1]!;
  return negative ? -mantissa : mantissa;
}

/**
 * A Table Schema `number`: NaN for the spec's `NaN` in any case (the caller counts it as missing), null for what
 * does not parse and for `INF` (no model can use it). Surrounding blanks are allowed. Without `bareNumber` what surrounds the digits
 * is dropped, but for a sign, which the specification would drop too: `-$5` and `(5)` are -5.
 */
export function parseNumber(text: string, format: NumberFormat): number | null {
  if (format.decimalChar === ".") {
    const plain = parsePlainDecimal(text);
    if (!Number.isNaN(plain)) return plain;
  }
  const bare = trimBlanks(text);
  if (bare.length === 3 && bare.toLowerCase() === "nan") return Number.NaN;
  const plain = normalised(bare, format);
  if (plain === null) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

/** A Table Schema `integer`; `1.0` is the integer 1 (programs that know only floats write it so), beyond 2^53 nothing is. */
export function parseInteger(text: string, format: NumberFormat): number | null {
  const pointed = format.groupChar === ".";
  const plain = pointed ? Number.NaN : parsePlainDecimal(text);
  if (Number.isInteger(plain)) return plain;
  const normal = normalised(trimBlanks(text), { ...format, decimalChar: pointed ? "," : "." });
  if (normal === null || /e/i.test(normal)) return null;
  // The fraction must be zeros in the text: 9007199254740990.5 rounds to an integer without being one.
  if (!/^[^.]*(\.0*)?$/.test(normal)) return null;
  const value = Number(normal);
  return Number.isSafeInteger(value) ? value : null;
}

/** Text in JavaScript's notation: surroundings and groups out, `.` as the point; null when it is no number. */
function normalised(text: string, format: NumberFormat): string | null {
  if (format.bareNumber || /^[+-]?[\d.,]+(?:[eE][+-]?\d+)?$/.test(text)) return normalise(text, format);
  const parts = anatomyOf(text);
  const digits = parts === null ? null : normalise(parts.core, format);
  return digits === null || parts === null ? null : `${parts.negative ? "-" : ""}${digits}`;
}

/** Groups are of three digits (India: of two before the last), the first is shorter or as long and begins with no 0: 0,630 is none. */
function normalise(text: string, format: NumberFormat): string | null {
  const { decimalChar } = format;
  const groups = format.groupChar === null ? [] : groupChars(format.groupChar);
  let out = "";
  let digits = 0;
  let at = 0;
  const first = text.charCodeAt(0);
  if (first === MINUS || first === PLUS || first === TYPESET_MINUS) {
    out = first === PLUS ? "+" : "-";
    at++;
  }
  let fraction = false;
  // Digits since the last group sign.
  let since = 0;
  let grouped = false;
  const isGroup = () => (grouped ? since === 2 || since === 3 : since > 0 && since <= 3 && !/^[+-]?0/.test(out));
  while (at < text.length) {
    if (isDigit(text, at)) {
      out += text[at++];
      digits++;
      since++;
    } else if (!fraction && text.startsWith(decimalChar, at)) {
      if (grouped && since !== 3) return null;
      fraction = true;
      out += ".";
      at += decimalChar.length;
    } else {
      const group = fraction || digits === 0 ? undefined : groups.find((char) => text.startsWith(char, at));
      if (group === undefined || !isDigit(text, at + group.length)) break;
      if (!isGroup()) return null;
      grouped = true;
      since = 0;
      at += group.length;
    }
  }
  if (digits === 0 || (grouped && !fraction && since !== 3)) return null;
  const rest = text.slice(at);
  if (rest === "") return out;
  return /^[eE][+-]?[0-9]{1,6}$/.test(rest) ? out + rest : null;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= ZERO && code <= ZERO + 9;
}

/** Blanks and tabs only: a line break inside a number is no number. */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === SPACE || code === 9;
}
