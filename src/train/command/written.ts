// Reads the files that a program wrote in this run, and refuses files left by an earlier run.
import { constants } from "node:fs";
import { type FileHandle, lstat, mkdir, open, readdir, writeFile } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { isPlainName, type NamedFile } from "../../model/canonical-tar.ts";
import { LimitError } from "../../types/errors.ts";

const MOST_FILES = 10_000;

/** The state of a file, which changes when it is rewritten. */
interface Trace {
  inode: bigint;
  changedNs: bigint;
  size: bigint;
}

export type Traces = Map<string, Trace>;

/** Why a path cannot be used, as the end of a sentence that begins with its name. */
export class Unusable extends Error {}

/** The state of the files before the program runs; of a folder, of all files below it. */
export async function tracesOf(folder: string, paths: string[]): Promise<Traces> {
  const traces: Traces = new Map();
  for (const path of paths) {
    const names = await namesBelow(folder, path).catch(() => []);
    for (const name of names) {
      const trace = await traceOf(folder, name);
      if (trace !== null) traces.set(name, trace);
    }
  }
  return traces;
}

/** One regular file that was written since `before`. Throws Unusable, and LimitError above `mostBytes`. */
export async function readWritten(folder: string, name: string, before: Traces, mostBytes: number, limit: string): Promise<Uint8Array> {
  const trace = await traceOf(folder, name);
  if (trace === null) throw new Unusable("is not there");
  if (!isNew(name, trace, before)) throw new Unusable("was not written in this run: it is what was there before");
  return await readRegular(folder, name, mostBytes, limit);
}

/** The first bytes of a regular file; none where it cannot be read. */
export async function readStart(folder: string, name: string, bytes: number): Promise<Uint8Array> {
  try {
    return await opened(folder, name, async (handle) => {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(bytes), 0, bytes, 0);
      return buffer.subarray(0, bytesRead);
    });
  } catch {
    return new Uint8Array(0);
  }
}

/** The model files by names relative to `folder`: those listed, or all below a listed folder. Throws as readWritten. */
export async function readModel(folder: string, paths: string[], before: Traces, mostBytes: number): Promise<NamedFile[]> {
  const files: NamedFile[] = [];
  let left = mostBytes;
  for (const path of paths) {
    const names = await namesBelow(folder, path);
    if (names.length === 0) throw new Unusable(`${path}: the folder is empty`);
    const fresh = await Promise.all(names.map(async (name) => isNew(name, await traceOf(folder, name), before)));
    if (!fresh.includes(true)) throw new Unusable(`${path} was not written in this run: it is what was there before`);
    for (const name of names) {
      const bytes = await readRegular(folder, name, left, "limits.model-bytes").catch((error: unknown) => {
        throw error instanceof Unusable ? new Unusable(`${name} ${error.message}`) : error;
      });
      left -= bytes.length;
      files.push({ name, bytes });
    }
  }
  return files;
}

/** Writes files, and the folders that their names need. */
export async function writeFiles(folder: string, files: NamedFile[]): Promise<void> {
  for (const { name, bytes } of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
}

function isNew(name: string, now: Trace | null, before: Traces): boolean {
  const then = before.get(name);
  if (now === null || then === undefined) return now !== null;
  return now.inode !== then.inode || now.changedNs !== then.changedNs || now.size !== then.size;
}

async function traceOf(folder: string, name: string): Promise<Trace | null> {
  const found = await lstat(join(folder, name), { bigint: true }).catch(() => null);
  return found && { inode: found.ino, changedNs: found.ctimeNs, size: found.size };
}

/** The path itself, or all files below it, sorted; links are not followed. Throws Unusable. */
async function namesBelow(folder: string, path: string): Promise<string[]> {
  const name = path.split(sep).join("/").replace(/\/+$/, "");
  if (!isPlainName(name)) throw new Unusable(`${path} leads outside of the folder, or is no plain name`);
  await refuseLinks(folder, name);
  const found = await lstat(join(folder, name)).catch(() => null);
  if (found === null) throw new Unusable(`${path} is not there`);
  if (!found.isDirectory()) return [name];
  const entries = await readdir(join(folder, name), { recursive: true, withFileTypes: true });
  if (entries.length > MOST_FILES) throw new Unusable(`${path} holds more than ${MOST_FILES} files`);
  const files = entries.filter((entry) => !entry.isDirectory());
  return files
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join("/"),
    )
    .sort();
}

async function refuseLinks(folder: string, name: string): Promise<void> {
  const steps = name.split("/");
  for (let length = 1; length <= steps.length; length++) {
    const part = steps.slice(0, length).join("/");
    const found = await lstat(join(folder, part)).catch(() => null);
    if (found?.isSymbolicLink()) throw new Unusable(`${part} is a link; expected a file of its own`);
  }
}

/** Reads a regular file of at most `mostBytes`. */
async function readRegular(folder: string, name: string, mostBytes: number, limit: string): Promise<Uint8Array> {
  return await opened(folder, name, async (handle, size) => {
    if (size > mostBytes)
      throw new LimitError(`${name} has ${size} bytes, more than ${limit} leaves (${mostBytes}). Raise the limit, or write less.`);
    return await handle.readFile();
  });
}

/** Opens a regular file without following links or waiting on pipes. */
async function opened<T>(folder: string, name: string, read: (handle: FileHandle, size: number) => Promise<T>): Promise<T> {
  await refuseLinks(folder, name);
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const handle = await open(join(folder, name), flags).catch(() => {
    throw new Unusable("cannot be opened as a plain file");
  });
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw new Unusable("is no plain file");
    return await read(handle, found.size);
  } finally {
    await handle.close();
  }
}
