// Whether a decimal of 16 or 17 digits is the shortest text of the double it reads as, without writing that double out.
import { POWERS_OF_TEN } from "./numbers.ts";

const ZERO = 48;
const MINUS = 45;
const POINT = 46;

/** No other decimal of at most 15 digits reads as the same double, so that each is the shortest text of its own. */
const SURE_DIGITS = 15;
const MOST_DIGITS = 17;
const LEAST_LONG = 10 ** SURE_DIGITS;
/** Smaller numbers are written with an exponent. */
const LEAST_WRITTEN = 1e-6;
/** Bounds closer than this part of a unit in the last place are compared by writing the number out. */
const LEEWAY = 2 ** -40;

/** 2^27 + 1 parts a double into two halves whose products are exact (Dekker 1971). */
const SPLITTER = 134_217_729;

const one = new Float64Array(1);
const words = new Uint32Array(one.buffer);
/** Which of the two words holds the exponent. */
const HIGH = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;

/**
 * Whether `String` gives this text back, whose bytes [first, end) are digits with a point among them: of 15 digits each reads as a double of its
 * own. A larger number of digits, or one so small that an exponent is written, takes `shortestOf`.
 */
export function isShortDecimal(
  first: number,
  point: number,
  end: number,
  mantissa: number,
  firstDigit: number,
  lastDigit: number,
): boolean {
  const decimals = end - point - 1;
  if (mantissa >= LEAST_LONG || decimals >= POWERS_OF_TEN.length || decimals === 0 || lastDigit === ZERO) return false;
  return (firstDigit !== ZERO || point === first + 1) && mantissa >= LEAST_WRITTEN * POWERS_OF_TEN[decimals]! * 10;
}

/**
 * The double that the ASCII text [start, end) reads as, if `String` gives that text back and it is no integer; else NaN.
 * `-?digits.digits` is decided by arithmetic on the digits, other notations by writing the number out.
 */
export function shortestOf(bytes: Uint8Array, start: number, end: number): number {
  const negative = bytes[start] === MINUS;
  const first = negative ? start + 1 : start;
  let at = first;
  let point = -1;
  let digits = 0;
  let leading = 0;
  let last = 0;
  for (; at < end; at++) {
    const digit = bytes[at]! - ZERO;
    if (digit >= 0 && digit <= 9) {
      if (digits === 0 && digit === 0) continue;
      digits++;
      if (digits <= SURE_DIGITS) leading = leading * 10 + digit;
      else last = last * 10 + digit;
    } else if (digit === POINT - ZERO && point < 0) point = at;
    else return written(bytes, start, end);
  }
  if (point <= first || bytes[end - 1] === ZERO || point === end - 1 || digits > MOST_DIGITS) return Number.NaN;
  if (bytes[first] === ZERO && point > first + 1) return Number.NaN;
  const decimals = end - point - 1;
  if (decimals >= POWERS_OF_TEN.length) return written(bytes, start, end);
  const power = POWERS_OF_TEN[decimals]!;
  const value = digits <= SURE_DIGITS ? leading / power : ofLong(leading, last, digits, power);
  if (value === UNDECIDED) return written(bytes, start, end);
  if (value < LEAST_WRITTEN || (digits > SURE_DIGITS && Number.isInteger(value))) return Number.NaN;
  return negative ? -value : value;
}

const UNDECIDED = -1;

/**
 * (leading · 10^(digits − 15) + last) / power, where that has no shorter text and no closer one of as many digits; NaN where
 * it has; UNDECIDED near the bounds. The quotient is taken in two doubles, the second one being what the first is off by.
 */
function ofLong(leading: number, last: number, digits: number, power: number): number {
  const scale = digits === 16 ? 10 : 100;
  const upper = Math.floor(leading / 67_108_864);
  const high = upper * scale * 67_108_864;
  const low = (leading - upper * 67_108_864) * scale + last;
  const mantissa = high + low;
  const rest = low - (mantissa - high);
  const near = mantissa / power;
  const off = (mantissa - near * power - productError(near, power) + rest) / power;
  const value = near + off;
  one[0] = value;
  if (words[HIGH]! << 12 === 0 && words[1 - HIGH] === 0) return UNDECIDED;
  const exponent = (words[HIGH]! >>> 20) - 1075;
  const unit = 2 ** exponent;
  // The decimal lies so far above the double; a double stands for all that is nearer than half a unit.
  const above = near - value + off;
  const half = unit / 2;
  const leeway = unit * LEEWAY;
  const step = 1 / power;
  const tail = last % 10;
  if (half - Math.abs(above) < leeway) return UNDECIDED;
  const fromCloser = step / 2 - Math.abs(above);
  const fromShorter = Math.min(Math.abs(above - tail * step), Math.abs(above + (10 - tail) * step)) - half;
  if (fromCloser < -leeway || fromShorter < -leeway) return Number.NaN;
  return fromCloser < leeway || fromShorter < leeway ? UNDECIDED : value;
}

/** What rounding takes from `a * b`: a·b = fl(a·b) + error, exactly (Dekker 1971). */
function productError(a: number, b: number): number {
  const product = a * b;
  const scaledA = SPLITTER * a;
  const highA = scaledA - (scaledA - a);
  const lowA = a - highA;
  const scaledB = SPLITTER * b;
  const highB = scaledB - (scaledB - b);
  const lowB = b - highB;
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}

function written(bytes: Uint8Array, start: number, end: number): number {
  const text = String.fromCharCode(...bytes.subarray(start, end));
  const value = Number(text);
  return Number.isInteger(value) || String(value) !== text ? Number.NaN : value;
}
