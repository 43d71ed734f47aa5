// Grown trees into one Forest: absolute node numbers, shares of classes into leaf weights.
import type { EngineName, Feature, Forest } from "../types.ts";
import type { Tree } from "./grow.ts";
import { NODE_LEAF, WEIGHT_UNIT } from "./nodes.ts";

/** Floored, so that sums are exact in any order and ties stay ties (design section 5). */
export function leafWeight(share: number, trees: number): number {
  return Math.floor((share / trees) * WEIGHT_UNIT) / WEIGHT_UNIT;
}

/** Weights that one leaf stores: one per class, for two classes the second's alone. */
export function weightsPerLeaf(classes: number): number {
  return classes === 2 ? 1 : classes;
}

/** The first rows of every Forest's `weights`: the leaf of class c alone is row c, shared by all such leaves. */
export function pureWeights(classes: number, trees: number): Float64Array {
  const width = weightsPerLeaf(classes);
  const weights = new Float64Array(classes * width);
  if (width === 1) weights[1] = leafWeight(1, trees);
  else for (let c = 0; c < classes; c++) weights[c * width + c] = leafWeight(1, trees);
  return weights;
}

export function assembleForest(input: { engine: EngineName; features: Feature[]; classes: string[]; trees: Tree[] }): Forest {
  const { engine, features, classes, trees } = input;
  const nodes = trees.reduce((sum, tree) => sum + tree.mode.length, 0);
  const forest: Forest = {
    engine,
    features,
    classes,
    roots: new Int32Array(trees.length),
    mode: new Uint8Array(nodes),
    feature: new Int32Array(nodes),
    threshold: new Float64Array(nodes),
    missingYes: new Uint8Array(nodes),
    yes: new Int32Array(nodes),
    no: new Int32Array(nodes),
    leaf: new Int32Array(nodes),
    weights: joinWeights(trees, classes.length),
  };
  let first = 0;
  let row = classes.length;
  trees.forEach((tree, t) => {
    forest.roots[t] = first;
    forest.mode.set(tree.mode, first);
    forest.feature.set(tree.feature, first);
    forest.threshold.set(tree.threshold, first);
    forest.missingYes.set(tree.missingYes, first);
    linkNodes(forest, tree, first, row);
    first += tree.mode.length;
    row += tree.counts.length / classes.length;
  });
  return forest;
}

function linkNodes(forest: Forest, tree: Tree, first: number, row: number): void {
  const classes = forest.classes.length;
  const width = weightsPerLeaf(classes);
  for (let i = 0; i < tree.mode.length; i++) {
    const at = first + i;
    if (tree.mode[i] === NODE_LEAF) {
      const leaf = tree.leaf[i]!;
      forest.leaf[at] = (leaf < classes ? leaf : row + leaf - classes) * width;
    } else {
      forest.leaf[at] = -1;
      forest.yes[at] = first + tree.yes[i]!;
      forest.no[at] = first + tree.yes[i]! + 1;
    }
  }
}

function joinWeights(trees: Tree[], classes: number): Float64Array {
  const width = weightsPerLeaf(classes);
  const pure = pureWeights(classes, trees.length);
  const mixed = trees.reduce((sum, tree) => sum + tree.counts.length / classes, 0);
  const weights = new Float64Array(pure.length + mixed * width);
  weights.set(pure);
  let at = pure.length;
  for (const { counts } of trees) {
    for (let row = 0; row < counts.length; row += classes) {
      let rows = 0;
      for (let c = 0; c < classes; c++) rows += counts[row + c]!;
      for (let c = classes - width; c < classes; c++) weights[at++] = leafWeight(counts[row + c]! / rows, trees.length);
    }
  }
  return weights;
}
