// What the main thread and a worker thread say to each other.

import type { LevelSums } from "../model/choose/leaf-levels.ts";
import type { BinnedTable } from "../model/forest/bin.ts";
import type { Tree } from "../model/forest/grow.ts";
import type { GrowOptions } from "../model/forest/grow-space.ts";

/** Grow trees until the shared counter reaches `trees`. */
export interface GrowJob {
  kind: "grow";
  table: BinnedTable;
  options: GrowOptions;
  /** Trees are numbered up to this. */
  trees: number;
  /** Leaf sizes at which each tree is asked about the rows that it did not draw; null: not asked. */
  levels: number[] | null;
  /** One integer shared by all threads: the next tree to grow. */
  counter: Int32Array;
}

/** Run the stock package on complete numbers. */
export interface StockJob {
  kind: "stock";
  /** Row-major. */
  values: Float64Array;
  features: number;
  labels: Int32Array;
  options: StockOptions;
}

/** Options of ml-random-forest's RandomForestClassifier that are not its defaults. */
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
