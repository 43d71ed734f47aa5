// A Forest laid out for walking: two integers per node that lie together, and values as small integers.
import type { Forest } from "../types/model.ts";
import { numberBelow, Thresholds } from "./codes.ts";
import { NODE_EQ, NODE_LEAF, NODE_LEQ } from "./nodes.ts";

export interface CompactForest {
  /**
   * Per node its test and the place of `yes`; `no` comes next. The test, from the lowest bit: 16 bits how far a code may lie above the
   * first one that goes to `yes`, 1 bit set if it must lie exactly there, 1 bit the first code, 14 bits the feature. A leaf leads to itself.
   */
  nodes: Int32Array;
  /** `Forest.leaf` by node; -1 at a split. */
  leafAt: Int32Array;
  /** Where each tree's root begins in `nodes`. */
  roots: Int32Array;
  /** By feature. A missing number's code is 0, a value's 1 + the thresholds below it. */
  thresholds: Thresholds[];
}

/** A node whose test is this sends every code to `yes`. */
const ANY = 0xffff;
const MOST_FEATURES = 2 ** 14;

/** null: more thresholds or features than the form can hold, or a test that it has no words for. */
export function compactOf(forest: Forest): CompactForest | null {
  if (forest.features.length > MOST_FEATURES) return null;
  const thresholds = thresholdsOf(forest);
  if (thresholds === null || thresholds.some(({ count }) => count + 1 >= ANY)) return null;
  const testOf = (node: number): number => {
    const feature = forest.feature[node]!;
    const isEqual = forest.mode[node] === NODE_EQ ? 1 : 0;
    const first = forest.missingYes[node] === 1 ? 0 : 1;
    return (feature << 18) | (first << 17) | (isEqual << 16) | (1 + thresholds[feature]!.codeOf(edgeOf(forest, node)) - first);
  };
  return { ...layOut(forest, testOf), thresholds };
}

/** Breadth first, so that what every row passes lies together. */
function layOut(forest: Forest, testOf: (node: number) => number): Pick<CompactForest, "nodes" | "leafAt" | "roots"> {
  const { mode, yes, no, leaf } = forest;
  const nodes = new Int32Array(mode.length * 2);
  const leafAt = new Int32Array(mode.length);
  const source = new Int32Array(mode.length);
  let end = 0;
  const roots = forest.roots.map((root) => {
    const first = end;
    source[end++] = root;
    for (let place = first; place < end; place++) {
      const node = source[place]!;
      leafAt[place] = leaf[node]!;
      const isLeaf = mode[node] === NODE_LEAF;
      nodes[2 * place] = isLeaf ? ANY : testOf(node);
      nodes[2 * place + 1] = 2 * (isLeaf ? place : end);
      if (isLeaf) continue;
      source[end++] = yes[node]!;
      source[end++] = no[node]!;
    }
    return 2 * first;
  });
  return { nodes, leafAt, roots };
}

/** null: a number is compared for equality, which codes cannot tell. */
function thresholdsOf(forest: Forest): Thresholds[] | null {
  const ofFeature = forest.features.map((): number[] => []);
  for (let node = 0; node < forest.mode.length; node++) {
    if (forest.mode[node] === NODE_LEAF) continue;
    const feature = forest.feature[node]!;
    const isEqual = forest.mode[node] === NODE_EQ;
    if (isEqual && forest.features[feature]!.kind === "number") return null;
    ofFeature[feature]!.push(edgeOf(forest, node));
    // Codes of categories are integers: between this and the threshold lies no other.
    if (isEqual) ofFeature[feature]!.push(numberBelow(forest.threshold[node]!));
  }
  return ofFeature.map((list) => new Thresholds(Float64Array.from(list)));
}

/** The largest value that goes to `yes`. */
function edgeOf({ mode, threshold }: Forest, node: number): number {
  const isBelow = mode[node] !== NODE_LEQ && mode[node] !== NODE_EQ;
  return isBelow ? numberBelow(threshold[node]!) : threshold[node]!;
}
