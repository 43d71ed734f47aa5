// Where a pattern looks: the file system or a bucket. The rest of this stage works on either.
import type { FileHandle } from "node:fs/promises";
import type { ListedFile } from "../../types/table.ts";
import type { Pattern } from "../names/pattern.ts";

export interface MatchedFile {
  /** Relative to the pattern's fixed part, with `/`. */
  path: string;
  /** Absolute, or `s3://bucket/key`. */
  uri: string;
  /** The same, symbolic links resolved. */
  real: string;
}

export interface FileSearch {
  pattern: Pattern;
  /** Whatever lies where the pattern looks: not all of it matches. */
  files: MatchedFile[];
  /** Folders that could not be read, with the reason's code. */
  refused: { folder: string; code: string }[];
}

export interface NearbyFile {
  /** Relative to `root`. */
  path: string;
  /** The folder of the pattern, or the one above. */
  root: string;
  uri: string;
  /** Above or beside the pattern's fixed part. */
  outside: boolean;
  /** As deep below the fixed part as the pattern's own files. */
  beside: boolean;
}

/** What stands where a pattern matches nothing. */
export type Absence = { kind: "folder" } | { kind: "missing"; folder: string } | { kind: "unmatched" };

/** A file's stored bytes, ready to be read more than once; whoever opened it closes it. */
export interface OpenedFile {
  handle: FileHandle;
  /** Of the object that the bytes are; null: none. */
  versionId: string | null;
  close(): Promise<void>;
}

export interface FileStorage {
  /** A name that looks like a pattern is a plain path where a file has it. Throws LimitError for more files than anybody meant. */
  find(source: string): Promise<FileSearch>;
  statOf(file: MatchedFile): Promise<{ modified: number | null; bytes: number }>;
  /** A bounded look below the fixed part, one level up and into sibling folders. */
  nearbyFiles(pattern: Pattern): Promise<NearbyFile[]>;
  absence(pattern: Pattern): Promise<Absence>;
  /** Whether a file is there. */
  hasFile(uri: string): Promise<boolean>;
  /** `fault`: why it cannot be opened. Throws LimitError where more than `most` bytes would have to be stored. */
  open(file: ListedFile, most: number): Promise<OpenedFile | { fault: string }>;
}

/** Bounds of the look around: a courtesy, not a search. */
export const MAX_SEARCHED_ENTRIES = 20_000;
const DEEPER = 2;

/** How many folders below its fixed part a pattern's own files lie. */
export function depthOf(pattern: Pattern): number {
  return pattern.parts.reduce((slashes, part) => slashes + (part.kind === "literal" ? part.text.split("/").length - 1 : 0), 0);
}

/** Hidden folders and those of packages hold no data that somebody forgot. */
export function isSearchable(folder: string): boolean {
  const name = folder.slice(folder.lastIndexOf("/") + 1);
  return !name.startsWith(".") && name !== "node_modules";
}

/** Whether a folder, relative to the fixed part, is near enough to be looked into. */
export function isNearby(folder: string, pattern: Pattern): boolean {
  return isSearchable(folder) && folder.split("/").length <= depthOf(pattern) + DEEPER;
}
