// Whether the newest accepted rows are missing while older ones are there: what a stale checkout or a lost file looks like, and no window that moved.
import { digestOfSet } from "../../table/rows/named-rows.ts";
import { placed, without } from "../../table/rows/row-set.ts";
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

/** `missing`: rows of `live` that are gone since the last promotion and not left out; `gone`: those that were gone before. null: the newest are there, or older ones are gone too. */
export function newestGone(live: RowSet, gone: RowSet, missing: RowSet): NewestGone | null {
  if (missing.parts.length === 0) return null;
  const there = countsOf(without(live, gone));
  const lost = countsOf(missing);
  const parts = [...there.keys()].sort((a, b) => b - a);
  let rows = 0;
  const newest: number[] = [];
  for (const part of parts) {
    if (rows >= FEWEST_ROWS) break;
    newest.push(part);
    rows += there.get(part)!;
  }
  const sumOf = (counts: Map<number, number>, some: number[]) => some.reduce((sum, part) => sum + (counts.get(part) ?? 0), 0);
  const older = parts.slice(newest.length);
  const missingNewest = sumOf(lost, newest);
  if (missingNewest <= MOST_OF * rows || older.length === 0 || sumOf(lost, older) > MOST_OF * sumOf(there, older)) return null;
  const isNewest = new Set(newest);
  const places = Uint32Array.from(live.parts.keys()).filter((place) => isNewest.has(live.parts[place]!));
  return { missing: missingNewest, rows, rowSet: digestOfSet(placed(live, places)) };
}

function countsOf({ parts }: RowSet): Map<number, number> {
  const counts = new Map<number, number>();
  for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1);
  return counts;
}
