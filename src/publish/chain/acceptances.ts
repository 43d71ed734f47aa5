// Acceptances by `accept --file`: run records until a promotion uses them.
import { z } from "zod";
import type { Acceptance, SignedAcceptance } from "../../types/acceptance.ts";
import { parseJson } from "../records/canonical.ts";
import type { Link } from "../records/entry.ts";
import { RUNS_FOLDER } from "../records/ids.ts";
import { acceptanceNames, MAX_RECORD_BYTES, type RunRecordStore } from "./runs.ts";

/** Most unused acceptances that are read, newest first. */
const MOST_READ = 200;

const SIGNED = z.object({
  rows: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  checks: z.array(z.string()).min(1),
  reason: z.string(),
  file: z.string(),
  actor: z.string().nullable(),
  time: z.string(),
  champion: z.string().nullable(),
});
const RECORD = z.object({ kind: z.literal("acceptance"), accepted: z.array(SIGNED) });

/** Acceptances of this registry that no promotion has used yet; empty when they cannot be read. `links`: the whole history. */
export async function openAcceptances({ store, registry }: RunRecordStore, links: Link[]): Promise<SignedAcceptance[]> {
  const used = new Set(links.flatMap(({ entry }) => entry.acceptances ?? []).map(keyOf));
  try {
    const paths = (await acceptanceNames({ store, registry })).slice(-MOST_READ).map((name) => `${RUNS_FOLDER}/${name}`);
    await store.prefetch?.(paths);
    const records = await Promise.all(paths.map((path) => store.read(path, MAX_RECORD_BYTES)));
    const all = records.flatMap((bytes) => (bytes === null ? [] : acceptedIn(bytes)));
    return all.filter((one) => !used.has(keyOf(one)));
  } catch {
    return []; // Records are best effort; what was accepted is then asked again.
  }
}

function acceptedIn(bytes: Uint8Array): SignedAcceptance[] {
  const parsed = RECORD.safeParse(parseJson(bytes));
  return parsed.success ? parsed.data.accepted : [];
}

const keyOf = ({ rows, checks }: Acceptance): string => JSON.stringify([rows, [...checks].sort()]);

/** Names of checks that promotions of a line used acceptances for. */
export function acceptedBefore(line: Link[]): string[] {
  return [...new Set(line.flatMap(({ entry }) => entry.acceptances ?? []).flatMap(({ checks }) => checks))];
}
