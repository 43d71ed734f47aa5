// Plain files of a directory: bounded reads, atomic writes.
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, lstat, mkdir, open, rename, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { attempts } from "../../clients/retry/attempts.ts";
import { StoreFault } from "../records/store.ts";

/** Names of temporary files. Only the holder of the lock writes them, so the next holder may remove them. */
export const TEMPORARY = /^registry\.[0-9a-f]{32}\.tmp$/;

const IS_WINDOWS = process.platform === "win32";
const BUSY = { tries: Number.POSITIVE_INFINITY, forMs: 5_000, firstWaitMs: 10, longestWaitMs: 200 };

/**
 * Retries the work on Windows while another program (a virus scanner, an indexer, another run) has the file open. On other systems the same
 * error codes are final.
 */
export async function whenFree<T>(work: () => Promise<T>, isWindows = IS_WINDOWS): Promise<T> {
  let busy: unknown = null;
  for await (const _ of attempts(BUSY)) {
    try {
      return await work();
    } catch (error) {
      if (!isWindows || !isCode(error, "EPERM", "EACCES", "EBUSY")) throw error;
      busy = error;
    }
  }
  throw busy;
}

/** Whether an error carries one of these codes (`ENOENT` …). */
export function isCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

/** Reads a plain file; null: absent. Does not follow links or wait on pipes. */
export async function readPlain(path: string, maxBytes: number): Promise<Uint8Array | null> {
  let handle: FileHandle;
  try {
    if (IS_WINDOWS && (await lstat(path)).isSymbolicLink()) throw new StoreFault("is a symbolic link");
    // Windows has neither flag.
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
    handle = await whenFree(() => open(path, flags));
  } catch (error) {
    if (isCode(error, "ENOENT", "ENOTDIR")) return null;
    if (isCode(error, "ELOOP", "EMLINK")) throw new StoreFault("is a symbolic link");
    if (isCode(error, "EISDIR", "ENXIO")) throw new StoreFault("is not a plain file");
    throw error;
  }
  try {
    const { size } = await handle.stat().then((stat) => {
      if (!stat.isFile()) throw new StoreFault("is not a plain file");
      return stat;
    });
    if (size > maxBytes) throw new StoreFault(`has ${size} bytes, at most ${maxBytes} are expected`);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** Replaces a file atomically and durably: readers see either the old or the new bytes. */
export async function replaceWhole(root: string, path: string, bytes: Uint8Array, beforeRename?: () => Promise<void>): Promise<void> {
  const temporary = join(root, `registry.${randomBytes(16).toString("hex")}.tmp`);
  try {
    await writeDurably(temporary, bytes);
    await beforeRename?.();
    await whenFree(() => rename(temporary, path));
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw error;
  }
  await syncFolder(dirname(path));
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, "wx", 0o644);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Creates a folder and its parents. Node's recursive mkdir does not return where a parent exists but cannot be written to. */
export async function makeFolders(path: string): Promise<void> {
  try {
    await makeFolder(path);
  } catch (error) {
    if (!isCode(error, "ENOENT") || dirname(path) === path) throw error;
    await makeFolders(dirname(path));
    await makeFolder(path);
  }
}

/** Creates a folder; false if something else has its name. A link is refused, since it could lead anywhere. */
export async function makeFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path);
  } catch (error) {
    // mkdir of a drive's root fails with EPERM on Windows.
    if (!isCode(error, "EEXIST") && !(IS_WINDOWS && isCode(error, "EPERM"))) throw error;
    return (await lstat(path)).isDirectory();
  }
  await syncFolder(dirname(path));
  return true;
}

/** Whether a path exists, even as a broken link. */
export async function isTaken(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isCode(error, "ENOENT")) return false;
    throw error;
  }
}

async function syncFolder(path: string): Promise<void> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(path, "r");
    await handle.sync();
  } catch (error) {
    // Some systems cannot sync folders.
    if (!isCode(error, "EPERM", "EISDIR", "EINVAL", "EACCES", "ENOTSUP")) throw error;
  } finally {
    await handle?.close();
  }
}
