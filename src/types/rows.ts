// Accepted rows: kept as keyed hashes, so that they are known again in whatever file they come.
import type { FieldType } from "./field-types.ts";

/** A multiset of row hashes, sorted by hash; equal hashes by part. */
export interface RowSet {
  /** Three words a row. */
  words: Uint32Array;
  /** Number of the batch that brought the row; in a set of gone rows, of the promotion that missed it. */
  parts: Uint16Array | Uint32Array;
  /** Two words a row, of its declared key; 0 and 0: not known. Absent: of no row. */
  keys?: Uint32Array;
}

/** One stored file of a row set. */
export interface RowSegment {
  mediaType: string;
  digest: string;
  size: number;
}

/**
 * A multiset of rows that a run spoke of, named by its digest: a person who pastes the name means these rows, in whatever file they come.
 * In `rows`, `parts` is how many equal rows were accepted when the set was named: so many stay what they were.
 */
export interface NamedRows {
  /** `sha256:<hex>` over the sorted hashes. */
  digest: string;
  /** Fingerprint of the key of the hashes. */
  key: string;
  /** What was hashed, sorted by name. */
  columns: { name: string; type: FieldType }[];
  rows: RowSet;
}

/** A stored set of named rows. */
export interface NamedSegment extends RowSegment {
  /** The digest of the set, which is its name; `digest` is that of the file. */
  set: string;
}

/** What became of rows between two promotions. */
export interface RowMoves {
  /** Accepted rows, those that are gone too. */
  known: number;
  /** New rows, those that are back too. */
  came: number;
  back: number;
  /** New rows that took the place of a gone one by its key. */
  changed: number;
}

/** What a history entry says of accepted rows. */
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
  /** Of these rows, schema, recipe and split, however files, rows and cells are written. */
  inputs: string;
  /** Every row that the line ever accepted, as far as it is remembered. */
  live: RowSegment[];
  /** Those of them that were not there any more. */
  gone: RowSegment[];
  /** Since the promotion before; absent: there was none, or an earlier version wrote the entry. */
  moves?: RowMoves;
  /** Sets of rows that the configuration named and that this run knew; absent: none. */
  named?: NamedSegment[];
}

/** What the champion's line accepted, read back. */
export interface AcceptedRows {
  record: RowsRecord;
  live: RowSet;
  gone: RowSet;
  /** By digest the contents of those stored files that the next promotion may merge. */
  segments: Map<string, RowSet>;
}

/** Hashes of the rows at hand, and how they relate to what is stored. */
export interface RowsToStore {
  key: string;
  secret: boolean;
  columns: string[];
  next: number;
  set: string;
  /** Those that no stored set has, in no order. */
  rows: RowSet;
  /** The stored sets go: other columns or another key. */
  replaces: boolean;
  missing: RowSet;
  /** Absent: no rows were known. */
  moves?: RowMoves;
  /** Sets of rows that the configuration names and that are known. */
  named: NamedRows[];
}

/** What a promotion stores: the record that its entry keeps, and new files that it names. */
export interface StoredRows {
  record: RowsRecord;
  blobs: { digest: string; bytes: Uint8Array }[];
}
