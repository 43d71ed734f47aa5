import { growTree, type Tree } from "../model/grow.ts";
import { newGrowSpace } from "../model/grow-space.ts";
import type { GrowJob } from "./worker-job.ts";

/** Takes the next tree that no thread has taken until none is left. */
export function* growTrees(job: GrowJob): Generator<{ number: number; tree: Tree }> {
  const space = newGrowSpace(job.table, job.options);
  for (;;) {
    const number = Atomics.add(job.counter, 0, 1);
    if (number >= job.trees) return;
    yield { number, tree: growTree(space, number) };
  }
}
