// Walks folders, with bounds.
import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { inside, withSlashes } from "../names/slashes.ts";
import type { MatchedFile } from "./place.ts";

interface Bounds {
  /** Whether to look into a folder, given its path relative to the start. */
  enters: (folder: string) => boolean;
  /** Most entries visited. */
  entries: number;
}

export interface Walk {
  files: MatchedFile[];
  /** Folders that could not be read, with the reason's code. */
  refused: { folder: string; code: string }[];
  /** The bound was reached; the list is incomplete. */
  cut: boolean;
}

/** All files below `root` (none in a missing folder). Follows links, and detects cycles. */
export async function walk(root: string, bounds: Bounds): Promise<Walk> {
  const result: Walk = { files: [], refused: [], cut: false };
  let left = bounds.entries;

  const enter = async (folder: string, path: string, above: string[]): Promise<void> => {
    const real = withSlashes(await realpath(folder).catch(() => folder));
    if (above.includes(real)) return;
    for (const entry of await entriesOf(folder, result)) {
      if (left-- <= 0) {
        result.cut = true;
        return;
      }
      const inner = path === "" ? entry.name : `${path}/${entry.name}`;
      const uri = inside(folder) + entry.name;
      const kind = await kindOf(entry, uri);
      if (kind === "folder" && bounds.enters(inner)) await enter(uri, inner, [...above, real]);
      if (kind === "file") {
        const target = entry.isSymbolicLink() ? withSlashes(await realpath(uri).catch(() => uri)) : inside(real) + entry.name;
        result.files.push({ path: inner, uri, real: target });
      }
      if (result.cut) return;
    }
  };

  await enter(root, "", []);
  return result;
}

async function entriesOf(folder: string, result: Walk): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code !== "ENOENT" && code !== "ENOTDIR") result.refused.push({ folder, code });
    return [];
  }
}

/** Broken links count as files, so that reading them reports the error. Pipes, sockets and devices are skipped. */
async function kindOf(entry: Dirent, uri: string): Promise<"file" | "folder" | null> {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "folder";
  if (!entry.isSymbolicLink()) return null;
  const target = await stat(uri).catch(() => null);
  if (target === null) return "file";
  return target.isFile() ? "file" : target.isDirectory() ? "folder" : null;
}
