import type { CheckResult } from "../types/judgement.ts";
import type { Chosen, Forest } from "../types/model.ts";
import type { Progress } from "../types/run.ts";
import { type TrainingSet, trainForest } from "./forest-engine.ts";
import { trainStockForest } from "./stock-engine.ts";
import type { Training } from "./training.ts";

export interface Grown {
  forest: Forest;
  /** JSON of the ml-random-forest package; null: another engine. */
  stockJson: string | null;
  /** What `auto` settings chose; null: nothing was automatic. */
  chosen: Chosen | null;
  /** Out-of-bag F1 of the threshold's class at a chosen threshold; null: none was chosen. */
  thresholdF1: number | null;
  checks: CheckResult[];
}

/** Trains a forest with the configured engine. Throws LimitError over time or size. */
export async function grow(trainingSet: TrainingSet, { config, threads, limits, schema }: Training, progress: Progress): Promise<Grown> {
  const { minutes, modelBytes } = limits;
  if (config.engine === "ml-random-forest") {
    const { forest, json, checks } = await trainStockForest(trainingSet, config, minutes, progress);
    return { forest, stockJson: json, chosen: null, thresholdF1: null, checks };
  }
  const grown = await trainForest(trainingSet, config, { threads, minutes, modelBytes, schema }, progress);
  return { ...grown, stockJson: null, checks: [] };
}
