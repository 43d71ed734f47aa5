// Which rows are held out: decided by what a row holds, never by where it stands, so a row keeps its side for ever.
import { createHash } from "node:crypto";
import type { SplitRecord } from "../types/registry.ts";
import type { Dataset } from "../types/table.ts";
import { columnOf } from "./dataset.ts";
import { encodeText, rowEncoder } from "./encoding.ts";

/** Used when the configuration names none. Whoever knows it can choose a row's side. */
export const BUILT_IN_SALT = "gated-retrain";

/**
 * 1: held out. A row is held out when the first 48 bits of sha256(salt, cells of `split.columns`), read as a
 * fraction of 2^48, are below the share. Equal rows fall on one side; other columns, the order of rows, aliases and
 * notation (`1.0`, `1`) do not matter. Rows without an id or group are one group: nothing tells them apart for good.
 */
export function placeRows(dataset: Dataset, split: SplitRecord): Uint8Array {
  const sides = new Uint8Array(dataset.rows);
  const salt = encodeText(split.salt);
  const rows = rowEncoder(
    split.columns.map((name) => columnOf(dataset, name)),
    0,
  );
  const keyed = Buffer.concat([salt, Buffer.alloc(rows.longest)]);
  for (let row = 0; row < dataset.rows; row++) {
    const length = rows.encode(row, 0);
    rows.buffer.copy(keyed, salt.length, 0, length);
    const digest = createHash("sha256")
      .update(keyed.subarray(0, salt.length + length))
      .digest();
    sides[row] = digest.readUIntBE(0, 6) / 2 ** 48 < split.share ? 1 : 0;
  }
  return sides;
}
