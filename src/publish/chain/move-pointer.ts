// Writes champion.json by compare-and-swap, and determines the outcome: moved, not moved, or unknown.
import { DamagedError, LostRace, UnknownChampion } from "../../types/errors.ts";
import { sha256Hex } from "../records/ids.ts";
import { type Store, StoreFault, type Writer } from "../records/store.ts";
import { type Chain, currentChain } from "./chain.ts";

export interface NewFile {
  path: string;
  bytes: Uint8Array;
}

/** Result of the write: done, condition not met, or an error after which the write may still have happened. */
type Said = "written" | "refused" | { failure: unknown };

/** What was read right after. */
type Seen = "new" | "old" | "other" | { failure: unknown };

/**
 * Moves champion.json from `chain` to `file`, whose entry is `entry`. True: it is the current champion; false: others have promoted after it.
 * Throws LostRace if another run was first, UnknownChampion if the outcome is unknown, and the write's own error if it had no effect.
 * A confirmed write that cannot be read back counts as done, and is reported in the store's `doubt`.
 */
export async function movePointer(store: Store, writer: Writer, chain: Chain | null, file: NewFile, entry: string): Promise<boolean> {
  const before = chain?.pointerBytes ?? null;
  if (writer.isStaged) {
    if (await writer.compareAndSwap(file.path, before, file.bytes)) return true;
    throw new LostRace();
  }
  store.doubt = null;
  const said: Said = await writer.compareAndSwap(file.path, before, file.bytes).then(
    (swapped) => (swapped ? "written" : "refused"),
    (failure: unknown) => ({ failure }),
  );
  const seen = await look(store, file, before);
  if (seen === "new") return true;
  if (typeof seen === "object") return unseen(store, file, said, seen.failure);
  if (seen === "old" && typeof said === "object") throw said.failure;
  return await onChain(store, file, said, entry);
}

async function look(store: Store, { path, bytes }: NewFile, before: Uint8Array | null): Promise<Seen> {
  try {
    const now = await store.read(path, Math.max(bytes.length, before?.length ?? 0));
    if (now !== null && Buffer.compare(now, bytes) === 0) return "new";
    return now === null ? (before === null ? "old" : "other") : before !== null && Buffer.compare(now, before) === 0 ? "old" : "other";
  } catch (failure) {
    return failure instanceof StoreFault ? "other" : { failure };
  }
}

function unseen(store: Store, { path }: NewFile, said: Said, failure: unknown): boolean {
  if (said !== "written") throw unknown(store, said === "refused" ? failure : said.failure);
  store.doubt = `${path} in ${store.label} was written, and could not be read back (${reasonOf(failure)}): run \`verify\` when the storage answers again.`;
  return false;
}

/** Without a lock, a write without an answer may have happened, and another run may have promoted after it. */
async function onChain(store: Store, file: NewFile, said: Said, entry: string): Promise<false> {
  const chain = await currentChain(store).catch((error: unknown) => {
    if (said === "written" && error instanceof DamagedError) return null;
    throw unknown(store, error);
  });
  if (chain?.links.some(({ hash }) => hash === entry)) return false;
  if (said === "written") throw new UnknownChampion(unreliableStorage(store, file.path), "unknown");
  throw new LostRace();
}

function unknown(store: Store, failure: unknown): UnknownChampion {
  return unknownChampion(store.label, reasonOf(failure), failure);
}

/** The error for an unknown champion: the reason, and when to look again. */
export function unknownChampion(label: string, reason: string, cause: unknown): UnknownChampion {
  const message = `Whether champion.json in ${label} has moved to the new model is not known, for the service did not answer (${reason.replace(/\.$/, "")}): the next run reads it and says what it finds.`;
  return new UnknownChampion(message, "unknown", { cause });
}

function reasonOf(failure: unknown): string {
  return (failure instanceof Error ? failure.message : String(failure)).replace(/\.$/, "").slice(0, 400);
}

/** The sentence for storage that gives back other bytes than were written. */
export function unreliableStorage(store: Store, path: string): string {
  return `${path} in ${store.label} was read back with other bytes than were written: the storage is not reliable.`;
}

/** Whether a path holds exactly these bytes. */
export async function holdsBytes(store: Store, { path, bytes }: NewFile): Promise<boolean> {
  try {
    const stored = await store.read(path, bytes.length);
    return stored !== null && sha256Hex(stored) === sha256Hex(bytes);
  } catch (error) {
    if (error instanceof StoreFault) return false;
    throw error;
  }
}
