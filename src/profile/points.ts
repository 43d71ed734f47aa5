import type { NumberProfile } from "../types/profile.ts";
import { QUANTILE_LEVELS } from "./number.ts";

/** A number profile as weighted points, ascending by value; weights are numbers of cells. */
export interface Points {
  values: Float64Array;
  weights: Float64Array;
  total: number;
}

/** Profiles as weighted points: point masses, and quantile ranges at their middles. Weights are rows. */
export function pointsOf(profiles: NumberProfile[]): Points {
  const points: [number, number][] = [];
  for (const { atoms, counts, quantiles, rows, missing } of profiles) {
    atoms.forEach((value, i) => {
      points.push([value, counts[i]!]);
    });
    const rest = Math.max(0, rows - missing - counts.reduce((a, b) => a + b, 0));
    for (let k = 1; k < quantiles.length; k++) {
      points.push([(quantiles[k - 1]! + quantiles[k]!) / 2, rest * (QUANTILE_LEVELS[k]! - QUANTILE_LEVELS[k - 1]!)]);
    }
  }
  return sortedPoints(points);
}

function sortedPoints(points: [number, number][]): Points {
  points.sort((a, b) => a[0] - b[0]);
  return {
    values: Float64Array.from(points, ([value]) => value),
    weights: Float64Array.from(points, ([, weight]) => weight),
    total: points.reduce((sum, [, weight]) => sum + weight, 0),
  };
}

/** The points after a conversion; those that become NaN are left out. */
export function mapPoints({ values, weights }: Points, convert: (value: number) => number): Points {
  const points: [number, number][] = [];
  values.forEach((value, i) => {
    const converted = convert(value);
    if (Number.isFinite(converted)) points.push([converted, weights[i]!]);
  });
  return sortedPoints(points);
}

/** The weighted median. */
export function medianOf(points: Points): number {
  return quantileOf(points, 0.5);
}

/** The weighted quantile at a level of 0 to 1; NaN without points. */
export function quantileOf({ values, weights, total }: Points, level: number): number {
  let left = level * total;
  for (let i = 0; i < values.length; i++) {
    left -= weights[i]!;
    if (left <= 0) return values[i]!;
  }
  return values.at(-1) ?? Number.NaN;
}

/** KS distance of two sets of weighted points. */
export function gapOf(a: Points, b: Points): number {
  let [i, j, x, y, most] = [0, 0, 0, 0, 0];
  while (i < a.values.length || j < b.values.length) {
    const value = j === b.values.length || (i < a.values.length && a.values[i]! <= b.values[j]!) ? a.values[i]! : b.values[j]!;
    while (i < a.values.length && a.values[i]! === value) x += a.weights[i++]! / a.total;
    while (j < b.values.length && b.values[j]! === value) y += b.weights[j++]! / b.total;
    most = Math.max(most, Math.abs(x - y));
  }
  return most;
}
