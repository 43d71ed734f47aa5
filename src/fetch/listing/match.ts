// Patterns to files: each file once, under a name that is its own.
import { byCodePoint } from "../../table/columns/code-point.ts";
import type { Checkout } from "../../types/config.ts";
import type { ListedFile } from "../../types/table.ts";
import { formatOf } from "../names/file-format.ts";
import { dateInName } from "../names/name-date.ts";
import { matchPattern, type Pattern } from "../names/pattern.ts";
import type { FileSearch, FileStorage, MatchedFile } from "../places/place.ts";
import type { Storages } from "../places/places.ts";

export interface PatternMatches {
  pattern: Pattern;
  files: ListedFile[];
  /** Files that an earlier pattern matches too. */
  repeated: number;
  /** Matching files whose extension is not one that is read. */
  unread: string[];
  /** Folders that could not be read, with the reason's code. */
  refused: { folder: string; code: string }[];
  /** Files that a link in the checkout leads to, out of it or into `.git`: not among `files`. */
  leading: string[];
}

/** Each pattern's files; a file that several patterns match belongs to the first. */
export async function matchPatterns(sources: string[], places: Storages, checkout?: Checkout): Promise<PatternMatches[]> {
  const seen = new Set<string>();
  const names = new Set<string>();
  const all: PatternMatches[] = [];
  for (const source of sources) {
    const place = places.of(source);
    const { pattern, files, refused } = await place.find(source);
    const found = matching(pattern, files);
    // A link beside the file that it points to is the same file: the file itself comes first.
    found.sort((a, b) => Number(a.file.uri !== a.file.real) - Number(b.file.uri !== b.file.real) || byCodePoint(a.file.path, b.file.path));
    const result: PatternMatches = { pattern, files: [], repeated: 0, unread: [], refused, leading: [] };
    for (const { file, date } of found) {
      if (checkout !== undefined && leadsOut(file, checkout)) {
        result.leading.push(file.path);
        continue;
      }
      if (seen.has(file.real)) {
        result.repeated++;
        continue;
      }
      seen.add(file.real);
      if (!pattern.literal && formatOf(file.path) === null) result.unread.push(file.path);
      else result.files.push(await listed(place, file, date, ownName(file, names)));
    }
    all.push(result);
  }
  return all;
}

/** A path of the base commit's own choice may lie anywhere; a link of the checkout may not lead there. */
function leadsOut({ uri, real }: MatchedFile, checkout: Checkout): boolean {
  if (!isWithin(uri, checkout.path) && !isWithin(uri, checkout.real)) return false;
  return !isWithin(real, checkout.real) || isWithin(real, `${checkout.real}/.git`);
}

function isWithin(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** By the date in the name, undated files first, then by name. */
export function inOrder(files: ListedFile[]): ListedFile[] {
  return files.sort((a, b) => compareDates(a.date, b.date) || byCodePoint(a.name, b.name));
}

function compareDates(a: number | null, b: number | null): number {
  if (a === b) return 0;
  return (a ?? Number.NEGATIVE_INFINITY) - (b ?? Number.NEGATIVE_INFINITY);
}

function matching(pattern: Pattern, files: FileSearch["files"]): { file: MatchedFile; date: number | null }[] {
  const found: { file: MatchedFile; date: number | null }[] = [];
  for (const file of files) {
    const match = matchPattern(pattern, file.path);
    if (match !== null) found.push({ file, date: match.date ?? dateOf(file.path) });
  }
  return found;
}

/** The file's own name says more than its folders. */
export function dateOf(path: string): number | null {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return dateInName(name)?.date ?? dateInName(path)?.date ?? null;
}

/**
 * The path below the fixed part, in one form of Unicode whatever the file system keeps; when another file has it already, as it is stored,
 * then with as many folders above as it takes.
 */
function ownName(file: MatchedFile, names: Set<string>): string {
  let name = file.path.normalize("NFC");
  if (names.has(name)) name = file.path;
  let start = file.uri.length - file.path.length;
  while (names.has(name) && start > 1) {
    start = file.uri.lastIndexOf("/", start - 2) + 1;
    name = file.uri.slice(start);
  }
  names.add(name);
  return name;
}

async function listed(place: FileStorage, file: MatchedFile, date: number | null, name: string): Promise<ListedFile> {
  return { name, uri: file.uri, versionId: null, date, ...(await place.statOf(file)) };
}
