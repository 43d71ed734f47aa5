// Infers bounds that valid later data stays within; a changed unit or a sentinel exceeds them.
import type { Ranked } from "../../stats/ranked.ts";

interface Range {
  minimum?: number;
  maximum?: number;
}

export interface RangeGuess {
  range: Range;
  notes: string[];
}

/** Fewer cells than this say too little about their extremes. */
const FEWEST_CELLS = 50;
/** Probability that as many new rows exceed a bound, by the fitted tail. */
const EXCEEDANCE = 1e-3;
/** Tails of this shape have no variance, and no bound holds; one standard error before it there is none already. */
const HEAVY = 0.5;
/** Fewer distinct values beyond the threshold make no tail. */
const TAIL_VALUES = 8;
/** Of tail shapes over columns as one meets them: most lie within half of zero. */
const PRIOR_VARIANCE = 0.25 ** 2;
/** A bound is to hold for so many times as many files as it was inferred from. */
const HORIZON = 25;
/** A walk of k steps has levels with a variance of k/6 steps' around their mean, and after h times as many lies √(h·k) steps away. */
const WANDER = Math.sqrt(6 * HORIZON);
/** A bound farther out than this many ranges would catch nothing. */
const FARTHEST = 100;

/** How values moved on from block to block of rows. */
export interface Movement {
  /** How far, in ranges of what came before, later blocks went beyond earlier ones. */
  up: number;
  down: number;
  /** Standard deviation of the files' levels: rows of one file that resemble each other say little about the next file's. */
  spread: number;
}

/** The bounds of a column with these values. */
export function rangeOf(values: Ranked, { up, down, spread }: Movement, isInteger: boolean): RangeGuess {
  const n = values.length;
  if (n < FEWEST_CELLS) return { range: {}, notes: [`no range: ${n} values say too little.`] };
  const { least: low, most: high } = values;
  const width = high - low;
  if (width === 0) return { range: {}, notes: [] };
  if (areNearlyAlike(values)) {
    const range = startsAtZero(values, isInteger) ? { minimum: 0 } : {};
    return { range, notes: ["no full range: nearly all values are the same, so the others say too little."] };
  }
  const tail = 1 + tailCells(n);
  const mirrored = values
    .lowest(tail)
    .map((value) => -value)
    .reverse();
  const upper = Math.max(high + margin(width, up, spread), tailBound(values.highest(tail)));
  const lower = Math.min(low - margin(width, down, spread), -tailBound(mirrored));
  const moved = low - Math.max(1.5 * down * width, WANDER * spread);
  const range: Range = {};
  const notes: string[] = [];
  if (startsAtZero(values, isInteger)) range.minimum = 0;
  // Without a value below zero only values that were seen to move there make room for one: -9 is a sentinel.
  else if (low > 0 && lower < 0 && moved > 0) range.minimum = 0;
  else if (low - lower <= FARTHEST * width) range.minimum = roundedOutward(lower, width, -1, isInteger);
  else notes.push("no minimum: the small values spread too far.");
  if (upper - high <= FARTHEST * width) range.maximum = roundedOutward(upper, width, 1, isInteger);
  else notes.push("no maximum: a few values are far larger than the others.");
  return { range, notes };
}

/** Whether so many cells have the commonest value that the others say too little. */
function areNearlyAlike(ranked: Ranked): boolean {
  const { values, length } = ranked;
  const fewest = 2 * FEWEST_CELLS - 1;
  if (length < fewest) return length - mostFrequent(ranked.lowest(length)) < FEWEST_CELLS;
  // Where fewer than half of any so many cells are others, the middle one is of the commonest value.
  const common = values.slice(0, fewest).sort()[FEWEST_CELLS - 1]!;
  let others = 0;
  for (let i = 0; i < length && others < FEWEST_CELLS; i++) if (values[i] !== common) others++;
  return others < FEWEST_CELLS;
}

/** In how many cells the commonest value stands. */
function mostFrequent(sorted: Float64Array): number {
  let most = 0;
  let run = 0;
  for (let i = 0; i < sorted.length; i++) {
    run = i > 0 && sorted[i] === sorted[i - 1] ? run + 1 : 1;
    if (run > most) most = run;
  }
  return most;
}

function margin(width: number, growth: number, spread: number): number {
  return Math.max(0.5 * width, 1.5 * growth * width, WANDER * spread);
}

/** Values never below zero: 0 itself is taken by several rows, a count begins there, or the values span magnitudes or pile up above it. */
function startsAtZero(values: Ranked, isInteger: boolean): boolean {
  const { least: low, length } = values;
  if (low < 0) return false;
  if (low === 0) return isInteger || values.lowest(Math.min(3, length)).at(-1) === 0;
  if (isInteger && low <= 1) return true;
  const first = values.at(Math.floor(length / 100));
  const last = values.at(Math.ceil((length - 1) * 0.99));
  const middle = values.at(length >> 1);
  // Close above zero and leaning on it: a quantity that cannot be negative, such as wind speed.
  const leans = last - middle >= 2 * (middle - first) && low <= 0.1 * (last - first);
  return leans || last >= 30 * first;
}

/** How many of `n` values lie in a tail. */
const tailCells = (n: number) => Math.floor(Math.min(n / 5, n ** 0.7));

/**
 * Where as many rows again go with chance EXCEEDANCE: a generalised Pareto tail over a high threshold, fitted by
 * probability-weighted moments (Hosking and Wallis 1987). Heavy tails have no bound. `sorted`: the threshold and the values of the tail.
 */
function tailBound(sorted: Float64Array): number {
  const [threshold = 0] = sorted;
  let first = sorted.length;
  while (first > 0 && sorted[first - 1]! > threshold) first--;
  const m = sorted.length - first;
  let mean = 0;
  let weighted = 0;
  let distinct = 0;
  for (let i = 0; i < m; i++) {
    const excess = sorted[first + i]! - threshold;
    mean += excess / m;
    weighted += (excess / m) * ((m - i - 1) / (m - 1));
    if (i === 0 || sorted[first + i] !== sorted[first + i - 1]) distinct++;
  }
  // A few steps, such as months or small counts, are no tail.
  if (distinct < TAIL_VALUES) return Number.NEGATIVE_INFINITY;
  const fitted = 2 - mean / (mean - 2 * weighted);
  if (fitted >= HEAVY - 1 / Math.sqrt(m)) return Number.POSITIVE_INFINITY;
  const shape = cautiousShape(fitted, m);
  const scale = (2 * mean * weighted) / (mean - 2 * weighted);
  const rarity = m / EXCEEDANCE;
  return threshold + (Math.abs(shape) < 1e-6 ? scale * Math.log(rarity) : (scale / shape) * (rarity ** shape - 1));
}

/** Few cells: shrunk towards an exponential tail. Then one and a half standard errors longer, since too short a tail gives false alarms. */
function cautiousShape(fitted: number, m: number): number {
  const variance = (1 + Math.max(0, fitted)) ** 2 / m;
  const weight = PRIOR_VARIANCE / (PRIOR_VARIANCE + variance);
  return weight * fitted + 1.5 * Math.sqrt(weight * variance);
}

/** To two digits of the width, away from the values. */
export function roundedOutward(bound: number, width: number, direction: 1 | -1, isInteger: boolean): number {
  const step = 10 ** (Math.floor(Math.log10(width)) - 1);
  const whole = isInteger ? Math.max(1, step) : step;
  const steps = direction > 0 ? Math.ceil(bound / whole) : Math.floor(bound / whole);
  return Number((steps * whole).toPrecision(12)) + 0;
}
