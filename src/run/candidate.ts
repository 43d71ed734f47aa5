// A candidate of the rows that were examined: how they are split, what determines it, and how it is judged. Nothing is published.
import { schemaToJson } from "../config/schema/schema.ts";
import { baselinesIn } from "../evaluate/compare/evaluation-request.ts";
import { holdOut } from "../evaluate/compare/holdout.ts";
import { planSplit } from "../evaluate/compare/split-plan.ts";
import { evaluate } from "../evaluate/evaluate.ts";
import { rowsDigest } from "../table/rows/digest.ts";
import { recipeOf } from "../train/recipe.ts";
import { train } from "../train/train.ts";
import type { Config } from "../types/config.ts";
import type { Inputs, World } from "../types/run.ts";
import type { Dataset } from "../types/table.ts";
import { usedIn, withWord } from "../validate/accepted/word.ts";
import type { Examined } from "./examine.ts";
import type { RunRecorder } from "./recorder.ts";

/** The split of these rows, and what determines a model of them. */
export function planned(config: Config, { recorded, cut }: Pick<Examined, "recorded" | "cut">, dataset: Dataset) {
  const plan = planSplit(config, recorded, dataset, cut.order);
  const inputs: Inputs = {
    rows: rowsDigest(dataset, cut.order),
    schema: schemaToJson(cut.schema),
    recipe: recipeOf(config.train),
    split: plan.split,
  };
  return { plan, inputs };
}

/** Trains and judges; what a person accepted of the rows holds for the gates, too. null: the split leaves nothing to judge. */
export async function judgedCandidate(
  config: Config,
  recorder: RunRecorder,
  { state, recorded, subject: { word }, validation }: Examined,
  dataset: Dataset,
  { plan, inputs }: ReturnType<typeof planned>,
  { progress }: Pick<World, "progress">,
) {
  const { limits, threads } = config;
  const { excluded } = validation;
  const { sides, checks } = holdOut(dataset, plan.split);
  if (recorder.splits(plan.split, sides, checks)) return null;
  const task = { dataset, rows: sides.trainRows, config: config.train, schema: inputs.schema, threads, limits, progress };
  const trained = await recorder.stage("train", () => train(task, { ...sides, split: plan.split, champion: recorded?.recipe ?? null }));
  const models = { ...trained, candidate: trained.forest, ...baselinesIn(state, plan, config) };
  const scored = await recorder.stage("evaluate", () => evaluate({ dataset, excluded, ...sides, ...models, ...config.report }));
  const used = [...new Set([...validation.used, ...usedIn(scored.checks, word)])];
  return { trained, scored: { ...scored, checks: withWord(scored.checks, word) }, used };
}
