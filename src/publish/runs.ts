// runs/: what is remembered of a run whether it promoted or not.
import type { RunRecord } from "../types/registry.ts";
import { canonicalBytes } from "./canonical.ts";
import { RUNS_FOLDER, sha256Hex } from "./ids.ts";
import { roundedProfile } from "./manifest.ts";
import type { Store } from "./store.ts";

/** Of a home that remembers what was removed; a year of nightly runs and more. */
const MOST_LISTED = 500;

export async function appendRun(store: Store, run: RunRecord): Promise<void> {
  const bytes = canonicalBytes({ ...run, profile: run.profile === null ? null : roundedProfile(run.profile) });
  const path = `${RUNS_FOLDER}/${runName(run, sha256Hex(bytes))}`;
  await store.exclusively(async (writer) => {
    writer.describe?.(`Record a run: ${run.verdict ?? "no verdict"}`);
    await writer.create(path, bytes);
    const older = writer.retire ? (await store.list(RUNS_FOLDER)).slice(0, -MOST_LISTED) : [];
    for (const name of older) await writer.retire?.(`${RUNS_FOLDER}/${name}`);
  });
}

/** Sorts by time, and tells whether a candidate was judged: 20260131T235959999Z-0123456789ab-judged.json. */
function runName({ time, modelId }: RunRecord, hash: string): string {
  return `${stampOf(time) ?? "undated"}-${hash.slice(0, 12)}${modelId === null ? "" : JUDGED}.json`;
}

const JUDGED = "-judged";

function stampOf(time: string): string | null {
  return /^\d{4}-\d\d-\d\dT[\d:.]{8,20}Z$/.test(time) ? time.replace(/[-:.]/g, "") : null;
}

/** How many runs judged a candidate since a time, by the names of their records alone; null when they cannot be listed. */
export async function countLooks(store: Store, since: string): Promise<number | null> {
  const begin = stampOf(since) ?? "";
  try {
    const names = await store.list(RUNS_FOLDER);
    return names.filter((name) => name.endsWith(`${JUDGED}.json`) && name >= begin).length;
  } catch {
    return null; // Records are best effort; the report then says nothing of looks.
  }
}
