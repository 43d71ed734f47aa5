// Fisher's exact test of a 2 × 2 table of counts [[a, b], [c, d]].
import { binomialMass } from "./binomial.ts";

interface Margins {
  low: number;
  high: number;
  mass: (x: number) => number;
  /** mass(x + 1) / mass(x). */
  rise: (x: number) => number;
}

function hypergeometric(a: number, b: number, c: number, d: number): Margins {
  const row = a + b;
  const other = c + d;
  const column = a + c;
  const p = column / (row + other);
  const q = (b + d) / (row + other);
  const whole = binomialMass(column, row + other, p, q);
  return {
    low: Math.max(0, column - other),
    high: Math.min(row, column),
    mass: (x) => (binomialMass(x, row, p, q) * binomialMass(column - x, other, p, q)) / whole,
    rise: (x) => ((row - x) / (x + 1)) * ((column - x) / (other - column + x + 1)),
  };
}

/** P(X ≥ x): the terms fall geometrically, so few are summed. */
function upperTail(table: Margins, x: number): number {
  if (x <= table.low) return 1;
  let term = x > table.high ? 0 : table.mass(x);
  let sum = term;
  for (let k = x; k < table.high && term > sum * 1e-18; k++) {
    term *= table.rise(k);
    sum += term;
  }
  return sum;
}

function lowerTail(table: Margins, x: number): number {
  if (x >= table.high) return 1;
  let term = x < table.low ? 0 : table.mass(x);
  let sum = term;
  for (let k = x; k > table.low && term > sum * 1e-18; k--) {
    term /= table.rise(k - 1);
    sum += term;
  }
  return sum;
}

function modeOf(a: number, b: number, c: number, d: number): number {
  return Math.floor(((a + b + 1) * (a + c + 1)) / (a + b + c + d + 2));
}

/** One-sided p-value: probability of a first cell of at least `a` when both rows have the same odds. */
export function fisherGreater(a: number, b: number, c: number, d: number): number {
  const table = hypergeometric(a, b, c, d);
  // Sum the tail on the far side of the mode; the other tail is its complement.
  return Math.min(1, a > modeOf(a, b, c, d) ? upperTail(table, a) : 1 - lowerTail(table, a - 1));
}

/** Two-sided p-value: total probability of the tables that are at most as probable as this one. */
export function fisherTwoSided(a: number, b: number, c: number, d: number): number {
  const table = hypergeometric(a, b, c, d);
  const mode = Math.min(table.high, Math.max(table.low, modeOf(a, b, c, d)));
  // Equal probabilities, computed on different sides, may differ by rounding.
  const limit = table.mass(a) * (1 + 1e-11);
  if (a === mode || table.mass(mode) <= limit) return 1;
  if (a > mode) {
    const edge = lastBelow(table.low - 1, mode, (x) => table.mass(x) <= limit);
    return Math.min(1, upperTail(table, a) + (edge < table.low ? 0 : lowerTail(table, edge)));
  }
  const edge = -lastBelow(-table.high - 1, -mode, (x) => table.mass(-x) <= limit);
  return Math.min(1, lowerTail(table, a) + (edge > table.high ? 0 : upperTail(table, edge)));
}

/** Binary search: the largest x in [low, high) for which `holds`, assuming that it holds at `low` and up to one point. */
function lastBelow(low: number, high: number, holds: (x: number) => boolean): number {
  let yes = low;
  let no = high;
  while (no - yes > 1) {
    const middle = Math.floor((yes + no) / 2);
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
