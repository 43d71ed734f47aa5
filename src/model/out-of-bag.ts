// What a forest says about its own training rows, each by the trees that did not draw it (Breiman 1996).
import type { Forest } from "../types/model.ts";
import type { Column } from "../types/table.ts";
import { bagOf } from "./bag.ts";
import { weightsPerLeaf } from "./leaf-table.ts";
import { walkerOf } from "./walk.ts";

/** Class index per row of `rows`, which are all that the forest was grown on, in that order; -1: every tree drew it. */
export function outOfBag(forest: Forest, columns: Column[], rows: Int32Array, seed: number): Int32Array {
  const { weights, classes, roots } = forest;
  const width = weightsPerLeaf(classes.length);
  const bags = Array.from(roots, (_, tree) => bagOf(seed, tree, rows.length));
  const sums = new Float64Array(rows.length * width);
  const votes = new Int32Array(rows.length);
  let visits = 0;
  walkerOf(forest, columns)(rows, (leaves, first, size) => {
    const bag = bags[visits++ % roots.length]!;
    for (let i = 0; i < size; i++) {
      if (bag[first + i]! > 0) continue;
      votes[first + i]!++;
      for (let w = 0; w < width; w++) sums[(first + i) * width + w]! += weights[leaves[i]! + w]!;
    }
  });
  return votes.map((count, row) => (count === 0 ? -1 : decided(sums.subarray(row * width, (row + 1) * width), count / roots.length)));
}

/** Leaf weights are parts of all trees: `share` of them voted. One sum: the second class's, which wins above half. */
function decided(sums: Float64Array, share: number): number {
  if (sums.length === 1) return sums[0]! > share / 2 ? 1 : 0;
  return sums.reduce((best, sum, c) => (sum > sums[best]! ? c : best), 0);
}
