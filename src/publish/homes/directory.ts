// A registry in a directory.
import { readdir, stat, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ConfigError, ServiceError } from "../../types/errors.ts";
import { isReadmeOfBranch } from "../chain/readme.ts";
import { README_PATH } from "../records/ids.ts";
import type { Store, Writer } from "../records/store.ts";
import { isCode, isTaken, makeFolder, makeFolders, readPlain, replaceWhole, TEMPORARY } from "./files.ts";
import { acquireLock, isLockFile, LOCK_TIMEOUTS, type Lock, type LockTimeouts } from "./lock.ts";

export class DirectoryStore implements Store {
  readonly label: string;
  doubt: string | null = null;
  readonly #root: string;
  readonly #timeouts: LockTimeouts;

  constructor(root: string, timeouts: LockTimeouts = LOCK_TIMEOUTS) {
    this.#root = root;
    this.#timeouts = timeouts;
    this.label = `directory:${root}`;
  }

  async read(path: string, maxBytes: number): Promise<Uint8Array | null> {
    return await readPlain(join(this.#root, path), maxBytes);
  }

  async list(folder: string): Promise<string[]> {
    await this.#requireFolder();
    try {
      return (await readdir(join(this.#root, folder))).sort();
    } catch (error) {
      if (isCode(error, "ENOENT", "ENOTDIR")) return [];
      throw error;
    }
  }

  async isCopyOfBranch(): Promise<boolean> {
    if (await isTaken(join(this.#root, ".git"))) return true;
    const readme = await this.read(README_PATH, 2 ** 20).catch(() => null);
    return readme !== null && isReadmeOfBranch(new TextDecoder().decode(readme));
  }

  async leftovers(): Promise<string[]> {
    return (await this.list("")).filter((name) => isLockFile(name) || TEMPORARY.test(name));
  }

  async exclusively<T>(work: (writer: Writer) => Promise<T>): Promise<T> {
    await this.#requireFolder();
    await makeFolders(this.#root);
    const lock = await acquireLock(this.#root, this.#timeouts);
    try {
      await this.#sweep(lock);
      return await work(new DirectoryWriter(this.#root, lock));
    } finally {
      // The work is done; a lock that cannot be removed is recognised by its dead owner.
      await lock.release().catch(() => undefined);
    }
  }

  async #sweep(lock: Lock): Promise<void> {
    await lock.sweep();
    for (const name of await readdir(this.#root)) {
      if (TEMPORARY.test(name)) await unlink(join(this.#root, name)).catch(() => {});
    }
  }

  async #requireFolder(): Promise<void> {
    const found = await stat(this.#root).catch((error) => {
      if (isCode(error, "ENOENT")) return null;
      throw error;
    });
    if (found !== null && !found.isDirectory()) {
      throw new ConfigError(
        `The registry ${this.#root} is a file: \`registry\` must name a directory, which is made when it does not exist.`,
      );
    }
  }
}

class DirectoryWriter implements Writer {
  readonly #root: string;
  readonly #lock: Lock;

  constructor(root: string, lock: Lock) {
    this.#root = root;
    this.#lock = lock;
  }

  async create(path: string, bytes: Uint8Array): Promise<boolean> {
    if (await isTaken(join(this.#root, path))) return false;
    await this.replace(path, bytes);
    return true;
  }

  async replace(path: string, bytes: Uint8Array): Promise<void> {
    const target = join(this.#root, path);
    const folder = dirname(target);
    if (folder !== this.#root && !(await makeFolder(folder))) {
      throw new ServiceError(
        `${folder} is not a folder (a link is not followed): nothing is written there. Remove it or move the registry.`,
      );
    }
    await replaceWhole(this.#root, target, bytes, () => this.#requireLock());
  }

  async compareAndSwap(path: string, expected: Uint8Array | null, bytes: Uint8Array): Promise<boolean> {
    const now = await readPlain(join(this.#root, path), Number.MAX_SAFE_INTEGER);
    const isExpected = now === null ? expected === null : expected !== null && Buffer.compare(now, expected) === 0;
    if (isExpected) await this.replace(path, bytes);
    return isExpected;
  }

  async #requireLock(): Promise<void> {
    if (await this.#lock.isHeld()) return;
    throw new ServiceError(`The lock on ${this.#root} was taken over while this run was suspended: run again.`);
  }
}
