// A column that stands still: one value in every row, or from some row on.

import { grouped, percent } from "../../findings/wording.ts";
import type { ColumnProfile } from "../../types/profile.ts";
import { type Alarm, type Compared, cellsOf } from "./alarm.ts";

/** Shorter stretches, in rows and as a share, are of no interest. */
const FEWEST_ROWS = 8;
const LEAST_SHARE = { usual: 0.1, rare: 0.03 };
/** Above this share of cells that equal the one before, stretches are usual: rows sorted by something, events of several rows. */
const USUAL = 0.01;
/** A stretch must be this many times the longest of any past batch. */
const LONGER = 3;

/** Whether a column that varied stands still: one value, or a stretch of one. */
export function stuckAlarm({ batch, past, alpha }: Compared): Alarm | null {
  const cells = cellsOf(batch);
  const known = past.filter((one) => cellsOf(one) > FEWEST_ROWS);
  if (known.length === 0 || cells < FEWEST_ROWS || known.some((one) => one.distinct < 2)) return null;
  if (batch.distinct === 1) {
    const least = Math.min(...known.map((one) => one.distinct));
    if (commonest(known) ** cells >= alpha) return null;
    const says = `has the same value in all ${grouped(cells)} cells that are filled; before at least ${grouped(least)} different ones in each batch of more than ${FEWEST_ROWS}`;
    return { code: "constant", observed: "1 value", expected: `${least} or more`, says, remedy: "Look for a default or a failed join." };
  }
  const longest = Math.max(...known.map((one) => one.run));
  // Among more rows the longest stretch is longer.
  const larger = Math.max(1, cells / Math.max(...known.map(cellsOf)));
  const limit = Math.ceil(LONGER * longest * larger);
  // Chance that the next cell equals the one before, as history has it.
  const still = Math.max(...known.map((one) => (one.still + 1) / (cellsOf(one) + 1)));
  const least = still > USUAL ? LEAST_SHARE.usual : LEAST_SHARE.rare;
  if (batch.run < Math.max(FEWEST_ROWS, least * cells, limit)) return null;
  if (cells * still ** (batch.run - 1) >= alpha) return null;
  const says = `stands still: ${grouped(batch.run)} rows in a row (${percent(batch.run / cells)}) have the same value, before at most ${grouped(longest)}`;
  const remedy = "Look for a frozen sensor, a filled-down formula or a cut export.";
  return { code: "frozen", observed: `${batch.run} rows`, expected: `at most ${limit} rows`, says, remedy };
}

/** The largest share that one value had in a past batch. */
function commonest(past: ColumnProfile[]): number {
  return Math.max(...past.map((one) => Math.max(1 / cellsOf(one), ...one.counts.map((count) => count / cellsOf(one)))));
}
