// How far a batch lies from its history, measured by how far past batches lay from each other.
import { studentQuantile } from "./student.ts";

export interface Distance {
  between: (a: Float64Array, b: Float64Array) => number;
  /** How large it gets by chance alone, in a sample of `size` cells of one distribution (its shares or curve: `pool`). */
  noise: (pool: Float64Array, size: number) => number;
}

/** Largest difference of distribution functions: Kolmogorov–Smirnov; noise at its 10 % point. */
export const ksDistance: Distance = {
  between: (a, b) => {
    let most = 0;
    for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i]! - b[i]!));
    return most;
  },
  noise: (_, size) => 1.22 / Math.sqrt(size),
};

/** One share in each vector, on the arcsine scale: there chance is the same at every share (noise at two standard deviations), and 2 % and 8 % lie as far apart as 40 % and 56 %. */
export const arcsineDistance: Distance = {
  between: (a, b) => Math.abs(angleOf(a[0]!) - angleOf(b[0]!)),
  noise: (_, size) => 1 / Math.sqrt(size),
};

/** A share that was summed up may miss 0 or 1 by its rounding. */
const angleOf = (share: number) => Math.asin(Math.sqrt(Math.min(1, Math.max(0, share))));

/** Total variation of shares; noise at about its mean and a half. */
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

/** A column in the batch and in its history as vectors of one form; `cells` of each. */
export interface Measured {
  batch: Float64Array;
  cells: number;
  past: Float64Array[];
  weights: number[];
  /** Chance of an alarm by accident that one test of one column may have. */
  alpha: number;
}

export interface Deviation {
  /** From the batch to the pool of its history. */
  distance: number;
  /** To the past batch most like it: a season comes again, a trend goes on from its last step. */
  nearest: number;
  /** The largest distance of a past batch to the pool of the others. */
  pastDistance: number;
  /** What the two distances may reach: what past batches differed by beyond chance, grown, and chance. */
  limit: number;
  nearestLimit: number;
  pool: Float64Array;
}

/** How far a batch lies from the pool of past batches, and how far it may: chance at `alpha` plus the spread among past batches. */
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
  const limitOf = (squares: number[], other: number) => Math.sqrt(allowance(squares, alpha) + noise(pool, harmonic(cells, other)) ** 2);
  return {
    distance: between(batch, pool),
    nearest: near.distance,
    pastDistance,
    limit: limitOf(spreads, total.weight),
    nearestLimit: limitOf(nearestSpreads, weights[near.at]!),
    pool,
  };
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

/** Whole batches differ by more than their rows do, and how is known from few: they may do so by accident this many times as often. */
const OFTENER = 10;
/** With two or three batches Student's factor has no end. */
const MOST_DEVIATIONS = 10;

const deviationsKnown = new Map<string, number>();

/** Within how many standard deviations, known from so many batches, the next one lies (Student's prediction interval). */
function deviations(batches: number, alpha: number): number {
  const key = `${batches} ${alpha}`;
  let found = deviationsKnown.get(key);
  if (found === undefined) {
    found = batches < 2 ? MOST_DEVIATIONS : Math.min(MOST_DEVIATIONS, studentQuantile(1 - (OFTENER * alpha) / 2, batches - 1));
    deviationsKnown.set(key, found);
  }
  return found;
}

/** From the squared differences of past batches beyond chance: the square that the next one's may reach. */
export function allowance(squares: number[], alpha: number): number {
  if (squares.length === 0) return 0;
  const most = Math.max(0, ...squares);
  const mean = squares.reduce((sum, square) => sum + Math.max(0, square), 0) / squares.length;
  return Math.max(growth(squares.length) ** 2 * most, deviations(squares.length, alpha) ** 2 * mean);
}

/** What the largest of few past differences must be multiplied with, since more batches would have shown larger ones. */
export function growth(batches: number): number {
  return 2 + 6 / Math.max(1, batches);
}

/** Beyond `floor`, and beyond what history makes plausible, from the pool as well as from the nearest past batch. */
export function exceeds(deviation: Deviation, floor: number): boolean {
  return deviation.distance > Math.max(floor, deviation.limit) && deviation.nearest > Math.max(0.6 * floor, deviation.nearestLimit);
}
