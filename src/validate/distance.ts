// How far two columns' distributions lie apart, 0 to 1; null when what is known of them does not tell.
import type { ColumnProfile } from "../types/profile.ts";
import type { Column } from "../types/table.ts";
import { categoryShares, numberCurves } from "./drift/curves.ts";
import { largestGap, movedMass } from "./drift/departure.ts";
import { columnProfile } from "./profile.ts";

/** Too few cells to speak of a distribution. */
const FEWEST_CELLS = 20;

export function distanceTo(profile: ColumnProfile, column: Column): number | null {
  if (profile.rows - profile.missing < FEWEST_CELLS) return null;
  if (profile.kind !== column.kind) return 1;
  const own = columnProfile(column);
  if (own.rows - own.missing < FEWEST_CELLS) return null;
  // Nearly all values are rare ones that the profile does not list.
  if (profile.kind === "category" && profile.counts.reduce((a, b) => a + b, 0) < (profile.rows - profile.missing) / 2) return null;
  return profileDistance(profile, own);
}

/** Kolmogorov–Smirnov or total variation, as far as profiles show them. */
export function profileDistance(a: ColumnProfile, b: ColumnProfile): number {
  if (a.kind === "number" && b.kind === "number") {
    if (a.rows === a.missing || b.rows === b.missing) return 1;
    const [x, y] = numberCurves([a, b]);
    return largestGap.between(x!, y!);
  }
  if (a.kind !== "category" || b.kind !== "category") return 1;
  const [x, y] = categoryShares([a, b]).vectors;
  return movedMass.between(x!, y!);
}
