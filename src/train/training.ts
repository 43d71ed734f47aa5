import type { Limits, TrainConfig } from "../types/config.ts";
import type { JsonValue } from "../types/problem.ts";
import type { Progress } from "../types/run.ts";
import type { Dataset } from "../types/table.ts";

export interface Training {
  dataset: Dataset;
  /** Row numbers to train on. */
  rows: Int32Array;
  config: TrainConfig;
  /** The normalised schema, which is written into the model file. */
  schema: JsonValue;
  threads: number;
  limits: Limits;
  progress: Progress;
}
