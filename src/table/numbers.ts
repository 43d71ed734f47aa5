// Numbers as Frictionless Table Schema writes them, read from the text without intermediate strings where possible.

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

/**
 * Plain decimals of at most 15 digits: `-?digits(.digits)?`, the form of nearly every cell.
 * NaN says only that the text is not of that form.
 */
export function parsePlainDecimal(text: string): number {
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
 * does not parse and for `INF` (no model can use it). Surrounding blanks are allowed.
 */
export function parseNumber(text: string, format: NumberFormat): number | null {
  if (format.decimalChar === ".") {
    const plain = parsePlainDecimal(text);
    if (!Number.isNaN(plain)) return plain;
  }
  const bare = trimBlanks(text);
  if (bare.length === 3 && bare.toLowerCase() === "nan") return Number.NaN;
  const digits = format.bareNumber ? bare : stripSurroundings(bare, format.decimalChar);
  if (digits === null) return null;
  const plain = normalise(digits, format);
  if (plain === null) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

/** A Table Schema `integer`; `1.0` is the integer 1 (programs that know only floats write it so), beyond 2^53 nothing is. */
export function parseInteger(text: string, format: NumberFormat): number | null {
  const plain = parsePlainDecimal(text);
  if (Number.isInteger(plain)) return plain;
  const bare = trimBlanks(text);
  const digits = format.bareNumber ? bare : stripSurroundings(bare, ".");
  if (digits === null) return null;
  const normal = normalise(digits, { ...format, decimalChar: "." });
  if (normal === null || /e/i.test(normal)) return null;
  // The fraction must be zeros in the text: 9007199254740990.5 rounds to an integer without being one.
  if (!/^[^.]*(\.0*)?$/.test(normal)) return null;
  const value = Number(normal);
  return Number.isSafeInteger(value) ? value : null;
}

/** Text in JavaScript's notation: groups out, `.` as the point; null when it is no number. */
function normalise(text: string, format: NumberFormat): string | null {
  const { decimalChar, groupChar } = format;
  let out = "";
  let digits = 0;
  let at = 0;
  if (text.charCodeAt(0) === MINUS || text.charCodeAt(0) === PLUS) out = text[at++]!;
  let fraction = false;
  while (at < text.length) {
    if (isDigit(text, at)) {
      out += text[at++];
      digits++;
    } else if (!fraction && text.startsWith(decimalChar, at)) {
      fraction = true;
      out += ".";
      at += decimalChar.length;
    } else if (groupChar && !fraction && digits > 0 && text.startsWith(groupChar, at) && isDigit(text, at + groupChar.length)) {
      at += groupChar.length;
    } else break;
  }
  if (digits === 0) return null;
  const rest = text.slice(at);
  if (rest === "") return out;
  return /^[eE][+-]?[0-9]{1,6}$/.test(rest) ? out + rest : null;
}

/**
 * Drops what stands before and after the digits. Null when that would drop a sign, as in `-$5` and `(5)`:
 * the specification would read both as 5.
 */
function stripSurroundings(text: string, decimalChar: string): string | null {
  let start = 0;
  while (start < text.length && !startsNumber(text, start, decimalChar)) {
    const code = text.charCodeAt(start);
    if (code === MINUS || code === 0x2212 || text[start] === "(") return null;
    start++;
  }
  let end = text.length;
  while (end > start && !isDigit(text, end - 1)) end--;
  return text.slice(start, end);
}

function startsNumber(text: string, at: number, decimalChar: string): boolean {
  let from = at;
  const code = text.charCodeAt(from);
  if (code === MINUS || code === PLUS) from++;
  if (text.startsWith(decimalChar, from)) from += decimalChar.length;
  return isDigit(text, from);
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
