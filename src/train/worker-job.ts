// Messages between the main thread and worker threads.

import type { LevelSums } from "../model/choose/leaf-levels.ts";
import type { BinnedTable } from "../model/forest/bin.ts";
import type { Tree } from "../model/forest/grow.ts";
import type { GrowOptions } from "../model/forest/grow-space.ts";

/** Job: grow trees until the shared counter reaches `trees`. */
export interface GrowJob {
  kind: "grow";
  table: BinnedTable;
  options: GrowOptions;
  /** End of the tree numbers. */
  trees: number;
  /** Leaf sizes for which out-of-bag predictions are summed; null: none. */
  levels: number[] | null;
  /** One integer shared by all threads: the next tree to grow. */
  counter: Int32Array;
}

/** Job: train with the ml-random-forest package, on numbers without missing values. */
export interface StockJob {
  kind: "stock";
  /** Row-major. */
  values: Float64Array;
  features: number;
  labels: Int32Array;
  options: StockOptions;
}

/** Options of the package's RandomForestClassifier. */
export interface StockOptions {
  nEstimators: number;
  seed: number;
  noOOB: true;
  treeOptions: { minNumSamples: number; maxDepth?: number };
}

export type WorkerJob = GrowJob | StockJob;

export type WorkerReport =
  | { kind: "tree"; number: number; tree: Tree }
  | { kind: "levels"; sums: LevelSums }
  | { kind: "stock"; json: string };
