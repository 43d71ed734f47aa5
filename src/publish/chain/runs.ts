// runs/: records of all runs, promoted or not.
import { z } from "zod";
import type { PastRun, RunRecord } from "../../types/registry.ts";
import { canonicalBytes, parseJson } from "../records/canonical.ts";
import { isId, RUNS_FOLDER, sha256Hex } from "../records/ids.ts";
import { roundedProfile } from "../records/manifest.ts";
import type { Store } from "../records/store.ts";
import { keepNamed } from "./named-rows.ts";

/** Most run records kept per registry on a branch: more than a year of nightly runs. */
const MOST_LISTED = 500;
export const MAX_RECORD_BYTES = 2 ** 24;

/** Where run records are kept. */
export interface RunRecordStore {
  store: Store;
  /** Key of the registry, if several share the store; null: all records are this registry's. */
  registry: string | null;
}

/** Writes a run record; on a branch the oldest records of the same registry are retired. */
export async function appendRun({ store, registry }: RunRecordStore, run: RunRecord): Promise<void> {
  const { rowSets = [], ...said } = run;
  const profile = run.profile === null ? null : roundedProfile(run.profile);
  const named = rowSets.length === 0 ? {} : { rowSets: rowSets.map(({ digest }) => digest) };
  const bytes = canonicalBytes({ ...said, profile, ...named });
  const path = `${RUNS_FOLDER}/${runName(run, sha256Hex(bytes), registry)}`;
  await store.exclusively(async (writer) => {
    writer.describe?.(`Record a run: ${run.verdict ?? "no verdict"}`);
    await keepNamed(store, writer, rowSets, stampOf(run.time) ?? "undated");
    await writer.create(path, bytes);
    if (!writer.retire) return;
    const key = keyOf(registry);
    // Acceptances are kept: they may be used much later.
    const own = (await store.list(RUNS_FOLDER)).filter((name) => partsOf(name)?.key === key && partsOf(name)?.isAcceptance === false);
    for (const name of own.slice(0, -MOST_LISTED)) await writer.retire(`${RUNS_FOLDER}/${name}`);
  });
}

/**
 * Sorts by time, and tells which registry it is of where several share the place, whether it promoted, whether a candidate was judged, and
 * whether it is an acceptance by hand: 20260131T235959999Z-0123456789ab-89abcdef-promoted-judged.json.
 */
function runName({ time, modelId, verdict, kind }: RunRecord, hash: string, registry: string | null): string {
  const key = keyOf(registry);
  const marks = [
    ...(verdict === "promoted" ? ["promoted"] : []),
    ...(modelId === null ? [] : ["judged"]),
    ...(kind === undefined ? [] : [kind]),
  ];
  return [stampOf(time) ?? "undated", hash.slice(0, 12), ...(key === null ? [] : [key]), ...marks].join("-").concat(".json");
}

/** Of a record's name; null: no record. */
function partsOf(name: string): { key: string | null; isPromoted: boolean; isJudged: boolean; isAcceptance: boolean } | null {
  const found = /^(?:\d{8}T\d+Z|undated)-[0-9a-f]{12}(?:-([0-9a-f]{8}))?(-promoted)?(-judged)?(-acceptance)?\.json$/.exec(name);
  if (found === null) return null;
  const [, key = null, promoted, judged, acceptance] = found;
  return { key, isPromoted: promoted !== undefined, isJudged: judged !== undefined, isAcceptance: acceptance !== undefined };
}

/** Names of this registry's acceptances by hand, oldest first. */
export async function acceptanceNames({ store, registry }: RunRecordStore): Promise<string[]> {
  const key = keyOf(registry);
  return (await store.list(RUNS_FOLDER)).filter((name) => partsOf(name)?.isAcceptance === true && partsOf(name)?.key === key);
}

/** Kept of each registry: the newest counts. */
const MOST_REGISTRATIONS = 10;
const REGISTRATION = /^(?:\d{8}T\d+Z|undated)-[0-9a-f]{12}(?:-([0-9a-f]{8}))?-registered\.json$/;

async function registrationsIn({ store, registry }: RunRecordStore): Promise<string[]> {
  const key = keyOf(registry);
  return (await store.list(RUNS_FOLDER)).filter((name) => {
    const found = REGISTRATION.exec(name);
    return found !== null && (found[1] ?? null) === key;
  });
}

/** Records that `publish.command` succeeded for a model. */
export async function appendRegistration(place: RunRecordStore, time: string, bytes: Uint8Array): Promise<void> {
  const key = keyOf(place.registry);
  const words = [stampOf(time) ?? "undated", sha256Hex(bytes).slice(0, 12), ...(key === null ? [] : [key]), "registered"];
  await place.store.exclusively(async (writer) => {
    writer.describe?.("Record a registration");
    await writer.create(`${RUNS_FOLDER}/${words.join("-")}.json`, bytes);
    if (!writer.retire) return;
    for (const name of (await registrationsIn(place)).slice(0, -MOST_REGISTRATIONS)) await writer.retire(`${RUNS_FOLDER}/${name}`);
  });
}

/** null: none was recorded, or the records cannot be read. */
export async function newestRegistration(place: RunRecordStore): Promise<Uint8Array | null> {
  try {
    const newest = (await registrationsIn(place)).at(-1);
    return newest === undefined ? null : await place.store.read(`${RUNS_FOLDER}/${newest}`, MAX_RECORD_BYTES);
  } catch {
    return null;
  }
}

function keyOf(registry: string | null): string | null {
  return registry === null ? null : sha256Hex(new TextEncoder().encode(registry)).slice(0, 8);
}

function stampOf(time: string): string | null {
  return /^\d{4}-\d\d-\d\dT[\d:.]{8,20}Z$/.test(time) ? time.replace(/[-:.]/g, "") : null;
}

/** How many runs judged a candidate of a line of champions since it began (ISO 8601); null when they cannot be listed. */
export async function countHoldoutUses(
  { store, registry }: RunRecordStore,
  line: { since: string; ids: string[] },
): Promise<number | null> {
  const begin = stampOf(line.since) ?? "";
  const key = keyOf(registry);
  try {
    const judged = (await store.list(RUNS_FOLDER)).filter((name) => name >= begin && partsOf(name)?.isJudged === true);
    const own = judged.filter((name) => partsOf(name)?.key === key);
    if (key === null) return judged.length;
    // Records of versions before names told the registry: theirs do, by the champion.
    const unnamed = judged.filter((name) => partsOf(name)?.key === null).map((name) => `${RUNS_FOLDER}/${name}`);
    await store.prefetch?.(unnamed);
    const champions = await Promise.all(unnamed.map((path) => championIn(store, path)));
    return own.length + champions.filter((id) => id !== null && line.ids.includes(id)).length;
  } catch {
    return null; // Records are best effort; the report then says nothing of looks.
  }
}

/** A promotion by its run record. */
export interface RecordedPromotion {
  id: string;
  /** ISO 8601. */
  time: string;
  /** On the registry's branch, after the promotion; null: not recorded, or a home without commits. */
  commit: string | null;
}

/** Records of promotions that are read, newest first. */
const MOST_READ = 50;

/** Promotions by this registry's run records, newest first; empty if they cannot be read. */
export async function promotionsIn({ store, registry }: RunRecordStore): Promise<RecordedPromotion[]> {
  const key = keyOf(registry);
  try {
    const names = (await store.list(RUNS_FOLDER)).filter((name) => partsOf(name)?.isPromoted === true && partsOf(name)?.key === key);
    const paths = names
      .reverse()
      .slice(0, MOST_READ)
      .map((name) => `${RUNS_FOLDER}/${name}`);
    await store.prefetch?.(paths);
    return (await Promise.all(paths.map((path) => rememberedIn(store, path)))).filter((one) => one !== null);
  } catch {
    return [];
  }
}

async function rememberedIn(store: Store, path: string): Promise<RecordedPromotion | null> {
  const bytes = await store.read(path, MAX_RECORD_BYTES);
  const parsed = bytes === null ? null : REMEMBERED.safeParse(parseJson(bytes));
  if (!parsed?.success) return null;
  const { championId, time, commit } = parsed.data;
  return { id: championId, time, commit };
}

const REMEMBERED = z.object({
  championId: z.string().refine(isId),
  time: z.string(),
  commit: z
    .string()
    .regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/)
    .nullable()
    .catch(null),
});

/** The newest run records of this registry, oldest first; null when they cannot be read. */
export async function runsIn({ store, registry }: RunRecordStore, most: number): Promise<PastRun[] | null> {
  const key = keyOf(registry);
  try {
    const names = (await store.list(RUNS_FOLDER)).filter((name) => partsOf(name) !== null && partsOf(name)!.key === key);
    const paths = names.slice(-most).map((name) => `${RUNS_FOLDER}/${name}`);
    await store.prefetch?.(paths);
    const runs: PastRun[] = [];
    for (const path of paths) {
      const bytes = await store.read(path, MAX_RECORD_BYTES);
      const parsed = bytes === null ? null : PAST_RUN.safeParse(parseJson(bytes));
      if (parsed?.success) runs.push(parsed.data);
    }
    return runs;
  } catch {
    return null;
  }
}

const PAST_RUN = z.object({
  time: z.string(),
  verdict: z.enum(["promoted", "checked", "skipped", "kept", "rejected", "inconclusive"]).nullable(),
  reason: z.string(),
  modelId: z.string().nullable(),
  championId: z.string().nullable(),
  f1: z.number().nullable(),
});

/** Whether a run record exists since a time (ISO 8601); null: unknown. */
export async function hasRecordSince({ store, registry }: RunRecordStore, time: string): Promise<boolean | null> {
  const begin = stampOf(time);
  const key = keyOf(registry);
  if (begin === null) return null;
  try {
    return (await store.list(RUNS_FOLDER)).some((name) => name >= begin && [key, null].includes(partsOf(name)?.key ?? null));
  } catch {
    return null;
  }
}

async function championIn(store: Store, path: string): Promise<string | null> {
  const bytes = await store.read(path, MAX_RECORD_BYTES);
  const record = bytes === null ? null : parseJson(bytes);
  const id = typeof record === "object" && record !== null && "championId" in record ? record.championId : null;
  return typeof id === "string" ? id : null;
}
