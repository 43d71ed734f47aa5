// How far two columns' distributions lie apart, 0 to 1; null when what is known of them does not tell.

import { categoryShares, namedShares, numberCurves } from "../../profile/curves.ts";
import { columnProfile } from "../../profile/profile.ts";
import { ksDistance, totalVariationDistance } from "../../stats/deviation.ts";
import type { CategoryProfile, ColumnProfile } from "../../types/profile.ts";
import type { Column } from "../../types/table.ts";
import { cellsOf } from "./alarm.ts";

/** What a profile's grid hides. */
const GRID = 0.05;
/** No tolerance is larger; shares of many values differ more by chance. */
const FARTHEST = 0.25;
const FARTHEST_SHARES = 0.4;
/** Too few cells to speak of a distribution. */
const FEWEST_CELLS = 20;
/** Values that come so often on average come again. */
const ROWS_PER_VALUE = 3;

export interface Closeness {
  distance: number;
  /** Up to this distance the two may well be the same: chance, and what a profile's grid hides. */
  tolerance: number;
}

/** Whether a column is as near to a profile as chance allows. */
export const isClose = ({ distance, tolerance }: Closeness): boolean => distance <= tolerance;

/** How far a column lies from a profile, and how far chance alone may bring it; null: too few cells to tell. */
export function closenessTo(profile: ColumnProfile, column: Column): Closeness | null {
  if (cellsOf(profile) < FEWEST_CELLS) return null;
  if (profile.kind !== column.kind) return { distance: 1, tolerance: FARTHEST };
  const own = columnProfile(column);
  if (cellsOf(own) < FEWEST_CELLS) return null;
  const size = 1 / (1 / cellsOf(profile) + 1 / cellsOf(own));
  // Smirnov's bound at 1 %.
  const tolerance = Math.min(FARTHEST, GRID + 1.63 / Math.sqrt(size));
  if (profile.kind !== "category" || own.kind !== "category") return { distance: profileDistance(profile, own), tolerance };
  if (isMostlyNew(profile)) {
    const distance = buildDistance(profile, own);
    return distance === null ? null : { distance, tolerance };
  }
  const { vectors, values } = categoryShares([profile, own]);
  const [x, y] = vectors as [Float64Array, Float64Array];
  const pool = x.map((share, i) => (share * cellsOf(profile) + y[i]! * cellsOf(own)) / (cellsOf(profile) + cellsOf(own)));
  // Hash buckets of many values look alike whatever the values are: their build tells.
  const built = values.length === 0 ? (buildDistance(profile, own) ?? 0) : 0;
  const distance = Math.max(totalVariationDistance.between(x, y), built);
  return { distance, tolerance: Math.max(tolerance, Math.min(FARTHEST_SHARES, GRID + totalVariationDistance.noise(pool, size))) };
}

/** Most values are rare ones, which the next batch will not have. */
function isMostlyNew({ rows, missing, distinct, counts }: CategoryProfile): boolean {
  const cells = rows - missing;
  return counts.reduce((a, b) => a + b, 0) < cells / 2 && distinct * ROWS_PER_VALUE > cells;
}

/** By how texts are built and how long they are; null: by no form of their own, as free text. */
export function buildDistance(a: CategoryProfile, b: CategoryProfile): number | null {
  const isFree = (form: string) => form === "text" || form === "";
  if (a.forms.every(isFree) || b.forms.every(isFree)) return null;
  const [x, y] = namedShares(
    [a, b].map(({ forms, formCounts, rows, missing }) => ({ names: forms, counts: formCounts, cells: rows - missing })),
  );
  return Math.max(totalVariationDistance.between(x!, y!), lengthDistance(a.lengths, b.lengths));
}

/** Of the levels of length, in the longest text's: the mean of what they differ by. */
function lengthDistance(a: number[], b: number[]): number {
  if (a.length === 0 || b.length !== a.length) return a.length === b.length ? 0 : 1;
  const gap = a.reduce((sum, length, i) => sum + Math.abs(length - b[i]!), 0) / a.length;
  return Math.min(1, gap / Math.max(1, a[a.length >> 1]!, b[b.length >> 1]!));
}

/** Kolmogorov–Smirnov or total variation, as far as profiles show them. */
export function profileDistance(a: ColumnProfile, b: ColumnProfile): number {
  if (a.kind === "number" && b.kind === "number") {
    if (a.rows === a.missing || b.rows === b.missing) return 1;
    const [x, y] = numberCurves([a, b]);
    return ksDistance.between(x!, y!);
  }
  if (a.kind !== "category" || b.kind !== "category") return 1;
  const [x, y] = categoryShares([a, b]).vectors;
  return totalVariationDistance.between(x!, y!);
}
