import type { ColumnProfile, Profile } from "../types/profile.ts";
import type { Column, Dataset } from "../types/table.ts";
import { categoryProfile } from "./profile/category.ts";
import { numberProfile } from "./profile/number.ts";
import { pairsProfile } from "./profile/pairs.ts";
import { bottomHashes, rowHashes } from "./profile/row-hashes.ts";

/** What later runs need to know of these rows when their files are gone. */
export function profileOf({ rows, columns }: Pick<Dataset, "rows" | "columns">): Profile {
  return {
    rows,
    columns: columns.map(columnProfile),
    pairs: pairsProfile(columns),
    rowHashes: bottomHashes(rowHashes(columns, rows)),
  };
}

export function columnProfile(column: Column): ColumnProfile {
  return column.kind === "number" ? numberProfile(column) : categoryProfile(column);
}
