// Splits rows into training and hold-out by their content, not by their position.
import { createHash } from "node:crypto";
import type { SplitRecord } from "../../types/registry.ts";
import type { Sides } from "../../types/run.ts";
import type { Dataset } from "../../types/table.ts";
import { columnOf } from "../columns/dataset.ts";
import { encodeText, rowEncoder } from "./encoding.ts";
import { goldenRows, RowSet } from "./golden-rows.ts";
import { timesOf } from "./time-cut.ts";

/** Used when the configuration names none. Whoever knows it can choose a row's side. */
export const BUILT_IN_SALT = "gated-retrain";

const TRAINED = 0;
const HELD_OUT = 1;
/** Neither training nor hold-out. */
const LEFT_OUT = 2;

/** Held-out rows of every file that was read; the others are trained on where their file lies within the window. */
export function splitRows(dataset: Dataset, split: SplitRecord): Sides {
  const placed = sideOfRows(dataset, split);
  const trainRows: number[] = [];
  const holdoutRows: number[] = [];
  const leftOut: number[] = [];
  for (const file of dataset.files) {
    for (let row = file.start; row < file.end; row++) {
      const side = placed[row];
      if (side === HELD_OUT) holdoutRows.push(row);
      else if (file.inWindow) (side === LEFT_OUT ? leftOut : trainRows).push(row);
    }
  }
  return { trainRows: Int32Array.from(trainRows), holdoutRows: Int32Array.from(holdoutRows), leftOut: Int32Array.from(leftOut) };
}

/** A side for each row. */
export function sideOfRows(dataset: Dataset, split: SplitRecord): Uint8Array {
  if (split.by === "time") return placeByTime(dataset, split);
  if (split.by === "file") return placeByFile(dataset);
  return placeByHash(dataset, split);
}

/**
 * A row is held out when the first 48 bits of sha256(salt, cells of `split.columns`), read as a fraction of 2^48, are below the share: it
 * keeps its side for ever. Equal rows fall on one side; other columns, the order of rows, aliases and notation (`1.0`, `1`) do not matter.
 * Rows without an id or group are one group: nothing tells them apart for good.
 */
function placeByHash(dataset: Dataset, { columns, salt: text, share }: SplitRecord): Uint8Array {
  const sides = new Uint8Array(dataset.rows);
  const salt = encodeText(text);
  const rows = rowEncoder(
    columns.map((name) => columnOf(dataset, name)),
    0,
  );
  const keyed = Buffer.concat([salt, Buffer.alloc(rows.longest)]);
  for (let row = 0; row < dataset.rows; row++) {
    const length = rows.encode(row, 0);
    rows.buffer.copy(keyed, salt.length, 0, length);
    const digest = createHash("sha256")
      .update(keyed.subarray(0, salt.length + length))
      .digest();
    sides[row] = digest.readUIntBE(0, 6) / 2 ** 48 < (share ?? 0) ? HELD_OUT : TRAINED;
  }
  return sides;
}

/** The past is trained on, the rest held out: rows of one time are on one side, and one without a time could be from the future. */
function placeByTime(dataset: Dataset, { columns, cut }: SplitRecord): Uint8Array {
  const times = timesOf(dataset, columns[0]!);
  const cutAt = cut ?? Number.NaN;
  return Uint8Array.from(times, (time) => (time >= cutAt ? HELD_OUT : time < cutAt ? TRAINED : LEFT_OUT));
}

/** The golden file is held out; a row that has the features of one of its rows would give its answer away. */
function placeByFile(dataset: Dataset): Uint8Array {
  const sides = new Uint8Array(dataset.rows);
  const held = goldenRows(dataset);
  const twins = new RowSet(dataset, dataset.features, held);
  for (let row = 0; row < dataset.rows; row++) if (twins.has(row)) sides[row] = LEFT_OUT;
  for (const row of held) sides[row] = HELD_OUT;
  return sides;
}
