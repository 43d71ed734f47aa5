// Whether the newest accepted rows are missing while older ones are there: what a stale checkout or a lost file looks like, and no window that moved.
import type { Places } from "../../table/rows/known-rows.ts";
import { digestOfSet } from "../../table/rows/named-rows.ts";
import { subsetAt } from "../../table/rows/row-set.ts";
import type { RowSet } from "../../types/rows.ts";

/** Batches count as the newest until they have so many rows. */
const FEWEST_ROWS = 20;
const MOST_OF = 0.5;

export interface NewestGone {
  missing: number;
  rows: number;
  /** The name of the newest batch's rows, by which they may be left out. */
  rowSet: string;
}

/** `there`: rows of `live` that are there; `missing`: places of those that are gone since the last promotion, `lost` of those that are not left out. null: the newest are there, or older ones are gone too. */
export function newestGone(live: RowSet, there: Places, missing: Uint32Array, lost: Uint32Array): NewestGone | null {
  if (lost.length === 0) return null;
  const known = new Map<number, number>();
  live.parts.forEach((part, place) => {
    if (there.has(place)) known.set(part, (known.get(part) ?? 0) + 1);
  });
  for (const place of missing) known.set(live.parts[place]!, (known.get(live.parts[place]!) ?? 0) + 1);
  const lostOf = new Map<number, number>();
  for (const place of lost) lostOf.set(live.parts[place]!, (lostOf.get(live.parts[place]!) ?? 0) + 1);
  const parts = [...known.keys()].sort((a, b) => b - a);
  let rows = 0;
  const newest: number[] = [];
  for (const part of parts) {
    if (rows >= FEWEST_ROWS) break;
    newest.push(part);
    rows += known.get(part)!;
  }
  const sumOf = (counts: Map<number, number>, some: number[]) => some.reduce((sum, part) => sum + (counts.get(part) ?? 0), 0);
  const older = parts.slice(newest.length);
  const missingNewest = sumOf(lostOf, newest);
  if (missingNewest <= MOST_OF * rows || older.length === 0 || sumOf(lostOf, older) > MOST_OF * sumOf(known, older)) return null;
  const isNewest = new Set(newest);
  const places = Uint32Array.from(live.parts.keys()).filter((place) => isNewest.has(live.parts[place]!));
  return { missing: missingNewest, rows, rowSet: digestOfSet(subsetAt(live, places)) };
}
