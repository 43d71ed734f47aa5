// Files and the tables in them.
import type { FieldType } from "./field-types.ts";
import type { Dialect, Encoding } from "./schema.ts";

/** A file that matches the pattern and is not excluded; nothing of it has been read. */
export interface ListedFile {
  /** Relative to the pattern's fixed part, with `/`. */
  name: string;
  /** Where to read it: an absolute path. */
  uri: string;
  versionId: string | null;
  /** Milliseconds since 1970, from the date in the name, else null. */
  date: number | null;
  /** Milliseconds since 1970, of the object; null when unknown. */
  modified: number | null;
  bytes: number;
}

/** One column as text, packed. A number in usual notation lives in `values` and `decimals`; any other cell is `texts[values[row]]`. */
export interface RawColumn {
  values: Float64Array;
  /** Digits after the point (0 to 20) of a plain number, SHORTEST_CELL (254) or TEXT_CELL (255). */
  decimals: Uint8Array;
  texts: string[];
}

/** A parsed file, before any type is known. */
export interface RawTable {
  header: string[];
  columns: RawColumn[];
  rows: number;
  /** The line of the file where each row begins. */
  lines: Uint32Array;
}

/** Notation of files that is known before reading: delimiter, encoding, dialect. */
export interface WrittenAs {
  encoding?: Encoding;
  delimiter?: string;
  dialect?: Dialect;
  /** Column names, for files without a header. */
  names?: string[];
}

/** Size of a table while it is read. */
export interface TableSize {
  cells: number;
  /** Bytes of distinct texts, at one byte a character. */
  textBytes: number;
}

/** How a file's text was read. */
export interface Reading {
  encoding: Encoding;
  delimiter: string;
  /** Where the encoding shows: the first character that is no UTF-8; else the file's first. */
  line: number;
  column: number;
  /** For text that is not UTF-8: some of its words, and other encodings that fit about as well. */
  guess?: { words: string[]; rivals: Encoding[] };
}

/** Rows that are checked as one batch, possibly from several files. */
interface BatchMark {
  /** Place among all batches: accepted ones by their age, then new ones. */
  at: number;
  /** The calendar unit of its rows, in words; empty: what one promotion or one file brought. */
  label: string;
  /** Accepted so long ago that new batches are not compared with it. */
  isOlder: boolean;
  /** Its rows replaced accepted ones: label checks apply, but later batches are not compared with it. */
  isChanged?: true;
  /** Part of a snapshot in which nearly all values changed. */
  isMoved?: true;
}

/** A file that was read: its bytes hashed, its rows parsed. */
export interface SourceFile extends ListedFile {
  /** `sha256:<hex>` of the stored bytes. */
  digest: string;
  table: RawTable;
  /** Absent: UTF-8, and the delimiter that the file's name stands for. */
  reading?: Reading;
  /** Promoted runs accepted these rows. */
  accepted: boolean;
  /** Number under which a promotion accepted these rows, or would. */
  part?: number;
  /** Of new rows: `sha256:<hex>` over their sorted hashes, by which `data.exclude` names them. */
  rowSet?: string;
  /** Rows of the file that have no label and were left out, of how many; absent: none. */
  unlabelled?: { hits: number; cells: number };
  /** Absent: the file is a batch of its own. */
  batch?: BatchMark;
  /** This holds only some of the file's rows. */
  isCut?: true;
  /** Other files to which findings about this one apply, too. */
  alike?: SourceFile[];
  /** The other batches of the same file, where a finding is about the whole file. */
  parts?: SourceFile[];
  /** Within `window`: may be trained on. Accepted files outside it are only judged. */
  inWindow: boolean;
  /** The file of `split.by: {file: …}`: judged on, never trained on. */
  golden?: true;
}

/** A typed column of numbers, dates in seconds since 1970; NaN is missing. */
export interface NumberColumn {
  kind: "number";
  name: string;
  type: FieldType;
  values: Float64Array;
}

/** A typed column of text or booleans. Code 0 is missing, code k stands for `categories[k - 1]`; categories are sorted by code point. */
export interface CategoryColumn {
  kind: "category";
  name: string;
  type: FieldType;
  codes: Int32Array;
  categories: string[];
}

export type Column = NumberColumn | CategoryColumn;

/** The rows of one file inside a dataset: [start, end). */
export interface FileSpan {
  name: string;
  /** `sha256:<hex>` of the stored bytes. */
  digest?: string;
  /** Of new rows, for the `exclude` entry that a gate prints: `sha256:<hex>` over their sorted hashes. */
  rowSet?: string;
  start: number;
  end: number;
  accepted: boolean;
  inWindow: boolean;
  /** Held out as a whole: neither accepted nor new. */
  golden?: true;
  /** Spans of one number are one batch, and later batches have greater ones; absent: the span is one of its own. */
  batch?: number;
  /** The time of its rows, if the file holds rows of other times, too. */
  label?: string;
  /**
   * Rows that took the place of accepted ones. `late`: when their labels came, so that another label than before is no sign that it is wrong;
   * `moved`: with nearly all others, in the next snapshot.
   */
  changed?: "corrected" | "late" | "moved";
}

/** Typed rows of all files read, in file order; columns in schema order under schema names. */
export interface Dataset {
  rows: number;
  columns: Column[];
  /** Names of the columns that are trained on, in schema order. */
  features: string[];
  target: string;
  files: FileSpan[];
  /** The declared key; absent: there is none. */
  key?: string[];
}
