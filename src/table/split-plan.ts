import type { SplitConfig } from "../types/config.ts";
import type { Manifest, SplitRecord } from "../types/registry.ts";
import type { Sides } from "../types/run.ts";
import type { Dataset } from "../types/table.ts";
import { BUILT_IN_SALT, placeRows } from "./split.ts";

export interface SplitPlan {
  split: SplitRecord;
  /** False: the champion was held to another split or target, so it may have seen rows that are held out now. */
  comparable: boolean;
}

/** The split of this run: the columns hashed at the first promotion are kept for ever, so that a new column moves no row. */
export function planSplit(config: SplitConfig, champion: Manifest | null, dataset: Dataset): SplitPlan {
  const recorded = champion?.split ?? null;
  const present = new Set(dataset.columns.map((column) => column.name));
  const kept = recorded?.by === "row" && recorded.columns.every((name) => present.has(name)) ? recorded.columns : null;
  const split: SplitRecord = {
    by: config.by,
    share: config.holdout,
    columns: config.by === "row" ? (config.columns ?? kept ?? dataset.features) : [config.column ?? ""],
    salt: config.salt ?? BUILT_IN_SALT,
    hash: 1,
  };
  const comparable = champion === null || recorded === null || (same(recorded, split) && champion.target === dataset.target);
  return { split, comparable };
}

/** Held-out rows of every file that was read; the others are trained on where their file lies within the window. */
export function takeSides(dataset: Dataset, split: SplitRecord): Sides {
  const heldOut = placeRows(dataset, split);
  const trainRows: number[] = [];
  const holdoutRows: number[] = [];
  for (const file of dataset.files) {
    for (let row = file.start; row < file.end; row++) {
      if (heldOut[row] === 1) holdoutRows.push(row);
      else if (file.inWindow) trainRows.push(row);
    }
  }
  return { trainRows: Int32Array.from(trainRows), holdoutRows: Int32Array.from(holdoutRows) };
}

function same(a: SplitRecord, b: SplitRecord): boolean {
  const columns = a.columns.length === b.columns.length && a.columns.every((name, i) => name === b.columns[i]);
  return columns && a.by === b.by && a.share === b.share && a.salt === b.salt && a.hash === b.hash;
}
