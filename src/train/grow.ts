// One forest by the engine that a configuration names.
import type { CheckResult } from "../types/judgement.ts";
import type { Chosen, Forest } from "../types/model.ts";
import type { Progress } from "../types/run.ts";
import { type TrainingSet, trainForest } from "./forest-engine.ts";
import { trainStockForest } from "./stock-engine.ts";
import type { Training } from "./training.ts";

export interface Grown {
  forest: Forest;
  /** The stock package's own form; null of another engine. */
  stockJson: string | null;
  /** null: nothing was left to choose. */
  chosen: Chosen | null;
  /** Out of bag, what the class that the recipe names reaches at a threshold that was chosen; null: none was. */
  thresholdF1: number | null;
  checks: CheckResult[];
}

/** Trains by the engine that the configuration names. Throws LimitError over time or size. */
export async function grow(trainingSet: TrainingSet, { config, threads, limits, schema }: Training, progress: Progress): Promise<Grown> {
  const { minutes, modelBytes } = limits;
  if (config.engine === "ml-random-forest") {
    const { forest, json, checks } = await trainStockForest(trainingSet, config, minutes, progress);
    return { forest, stockJson: json, chosen: null, thresholdF1: null, checks };
  }
  const grown = await trainForest(trainingSet, config, { threads, minutes, modelBytes, schema }, progress);
  return { ...grown, stockJson: null, checks: [] };
}
