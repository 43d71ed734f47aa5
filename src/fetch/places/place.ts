// The interface of file storage: the local file system or a bucket.
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
  /** Files below the pattern's fixed part; not all of them match. */
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

/** Why a pattern matches nothing: a folder, a missing folder, or files that do not match. */
export type Absence = { kind: "folder" } | { kind: "missing"; folder: string } | { kind: "unmatched" };

/** A file opened for repeated reads; the caller closes it. */
export interface OpenedFile {
  handle: FileHandle;
  /** Version of the object; null: none. */
  versionId: string | null;
  close(): Promise<void>;
}

export interface FileStorage {
  /** Files for a pattern; if a file has exactly this name, it is a plain path. Throws LimitError for too many files. */
  find(source: string): Promise<FileSearch>;
  statOf(file: MatchedFile): Promise<{ modified: number | null; bytes: number }>;
  /** Files below the fixed part, one level up and in sibling folders; bounded. */
  nearbyFiles(pattern: Pattern): Promise<NearbyFile[]>;
  absence(pattern: Pattern): Promise<Absence>;
  /** Whether a file is there. */
  hasFile(uri: string): Promise<boolean>;
  /** `fault`: why it cannot be opened. Throws LimitError if more than `most` bytes would be stored. */
  open(file: ListedFile, most: number): Promise<OpenedFile | { fault: string }>;
}

/** Bounds of the search for nearby files. */
export const MAX_SEARCHED_ENTRIES = 20_000;
const DEEPER = 2;

/** How many folders below its fixed part a pattern's own files lie. */
export function depthOf(pattern: Pattern): number {
  return pattern.parts.reduce((slashes, part) => slashes + (part.kind === "literal" ? part.text.split("/").length - 1 : 0), 0);
}

/** Whether a folder is searched for nearby files: not hidden, not node_modules. */
export function isSearchable(folder: string): boolean {
  const name = folder.slice(folder.lastIndexOf("/") + 1);
  return !name.startsWith(".") && name !== "node_modules";
}

/** Whether a folder (relative to the fixed part) is close enough to be searched for nearby files. */
export function isNearby(folder: string, pattern: Pattern): boolean {
  return isSearchable(folder) && folder.split("/").length <= depthOf(pattern) + DEEPER;
}
