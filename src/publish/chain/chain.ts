// Reads and verifies champion.json and its chain of history entries.
import type { Advice } from "../../types/judgement.ts";
import type { ChampionPointer } from "../../types/registry.ts";
import { type Link, MAX_ENTRY_BYTES, MAX_POINTER_BYTES, parseEntry, parsePointer } from "../records/entry.ts";
import { type Fault, Findings } from "../records/findings.ts";
import { entryPath, HISTORY_FOLDER, isId, POINTER_PATH, README_PATH, sha256Hex } from "../records/ids.ts";
import type { Store } from "../records/store.ts";
import { BrokenChain, type Lineage, lineageOf } from "./history.ts";
import { README_MARK } from "./readme.ts";

const MAX_ENTRIES = 100_000;

export interface Chain {
  pointer: ChampionPointer;
  /** As stored: what a compare-and-swap expects. */
  pointerBytes: Uint8Array;
  /** Oldest first. */
  links: Link[];
  lineage: Lineage;
}

/** The verified chain; null: no champion, or faults in the findings. */
export async function readChain(store: Store, findings: Findings): Promise<Chain | null> {
  const found = await readPointer(store, findings);
  if (found === null) return null;
  const { pointer, pointerBytes } = found;
  if (store.prefetch) await store.prefetch((await store.list(HISTORY_FOLDER)).map((name) => `${HISTORY_FOLDER}/${name}`));
  const links = await walk(pointer, findings);
  if (links === null) return null;
  try {
    return { pointer, pointerBytes, links, lineage: lineageOf(links) };
  } catch (error) {
    if (!(error instanceof BrokenChain)) throw error;
    findings.fail("history", entryPath(error.hash), { observed: null, expected: null, message: error.message });
    return null;
  }
}

/** As `readChain`. Throws DamagedError with every fault found. */
export async function currentChain(store: Store): Promise<Chain | null> {
  const findings = new Findings(store);
  const chain = await readChain(store, findings);
  findings.throwIfDamaged();
  return chain;
}

async function readPointer(store: Store, findings: Findings): Promise<{ pointer: ChampionPointer; pointerBytes: Uint8Array } | null> {
  let pointerBytes = await findings.plain("champion-pointer", POINTER_PATH, MAX_POINTER_BYTES);
  if (pointerBytes === null) {
    const loss = await traceOfPointer(store);
    // Read again: a first publish may just have ended.
    pointerBytes = await findings.plain("champion-pointer", POINTER_PATH, MAX_POINTER_BYTES);
    if (pointerBytes === null && loss !== null) findings.fail("champion-pointer", POINTER_PATH, loss);
  }
  if (pointerBytes === null || pointerBytes === undefined) return null;
  const pointer = findings.parsed("champion-pointer", POINTER_PATH, pointerBytes, parsePointer);
  if (pointer === null) return null;
  findings.pass("champion-pointer", POINTER_PATH, `names champion ${pointer.id}`, pointer.id);
  return { pointer, pointerBytes };
}

/** Entries from newest to oldest along `previous`; bounded against corrupt data. */
async function walk(pointer: ChampionPointer, findings: Findings): Promise<Link[] | null> {
  const links: Link[] = [];
  const seen = new Set<string>();
  for (let hash: string | null = pointer.entry; hash !== null; ) {
    const path = entryPath(hash);
    if (seen.has(hash) || links.length >= MAX_ENTRIES) {
      const message = seen.has(hash) ? "is its own predecessor" : `is the end of a chain of more than ${MAX_ENTRIES} entries`;
      findings.fail("history", path, { observed: links.length, expected: MAX_ENTRIES, message });
      return null;
    }
    seen.add(hash);
    const bytes = await findings.verified({ code: "history", path, digest: `sha256:${hash}`, size: null, maxBytes: MAX_ENTRY_BYTES });
    const entry = bytes === null ? null : findings.parsed("history", path, bytes, parseEntry);
    if (entry === null) return null;
    if (links.length === 0 && entry.id !== pointer.id) {
      const message = `names champion ${pointer.id}, but its entry ${hash} made ${entry.id} champion`;
      findings.fail("champion-pointer", POINTER_PATH, {
        observed: pointer.id,
        expected: entry.id,
        message,
        advice: pointerAdvice(entry.id, hash),
      });
      return null;
    }
    findings.pass("history", path, `${entry.kind} of ${entry.id}`, hash);
    links.push({ hash, entry });
    hash = entry.previous;
  }
  return links.reverse();
}

/** A registry without champion.json is new, or its first publish was interrupted; later files prove that the pointer was lost. */
async function traceOfPointer(store: Store): Promise<Fault | null> {
  const links: Link[] = [];
  for (const name of await store.list(HISTORY_FOLDER)) {
    const hash = name.slice(0, -".json".length);
    if (!name.endsWith(".json") || !isId(hash)) continue;
    const entry = await readStrayEntry(store, hash);
    if (entry !== null) links.push({ hash, entry });
  }
  const wasThere = links.some(({ entry }) => entry.previous !== null) || (await hasOurReadme(store));
  if (!wasThere) return null;
  const followed = new Set(links.map(({ entry }) => entry.previous));
  const heads = links.filter(({ hash }) => !followed.has(hash));
  const head = heads.length === 1 ? heads[0] : undefined;
  const message = "is missing, although the registry has had a champion";
  const fault: Fault = { observed: null, expected: head?.entry.id ?? null, message };
  return head === undefined ? fault : { ...fault, advice: pointerAdvice(head.entry.id, head.hash) };
}

/** A verified entry outside the chain; null: not an entry. */
export async function readStrayEntry(store: Store, hash: string): Promise<Link["entry"] | null> {
  try {
    const bytes = await store.read(entryPath(hash), MAX_ENTRY_BYTES);
    return bytes !== null && sha256Hex(bytes) === hash ? parseEntry(bytes) : null;
  } catch {
    return null;
  }
}

async function hasOurReadme(store: Store): Promise<boolean> {
  const readme = await store.read(README_PATH, 2 ** 20).catch(() => null);
  return readme !== null && new TextDecoder().decode(readme).startsWith(README_MARK);
}

/** Advice on how to repair champion.json by hand. */
export function pointerAdvice(id: string, entry: string): Advice[] {
  return [
    { kind: "prose", text: "Restore the file from a backup, or write this line into it:" },
    { kind: "code", text: JSON.stringify({ entry, id }) },
  ];
}
