// What a run finds before it decides anything: files, registry, rows, and every data check. Nothing is trained or written.
import { schemaFromJson, writtenAs } from "../config/schema/schema.ts";
import { freshness, listFiles } from "../fetch/list.ts";
import { readFiles } from "../fetch/read.ts";
import { inferSchema } from "../schema/infer/infer.ts";
import type { Config } from "../types/config.ts";
import type { Registry } from "../types/registry.ts";
import type { World } from "../types/run.ts";
import { cutAsAccepted } from "../validate/accepted/as-accepted.ts";
import { wordOf } from "../validate/accepted/word.ts";
import { clockOf, goingBy } from "../validate/history/clock.ts";
import { rememberedBy, standardOf, validate } from "../validate/validate.ts";
import type { RunRecorder } from "./recorder.ts";

/** null: a check of the files ended the run. Throws DamagedError, ServiceError, LimitError. */
export async function examine(config: Config, registry: Registry, recorder: RunRecorder, world: Omit<World, "origin">) {
  const { target, limits, whereOf } = config;
  const listing = await recorder.stage("list", () => listFiles(config.data, recorder.now(), world.services, config.requiredFiles));
  const missed = recorder.stops(listing.checks, whereOf("data.files"));
  const state = recorder.meets(await recorder.stage("registry", () => registry.read(config.data.excludeRows.map(({ rows }) => rows))));
  const recorded = state.champion?.manifest ?? null;
  const known = recorded && schemaFromJson(recorded.schema);
  const given = config.schema ?? known;
  const { listed: data, cut: dated } = goingBy(clockOf(given), config.data);
  if (recorder.stops(await freshness(listing, data, world.services), whereOf("data.files")) || missed) return null;
  const read = await recorder.stage("read", () => readFiles(listing, data, state.accepted, limits, world.progress, writtenAs(given)));
  if (recorder.stops(recorder.reads(read).checks)) return null;
  const rule = {
    ...config,
    rowsKey: world.services.rowsKey ?? null,
    schema: given ?? inferSchema(read.files, { target }).schema,
    recorded: known,
    dated,
    now: recorder.now(),
  };
  const cut = recorder.names(await recorder.stage("rows", () => cutAsAccepted(read.files, rule, state)));
  const subject = { ...cut, now: recorder.now(), ...rememberedBy(state), ...standardOf(config), word: wordOf(state, config) };
  const validation = await recorder.stage("validate", () => validate(subject));
  return { state, recorded, cut, subject, validation };
}
