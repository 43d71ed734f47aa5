// What is remembered of a batch when its rows are gone.
import type { FieldType } from "./field-types.ts";

/** What every column's profile tells. */
interface ProfileHead {
  name: string;
  type: FieldType;
  rows: number;
  missing: number;
  distinct: number;
  /** Rows of the longest stretch in which the cell stays the same; gaps count for nothing. */
  run: number;
  /** Cells that equal the one before. */
  still: number;
}

export interface NumberProfile extends ProfileHead {
  kind: "number";
  /** Values that repeat, ascending: all when they are few, else the commonest that are common. */
  atoms: number[];
  /** Rows per atom. */
  counts: number[];
  /** Of the cells that are no atoms, at QUANTILE_LEVELS; empty when there are none. */
  quantiles: number[];
  /** Shares of the cells that are multiples of 10, 1, 0.1, 0.01. */
  grain: number[];
  /** Rows per hour of the day; datetime only, else empty. */
  hours: number[];
  /** Cells below the one before: none in a sorted column. */
  falls: number;
}

export interface CategoryProfile extends ProfileHead {
  kind: "category";
  /** The values that are common, most frequent first. Names, or their hashes by `profile: hash`. */
  values: string[];
  /** Rows per value. */
  counts: number[];
  /** Rows per bucket of the value's hash, over all cells. */
  buckets: number[];
  /** How texts are built (`Aa 99`), most frequent first, and rows per form. */
  forms: string[];
  formCounts: number[];
  /** Lengths of the texts at the levels 0, 1/8 … 1. */
  lengths: number[];
}

export type ColumnProfile = NumberProfile | CategoryProfile;

/** How columns go together: rank correlations of each pair, in hundredths, in the order (0,1) (0,2) … (1,2) …. */
export interface PairsProfile {
  columns: string[];
  hundredths: number[];
}

/** What later runs need to know of rows when their file is gone. */
export interface Profile {
  rows: number;
  columns: ColumnProfile[];
  pairs: PairsProfile;
  /** The least hashes of whole rows (bottom-k sketch), ascending, 48 bits each. */
  rowHashes: number[];
}

/** One accepted batch as it is remembered. */
export interface BatchProfile {
  name: string;
  digest: string;
  /** Number of the batch over all promotions; absent: an earlier version gave none. */
  part?: number;
  /** Rows that had no label and were left out, of how many; absent: none. */
  unlabelled?: { hits: number; cells: number };
  profile: Profile;
}
