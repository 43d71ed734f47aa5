// Detects by run records and history entries that a registry was emptied or that champion.json was set back.
import { VanishedError } from "../../types/errors.ts";
import type { Link } from "../records/entry.ts";
import type { Findings } from "../records/findings.ts";
import { HISTORY_FOLDER, isId, POINTER_PATH } from "../records/ids.ts";
import type { Store } from "../records/store.ts";
import { type Chain, pointerAdvice, readStrayEntry } from "./chain.ts";
import { promotionsIn, type RunRecordStore } from "./runs.ts";

/** Most entries outside the chain that are read; interrupted runs leave few. */
const MOST_STRAYS = 200;

/** Throws VanishedError if the registry is empty although its run records name a champion; only `reset` continues then. */
export async function refuseVanished(store: Store, runs: RunRecordStore, findings: Findings): Promise<void> {
  if (findings.isDamaged) return;
  const [last] = await promotionsIn(runs);
  if (last === undefined) return;
  const restore = last.commit === null || store.restoring === undefined ? "restore it from a backup" : store.restoring(last.commit);
  throw new VanishedError(
    `${store.label} holds no champion, although run records say that model ${last.id} was promoted here at ${last.time}. To bring it back, ${restore}; to begin anew without it, run \`reset\` with a reason.`,
  );
}

/**
 * A pointer that names an older entry than the newest that was champion. An entry that follows it proves nothing by itself, for an interrupted
 * run leaves one too; one that is followed in turn, that a run record says was promoted, or that was committed with its pointer, does.
 */
export async function noteSetBack(store: Store, chain: Chain, runs: RunRecordStore, findings: Findings): Promise<void> {
  const strays = await straysOf(store, chain);
  const followers = strays.filter(({ entry }) => entry.previous === chain.pointer.entry);
  if (followers.length === 0) return;
  const promoted = store.keep === undefined ? await promotionsIn(runs) : [];
  const wasChampion = ({ hash, entry }: Link) =>
    store.keep !== undefined ||
    strays.some((one) => one.entry.previous === hash) ||
    promoted.some(({ id, time }) => id === entry.id && time >= entry.time);
  const first = followers.find(wasChampion);
  if (first === undefined) return;
  let newest = first;
  for (let next: Link | undefined = first; next !== undefined; next = strays.find(({ entry }) => entry.previous === newest.hash))
    newest = next;
  findings.fail("champion-pointer", POINTER_PATH, {
    observed: chain.pointer.id,
    expected: newest.entry.id,
    message: `names entry ${chain.pointer.entry}, but ${newest.hash}, which made ${newest.entry.id} champion, came after it: the file was set back`,
    advice: [{ kind: "prose", text: "To go back to an earlier model, use `rollback`." }, ...pointerAdvice(newest.entry.id, newest.hash)],
  });
}

async function straysOf(store: Store, { links }: Chain): Promise<Link[]> {
  const known = new Set(links.map(({ hash }) => hash));
  const names = (await store.list(HISTORY_FOLDER)).filter((name) => name.endsWith(".json"));
  const hashes = names.map((name) => name.slice(0, -".json".length)).filter((hash) => isId(hash) && !known.has(hash));
  const found = await Promise.all(hashes.slice(0, MOST_STRAYS).map(async (hash) => ({ hash, entry: await readStrayEntry(store, hash) })));
  return found.flatMap(({ hash, entry }) => (entry === null ? [] : [{ hash, entry }]));
}
