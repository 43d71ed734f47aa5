import type { SplitConfig, SplitRecord } from "../types.ts";
import { BUILT_IN_SALT } from "./split.ts";

export interface SplitPlan {
  split: SplitRecord;
  /** False: the champion was held to another split, so it may have seen rows that are held out now. */
  comparable: boolean;
}

/** The split of this run: the first champion's columns are kept for ever, so that a new column moves no row. */
export function planSplit(config: SplitConfig, first: SplitRecord | null, features: string[], present: string[]): SplitPlan {
  const recorded = first?.columns.every((name) => present.includes(name)) ? first.columns : null;
  const split: SplitRecord = {
    by: config.by,
    share: config.holdout,
    columns: config.by === "row" ? (config.columns ?? recorded ?? features) : [config.column ?? ""],
    salt: config.salt ?? BUILT_IN_SALT,
    hash: 1,
  };
  return { split, comparable: first === null || same(first, split) };
}

function same(a: SplitRecord, b: SplitRecord): boolean {
  const columns = a.columns.length === b.columns.length && a.columns.every((name, i) => name === b.columns[i]);
  return columns && a.by === b.by && a.share === b.share && a.salt === b.salt && a.hash === b.hash;
}
