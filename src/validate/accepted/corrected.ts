// Rows that were corrected: an accepted one is gone, and a new one has its key.
import { BACK, NEW } from "../../table/rows/known-rows.ts";
import { KEY_WORDS, sortedOrder } from "../../table/rows/row-hashes.ts";
import { EMPTY_SET, subsetAt } from "../../table/rows/row-set.ts";
import type { AcceptedRows, RowSet } from "../../types/rows.ts";
import type { NewRows } from "./named.ts";

/** Of each new row that took the place of a gone one the batch that brought that one. */
export type Corrected = Map<number, number>;

/** `keys`: of the new rows. null: the rows that are gone were stored without their key, or none has one. Each takes one place, of equal keys the first. */
export function correctedRows(
  { fresh, classes }: Pick<NewRows, "fresh" | "classes">,
  keys: Uint32Array | undefined,
  gone: RowSet,
): Corrected | null {
  if (keys === undefined || (gone.parts.length > 0 && gone.keys === undefined)) return null;
  const corrected: Corrected = new Map();
  if (gone.keys === undefined) return corrected;
  const [order, lost] = [sortedOrder(keys, KEY_WORDS), sortedOrder(gone.keys, KEY_WORDS)];
  let at = 0;
  for (const place of order) {
    while (at < lost.length && compareKeys(gone.keys, lost[at]!, keys, place) < 0) at++;
    if (at >= lost.length) break;
    const row = fresh.rows[place]!;
    if (isUnknown(keys, place) || (classes[row] !== NEW && classes[row] !== BACK)) continue;
    if (compareKeys(gone.keys, lost[at]!, keys, place) === 0) corrected.set(row, gone.parts[lost[at++]!]!);
  }
  return corrected;
}

/** Accepted rows that went before the last promotion. */
export function goneBefore({ live, there, missing }: Went, accepted: Pick<AcceptedRows, "gone"> | null): RowSet {
  if (accepted === null || accepted.gone.parts.length === 0 || live.keys === undefined) return EMPTY_SET;
  const isMissing = new Uint8Array(live.parts.length);
  for (const place of missing) isMissing[place] = 1;
  return subsetAt(
    live,
    Uint32Array.from(live.parts.keys()).filter((place) => isMissing[place] === 0 && !there.has(place)),
  );
}

type Went = Pick<NewRows, "live" | "there"> & { missing: Uint32Array };

const isUnknown = (keys: Uint32Array, i: number) => keys[KEY_WORDS * i] === 0 && keys[KEY_WORDS * i + 1] === 0;
const compareKeys = (a: Uint32Array, i: number, b: Uint32Array, j: number): number =>
  a[KEY_WORDS * i]! - b[KEY_WORDS * j]! || a[KEY_WORDS * i + 1]! - b[KEY_WORDS * j + 1]!;
