// Accepted rows, stored as keyed hashes, so that they are recognised in any file.
import type { FieldType } from "./field-types.ts";

/** A multiset of row hashes, sorted by hash; equal hashes by part. */
export interface RowSet {
  /** 96-bit hashes, three 32-bit words a row. */
  words: Uint32Array;
  /** Per row the number of the batch that added it; in a set of removed rows, of the promotion that no longer had it. */
  parts: Uint16Array | Uint32Array;
  /** 64-bit hashes of the declared key, two words a row; 0 and 0: unknown. Absent: for all rows unknown. */
  keys?: Uint32Array;
}

/** One stored file of a row set. */
export interface RowSegment {
  mediaType: string;
  digest: string;
  size: number;
}

/**
 * A multiset of rows that a finding refers to by its digest. The digest in `data.exclude` or an acceptance means these rows, in any file.
 * In `rows`, `parts` is the number of equal rows that were accepted when the set was made; these are not meant.
 */
export interface NamedRows {
  /** `sha256:<hex>` over the sorted hashes. */
  digest: string;
  /** Fingerprint of the key of the hashes. */
  key: string;
  /** The hashed columns, sorted by name. */
  columns: { name: string; type: FieldType }[];
  rows: RowSet;
}

/** A stored set of named rows. */
export interface NamedSegment extends RowSegment {
  /** The digest of the set, which is its name; `digest` is that of the file. */
  set: string;
}

/** Counts of rows added and removed between two promotions. */
export interface RowMoves {
  /** Accepted rows, including removed ones. */
  known: number;
  /** New rows, including those that came back. */
  came: number;
  back: number;
  /** New rows with the declared key of a removed row. */
  changed: number;
}

/** Accepted rows in a history entry. */
export interface RowsRecord {
  /** Fingerprint of the key: rows hashed with another key cannot be compared. */
  key: string;
  /** The key is the secret input `rows-key`; absent: the split's salt. */
  secret?: true;
  /** The columns that were hashed, sorted by code point. */
  columns: string[];
  /** The next free number of a part. */
  next: number;
  /** `sha256:<hex>` over the sorted hashes of the rows that this promotion was made of. */
  set: string;
  /** Digest of rows, schema, recipe and split; independent of files, row order and notation of cells. */
  inputs: string;
  /** All rows that promotions of the champion's line accepted, as far as they are stored. */
  live: RowSegment[];
  /** Those of them that were missing at this promotion. */
  gone: RowSegment[];
  /** Changes since the previous promotion; absent: there was none, or an earlier version wrote the entry. */
  moves?: RowMoves;
  /** Sets of rows that the configuration named and that this run knew; absent: none. */
  named?: NamedSegment[];
}

/** Accepted rows of the champion's line, as read from the registry. */
export interface AcceptedRows {
  record: RowsRecord;
  live: RowSet;
  gone: RowSet;
  /** Contents by digest of the stored files that the next promotion may merge. */
  segments: Map<string, RowSet>;
}

/** Hashes of this run's rows, and which of them are stored already. */
export interface RowsToStore {
  key: string;
  secret: boolean;
  columns: string[];
  next: number;
  set: string;
  /** Rows that no stored set has, unsorted. */
  rows: RowSet;
  /** The stored sets are replaced: they have other columns or another key. */
  replaces: boolean;
  missing: RowSet;
  /** Absent: no rows were known. */
  moves?: RowMoves;
  /** Sets of rows that the configuration names and that are known. */
  named: NamedRows[];
}

/** The rows record of a history entry, and the new files that it refers to. */
export interface StoredRows {
  record: RowsRecord;
  blobs: { digest: string; bytes: Uint8Array }[];
}
