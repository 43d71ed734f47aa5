// One forest by the engine that a configuration names.
import type { CheckResult } from "../types/judgement.ts";
import type { Forest } from "../types/model.ts";
import type { Progress } from "../types/run.ts";
import { type Lesson, trainForest } from "./forest-engine.ts";
import { trainStockForest } from "./stock-engine.ts";
import type { Training } from "./training.ts";

export interface Grown {
  forest: Forest;
  /** The stock package's own form; null of another engine. */
  stockJson: string | null;
  checks: CheckResult[];
}

export async function grow(lesson: Lesson, { config, threads, limits }: Training, progress: Progress): Promise<Grown> {
  const { minutes, modelBytes } = limits;
  if (config.engine === "ml-random-forest") {
    const { forest, json, checks } = await trainStockForest(lesson, config, minutes, progress);
    return { forest, stockJson: json, checks };
  }
  return { forest: await trainForest(lesson, config, { threads, minutes, modelBytes }, progress), stockJson: null, checks: [] };
}
