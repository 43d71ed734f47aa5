// The distance of a batch from past batches, and the distance that their own differences explain.
import { studentQuantile } from "./beta.ts";

/** A distance of two vectors of shares or of points of distribution functions. */
export interface Distance {
  between: (a: Float64Array, b: Float64Array) => number;
  /** The distance that chance explains between a sample of `size` cells and its distribution `pool`. */
  noise: (pool: Float64Array, size: number) => number;
}

/** Kolmogorov–Smirnov: largest difference of distribution functions; noise is its 10 % critical value. */
export const ksDistance: Distance = {
  between: (a, b) => {
    let most = 0;
    for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i]! - b[i]!));
    return most;
  },
  noise: (_, size) => 1.22 / Math.sqrt(size),
};

/** Difference of one share after the arcsine transformation, which makes its variance the same at every share; noise is two standard deviations. */
export const arcsineDistance: Distance = {
  between: (a, b) => Math.abs(angleOf(a[0]!) - angleOf(b[0]!)),
  noise: (_, size) => 1 / Math.sqrt(size),
};

/** Clipped to [0, 1], since summed shares carry rounding errors. */
const angleOf = (share: number) => Math.asin(Math.sqrt(Math.min(1, Math.max(0, share))));

/** Total variation of shares; noise is about 1.5 times its mean. */
export const totalVariationDistance: Distance = {
  between: (a, b) => {
    let sum = 0;
    for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! - b[i]!);
    return sum / 2;
  },
  noise: (pool, size) => {
    let sum = 0;
    for (let i = 0; i < pool.length; i++) sum += Math.sqrt(Math.max(0, pool[i]! * (1 - pool[i]!)) / size);
    return 0.6 * sum;
  },
};

/** A column in the batch (`cells` cells) and in past batches (`weights` cells), as vectors of one form. */
export interface Measured {
  batch: Float64Array;
  cells: number;
  past: Float64Array[];
  weights: number[];
  /** False alarm rate of one test of one column. */
  alpha: number;
}

export interface Deviation {
  /** From the batch to the weighted mean of the past batches. */
  distance: number;
  /** From the batch to the nearest past batch: small where a season returns or a trend continues. */
  nearest: number;
  /** The largest distance of a past batch from the mean of the others. */
  pastDistance: number;
  /** Limits of the two distances: chance, and the spread of past batches beyond chance. */
  limit: number;
  nearestLimit: number;
  pool: Float64Array;
}

/**
 * Distances of a batch from its past batches, each with its limit: chance at `alpha` plus the spread among past batches. What past batches
 * differ by beyond independent rows may come from rows that belong together (one order, one hour), whose share varies as 1 over the number of rows
 * (Kish 1965, cluster sampling): a batch smaller than they are may differ by that much more.
 */
export function deviationOf({ batch, cells, past, weights, alpha }: Measured, { between, noise }: Distance): Deviation {
  const total = weighted(past, weights);
  const pool = total.sum.map((value) => value / total.weight);
  const beyond = (distance: number, own: number, other: number) => distance ** 2 - noise(pool, harmonic(own, other)) ** 2;
  let pastDistance = 0;
  const spreads: number[] = [];
  const nearestSpreads: number[] = [];
  for (let i = 0; i < past.length && past.length > 1; i++) {
    const left = total.weight - weights[i]!;
    if (!(left > 0)) continue;
    const others = total.sum.map((value, k) => (value - weights[i]! * past[i]![k]!) / left);
    const distance = between(past[i]!, others);
    pastDistance = Math.max(pastDistance, distance);
    spreads.push(beyond(distance, weights[i]!, left));
    const near = nearestOf(past[i]!, past, between, i);
    nearestSpreads.push(beyond(near.distance, weights[i]!, weights[near.at]!));
  }
  const near = nearestOf(batch, past, between, -1);
  const smaller = timesSmaller(cells, weights);
  const limitOf = (squares: number[], other: number) =>
    Math.sqrt(smaller * allowance(squares, alpha) + noise(pool, harmonic(cells, other)) ** 2);
  return {
    distance: between(batch, pool),
    nearest: near.distance,
    pastDistance,
    limit: limitOf(spreads, total.weight),
    nearestLimit: limitOf(nearestSpreads, weights[near.at]!),
    pool,
  };
}

/** How many times smaller a batch of `cells` is than past ones in the mean; at least 1. */
export function timesSmaller(cells: number, past: number[]): number {
  return Math.max(1, past.reduce((sum, one) => sum + one, 0) / past.length / Math.max(1, cells));
}

function harmonic(a: number, b: number): number {
  return (a * b) / Math.max(1, a + b);
}

function nearestOf(
  own: Float64Array,
  past: Float64Array[],
  between: Distance["between"],
  except: number,
): { at: number; distance: number } {
  let best = { at: 0, distance: Number.POSITIVE_INFINITY };
  for (let j = 0; j < past.length; j++) {
    if (j === except) continue;
    const distance = between(own, past[j]!);
    if (distance < best.distance) best = { at: j, distance };
  }
  return best;
}

function weighted(past: Float64Array[], weights: number[]): { sum: Float64Array; weight: number } {
  const sum = new Float64Array(past[0]?.length ?? 0);
  let weight = 0;
  past.forEach((vector, i) => {
    weight += weights[i]!;
    for (let k = 0; k < sum.length; k++) sum[k]! += weights[i]! * vector[k]!;
  });
  return { sum, weight };
}

/** Factor on alpha for differences between whole batches, which are known from few of them. */
const BATCH_ALPHA_FACTOR = 10;
/** Cap on Student's quantile, which is huge for two or three batches. */
const MOST_DEVIATIONS = 10;

const quantileCache = new Map<string, number>();

/** Half width, in standard deviations, of Student's prediction interval for the next batch. */
function deviations(batches: number, alpha: number): number {
  const key = `${batches} ${alpha}`;
  let found = quantileCache.get(key);
  if (found === undefined) {
    found = batches < 2 ? MOST_DEVIATIONS : Math.min(MOST_DEVIATIONS, studentQuantile(1 - (BATCH_ALPHA_FACTOR * alpha) / 2, batches - 1));
    quantileCache.set(key, found);
  }
  return found;
}

/** Largest expected square of the next batch's difference beyond chance, from the squares of past ones. */
export function allowance(squares: number[], alpha: number): number {
  if (squares.length === 0) return 0;
  const most = Math.max(0, ...squares);
  const mean = squares.reduce((sum, square) => sum + Math.max(0, square), 0) / squares.length;
  return Math.max(growth(squares.length) ** 2 * most, deviations(squares.length, alpha) ** 2 * mean);
}

/** Factor on the largest past difference: with few batches larger ones have not been seen yet. */
export function growth(batches: number): number {
  return 2 + 6 / Math.max(1, batches);
}

/** Whether both distances exceed their limits and `floor` (the nearest batch 0.6 of it). */
export function exceeds(deviation: Deviation, floor: number): boolean {
  return deviation.distance > Math.max(floor, deviation.limit) && deviation.nearest > Math.max(0.6 * floor, deviation.nearestLimit);
}
