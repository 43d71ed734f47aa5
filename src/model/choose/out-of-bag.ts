// What a forest says about its own training rows, each by the trees that did not draw it (Breiman 1996).
import type { Forest } from "../../types/model.ts";
import { isDrawn } from "../forest/bag.ts";
import { weightsPerLeaf } from "../forest/leaf-table.ts";
import { treeKey } from "../forest/place-random.ts";
import { type LabelledRows, rowKeys } from "../forest/row-keys.ts";
import { walkerOf } from "../predict/walk.ts";

export interface OutOfBag {
  /** Leaf weights added up, [row × width]: parts of all trees, of which only `votes` spoke. */
  sums: Float64Array;
  width: number;
  /** Per row of the training set, how many trees did not draw it. */
  votes: Int32Array;
}

/** `only`: one of a leaf's weights; without it all of them. The training set is all that the forest was grown on. */
export function outOfBagSums(forest: Forest, trainingSet: LabelledRows, seed: number, only: number | null = null): OutOfBag {
  const { columns, rows } = trainingSet;
  const keys = rowKeys(trainingSet);
  const { weights, classes, roots } = forest;
  const [first, width] = only === null ? [0, weightsPerLeaf(classes.length)] : [only, 1];
  const trees = Array.from(roots, (_, tree) => treeKey(seed, tree));
  // A tree that draws no row at all takes each once (bag.ts).
  const takesAll = trees.map((tree) => !keys.some((key) => isDrawn(key, tree)));
  const sums = new Float64Array(rows.length * width);
  const votes = new Int32Array(rows.length);
  walkerOf(forest, columns)(rows, (leaf, tree, reached, from, to) => {
    if (takesAll[tree]) return;
    for (let j = from; j < to; j++) {
      const row = reached[j]!;
      if (isDrawn(keys[row]!, trees[tree]!)) continue;
      votes[row]!++;
      for (let w = 0; w < width; w++) sums[row * width + w]! += weights[leaf + first + w]!;
    }
  });
  return { sums, width, votes };
}

/** Class index per row of the training set; -1: every tree drew it. */
export function outOfBag(forest: Forest, trainingSet: LabelledRows, seed: number): Int32Array {
  const { sums, width, votes } = outOfBagSums(forest, trainingSet, seed);
  const trees = forest.roots.length;
  return votes.map((count, row) =>
    count === 0 ? -1 : decided(sums.subarray(row * width, (row + 1) * width), count / trees, forest.decision),
  );
}

/** Leaf weights are parts of all trees: `share` of them voted. One sum: the second class's, which wins above half. */
function decided(sums: Float64Array, share: number, decision: Forest["decision"]): number {
  const named = decision?.class ?? -1;
  if (sums.length === 1) {
    if (decision === null) return sums[0]! > share / 2 ? 1 : 0;
    const limit = decision.threshold * share;
    return named === 1 ? (sums[0]! > limit ? 1 : 0) : share - sums[0]! > limit ? 0 : 1;
  }
  if (decision !== null && sums[named]! > decision.threshold * share) return named;
  let best = named === 0 ? 1 : 0;
  for (let c = best + 1; c < sums.length; c++) if (c !== named && sums[c]! > sums[best]!) best = c;
  return best;
}
