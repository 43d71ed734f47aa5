// The champion's files beside the configuration: where no repository is asked, or none is wanted.
import { lstat, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ServiceError } from "../../types/errors.ts";
import { makeFolders, readPlain, replaceWhole } from "../homes/files.ts";
import type { FileChanges } from "./wanted.ts";

/** True: something changed. Never writes through a link. Each file is whole at any moment. */
export async function copyToFolder(folder: string, { puts, removes }: FileChanges): Promise<boolean> {
  let changed = false;
  for (const { name, bytes } of puts) {
    await refuseLinks(folder, name);
    const target = join(folder, name);
    const now = await readPlain(target, Number.MAX_SAFE_INTEGER).catch(() => null);
    if (now !== null && Buffer.compare(now, bytes) === 0) continue;
    await makeFolders(dirname(target));
    await replaceWhole(dirname(target), target, bytes, async () => undefined);
    changed = true;
  }
  for (const name of removes) {
    await refuseLinks(folder, name);
    const found = await lstat(join(folder, name)).catch(() => null);
    if (!found?.isFile()) continue;
    await rm(join(folder, name));
    changed = true;
  }
  return changed;
}

async function refuseLinks(folder: string, name: string): Promise<void> {
  const steps = name.split("/");
  for (let length = 1; length <= steps.length; length++) {
    const part = steps.slice(0, length).join("/");
    const found = await lstat(join(folder, part)).catch(() => null);
    if (found?.isSymbolicLink()) throw new ServiceError(`publish.copy leads to ${part}, which is a link: nothing is written through it.`);
    if (length < steps.length && found !== null && !found.isDirectory())
      throw new ServiceError(`publish.copy leads below ${part}, which is a file: name another place.`);
    if (length === steps.length && found?.isDirectory())
      throw new ServiceError(`publish.copy leads to ${part}, which is a folder; expected a file: add a file's name.`);
  }
}
