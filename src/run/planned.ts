// Split and inputs of a model, computed before training.
import { schemaToJson } from "../config/schema/schema.ts";
import type { EvaluationRequest } from "../evaluate/compare/evaluation-request.ts";
import { planSplit } from "../evaluate/compare/split-plan.ts";
import type { Scoring } from "../evaluate/evaluate.ts";
import type { PromotionParts } from "../publish/chain/promotion.ts";
import { rowsDigest } from "../table/rows/digest.ts";
import { judgedRecipe } from "../train/command/command-recipe.ts";
import { recipeOf } from "../train/recipe.ts";
import type { Config } from "../types/config.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { ErrorRecord, RegistryState } from "../types/registry.ts";
import type { Inputs, RunEnvironment, Sides } from "../types/run.ts";
import type { Dataset } from "../types/table.ts";
import type { Examined } from "./examine.ts";
import type { RunRecorder } from "./recorder.ts";

/** Split of the rows, and the inputs that determine the model. Throws ConfigError if a file of `train.files` cannot be read. */
export async function planned(config: Config, { recorded, cut }: Pick<Examined, "recorded" | "cut">, dataset: Dataset) {
  const plan = planSplit(config, recorded, dataset, cut.order);
  const inputs: Inputs = {
    rows: rowsDigest(dataset, cut.order),
    schema: schemaToJson(cut.schema),
    recipe: config.command?.evidence === "judged" ? await judgedRecipe(config.command, config.train.seed) : recipeOf(config.train),
    split: plan.split,
  };
  return { plan, inputs };
}

export type Planned = Awaited<ReturnType<typeof planned>>;

/** A trained candidate: model files, checks, and how to score it. */
export interface Candidate {
  trained: PromotionParts["trained"] & { checks: CheckResult[]; resampled?: EvaluationRequest["resampled"] };
  score: Scorer;
}

/** Scores the candidate on the hold-out, with champion and best model for comparison. */
export type Scorer = (request: Omit<EvaluationRequest, "candidate" | "champion" | "best">) => Scoring & { errors?: ErrorRecord | null };

/** Inputs of candidate training. */
export interface Making {
  config: Config;
  recorder: RunRecorder;
  state: RegistryState;
  dataset: Dataset;
  sides: Sides;
  planned: Planned;
  progress: RunEnvironment["progress"];
  /** By which rows are hashed, then others by which earlier runs may have hashed them. */
  keys: [string, ...string[]];
}
