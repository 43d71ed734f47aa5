// Models in the JSON of the npm package ml-random-forest (RandomForestClassifier.load), and back from it.
import type { Forest } from "../types/model.ts";
import type { Column } from "../types/table.ts";
import type { Tree } from "./forest/grow.ts";
import { weightsPerLeaf } from "./forest/leaf-table.ts";
import { NODE_LEAF, NODE_LEQ, NODE_LT } from "./forest/nodes.ts";
import { numberBelow } from "./predict/codes.ts";
import { walkerOf } from "./predict/walk.ts";

/** Bytes that a node takes at least in this JSON. */
export const MIN_JSON_NODE_BYTES = 30;

interface StockNode {
  splitColumn?: number;
  splitValue?: number;
  left?: StockNode;
  right?: StockNode;
  distribution?: number[][];
}

/** What the package's own toJSON writes, as far as predictions need it. */
export interface StockModel {
  name: "RFClassifier";
  baseModel: { indexes: number[][]; estimators: { root: StockNode }[] };
}

/** Names of the features that the package cannot express: text, and numbers that are missing somewhere. */
export function inexpressible(columns: Column[]): string[] {
  return columns.filter((column) => column.kind === "category" || column.values.some((x) => Number.isNaN(x))).map((column) => column.name);
}

/** The trees of a stock model. A leaf gives the class with the largest share, the first on a tie: `maxRowIndex(0)[1]`. */
export function readStockTrees(model: StockModel): Tree[] {
  return model.baseModel.estimators.map(({ root }, t) => readStockTree(root, model.baseModel.indexes[t]!));
}

function readStockTree(root: StockNode, features: number[]): Tree {
  const nodes: StockNode[] = [root];
  const lists = { mode: [] as number[], feature: [] as number[], threshold: [] as number[], yes: [] as number[], leaf: [] as number[] };
  for (let i = 0; i < nodes.length; i++) {
    const { left, right, distribution, splitColumn, splitValue } = nodes[i]!;
    const splits = distribution === undefined && left !== undefined && right !== undefined;
    lists.mode.push(splits ? NODE_LT : NODE_LEAF);
    lists.feature.push(splits ? features[splitColumn!]! : 0);
    lists.threshold.push(splits ? splitValue! : 0);
    lists.yes.push(splits ? nodes.length : 0);
    lists.leaf.push(splits ? -1 : largest(distribution![0]!));
    if (splits) nodes.push(left, right);
  }
  return {
    mode: Uint8Array.from(lists.mode),
    feature: Int32Array.from(lists.feature),
    threshold: Float64Array.from(lists.threshold),
    missingYes: new Uint8Array(nodes.length),
    yes: Int32Array.from(lists.yes),
    leaf: Int32Array.from(lists.leaf),
    counts: new Int32Array(0),
  };
}

function largest(shares: number[]): number {
  let best = 0;
  for (let c = 1; c < shares.length; c++) if (shares[c]! > shares[best]!) best = c;
  return best;
}

/** Our forest as a stock model; only for numeric complete features. Piece by piece: the whole may exceed the longest string. */
export function* writeStockJson(forest: Forest, seed: number): Generator<string> {
  const features = forest.features.map((_, f) => f);
  const indexes = Array.from(forest.roots, () => features);
  const options = { gainFunction: "gini", splitFunction: "mean", minNumSamples: 1, maxDepth: null, gainThreshold: 0, kind: "classifier" };
  const head = {
    indexes,
    n: features.length,
    replacement: false,
    maxFeatures: features.length,
    nEstimators: forest.roots.length,
    treeOptions: options,
    isClassifier: true,
    seed,
    useSampleBagging: true,
  };
  yield `{"baseModel":${JSON.stringify(head).slice(0, -1)},"estimators":[`;
  for (let t = 0; t < forest.roots.length; t++) {
    yield `${t > 0 ? "," : ""}{"options":${JSON.stringify(options)},"root":${treeJson(forest, forest.roots[t]!)},"name":"DTClassifier"}`;
  }
  yield `]},"name":"RFClassifier"}`;
}

/** Depth first without recursion: trees may be deep. Numbers wait as nodes, texts as what closes them. */
function treeJson(forest: Forest, root: number): string {
  const parts: string[] = [];
  const waiting: (number | string)[] = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === "string") {
      parts.push(next);
    } else if (forest.mode[next] === NODE_LEAF) {
      parts.push(`{"distribution":[${JSON.stringify(leafShares(forest, next))}]}`);
    } else {
      const threshold = forest.threshold[next]!;
      const value = forest.mode[next] === NODE_LEQ ? nextUp(threshold) : threshold;
      parts.push(`{"splitColumn":${forest.feature[next]},"splitValue":${JSON.stringify(value)},"left":`);
      waiting.push("}", forest.no[next]!, `,"right":`, forest.yes[next]!);
    }
  }
  return parts.join("");
}

function leafShares(forest: Forest, node: number): number[] {
  const width = weightsPerLeaf(forest.classes.length);
  const from = forest.leaf[node]!;
  const shares = Array.from(forest.weights.subarray(from, from + width), (weight) => weight * forest.roots.length);
  return width === 1 ? [1 - shares[0]!, shares[0]!] : shares;
}

/** The classes that the package predicts: the vote of the trees, on a tie the class that reaches its count first. */
export function predictByVote(forest: Forest, columns: Column[], rows: Int32Array): Int32Array {
  const classes = forest.classes.length;
  const classOf = leafClasses(forest);
  const votes = new Int32Array(rows.length * classes);
  const winner = new Int32Array(rows.length);
  const most = new Int32Array(rows.length);
  walkerOf(forest, columns)(rows, (leaf, _tree, reached, from, to) => {
    const c = classOf[leaf]!;
    for (let j = from; j < to; j++) {
      const row = reached[j]!;
      const count = ++votes[row * classes + c]!;
      if (count <= most[row]!) continue;
      most[row] = count;
      winner[row] = c;
    }
  });
  return winner;
}

/** The class that a leaf gives by itself, at the index of its first weight. */
function leafClasses(forest: Forest): Uint32Array {
  const classOf = new Uint32Array(forest.weights.length);
  for (let node = 0; node < forest.leaf.length; node++) {
    if (forest.mode[node] === NODE_LEAF) classOf[forest.leaf[node]!] = largest(leafShares(forest, node));
  }
  return classOf;
}

/** The smallest double above x, for finite x: `v ≤ x` is `v < nextUp(x)`. */
export const nextUp = (x: number): number => -numberBelow(-x);
