import { chiSquareTail } from "./chi-square.ts";

/**
 * p-value of Pearson's chi-square test that two vectors of counts over the same categories have one distribution, without
 * continuity correction. Categories that neither side has are left out; with fewer than two left it is 1.
 */
export function chiSquareP(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [totalA, totalB, categories] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    totalA += a[i]!;
    totalB += b[i]!;
    if (a[i]! + b[i]! > 0) categories++;
  }
  let statistic = 0;
  for (let i = 0; i < a.length; i++) {
    const both = a[i]! + b[i]!;
    if (both === 0) continue;
    const expected = (both * totalA) / (totalA + totalB);
    const difference = (a[i]! - expected) ** 2;
    statistic += difference / expected + difference / (both - expected);
  }
  return categories < 2 ? 1 : chiSquareTail(statistic, categories - 1);
}
