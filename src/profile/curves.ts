// Profiles of one column as vectors of one length: distribution functions of numbers, shares of categories.
import type { CategoryProfile, NumberProfile } from "../types/profile.ts";
import { BUCKETS } from "./category.ts";
import { textHash } from "./hash.ts";
import { QUANTILE_LEVELS } from "./number.ts";

const GRID = 160;

/** The distribution functions, each by its left and right limit at every knot of any of them. */
export function numberCurves(profiles: NumberProfile[]): Float64Array[] {
  const points = new Set<number>();
  for (const { atoms, quantiles } of profiles) {
    for (const atom of atoms) points.add(atom);
    for (const value of quantiles) points.add(value);
  }
  const grid = thinned([...points].sort((a, b) => a - b));
  return profiles.map((profile) => {
    const cdf = distributionOf(profile);
    const curve = new Float64Array(2 * grid.length);
    grid.forEach((value, i) => {
      curve[2 * i] = cdf(value, false);
      curve[2 * i + 1] = cdf(value, true);
    });
    return curve;
  });
}

function thinned(sorted: number[]): number[] {
  if (sorted.length <= GRID) return sorted;
  return Array.from({ length: GRID }, (_, i) => sorted[Math.round((i * (sorted.length - 1)) / (GRID - 1))]!);
}

/** Distribution function of a profile: the share of cells below a value, or at most it. */
export function distributionOf({ atoms, counts, quantiles, rows, missing }: NumberProfile): (value: number, inclusive: boolean) => number {
  const common = counts.reduce((sum, count) => sum + count, 0);
  const cells = Math.max(1, rows - missing, common);
  const smooth = quantiles.length === 0 ? 0 : Math.max(0, cells - common) / cells;
  return (value, inclusive) => {
    let below = 0;
    for (let k = 0; k < atoms.length && (inclusive ? atoms[k]! <= value : atoms[k]! < value); k++) below += counts[k]!;
    return below / cells + (smooth === 0 ? 0 : smooth * levelOf(quantiles, value));
  };
}

function levelOf(quantiles: number[], value: number): number {
  if (value < quantiles[0]!) return 0;
  let low = 0;
  let high = quantiles.length - 1;
  if (value >= quantiles[high]!) return 1;
  // Invariant: quantiles[low] ≤ value < quantiles[high].
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (quantiles[middle]! <= value) low = middle;
    else high = middle;
  }
  const share = (value - quantiles[low]!) / (quantiles[high]! - quantiles[low]!);
  return QUANTILE_LEVELS[low]! + share * (QUANTILE_LEVELS[high]! - QUANTILE_LEVELS[low]!);
}

export interface Shares {
  vectors: Float64Array[];
  /** The listed values; empty: the vectors are shares of hash buckets. */
  values: string[];
}

/** Shares of the listed values and of all others; shares of hash buckets where much is not listed. */
export function categoryShares(profiles: CategoryProfile[]): Shares {
  const cellsOf = ({ rows, missing }: CategoryProfile) => Math.max(1, rows - missing);
  const listed = profiles.every((profile) => profile.counts.reduce((a, b) => a + b, 0) >= 0.9 * (profile.rows - profile.missing));
  if (!listed) {
    const vectors = profiles.map((profile) => Float64Array.from(bucketsOf(profile), (count) => count / cellsOf(profile)));
    return { vectors, values: [] };
  }
  const values = [...new Set(profiles.flatMap((profile) => profile.values))];
  const placeOf = new Map(values.map((value, i) => [value, i]));
  const vectors = profiles.map((profile) => {
    const vector = new Float64Array(values.length + 1);
    vector[values.length] = 1;
    profile.values.forEach((value, i) => {
      const share = profile.counts[i]! / cellsOf(profile);
      vector[placeOf.get(value)!] = share;
      vector[values.length]! -= share;
    });
    return vector;
  });
  return { vectors, values };
}

function bucketsOf({ buckets, values, counts }: CategoryProfile): number[] {
  if (buckets.length > 0) return buckets;
  const made = new Array<number>(BUCKETS).fill(0);
  values.forEach((value, i) => {
    made[textHash(value) % BUCKETS]! += counts[i]!;
  });
  return made;
}

/** Shares of named kinds (forms, hours) by profile; cells that are not listed are one more kind. */
export function namedShares(lists: { names: readonly (string | number)[]; counts: readonly number[]; cells: number }[]): Float64Array[] {
  const names = [...new Set(lists.flatMap((list) => list.names))];
  return lists.map((list) => {
    const vector = new Float64Array(names.length + 1);
    vector[names.length] = 1;
    list.names.forEach((name, i) => {
      const share = list.counts[i]! / Math.max(1, list.cells);
      vector[names.indexOf(name)] = share;
      vector[names.length]! -= share;
    });
    return vector;
  });
}
