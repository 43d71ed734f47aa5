// runs/: what is remembered of a run whether it promoted or not.
import type { RunRecord } from "../types.ts";
import { canonicalBytes } from "./canonical.ts";
import { RUNS_FOLDER, sha256Hex } from "./ids.ts";
import { roundedProfile } from "./manifest.ts";
import type { Store } from "./store.ts";

export async function appendRun(store: Store, run: RunRecord): Promise<void> {
  const bytes = canonicalBytes({ ...run, profile: run.profile === null ? null : roundedProfile(run.profile) });
  const path = `${RUNS_FOLDER}/${runName(run.time, sha256Hex(bytes))}`;
  await store.exclusively((writer) => writer.create(path, bytes));
}

/** Sorts by time: 20260131T235959999Z-0123456789ab.json. */
function runName(time: string, hash: string): string {
  const stamp = /^\d{4}-\d\d-\d\dT[\d:.]{8,20}Z$/.test(time) ? time.replace(/[-:.]/g, "") : "undated";
  return `${stamp}-${hash.slice(0, 12)}.json`;
}
