// Patterns to files: each file once, under a name that is its own.
import { realpath, stat } from "node:fs/promises";
import { LimitError, problem } from "../errors.ts";
import { byCodePoint } from "../table/code-point.ts";
import type { ListedFile } from "../types.ts";
import { plural, shown } from "./check.ts";
import { formatOf } from "./file-format.ts";
import { dateInName } from "./name-date.ts";
import { compilePattern, couldMatchInside, literalPattern, matchPattern, type Pattern } from "./pattern.ts";
import { type FoundFile, walk } from "./walk.ts";

/** Folders with more entries than this are no place to look for files. */
const MOST_ENTRIES = 1_000_000;

export interface PatternMatches {
  pattern: Pattern;
  files: ListedFile[];
  /** Files that an earlier pattern matches too. */
  repeated: number;
  /** Matching files whose extension is not one that is read. */
  unread: string[];
  /** Folders that could not be read, with the reason's code. */
  refused: { folder: string; code: string }[];
}

/** Each pattern's files; a file that several patterns match belongs to the first. */
export async function matchPatterns(sources: string[]): Promise<PatternMatches[]> {
  const seen = new Set<string>();
  const names = new Set<string>();
  const all: PatternMatches[] = [];
  for (const source of sources) {
    const { pattern, found, refused } = await findMatches(source);
    // A link beside the file that it points to is the same file: the file itself comes first.
    found.sort((a, b) => Number(a.file.uri !== a.file.real) - Number(b.file.uri !== b.file.real) || byCodePoint(a.file.path, b.file.path));
    const result: PatternMatches = { pattern, files: [], repeated: 0, unread: [], refused };
    for (const { file, date } of found) {
      if (seen.has(file.real)) {
        result.repeated++;
        continue;
      }
      seen.add(file.real);
      if (!pattern.literal && formatOf(file.path) === null) result.unread.push(file.path);
      else result.files.push(await listed(file, date, ownName(file, names)));
    }
    all.push(result);
  }
  return all;
}

/** By the date in the name, undated files first, then by name. */
export function inOrder(files: ListedFile[]): ListedFile[] {
  return files.sort((a, b) => compareDates(a.date, b.date) || byCodePoint(a.name, b.name));
}

function compareDates(a: number | null, b: number | null): number {
  if (a === b) return 0;
  return (a ?? Number.NEGATIVE_INFINITY) - (b ?? Number.NEGATIVE_INFINITY);
}

interface Found {
  pattern: Pattern;
  found: { file: FoundFile; date: number | null }[];
  refused: { folder: string; code: string }[];
}

async function findMatches(source: string): Promise<Found> {
  const exact = await stat(source).catch(() => null);
  const pattern = exact?.isFile() ? literalPattern(compilePath(source)) : compilePattern(source);
  if (pattern.literal) return await findLiteral(pattern);
  const { files, refused, cut } = await walk(pattern.root, {
    enters: (folder) => couldMatchInside(pattern, folder),
    entries: MOST_ENTRIES,
  });
  if (cut)
    throw new LimitError(
      problem(`The pattern ${shown(source)} looks through more than ${plural(MOST_ENTRIES, "file")} in ${shown(pattern.root)}.`),
    );
  const found: Found["found"] = [];
  for (const file of files) {
    const match = matchPattern(pattern, file.path);
    if (match !== null) found.push({ file, date: match.date ?? dateOf(file.path) });
  }
  return { pattern, found, refused };
}

async function findLiteral(pattern: Pattern): Promise<Found> {
  const path = pattern.source.slice(pattern.source.lastIndexOf("/") + 1);
  const uri = pattern.source;
  try {
    const real = await realpath(uri);
    const found = (await stat(real)).isFile() ? [{ file: { path, uri, real }, date: dateOf(path) }] : [];
    return { pattern, found, refused: [] };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    return { pattern, found: [], refused: code === "ENOENT" || code === "ENOTDIR" ? [] : [{ folder: pattern.root, code }] };
  }
}

function compilePath(source: string): string {
  return compilePattern(source).source;
}

/** The file's own name says more than its folders. */
export function dateOf(path: string): number | null {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return dateInName(name)?.date ?? dateInName(path)?.date ?? null;
}

/** The path below the fixed part; when another file has it already, with as many folders above as it takes. */
function ownName(file: FoundFile, names: Set<string>): string {
  let name = file.path;
  let start = file.uri.length - file.path.length;
  while (names.has(name) && start > 1) {
    start = file.uri.lastIndexOf("/", start - 2) + 1;
    name = file.uri.slice(start);
  }
  names.add(name);
  return name;
}

async function listed(file: FoundFile, date: number | null, name: string): Promise<ListedFile> {
  // A file that is gone by now is listed all the same: reading it says what happened.
  const state = await stat(file.uri).catch(() => null);
  return { name, uri: file.uri, versionId: null, date, modified: state?.mtimeMs ?? null, bytes: state?.size ?? 0 };
}
