import { addTree, levelSums, newLevelSpace } from "../model/choose/leaf-levels.ts";
import { growTree } from "../model/forest/grow.ts";
import { newGrowSpace } from "../model/forest/grow-space.ts";
import type { GrowJob, WorkerReport } from "./worker-job.ts";

/** Grows trees from the shared counter until none is left; the summed out-of-bag predictions come last. */
export function* growTrees(job: GrowJob): Generator<Exclude<WorkerReport, { kind: "stock" }>> {
  const space = newGrowSpace(job.table, job.options);
  const levels = job.levels && newLevelSpace(job.table, job.levels, job.options.classWeights);
  for (;;) {
    const number = Atomics.add(job.counter, 0, 1);
    if (number >= job.trees) break;
    const tree = growTree(space, number);
    if (levels !== null) addTree(levels, tree, number, space.weights);
    yield { kind: "tree", number, tree };
  }
  if (levels !== null) yield { kind: "levels", sums: levelSums(levels) };
}
