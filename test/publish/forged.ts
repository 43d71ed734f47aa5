// A registry in which one record says something else and every hash fits: what somebody writes who may write into a registry.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256Hex } from "../../src/publish/records/ids.ts";

/** Every file of a registry by its path. */
export type Files = Map<string, Buffer>;

export async function filesOf(root: string): Promise<Files> {
  const items = await readdir(root, { withFileTypes: true, recursive: true });
  const paths = items.filter((item) => item.isFile()).map((item) => join(item.parentPath, item.name));
  const read = await Promise.all(
    paths.sort().map(async (path) => [path.slice(root.length + 1).replaceAll("\\", "/"), await readFile(path)] as const),
  );
  return new Map(read);
}

/** Writes the files as the whole content of a folder. */
export async function writeFiles(root: string, files: Files): Promise<void> {
  await rm(root, { recursive: true, force: true });
  for (const folder of new Set([...files.keys()].map((path) => join(root, path, "..")))) await mkdir(folder, { recursive: true });
  for (const [path, bytes] of files) await writeFile(join(root, path), bytes);
}

/** With another text under a path: manifests, entries and row files get the names that their bytes ask for, and all that names them follows. */
export function forged(files: Files, path: string, text: Buffer): Files {
  const found = new Map(files).set(path, text);
  const queue = [path];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    const hash = /^(?:model\/model_|history\/|rows\/)([0-9a-f]{64})\./.exec(at)?.[1];
    // Of a model only the manifest has its own hash as its name.
    if (hash === undefined || /^model\/.*(?<!\.manifest\.json)$/.test(at)) continue;
    const bytes = found.get(at);
    // Renamed meanwhile, by what it names.
    if (bytes === undefined) continue;
    const next = sha256Hex(bytes);
    if (next === hash) continue;
    for (const [name, bytes] of [...found]) {
      const isNamed = name.includes(hash);
      const isRecord = name.endsWith(".json") && bytes.includes(hash) && (name !== at || !isNamed);
      if (!isNamed && !isRecord) continue;
      const renamed = name.replace(hash, next);
      found.delete(name);
      found.set(renamed, isRecord ? Buffer.from(bytes.toString("latin1").replaceAll(hash, next), "latin1") : bytes);
      if (isRecord && !isNamed) queue.push(renamed);
    }
  }
  return found;
}
