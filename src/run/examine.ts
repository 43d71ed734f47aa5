// First half of a run: lists and reads files, reads the registry, runs all data checks. Trains and writes nothing.
import { schemaFromJson, writtenAs } from "../config/schema/schema.ts";
import { freshness, type Listing, listFiles } from "../fetch/list.ts";
import { readable, readFiles } from "../fetch/read.ts";
import { inferSchema } from "../schema/infer/infer.ts";
import type { Config, Limits } from "../types/config.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { Registry, RegistryState } from "../types/registry.ts";
import type { Progress, RunEnvironment } from "../types/run.ts";
import type { Schema } from "../types/schema.ts";
import { cutAsAccepted } from "../validate/accepted/as-accepted.ts";
import { areAccepted } from "../validate/accepted/beside.ts";
import type { RowRule } from "../validate/accepted/cut.ts";
import { wordOf } from "../validate/accepted/word.ts";
import { clockOf, goingBy } from "../validate/history/clock.ts";
import { rememberedBy, standardOf, validate } from "../validate/validate.ts";
import type { RunRecorder } from "./recorder.ts";

/** Result of `examine` when no check ended the run. */
export type Examined = NonNullable<Awaited<ReturnType<typeof examine>>>;

/** Reads and checks all inputs of a run; null: a failed check of the files ends it. Throws DamagedError, ServiceError, LimitError. */
export async function examine(config: Config, registry: Registry, recorder: RunRecorder, environment: Omit<RunEnvironment, "origin">) {
  const { target, limits, whereOf } = config;
  const standard = standardOf(config);
  const listing = await recorder.stage("list", () => listFiles(config.data, recorder.now(), environment.services, config.requiredFiles));
  const beside = listing.checks.filter((check) => listing.missed.has(check));
  const missed = recorder.addChecks(
    listing.checks.filter((check) => !beside.includes(check)),
    whereOf("data.files"),
  );
  const state = recorder.recordChampion(
    await recorder.stage("registry", () =>
      registry.read([...config.data.excludeRows, ...(config.checks.accept ?? [])].map(({ rows }) => rows)),
    ),
  );
  const recorded = state.champion?.manifest ?? null;
  const known = recorded && schemaFromJson(recorded.schema);
  const given = config.schema ?? known;
  const { listed: data, cut: dated } = goingBy(clockOf(given), config.data);
  const { rowsKey = null } = environment.services;
  const asked = { rowsKey, split: config.split, schema: given, recorded: known };
  const looked = await Promise.all(
    beside.map((check) => withoutAccepted(check, listing, { limits, progress: environment.progress }, asked, state)),
  );
  const isMissed = recorder.addChecks(looked, whereOf("data.files"));
  if (recorder.addChecks(await freshness(listing, data, environment.services), whereOf("data.files")) || missed || isMissed) return null;
  const read = await recorder.stage("read", () => readFiles(listing, data, state.accepted, limits, environment.progress, writtenAs(given)));
  if (recorder.addChecks(recorder.recordFiles(read).checks)) return null;
  const rule = {
    ...config,
    rowsKey,
    schema: given ?? inferSchema(read.files, { target, isMeasured: standard.isMeasured }).schema,
    recorded: known,
    dated,
    now: recorder.now(),
  };
  const cut = recorder.recordRowSets(await recorder.stage("rows", () => cutAsAccepted(read.files, rule, state)));
  const subject = { ...cut, now: recorder.now(), ...rememberedBy(state), ...standard, word: wordOf(state, config, cut) };
  const validation = await recorder.stage("validate", () => validate(subject));
  return { state, recorded, cut, subject, validation };
}

/** If there are more near-miss files than this, none is read: all count as missed. */
const MOST_BESIDE = 20;

/** Drops near misses whose rows are all accepted. */
async function withoutAccepted(
  found: CheckResult,
  { missed, places }: Listing,
  { limits, progress }: { limits: Limits; progress: Progress },
  rule: Pick<RowRule, "rowsKey" | "split" | "recorded"> & { schema: Schema | null },
  state: Pick<RegistryState, "rows">,
): Promise<CheckResult> {
  const listed = missed.get(found) ?? [];
  const { schema } = rule;
  if (schema === null || state.rows === null || listed.length > MOST_BESIDE) return found;
  const files = await readable(listed, places, limits, progress, writtenAs(schema));
  if (files === null || !areAccepted(files, { ...rule, schema }, state)) return found;
  const message = `${found.subject} lies beside the pattern, and all of its rows are accepted: nothing in it is new.`;
  return { ...found, status: "pass", message, suggestion: null, remedies: [] };
}
