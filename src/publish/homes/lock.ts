// An exclusive lock in a directory; the lock of a killed process is taken over.
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, type FileHandle, link, lstat, open, readdir, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ServiceError } from "../../types/errors.ts";
import { sha256Hex } from "../records/ids.ts";
import { StoreFault } from "../records/store.ts";
import { isCode, isTaken, readPlain, whenFree } from "./files.ts";
import { encodeOwner, lifeOf, newOwner, ownerSentence, parseOwner } from "./owner.ts";

export interface LockTimeouts {
  /** Longest wait for another owner's lock. */
  waitMs: number;
  /** Time without a heartbeat after which an owner on another machine counts as dead. */
  silenceMs: number;
  heartbeatMs: number;
}

export const LOCK_TIMEOUTS: LockTimeouts = { waitMs: 60_000, silenceMs: 30_000, heartbeatMs: 3_000 };

export interface Lock {
  /** False if another process took over the lock, since this one was suspended for long. */
  isHeld(): Promise<boolean>;
  /** Removes files that dead processes left, except the lock. */
  sweep(): Promise<void>;
  release(): Promise<void>;
}

const NAME = "registry.lock";
const CLAIM = /^registry\.lock\.([0-9a-f]{32})\.\d{1,6}$/;
const DRAFT = /^registry\.lock\.[0-9a-f]{32}\.tmp$/;
const MAX_LOCK_BYTES = 4096;

/** Whether a file name is that of a lock or of a draft of one. */
export function isLockFile(name: string): boolean {
  return name === NAME || CLAIM.test(name) || DRAFT.test(name);
}

/** Acquires the lock of a folder: waits for a living owner, takes over from a dead one. Throws ServiceError after the wait. */
export async function acquireLock(folder: string, timeouts: LockTimeouts = LOCK_TIMEOUTS): Promise<Lock> {
  const path = join(folder, NAME);
  const mine = encodeOwner(await newOwner());
  const deadline = performance.now() + timeouts.waitMs;
  const watch = new Watch(timeouts.silenceMs);
  for (;;) {
    const theirs = await readLock(path);
    if (theirs === null) {
      if (await createWhole(folder, path, mine)) return await heldLock(folder, path, mine, timeouts);
    } else {
      if ((await isAbandoned(path, theirs, watch)) && (await breakLock(folder, path, theirs, watch))) continue;
      if (performance.now() > deadline) throw waitedInVain(folder, theirs, timeouts);
    }
    await sleep(15 + Math.random() * 60);
  }
}

/**
 * Removes the lock of a dead owner. The right to do so has whoever creates `registry.lock.<key>.<k>` first, with `key` the hash of the
 * dead lock; if that process dies too, k + 1 is free. The winner reads the lock again before removing it. Claims are removed only after
 * their lock, whose nonce is unique, so that an old claim never removes a newer lock.
 */
async function breakLock(folder: string, path: string, theirs: Uint8Array, watch: Watch): Promise<boolean> {
  const key = keyOf(theirs);
  const mine = encodeOwner(await newOwner());
  const claim = (k: number) => join(folder, `${NAME}.${key}.${k}`);
  for (let k = 1; ; k++) {
    const rival = await readLock(claim(k));
    if (rival !== null) {
      if (await isAbandoned(claim(k), rival, watch)) continue;
      return false;
    }
    if (!(await createWhole(folder, claim(k), mine))) return false;
    const now = await readLock(path);
    const isTheirs = now !== null && Buffer.compare(now, theirs) === 0;
    if (isTheirs) await remove(path);
    for (let i = 1; i <= k; i++) await remove(claim(i));
    return isTheirs;
  }
}

async function isAbandoned(path: string, bytes: Uint8Array, watch: Watch): Promise<boolean> {
  const owner = parseOwner(bytes);
  const life = owner === null ? "unknown" : await lifeOf(owner);
  if (life !== "unknown") return life === "dead";
  const beat = await lstat(path).catch(() => null);
  return beat !== null && watch.isSilent(path, `${keyOf(bytes)} ${beat.mtimeMs}`);
}

/** Watches heartbeats by the local clock alone, since clocks of other hosts may differ. */
class Watch {
  readonly #silenceMs: number;
  readonly #seen = new Map<string, { beat: string; since: number }>();

  constructor(silenceMs: number) {
    this.#silenceMs = silenceMs;
  }

  isSilent(path: string, beat: string): boolean {
    const before = this.#seen.get(path);
    if (before?.beat === beat) return performance.now() - before.since > this.#silenceMs;
    this.#seen.set(path, { beat, since: performance.now() });
    return false;
  }
}

async function heldLock(folder: string, path: string, mine: Uint8Array, { heartbeatMs }: LockTimeouts): Promise<Lock> {
  // The handle is of our own file, so that a heartbeat never touches another owner's lock.
  const handle = await open(path, "r+").catch(async (error) => {
    await remove(path);
    throw error;
  });
  const timer = setInterval(() => void touch(handle), heartbeatMs);
  timer.unref();
  const isHeld = async () => {
    const now = await readLock(path);
    return now !== null && Buffer.compare(now, mine) === 0;
  };
  return {
    isHeld,
    sweep: () => sweep(folder, keyOf(mine)),
    async release() {
      clearInterval(timer);
      await handle.close().catch(() => {});
      if (await isHeld()) await remove(path);
    },
  };
}

async function touch(handle: FileHandle): Promise<void> {
  const now = new Date();
  await handle.utimes(now, now).catch(() => {});
}

async function sweep(folder: string, key: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const claimed = CLAIM.exec(name)?.[1];
    const isOldClaim = claimed !== undefined && claimed !== key;
    if (isOldClaim || (DRAFT.test(name) && (await isDeadDraft(join(folder, name))))) await remove(join(folder, name));
  }
}

/** Whether a draft's process died before linking it. If this is wrong, createWhole misses its draft and is retried. */
async function isDeadDraft(path: string): Promise<boolean> {
  const bytes = await readLock(path);
  const owner = bytes === null ? null : parseOwner(bytes);
  if (owner === null || (await lifeOf(owner)) === "dead") return true;
  const stat = await lstat(path).catch(() => null);
  return stat !== null && Date.now() - stat.mtimeMs > 60_000;
}

/** Creates a file with its content atomically; false if the name is taken. */
async function createWhole(folder: string, path: string, bytes: Uint8Array): Promise<boolean> {
  const draft = join(folder, `${NAME}.${randomBytes(16).toString("hex")}.tmp`);
  await writeFile(draft, bytes, { flag: "wx" });
  try {
    await link(draft, path).catch(async (error) => {
      // Windows: the name is taken, or its removed file is still open.
      if (isCode(error, "EPERM", "EACCES", "EBUSY") && (await isTaken(path).catch(() => true)))
        throw Object.assign(new Error("taken"), { code: "EEXIST" });
      // No hard links (FAT, some network mounts): an exclusive copy, which is not atomic.
      if (isCode(error, "EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS")) return copyFile(draft, path, constants.COPYFILE_EXCL);
      throw error;
    });
    return true;
  } catch (error) {
    // ENOENT: the holder of the lock removed the draft.
    if (isCode(error, "EEXIST", "ENOENT")) return false;
    throw error;
  } finally {
    await remove(draft);
  }
}

async function readLock(path: string): Promise<Uint8Array | null> {
  try {
    return await readPlain(path, MAX_LOCK_BYTES);
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    throw new ServiceError(`${path} ${error.message}, so no lock can be taken there: remove it.`);
  }
}

async function remove(path: string): Promise<void> {
  await whenFree(() => unlink(path)).catch((error) => {
    if (!isCode(error, "ENOENT")) throw error;
  });
}

function keyOf(lock: Uint8Array): string {
  return sha256Hex(lock).slice(0, 32);
}

function waitedInVain(folder: string, theirs: Uint8Array, { waitMs }: LockTimeouts): ServiceError {
  const owner = ownerSentence(parseOwner(theirs));
  const waited = `The registry ${folder} has been locked by ${owner} for ${Math.round(waitMs / 1000)} s`;
  return new ServiceError(`${waited}: run again when that run has ended, or delete ${NAME} if you know that it is gone.`);
}
