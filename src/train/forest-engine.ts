// Our own forest: rows binned once and shared, trees grown by whichever thread is free, assembled by number.

import { chooseThreshold } from "../model/choose/threshold.ts";
import { assembleForest } from "../model/forest/assemble.ts";
import { binTable } from "../model/forest/bin.ts";
import { TooManyWeights } from "../model/forest/leaf-table.ts";
import { WEIGHT_UNIT } from "../model/forest/nodes.ts";
import type { LabelledRows } from "../model/forest/row-keys.ts";
import type { Limits, TrainConfig } from "../types/config.ts";
import { DataError, LimitError } from "../types/errors.ts";
import type { Chosen, Feature, Forest } from "../types/model.ts";
import type { JsonValue } from "../types/problem.ts";
import type { Progress } from "../types/run.ts";
import { classWeightsOf } from "./class-weights.ts";
import { type Growth, growAll } from "./grow-all.ts";
import { growAuto } from "./min-leaf.ts";
import { excessError, sizeWatch, TooLarge, weightsSentence } from "./model-size.ts";
import { deadlineOf, memoryError } from "./threads.ts";

/** Feature columns, training rows and class indices. */
export type TrainingSet = LabelledRows;

export interface ForestBounds extends Pick<Limits, "minutes" | "modelBytes"> {
  threads: number;
  /** Written into the model file, so part of its size. */
  schema: JsonValue;
}

export interface OwnForest {
  forest: Forest;
  /** What `auto` settings chose; null: nothing was automatic. */
  chosen: Chosen | null;
  /** Out-of-bag F1 of the threshold's class at a chosen threshold; null: none was chosen. */
  thresholdF1: number | null;
}

/**
 * Trains a forest on worker threads. Equal rows, settings and seed give equal trees on any number of threads. Throws LimitError over time
 * or size.
 */
export async function trainForest(
  trainingSet: TrainingSet,
  config: TrainConfig,
  bounds: ForestBounds,
  progress: Progress,
): Promise<OwnForest> {
  const { threads, minutes } = bounds;
  const { classes } = trainingSet;
  try {
    const named = namedClass(config, trainingSet);
    const classWeights = classWeightsOf(config.classWeights, trainingSet);
    const { table, features } = binTable(trainingSet);
    const growth: Growth = { table, config, classWeights, threads, deadline: deadlineOf(minutes), progress };
    const { trees, minLeaf } = await grown(growth, features, trainingSet, bounds, named);
    const forest = assembleForest({ engine: "forest", features, classes, trees, classWeights: classWeights ?? undefined });
    const chosen = config.minLeaf === "auto" ? { minLeaf } : {};
    return named === null ? result(forest, chosen) : decided(forest, trainingSet, config, named, chosen);
  } catch (error) {
    if (error instanceof TooManyWeights) throw new LimitError(weightsSentence("together"), { cause: error });
    throw memoryError(error) ?? error;
  }
}

async function grown(growth: Growth, features: Feature[], { classes }: TrainingSet, bounds: ForestBounds, named: number | null) {
  const { minLeaf, trees } = growth.config;
  const parts = { features, classes, schema: bounds.schema };
  if (minLeaf === "auto") return await growAuto(growth, parts, named);
  const { modelBytes } = bounds;
  try {
    const receive = sizeWatch(modelBytes, trees, parts);
    return { trees: (await growAll(growth, { minLeaf, from: 0, to: trees, receive })).trees, minLeaf };
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    throw await excessError(growth, parts, { bytes: error.bytes, after: error.trees, minLeaf, modelBytes });
  }
}

/** Index of the class of `train.decision`; null: not set. Throws DataError when no training row has it. */
function namedClass({ decision }: TrainConfig, { classes, rows }: TrainingSet): number | null {
  if (decision === null) return null;
  const named = classes.indexOf(decision.class);
  if (named >= 0) return named;
  const [first, ...others] = classes.slice(0, 10).map((name) => JSON.stringify(name));
  throw new DataError(
    `train.decision names the class ${JSON.stringify(decision.class)}, which none of ${rows.length} training rows has. Name ${[first, ...others].join(" or ")}, or leave train.decision out.`,
  );
}

/** Sets the forest's threshold: the configured one, or the one with the best out-of-bag F1 of the class. */
function decided(forest: Forest, trainingSet: TrainingSet, { decision, seed }: TrainConfig, named: number, chosen: Chosen) {
  const asked = decision?.threshold ?? "auto";
  if (asked !== "auto")
    return result({ ...forest, decision: { class: named, threshold: Math.floor(asked * WEIGHT_UNIT) / WEIGHT_UNIT } }, chosen);
  const { decision: found, f1 } = chooseThreshold(forest, trainingSet, seed, named);
  return result({ ...forest, decision: found }, { ...chosen, threshold: found.threshold }, f1);
}

function result(forest: Forest, chosen: Chosen, thresholdF1: number | null = null): OwnForest {
  return { forest, chosen: Object.keys(chosen).length === 0 ? null : chosen, thresholdF1 };
}
