// Rows that were corrected: an accepted one is gone, and a new one has its key.
import { BACK, NEW } from "../../table/rows/known-rows.ts";
import { KEY_WORDS } from "../../table/rows/row-hashes.ts";
import type { RowSet } from "../../types/rows.ts";

/** `keys`: of the rows at hand. null: the rows that are gone were stored without their key, or none has one. */
export function correctedRows(classes: Int32Array, keys: Uint32Array | undefined, gone: RowSet): number | null {
  if (keys === undefined || (gone.parts.length > 0 && gone.keys === undefined)) return null;
  const left = new Map<string, number>();
  for (let row = 0; row < gone.parts.length; row++) {
    const key = keyAt(gone.keys!, row);
    if (key !== UNKNOWN) left.set(key, (left.get(key) ?? 0) + 1);
  }
  let corrected = 0;
  classes.forEach((one, row) => {
    if (one !== NEW && one !== BACK) return;
    const key = keyAt(keys, row);
    const count = left.get(key) ?? 0;
    if (count === 0) return;
    left.set(key, count - 1);
    corrected++;
  });
  return corrected;
}

const keyAt = (keys: Uint32Array, row: number): string => `${keys[KEY_WORDS * row]} ${keys[KEY_WORDS * row + 1]}`;
const UNKNOWN = "0 0";
