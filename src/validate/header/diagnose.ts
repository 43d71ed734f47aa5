// What became of the columns that a file lacks: split, merged or renamed, as far as the new ones tell.
import type { Field } from "../../types/schema.ts";
import type { ChangedTable } from "./changed-table.ts";
import { diagnoseMerges, type Merge } from "./merge.ts";
import { diagnoseRenames, type Rename } from "./rename.ts";
import { diagnoseSplits, type Split } from "./split.ts";

export interface Restructuring {
  renames: Rename[];
  splits: Split[];
  merges: Merge[];
}

/** Splits and merges first: a part may well be named like the whole. */
export function diagnose(changed: ChangedTable): Restructuring {
  if (changed.missing.length === 0 || changed.extra.length === 0) return { renames: [], splits: [], merges: [] };
  const splits = diagnoseSplits(changed);
  const unsplit = without(
    changed,
    splits.map(({ field }) => field),
    splits.flatMap(({ at }) => at),
  );
  const merges = diagnoseMerges(unsplit);
  const rest = without(
    unsplit,
    merges.flatMap(({ fields }) => fields),
    merges.map(({ at }) => at),
  );
  return { renames: diagnoseRenames(rest), splits, merges };
}

function without(changed: ChangedTable, fields: Field[], places: number[]): ChangedTable {
  return {
    ...changed,
    missing: changed.missing.filter((field) => !fields.includes(field)),
    extra: changed.extra.filter((at) => !places.includes(at)),
  };
}
