// Named sets of rows: beside run records from the run that named them on, and in the entries of promotions that used them.
import { decodeNamed, encodeNamed } from "../../table/rows/named-rows.ts";
import type { NamedRows } from "../../types/rows.ts";
import type { Findings } from "../records/findings.ts";
import { RUNS_FOLDER } from "../records/ids.ts";
import { readNamedSegment } from "../records/row-store.ts";
import type { Store, Writer } from "../records/store.ts";
import type { Chain } from "./chain.ts";

/** Most bytes of a stored set; larger sets are recognised only as the same batch. */
const MAX_BYTES = 2 ** 25;
/** Most sets kept on a branch. */
const MOST_KEPT = 200;
/** The time of the run that named it, and the digest: 20260131T235959999Z-<64 hex digits>.rows. */
const NAME = /^(?:\d{8}T\d+Z|undated)-([0-9a-f]{64})\.rows$/;

/** `stamp`: the time in a record's name. */
export async function keepNamed(store: Store, writer: Writer, sets: NamedRows[], stamp: string): Promise<void> {
  if (sets.length === 0) return;
  const kept = (await store.list(RUNS_FOLDER)).filter((name) => NAME.test(name));
  const known = new Set(kept.map((name) => NAME.exec(name)?.[1]));
  const added: string[] = [];
  for (const set of sets) {
    const hex = set.digest.slice("sha256:".length);
    const bytes = known.has(hex) ? null : encodeNamed(set);
    if (bytes === null || bytes.length > MAX_BYTES) continue;
    added.push(`${stamp}-${hex}.rows`);
    await writer.create(`${RUNS_FOLDER}/${added.at(-1)}`, bytes);
  }
  if (!writer.retire) return;
  for (const name of [...kept, ...added].sort().slice(0, -MOST_KEPT)) await writer.retire(`${RUNS_FOLDER}/${name}`);
}

/** The stored sets among these digests. A record that does not match its name is ignored. */
export async function readNamed(digests: string[], chain: Chain | null, runs: Store, findings: Findings): Promise<NamedRows[]> {
  const found: NamedRows[] = [];
  const left = new Set(digests);
  for (const { entry } of chain?.lineage.line.toReversed() ?? []) {
    for (const segment of entry.rows?.named ?? []) {
      if (!left.delete(segment.set)) continue;
      const rows = await readNamedSegment(segment, findings);
      if (rows !== null) found.push(rows);
    }
  }
  return left.size === 0 ? found : [...found, ...(await readKept(left, runs))];
}

async function readKept(digests: Set<string>, runs: Store): Promise<NamedRows[]> {
  const names = await runs.list(RUNS_FOLDER).catch(() => []);
  const wanted = names.filter((name) => digests.has(`sha256:${NAME.exec(name)?.[1]}`));
  await runs.prefetch?.(wanted.map((name) => `${RUNS_FOLDER}/${name}`));
  const found = new Map<string, NamedRows>();
  for (const name of wanted) {
    const rows = await readOne(runs, name);
    if (rows !== null && digests.has(rows.digest)) found.set(rows.digest, rows);
  }
  return [...found.values()];
}

async function readOne(runs: Store, name: string): Promise<NamedRows | null> {
  try {
    const bytes = await runs.read(`${RUNS_FOLDER}/${name}`, MAX_BYTES);
    return bytes === null ? null : decodeNamed(bytes);
  } catch {
    return null;
  }
}
