// The defaults of retrain.yml (keys/retrain-file.ts) for commands without a configuration file.
import type { Config, DataConfig, Limits } from "../types/config.ts";
import { dataOf, gatesOf, limitsOf, retrainOf, splitOf, trainOf } from "./complete.ts";
import { retrainFile } from "./keys/retrain-file.ts";

const DRAFT = retrainFile.parse({});

/** Without files, which the caller adds. */
export const DEFAULT_DATA: DataConfig = dataOf(DRAFT, []);
export const DEFAULT_LIMITS: Limits = limitsOf(DRAFT, "directory");

export const DEFAULT_CONFIG: Pick<Config, "data" | "split" | "retrain" | "train" | "gates" | "limits"> = {
  data: DEFAULT_DATA,
  split: splitOf(DRAFT),
  retrain: retrainOf(DRAFT),
  train: trainOf(DRAFT),
  gates: gatesOf(DRAFT),
  limits: DEFAULT_LIMITS,
};
