// Grows trees on worker threads, in any order; each tree is identified by its number.
import { setImmediate } from "node:timers/promises";
import { addedSums, type LevelSums } from "../model/choose/leaf-levels.ts";
import type { BinnedTable } from "../model/forest/bin.ts";
import type { Tree } from "../model/forest/grow.ts";
import type { TrainConfig } from "../types/config.ts";
import type { Progress } from "../types/run.ts";
import { growTrees } from "./grow-trees.ts";
import { type Deadline, runThreads, timeLimitError, workerFile } from "./threads.ts";
import type { GrowJob, WorkerReport } from "./worker-job.ts";

/** What all trees of a model share, apart from the size of their leaves. */
export interface Growth {
  table: BinnedTable;
  config: TrainConfig;
  /** Weights of the classes; null: all 1. */
  classWeights: Float64Array | null;
  threads: number;
  deadline: Deadline;
  progress: Progress;
}

export interface Stretch {
  minLeaf: number;
  /** First and end number of the trees. */
  from: number;
  to: number;
  levels?: number[];
  /** Called with each tree; throwing stops the growth. */
  receive?: (number: number, tree: Tree) => void;
}

/** Below this many cells × trees, starting threads takes longer than growing the trees. */
const IN_PROCESS_WORK = 2_000_000;
const FIRST_PROGRESS_MS = 3_000;
const PROGRESS_MS = 10_000;

/** Grows the trees. `sums`: summed out-of-bag predictions by leaf size, if `levels` are given. */
export async function growAll(growth: Growth, stretch: Stretch): Promise<{ trees: Tree[]; sums: LevelSums | null }> {
  const { table, threads, deadline } = growth;
  const { from, to } = stretch;
  const trees: Tree[] = new Array(to - from);
  let sums: LevelSums | null = null;
  const told = teller(growth, to - from);
  const take = (report: WorkerReport): void => {
    if (report.kind === "levels") sums = sums === null ? report.sums : addedSums(sums, report.sums);
    if (report.kind !== "tree") return;
    trees[report.number - from] = report.tree;
    stretch.receive?.(report.number, report.tree);
    told();
  };
  const job = jobOf(growth, stretch);
  const count = Math.min(threads, to - from);
  const file = count > 1 && table.rows * table.bins.length * (to - from) > IN_PROCESS_WORK ? workerFile() : null;
  if (file !== null) {
    await runThreads(file, job, count, deadline, take);
    return { trees, sums };
  }
  for (const report of growTrees(job)) {
    take(report);
    if (performance.now() > deadline.at) throw timeLimitError(deadline);
    await setImmediate();
  }
  return { trees, sums };
}

function jobOf({ table, config, classWeights }: Growth, { minLeaf, from, to, levels }: Stretch): GrowJob {
  const { seed, maxDepth } = config;
  const counter = new Int32Array(new SharedArrayBuffer(4)).fill(from);
  const options = { seed, maxDepth, minLeaf, ...(classWeights === null ? {} : { classWeights }) };
  return { kind: "grow", table, options, trees: to, levels: levels ?? null, counter };
}

function teller({ progress }: Growth, count: number): () => void {
  let grown = 0;
  let next = performance.now() + FIRST_PROGRESS_MS;
  return () => {
    grown++;
    if (performance.now() < next) return;
    next = performance.now() + PROGRESS_MS;
    progress(`Growing trees: ${grown} of ${count}`);
  };
}
