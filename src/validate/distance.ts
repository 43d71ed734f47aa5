// How far two columns' distributions lie apart, 0 to 1; null when what is known of them does not tell.
import type { CategoryColumn, CategoryProfile, Column, ColumnProfile, NumberColumn, NumberProfile } from "../types.ts";
import { countCodes, sortedNumbers } from "./profile.ts";

/** Too few cells to speak of a distribution. */
const FEWEST_CELLS = 20;
/** The quantiles of a profile are 1/20 apart: nothing finer shows. */
const GRID = 1 / 20;

export function distanceTo(profile: ColumnProfile, column: Column): number | null {
  if (profile.rows - profile.missing < FEWEST_CELLS) return null;
  if (profile.kind === "number") return column.kind === "number" ? numberDistance(profile, column) : 1;
  return column.kind === "category" ? categoryDistance(profile, column) : 1;
}

/** Kolmogorov–Smirnov, as far as the profile's quantiles show it. */
function numberDistance(profile: NumberProfile, column: NumberColumn): number | null {
  const sorted = sortedNumbers(column.values);
  if (sorted.length < FEWEST_CELLS) return null;
  const { quantiles } = profile;
  const last = quantiles.length - 1;
  let largest = 0;
  for (let k = 0; k <= last; k++) {
    const value = quantiles[k]!;
    if (k > 0 && value === quantiles[k - 1]) continue;
    let end = k;
    while (end < last && quantiles[end + 1] === value) end++;
    // The profile's share of cells ≤ value is at least end/20, of cells < value at most k/20.
    const below = rank(sorted, value, false) / sorted.length;
    const upTo = rank(sorted, value, true) / sorted.length;
    largest = Math.max(largest, end / last - upTo, below - k / last);
  }
  return Math.min(1, Math.max(0, largest));
}

/** How many cells are below `value`, or at most `value`. */
function rank(sorted: Float64Array, value: number, inclusive: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value || (inclusive && sorted[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One minus the shared mass over the profile's values (total variation); unlisted values share nothing. */
function categoryDistance(profile: CategoryProfile, column: CategoryColumn): number | null {
  const counts = countCodes(column);
  const cells = column.codes.length - counts[0]!;
  const known = profile.rows - profile.missing;
  if (cells < FEWEST_CELLS) return null;
  const listed = profile.top.reduce((sum, { count }) => sum + count, 0);
  // Nearly all values are rare ones that the profile does not list.
  if (listed < known / 2) return null;
  const codeOf = new Map(column.categories.map((text, i) => [text, i + 1]));
  let shared = 0;
  for (const { value, count } of profile.top) {
    const code = codeOf.get(value);
    if (code !== undefined) shared += Math.min(count / known, counts[code]! / cells);
  }
  return Math.min(1, Math.max(0, listed / known - shared));
}

/** The same between two profiles: how alike two columns of one table are by accident. */
export function profileDistance(a: ColumnProfile, b: ColumnProfile): number {
  if (a.kind === "number" && b.kind === "number") return quantileDistance(a, b);
  if (a.kind === "category" && b.kind === "category") return topDistance(a, b);
  return 1;
}

function quantileDistance(a: NumberProfile, b: NumberProfile): number {
  if (a.quantiles.length === 0 || b.quantiles.length === 0) return 1;
  const as = Float64Array.from(a.quantiles);
  const cells = as.length - 1;
  let largest = 0;
  b.quantiles.forEach((value, k) => {
    const low = Math.max(0, rank(as, value, false) - 1) / cells;
    const high = Math.min(cells, rank(as, value, true)) / cells;
    largest = Math.max(largest, low - k / cells - GRID, k / cells - high - GRID);
  });
  return Math.min(1, Math.max(0, largest));
}

function topDistance(a: CategoryProfile, b: CategoryProfile): number {
  const shares = new Map(a.top.map(({ value, count }) => [value, count / Math.max(1, a.rows - a.missing)]));
  const cells = Math.max(1, b.rows - b.missing);
  return 1 - b.top.reduce((sum, { value, count }) => sum + Math.min(shares.get(value) ?? 0, count / cells), 0);
}
