// File storage in the local file system.
import { constants } from "node:fs";
import { open, readlink, realpath, stat } from "node:fs/promises";
import { fetchAdvice } from "../../table/read/pointer-file.ts";
import { LimitError, problem } from "../../types/errors.ts";
import type { ListedFile } from "../../types/table.ts";
import { compilePattern, couldMatchInside, literalPattern, type Pattern } from "../names/pattern.ts";
import { folderOf, inside, withSlashes } from "../names/slashes.ts";
import { openingReason } from "./file-trouble.ts";
import {
  type Absence,
  depthOf,
  type FileSearch,
  type FileStorage,
  isNearby,
  isSearchable,
  MAX_SEARCHED_ENTRIES,
  type MatchedFile,
  type NearbyFile,
  type OpenedFile,
} from "./place.ts";
import { plural, shown } from "./shown.ts";
import { walk } from "./walk.ts";

/** More entries than this below a folder are an error. */
const MOST_ENTRIES = 1_000_000;

export class LocalStorage implements FileStorage {
  async find(given: string): Promise<FileSearch> {
    const source = await asStored(given);
    const exact = await stat(source).catch(() => null);
    const compiled = compilePattern(source);
    const pattern = exact?.isFile() ? literalPattern(compiled.source) : compiled;
    if (pattern.literal) return await findLiteral(pattern);
    const { files, refused, cut } = await walk(pattern.root, {
      enters: (folder) => couldMatchInside(pattern, folder),
      entries: MOST_ENTRIES,
    });
    if (cut)
      throw new LimitError(
        problem(`The pattern ${shown(source)} looks through more than ${plural(MOST_ENTRIES, "file")} in ${shown(pattern.root)}.`),
      );
    return { pattern, files, refused };
  }

  /** A file that was removed meanwhile stays listed: reading it reports the error. */
  async statOf({ uri }: MatchedFile): Promise<{ modified: number | null; bytes: number }> {
    const state = await stat(uri).catch(() => null);
    return { modified: state?.mtimeMs ?? null, bytes: state?.size ?? 0 };
  }

  /** Searches one level up only within the working directory. */
  async nearbyFiles(pattern: Pattern): Promise<NearbyFile[]> {
    const depth = depthOf(pattern);
    const { root } = pattern;
    const below = await walk(root, { enters: (folder) => isNearby(folder, pattern), entries: MAX_SEARCHED_ENTRIES });
    const neighbours = below.files.map(({ path, uri }) => ({
      path,
      root,
      uri,
      outside: false,
      beside: path.split("/").length - 1 === depth,
    }));
    const parent = folderOf(root);
    if (parent === root || !isWithin(parent, withSlashes(process.cwd()))) return neighbours;
    const above = await walk(parent, { enters: (folder) => isSearchable(folder) && !folder.includes("/"), entries: MAX_SEARCHED_ENTRIES });
    for (const { path, uri } of above.files) {
      if (!isWithin(uri, root)) neighbours.push({ path, root: parent, uri, outside: true, beside: false });
    }
    return neighbours;
  }

  async absence(pattern: Pattern): Promise<Absence> {
    const state = await stat(pattern.source).catch(() => null);
    if (state?.isDirectory()) return { kind: "folder" };
    const folder = await firstMissing(pattern.root);
    return folder === null ? { kind: "unmatched" } : { kind: "missing", folder };
  }

  async hasFile(uri: string): Promise<boolean> {
    return (await stat(uri).catch(() => null))?.isFile() === true;
  }

  async open({ uri }: ListedFile): Promise<OpenedFile | { fault: string }> {
    try {
      // O_NONBLOCK: opening a pipe must not block.
      const handle = await open(uri, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      return { handle, versionId: null, close: () => handle.close() };
    } catch (error) {
      const target = await readlink(uri).catch(() => "");
      return { fault: fetchAdvice(target) ?? openingReason(error) };
    }
  }
}

/** The stored spelling of a path: its Unicode normalisation form may differ from the typed one. */
async function asStored(source: string): Promise<string> {
  for (const form of new Set([source, source.normalize("NFC"), source.normalize("NFD")])) {
    const { literal, root } = compilePattern(form);
    if ((await stat(literal ? form : root).catch(() => null)) !== null) return form;
  }
  return source;
}

async function findLiteral(pattern: Pattern): Promise<FileSearch> {
  const path = pattern.source.slice(pattern.source.lastIndexOf("/") + 1);
  const uri = pattern.source;
  try {
    const real = withSlashes(await realpath(uri));
    return { pattern, files: (await stat(real)).isFile() ? [{ path, uri, real }] : [], refused: [] };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    return { pattern, files: [], refused: code === "ENOENT" || code === "ENOTDIR" ? [] : [{ folder: pattern.root, code }] };
  }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(inside(folder));
}

/** The topmost folder of a path that does not exist; null: all do. */
async function firstMissing(folder: string): Promise<string | null> {
  let missing: string | null = null;
  for (let path = folder; (await stat(path).catch(() => null)) === null; path = folderOf(path)) {
    missing = path;
    if (folderOf(path) === path) break;
  }
  return missing;
}
