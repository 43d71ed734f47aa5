import type { EngineName } from "../../types/config.ts";
import type { Feature, Forest } from "../../types/model.ts";
import type { Tree } from "./grow.ts";
import { LeafTable, leafWeight } from "./leaf-table.ts";
import { NODE_LEAF } from "./nodes.ts";

interface ForestParts {
  engine: EngineName;
  features: Feature[];
  classes: string[];
  trees: Tree[];
  /** Weight of a row of each class in the leaves' shares; absent: 1. */
  classWeights?: Float64Array | undefined;
}

/** Joins trees into one Forest: node arrays end to end with absolute node numbers, class counts as leaf weights. */
export function assembleForest({ engine, features, classes, trees, classWeights }: ForestParts): Forest {
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
    leaf: new Int32Array(nodes).fill(-1),
    weights: new Float64Array(0),
    decision: null,
  };
  const leaves = new LeafTable(classes.length, trees.length);
  let first = 0;
  trees.forEach((tree, t) => {
    forest.roots[t] = first;
    forest.mode.set(tree.mode, first);
    forest.feature.set(tree.feature, first);
    forest.threshold.set(tree.threshold, first);
    forest.missingYes.set(tree.missingYes, first);
    linkNodes(forest, tree, first, leaves, classWeights ?? null);
    first += tree.mode.length;
  });
  forest.weights = leaves.weights();
  return forest;
}

function linkNodes(forest: Forest, tree: Tree, first: number, leaves: LeafTable, classWeights: Float64Array | null): void {
  const classes = forest.classes.length;
  const row = new Float64Array(leaves.width);
  for (let i = 0; i < tree.mode.length; i++) {
    const at = first + i;
    if (tree.mode[i] !== NODE_LEAF) {
      forest.yes[at] = first + tree.yes[i]!;
      forest.no[at] = first + tree.yes[i]! + 1;
      continue;
    }
    const leaf = tree.leaf[i]!;
    if (leaf < classes) {
      forest.leaf[at] = leaves.pure(leaf);
      continue;
    }
    const counts = (leaf - classes) * classes;
    const weighted = (c: number) => tree.counts[counts + c]! * (classWeights?.[c] ?? 1);
    let all = 0;
    for (let c = 0; c < classes; c++) all += weighted(c);
    for (let w = 0; w < row.length; w++) row[w] = leafWeight(weighted(classes - row.length + w) / all, forest.roots.length);
    forest.leaf[at] = leaves.add(row);
  }
}
