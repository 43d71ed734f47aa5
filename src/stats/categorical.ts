// Two vectors of counts over the same categories: distances between the shares, and the chi-square test of one distribution.
import { chiSquareTail } from "./chi-square.ts";

function shares(counts: ArrayLike<number>): Float64Array {
  const total = Array.prototype.reduce.call(counts, (sum, count) => (sum as number) + (count as number), 0) as number;
  return Float64Array.from(counts, (count) => count / total);
}

/** Half the sum of the absolute differences of shares, 0 to 1. */
export function totalVariation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const q = shares(b);
  return 0.5 * shares(a).reduce((sum, p, i) => sum + Math.abs(p - q[i]!), 0);
}

/** The largest difference of a share. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const q = shares(b);
  return shares(a).reduce((most, p, i) => Math.max(most, Math.abs(p - q[i]!)), 0);
}

/** In nats, 0 to ln 2. */
export function jensenShannon(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const q = shares(b);
  const divergence = shares(a).reduce((sum, p, i) => {
    const middle = (p + q[i]!) / 2;
    return sum + (p > 0 ? p * Math.log(p / middle) : 0) + (q[i]! > 0 ? q[i]! * Math.log(q[i]! / middle) : 0);
  }, 0);
  return Math.max(0, divergence / 2);
}

/** Population stability index, natural logarithm; infinite where one side has none of a category. Grows with 1/n: no alarm rests on it. */
export function populationStability(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const q = shares(b);
  return shares(a).reduce((sum, p, i) => sum + (p === q[i] ? 0 : (p - q[i]!) * Math.log(p / q[i]!)), 0);
}

export interface ChiSquare {
  statistic: number;
  degreesOfFreedom: number;
  p: number;
  /** Cramér's V of the 2 × k table. */
  cramersV: number;
}

/** Pearson's test, without correction; categories that neither side has are left out. */
export function chiSquare(a: ArrayLike<number>, b: ArrayLike<number>): ChiSquare {
  let [totalA, totalB, categories] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    totalA += a[i]!;
    totalB += b[i]!;
    if (a[i]! + b[i]! > 0) categories++;
  }
  const total = totalA + totalB;
  let statistic = 0;
  for (let i = 0; i < a.length; i++) {
    const both = a[i]! + b[i]!;
    if (both === 0) continue;
    const expected = (both * totalA) / total;
    const difference = (a[i]! - expected) ** 2;
    statistic += difference / expected + difference / (both - expected);
  }
  const degreesOfFreedom = Math.max(0, categories - 1);
  const p = degreesOfFreedom === 0 ? 1 : chiSquareTail(statistic, degreesOfFreedom);
  return { statistic, degreesOfFreedom, p, cramersV: Math.sqrt(statistic / total) };
}
