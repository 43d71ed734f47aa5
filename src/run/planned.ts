// What is decided before anything is trained: the split, and what determines a model of these rows.
import { schemaToJson } from "../config/schema/schema.ts";
import { planSplit } from "../evaluate/compare/split-plan.ts";
import { rowsDigest } from "../table/rows/digest.ts";
import { judgedRecipe } from "../train/command/command-recipe.ts";
import { recipeOf } from "../train/recipe.ts";
import type { Config } from "../types/config.ts";
import type { RegistryState } from "../types/registry.ts";
import type { Inputs, Sides, World } from "../types/run.ts";
import type { Dataset } from "../types/table.ts";
import type { Examined } from "./examine.ts";
import type { RunRecorder } from "./recorder.ts";

/** The split of these rows, and what determines a model of them. Throws ConfigError for a file of `train.files` that cannot be read. */
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

/** What a candidate is made of. */
export interface Making {
  config: Config;
  recorder: RunRecorder;
  state: RegistryState;
  dataset: Dataset;
  sides: Sides;
  planned: Planned;
  progress: World["progress"];
}
