// runs/: what is remembered of a run whether it promoted or not.
import type { RunRecord } from "../types.ts";
import { canonicalBytes } from "./canonical.ts";
import { RUNS_FOLDER, sha256Hex } from "./ids.ts";
import { roundedProfile } from "./manifest.ts";
import type { Store } from "./store.ts";

/** Of a home that remembers what was removed; a year of nightly runs and more. */
const MOST_LISTED = 500;

export async function appendRun(store: Store, run: RunRecord): Promise<void> {
  const bytes = canonicalBytes({ ...run, profile: run.profile === null ? null : roundedProfile(run.profile) });
  const path = `${RUNS_FOLDER}/${runName(run.time, sha256Hex(bytes))}`;
  await store.exclusively(async (writer) => {
    writer.describe?.(`Record a run: ${run.verdict ?? "no verdict"}`);
    await writer.create(path, bytes);
    const older = writer.retire ? (await store.list(RUNS_FOLDER)).slice(0, -MOST_LISTED) : [];
    for (const name of older) await writer.retire?.(`${RUNS_FOLDER}/${name}`);
  });
}

/** Sorts by time: 20260131T235959999Z-0123456789ab.json. */
function runName(time: string, hash: string): string {
  const stamp = /^\d{4}-\d\d-\d\dT[\d:.]{8,20}Z$/.test(time) ? time.replace(/[-:.]/g, "") : "undated";
  return `${stamp}-${hash.slice(0, 12)}.json`;
}
