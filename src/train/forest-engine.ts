// Our own forest: rows binned once and shared, trees grown by whichever thread is free, assembled by number.
import { setImmediate } from "node:timers/promises";
import { LimitError } from "../errors.ts";
import { assembleForest } from "../model/assemble.ts";
import { type BinnedTable, binTable } from "../model/bin.ts";
import type { Tree } from "../model/grow.ts";
import { MIN_NODE_BYTES } from "../model/onnx-write.ts";
import type { LabelledRows } from "../model/row-keys.ts";
import type { TrainConfig } from "../types/config.ts";
import type { Forest } from "../types/model.ts";
import type { Progress } from "../types/run.ts";
import { growTrees } from "./grow-trees.ts";
import { type Deadline, deadlineOf, memoryError, runThreads, timeLimitError, workerFile } from "./threads.ts";
import type { GrowJob } from "./worker-job.ts";

/** What an engine learns from: feature columns, the training rows, and each row's class index. */
export type Lesson = LabelledRows;

/** Below this many cells × trees, starting threads takes longer than growing the trees. */
const IN_PROCESS_WORK = 2_000_000;
const FIRST_PROGRESS_MS = 3_000;
const PROGRESS_MS = 10_000;

export async function trainForest(
  lesson: Lesson,
  config: TrainConfig,
  bounds: { threads: number; minutes: number; modelBytes: number },
  progress: Progress,
): Promise<Forest> {
  const deadline = deadlineOf(bounds.minutes);
  try {
    const { table, features } = binTable(lesson);
    const receive = receiver(config.trees, bounds.modelBytes, progress);
    await growAll(table, config, bounds.threads, deadline, receive.add);
    return assembleForest({ engine: "forest", features, classes: lesson.classes, trees: receive.trees });
  } catch (error) {
    throw memoryError(error) ?? error;
  }
}

async function growAll(
  table: BinnedTable,
  config: TrainConfig,
  threads: number,
  deadline: Deadline,
  add: (number: number, tree: Tree) => void,
): Promise<void> {
  const { seed, maxDepth, minLeaf, trees } = config;
  const counter = new Int32Array(new SharedArrayBuffer(4));
  const job: GrowJob = { kind: "grow", table, options: { seed, maxDepth, minLeaf }, trees, counter };
  const count = Math.min(threads, trees);
  const file = count > 1 && table.rows * table.bins.length * trees > IN_PROCESS_WORK ? workerFile() : null;
  if (file !== null) {
    await runThreads(file, job, count, deadline, (report) => {
      if (report.kind === "tree") add(report.number, report.tree);
    });
    return;
  }
  for (const { number, tree } of growTrees(job)) {
    add(number, tree);
    if (performance.now() > deadline.at) throw timeLimitError(deadline);
    await setImmediate();
  }
}

/** Collects trees in any order; stops as soon as the model cannot fit its limit any more. */
function receiver(count: number, modelBytes: number, progress: Progress): { trees: Tree[]; add: (number: number, tree: Tree) => void } {
  const trees: Tree[] = new Array(count);
  let grown = 0;
  let nodes = 0;
  let nextProgress = performance.now() + FIRST_PROGRESS_MS;
  const add = (number: number, tree: Tree): void => {
    trees[number] = tree;
    grown++;
    nodes += tree.mode.length;
    if (nodes * MIN_NODE_BYTES > modelBytes)
      throw modelSizeError(`after ${grown} of ${count} trees the model has ${nodes} nodes`, modelBytes);
    if (performance.now() < nextProgress) return;
    nextProgress = performance.now() + PROGRESS_MS;
    progress(`Growing trees: ${grown} of ${count}`);
  };
  return { trees, add };
}

export function modelSizeError(found: string, modelBytes: number): LimitError {
  return new LimitError(
    `The model is larger than limits.model-bytes (${modelBytes} bytes): ${found}. Raise the limit, grow fewer trees, or set train.max-depth or train.min-leaf.`,
  );
}
