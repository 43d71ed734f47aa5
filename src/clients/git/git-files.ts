// Compares files of a work tree with the commit by their hashes, without git's index and filters.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type GitRepository, git } from "./git-process.ts";

export interface TreeFile {
  mode: string;
  type: string;
  id: string;
  /** Bytes; null of what is no blob. */
  size: number | null;
}

/** The committed files under these paths (relative to the top, with `/`). */
export async function treeFiles(repository: GitRepository, paths: string[], commit = "HEAD"): Promise<Map<string, TreeFile>> {
  const listed = (await git(repository, "ls-tree", ["-r", "-z", "-l", "--full-tree", commit, "--", ...paths])).toString("utf8");
  const files = new Map<string, TreeFile>();
  for (const line of listed.split("\0")) {
    const [, mode, type, id, size, path] = /^(\d+) (\w+) ([0-9a-f]+) +(\d+|-)\t(.*)$/s.exec(line) ?? [];
    if (mode === undefined || type === undefined || id === undefined || path === undefined) continue;
    files.set(path, { mode, type, id, size: size === "-" ? null : Number(size) });
  }
  return files;
}

/** Work-tree bytes may have other line ends than the blob, or the blob may be a Git LFS pointer. */
const MOST_POINTER_BYTES = 1024;
const MOST_TEXT_BYTES = 2 ** 28;

/** Whether a file is what the commit has: byte for byte, with other line ends, or as a pointer of Git LFS names it. */
export async function isAsCommitted(repository: GitRepository, path: string, { id, size }: TreeFile): Promise<boolean> {
  const file = join(repository.top, path);
  const { size: bytes } = await lstat(file);
  const algorithm = id.length === 64 ? "sha256" : "sha1";
  if (bytes === size && (await hashOf(file, algorithm, `blob ${bytes}\0`)) === id) return true;
  if (size !== null && size <= MOST_POINTER_BYTES) {
    const text = (await git(repository, "cat-file", ["blob", id])).toString("utf8");
    const oid = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\n/.exec(text)?.[1];
    if (oid !== undefined) return (await hashOf(file, "sha256", "")) === oid;
  }
  if (bytes > MOST_TEXT_BYTES) return false;
  const text = (await readFile(file)).toString("latin1");
  return [text.replaceAll("\r\n", "\n"), text.replace(/(?<!\r)\n/g, "\r\n")].some((one) => blobId(one, algorithm) === id);
}

async function hashOf(file: string, algorithm: string, before: string): Promise<string> {
  const hash = createHash(algorithm).update(before);
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
  return hash.digest("hex");
}

function blobId(latin1: string, algorithm: string): string {
  return createHash(algorithm).update(`blob ${latin1.length}\0`).update(latin1, "latin1").digest("hex");
}
