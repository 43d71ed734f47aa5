// The pipeline, the only place where the stages meet: read everything, then decide, then write.
import { schemaFromJson, schemaToJson, writtenAs } from "../config/schema/schema.ts";
import { askedAnew, opponentsIn } from "../evaluate/compare/challenge.ts";
import { holdOut } from "../evaluate/compare/holdout.ts";
import { planSplit } from "../evaluate/compare/split-plan.ts";
import { evaluate } from "../evaluate/evaluate.ts";
import { judge } from "../evaluate/judge.ts";
import { freshness, listFiles } from "../fetch/list.ts";
import { readFiles } from "../fetch/read.ts";
import { promotionOf } from "../publish/chain/promotion.ts";
import { inferSchema } from "../schema/infer/infer.ts";
import { rowsDigest } from "../table/rows/digest.ts";
import { recipeOf } from "../train/recipe.ts";
import { train } from "../train/train.ts";
import type { Config } from "../types/config.ts";
import type { Registry } from "../types/registry.ts";
import type { RunResult, World } from "../types/run.ts";
import { cutAsAccepted } from "../validate/accepted/as-accepted.ts";
import { wordOf } from "../validate/accepted/word.ts";
import { clockOf, goingBy } from "../validate/history/clock.ts";
import { rememberedBy, standardOf, validate } from "../validate/validate.ts";
import type { RunRecorder } from "./recorder.ts";
import { standing } from "./skip-decision.ts";

/** How far a run goes: `checks` ends it before training, as those ask who only want to know what it would find. */
export type Depth = "checks" | "whole";

/** Throws LostRace when another run promoted meanwhile: the caller judges again, against the new champion. */
export async function retrain(
  config: Config,
  registry: Registry,
  recorder: RunRecorder,
  { origin, ...world }: World,
  depth: Depth = "whole",
): Promise<RunResult> {
  const { target, limits, gates, threads, whereOf } = config;
  const judged = () => recorder.close(judge(recorder.facts.checks, gates.champion));
  const listing = await recorder.stage("list", () => listFiles(config.data, recorder.now(), world.services, config.requiredFiles));
  const missed = recorder.stops(listing.checks, whereOf("data.files"));
  const state = recorder.meets(await recorder.stage("registry", () => registry.read(config.data.excludeRows.map(({ rows }) => rows))));
  const recorded = state.champion?.manifest ?? null;
  const known = recorded && schemaFromJson(recorded.schema);
  const given = config.schema ?? known;
  const { listed: data, cut: dated } = goingBy(clockOf(given), config.data);
  if (recorder.stops(await freshness(listing, data, world.services), whereOf("data.files")) || missed) return judged();
  const read = await recorder.stage("read", () => readFiles(listing, data, state.accepted, limits, world.progress, writtenAs(given)));
  if (recorder.stops(recorder.reads(read).checks)) return judged();
  const rule = {
    ...config,
    rowsKey: world.services.rowsKey ?? null,
    schema: given ?? inferSchema(read.files, { target }).schema,
    recorded: known,
    dated,
    now: recorder.now(),
  };
  const cut = recorder.names(await recorder.stage("rows", () => cutAsAccepted(read.files, rule, state)));
  const { schema } = cut;
  const subject = { ...cut, now: recorder.now(), ...rememberedBy(state), ...standardOf(config), word: wordOf(state, config) };
  const { checks, screens, dataset, profile, excluded, ...kept } = await recorder.stage("validate", () => validate(subject));
  const stops = recorder.stops(checks);
  if (dataset === null || profile === null) return judged();
  const plan = planSplit(config, recorded, dataset, cut.order);
  const inputs = { rows: rowsDigest(dataset, cut.order), schema: schemaToJson(schema), recipe: recipeOf(config.train), split: plan.split };
  const found = { ...dataset, set: cut.set, leavesOut: cut.leavesOut, checks, screens };
  const waits = standing(inputs, state, found, config.retrain, askedAnew(state, config).keys);
  if (waits !== null) return recorder.skips(waits, inputs, screens);
  if (stops || depth === "checks") return judged();
  recorder.identifies(inputs, profile);
  const { sides, checks: sideChecks } = holdOut(dataset, plan.split);
  if (recorder.splits(plan.split, sides, sideChecks)) return judged();
  const task = { dataset, rows: sides.trainRows, config: config.train, schema: inputs.schema, threads, limits, progress: world.progress };
  const trained = await recorder.stage("train", () => train(task, { ...sides, split: plan.split, champion: recorded?.recipe ?? null }));
  const rivals = { ...trained, candidate: trained.forest, ...opponentsIn(state, plan, config) };
  const scored = await recorder.stage("evaluate", () => evaluate({ dataset, excluded, ...sides, ...rivals, ...config.report }));
  const promotion = promotionOf({ inputs, dataset, profile, ...kept, scored, trained, cut, state, origin, now: recorder.now() });
  recorder.judges(promotion.id, scored.evaluation, [...screens, ...trained.checks, ...scored.checks]);
  const outcome = judge(recorder.facts.checks, gates.champion, config.publish);
  if (outcome.verdict !== "promoted") return recorder.close(outcome);
  const pointer = await recorder.stage("publish", () => registry.publish(promotion, state.pointer));
  return recorder.promotes(pointer.id, outcome.reason);
}
