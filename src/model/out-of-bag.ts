// What a forest says about its own training rows, each by the trees that did not draw it (Breiman 1996).
import type { Forest } from "../types/model.ts";
import { bagOf } from "./bag.ts";
import { weightsPerLeaf } from "./leaf-table.ts";
import { type LabelledRows, rowKeys } from "./row-keys.ts";
import { walkerOf } from "./walk.ts";

/** Class index per row of the lesson, which is all that the forest was grown on; -1: every tree drew it. */
export function outOfBag(forest: Forest, lesson: LabelledRows, seed: number): Int32Array {
  const { columns, rows } = lesson;
  const keys = rowKeys(lesson);
  const { weights, classes, roots } = forest;
  const width = weightsPerLeaf(classes.length);
  const bags = Array.from(roots, (_, tree) => bagOf(seed, tree, keys));
  const sums = new Float64Array(rows.length * width);
  const votes = new Int32Array(rows.length);
  walkerOf(forest, columns)(rows, (leaf, tree, reached, from, to) => {
    for (let j = from; j < to; j++) {
      const row = reached[j]!;
      if (bags[tree]![row]! > 0) continue;
      votes[row]!++;
      for (let w = 0; w < width; w++) sums[row * width + w]! += weights[leaf + w]!;
    }
  });
  return votes.map((count, row) => (count === 0 ? -1 : decided(sums.subarray(row * width, (row + 1) * width), count / roots.length)));
}

/** Leaf weights are parts of all trees: `share` of them voted. One sum: the second class's, which wins above half. */
function decided(sums: Float64Array, share: number): number {
  if (sums.length === 1) return sums[0]! > share / 2 ? 1 : 0;
  return sums.reduce((best, sum, c) => (sum > sums[best]! ? c : best), 0);
}
