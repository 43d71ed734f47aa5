// The frozen reference: rows that were accepted first, with what the champion of that time said about them.

/** Written once into the history entry of the promotion that closed it. */
export interface ReferenceRecord {
  version: 1;
  /** What a row's hash covers: the features and the target of that time. */
  columns: string[];
  classes: string[];
  /** Base64 of 12 bytes a row: keyed hashes (table/row-hashes.ts), in order. */
  hashes: string;
  /** Per row, as an index into `classes`, what the champion answered when the reference was closed. */
  answers: number[];
  /** Names of the files that the rows came in, and per row an index into them. */
  files: string[];
  fileOf: number[];
  /** Looks at the hold-out before; null: not known. */
  looks: number | null;
}

/** Of one promotion. */
export interface ReferenceEntry {
  /** Absent: the record of an earlier entry of the line holds. */
  record?: ReferenceRecord;
  /** How many of its rows were found, and how many had been lost since the promotion before without a reason that is known. */
  found: number;
  lost: number;
}

/** As a registry remembers it. */
export interface CurrentReference {
  record: ReferenceRecord;
  /** At the newest promotion. */
  found: number;
  /** The most rows that one promotion of the line had lost. */
  habit: number;
  /** Of the line since it was closed. */
  promotions: number;
}
