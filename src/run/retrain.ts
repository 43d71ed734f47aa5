// The pipeline: read everything (examine.ts), then decide, then write. In this folder alone the stages meet.
import { schemaToJson } from "../config/schema/schema.ts";
import { askedAnew, baselinesIn } from "../evaluate/compare/evaluation-request.ts";
import { holdOut } from "../evaluate/compare/holdout.ts";
import { planSplit } from "../evaluate/compare/split-plan.ts";
import { evaluate } from "../evaluate/evaluate.ts";
import { judge } from "../evaluate/judge.ts";
import { promotionOf } from "../publish/chain/promotion.ts";
import { rowsDigest } from "../table/rows/digest.ts";
import { recipeOf } from "../train/recipe.ts";
import { train } from "../train/train.ts";
import type { Config } from "../types/config.ts";
import type { Registry } from "../types/registry.ts";
import type { RunResult, World } from "../types/run.ts";
import { examine } from "./examine.ts";
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
  const { limits, gates, threads } = config;
  const judged = () => recorder.close(judge(recorder.facts.checks, gates.champion));
  const examined = await examine(config, registry, recorder, world);
  if (examined === null) return judged();
  const { state, recorded, cut } = examined;
  const { checks, screens, dataset, profile, excluded, ...kept } = examined.validation;
  const stops = recorder.stops(checks);
  if (dataset === null || profile === null) return judged();
  const plan = planSplit(config, recorded, dataset, cut.order);
  const inputs = {
    rows: rowsDigest(dataset, cut.order),
    schema: schemaToJson(cut.schema),
    recipe: recipeOf(config.train),
    split: plan.split,
  };
  const found = { ...dataset, set: cut.set, leavesOut: cut.leavesOut, checks, screens };
  const waits = standing(inputs, state, found, config.retrain, askedAnew(state, config).keys);
  if (waits !== null) return recorder.skips(waits, inputs, screens);
  if (stops || depth === "checks") return judged();
  recorder.identifies(inputs, profile);
  const { sides, checks: sideChecks } = holdOut(dataset, plan.split);
  if (recorder.splits(plan.split, sides, sideChecks)) return judged();
  const task = { dataset, rows: sides.trainRows, config: config.train, schema: inputs.schema, threads, limits, progress: world.progress };
  const trained = await recorder.stage("train", () => train(task, { ...sides, split: plan.split, champion: recorded?.recipe ?? null }));
  const rivals = { ...trained, candidate: trained.forest, ...baselinesIn(state, plan, config) };
  const scored = await recorder.stage("evaluate", () => evaluate({ dataset, excluded, ...sides, ...rivals, ...config.report }));
  const promotion = promotionOf({ inputs, dataset, profile, ...kept, scored, trained, cut, state, origin, now: recorder.now() });
  recorder.judges(promotion.id, scored.evaluation, [...screens, ...trained.checks, ...scored.checks]);
  const outcome = judge(recorder.facts.checks, gates.champion, config.publish);
  if (outcome.verdict !== "promoted") return recorder.close(outcome);
  const pointer = await recorder.stage("publish", () => registry.publish(promotion, state.pointer));
  return recorder.promotes(pointer.id, outcome.reason);
}
