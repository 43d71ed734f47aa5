import type { ColumnProfile, Profile } from "../types/profile.ts";
import type { Column, Dataset } from "../types/table.ts";
import { categoryProfile } from "./category.ts";
import { numberProfile } from "./number.ts";
import { pairsProfile } from "./pairs.ts";
import { bottomHashes, rowHashes } from "./row-hashes.ts";

/** The profile of a batch, which later runs compare with when its files are gone. */
export function profileOf({ rows, columns }: Pick<Dataset, "rows" | "columns">): Profile {
  return {
    rows,
    columns: columns.map(columnProfile),
    pairs: pairsProfile(columns, rows),
    rowHashes: bottomHashes(rowHashes(columns, rows)),
  };
}

/** Cache: a column may belong to a batch and to the whole dataset. */
const PROFILED = new WeakMap<Column, ColumnProfile>();

/** The profile of a column, computed once. */
export function columnProfile(column: Column): ColumnProfile {
  const known = PROFILED.get(column);
  if (known !== undefined) return known;
  const profile = column.kind === "number" ? numberProfile(column) : categoryProfile(column);
  PROFILED.set(column, profile);
  return profile;
}
