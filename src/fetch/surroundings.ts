// What lies where a pattern looks: to find near misses, and to say what is there when nothing matches.
import { stat } from "node:fs/promises";
import { distance } from "fastest-levenshtein";
import { byCodePoint } from "../table/code-point.ts";
import { plural, shown } from "./check.ts";
import { formatOf } from "./file-format.ts";
import { coreOf, isLike, isSidecar, piecesOf } from "./likeness.ts";
import { dateOf } from "./match.ts";
import type { Pattern } from "./pattern.ts";
import { asWritten, filesLine, proposePattern } from "./propose.ts";
import { walk } from "./walk.ts";

/** Bounds of the look around: a courtesy, not a search. */
const MOST_ENTRIES = 20_000;
const DEEPER = 2;
const NAMES_SHOWN = 5;

export interface Neighbour {
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

/** Files below the pattern's fixed part, and, while that stays inside the working directory, one level up and in sibling folders. */
export async function around(pattern: Pattern): Promise<Neighbour[]> {
  const depth = pattern.parts.reduce((slashes, part) => slashes + (part.kind === "literal" ? part.text.split("/").length - 1 : 0), 0);
  const { root } = pattern;
  const below = await walk(root, {
    enters: (folder) => worthEntering(folder) && folder.split("/").length <= depth + DEEPER,
    entries: MOST_ENTRIES,
  });
  const neighbours = below.files.map(({ path, uri }) => ({
    path,
    root,
    uri,
    outside: false,
    beside: path.split("/").length - 1 === depth,
  }));
  const parent = root.slice(0, root.lastIndexOf("/"));
  if (parent === "" || !isWithin(parent, process.cwd())) return neighbours;
  const above = await walk(parent, { enters: (folder) => worthEntering(folder) && !folder.includes("/"), entries: MOST_ENTRIES });
  for (const { path, uri } of above.files) {
    if (!isWithin(uri, root)) neighbours.push({ path, root: parent, uri, outside: true, beside: false });
  }
  return neighbours;
}

function worthEntering(folder: string): boolean {
  const name = folder.slice(folder.lastIndexOf("/") + 1);
  return !name.startsWith(".") && name !== "node_modules";
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** The end of the sentence “No file matches …:”, and what might be meant. */
export async function whatIsThere(pattern: Pattern): Promise<{ message: string; suggestion: string | null }> {
  const state = await stat(pattern.source).catch(() => null);
  if (state?.isDirectory()) {
    const inside = `${pattern.source.replace(/\/$/, "")}/*.csv`;
    return {
      message: "it is a folder, expected a file or a pattern.",
      suggestion: `To take the files in it, set under data:\n  ${filesLine([inside])}`,
    };
  }
  const braces = literalBraces(pattern);
  if (braces !== null)
    return { message: `${shown(braces)} is taken literally, dates are written {YYYYMMDD} with YYYY, MM, DD, HH.`, suggestion: null };
  const missing = await firstMissing(pattern.root);
  if (missing !== null) return { message: `there is no folder ${shown(asWritten(missing))}.`, suggestion: null };
  const files = (await around(pattern)).filter((file) => !file.outside);
  if (files.length === 0) return { message: `the folder ${shown(asWritten(pattern.root))} holds no file.`, suggestion: null };
  const nearest = nearestTo(pattern, files);
  const names = nearest.slice(0, NAMES_SHOWN).map((file) => shown(file.path));
  const message = `${plural(files.length, "file")} ${files.length === 1 ? "is" : "are"} there, the nearest ${names.length === 1 ? "is" : "are"} ${names.join(", ")}.`;
  const meant = nearest.find((file) => couldBeMeant(file, pattern));
  if (meant === undefined) return { message, suggestion: null };
  return {
    message,
    suggestion: `If ${shown(meant.path)} is the data, set under data:\n  ${filesLine([proposePattern(pattern.root, meant.path)])}`,
  };
}

/** `{yyyymmdd}` and the like: meant as a date, but not one. */
function literalBraces(pattern: Pattern): string | null {
  for (const part of pattern.parts) {
    const braces = part.kind === "literal" ? /\{[^{}/]*y[^{}/]*\}/i.exec(part.text) : null;
    if (braces !== null) return braces[0];
  }
  return null;
}

function couldBeMeant(file: Neighbour, pattern: Pattern): boolean {
  const basename = file.path.slice(file.path.lastIndexOf("/") + 1);
  return formatOf(basename) !== null && !isSidecar(basename, pattern) && isLike(coreOf(basename), piecesOf(pattern));
}

function nearestTo(pattern: Pattern, files: Neighbour[]): Neighbour[] {
  const wanted = pattern.source.slice(pattern.root.length + 1).slice(0, 200);
  const ranked = files.slice(0, 2000).map((file) => ({
    file,
    data: formatOf(file.path) !== null,
    far: distance(wanted, file.path.slice(0, 200)),
    date: dateOf(file.path) ?? 0,
  }));
  return ranked
    .sort((a, b) => Number(b.data) - Number(a.data) || a.far - b.far || b.date - a.date || byCodePoint(a.file.path, b.file.path))
    .map((one) => one.file);
}

/** The topmost folder of a path that does not exist; null: all do. */
async function firstMissing(folder: string): Promise<string | null> {
  const names = folder.split("/");
  for (let count = 2; count <= names.length; count++) {
    const path = names.slice(0, count).join("/");
    if ((await stat(path).catch(() => null)) === null) return path;
  }
  return null;
}
