import type { Feature, Forest } from "../../types/model.ts";
import { LeafTable } from "../forest/leaf-table.ts";
import { NODE_EQ, NODE_LEAF, NODE_LT, WEIGHT_UNIT } from "../forest/nodes.ts";
import { MODE_NAMES } from "./onnx-names.ts";
import {
  type NodeMessage,
  OnnxError,
  readChoicesAttribute,
  readDoublesAttribute,
  readIntsAttribute,
  readStringAttribute,
  readStringsAttribute,
} from "./onnx-wire.ts";

const ATTRIBUTES = 14;

type Trees = Omit<Forest, "engine" | "features" | "classes" | "decision">;

/** The arrays of a Forest from a TreeEnsembleClassifier, every index checked. Throws OnnxError for what `writeOnnx` does not write. */
export function readTrees(bytes: Uint8Array, ensemble: NodeMessage, features: Feature[], classes: string[]): Trees {
  const ints = (name: string) => readIntsAttribute(bytes, ensemble, name);
  if (ensemble.attributes.size !== ATTRIBUTES || readStringAttribute(bytes, ensemble, "post_transform") !== "NONE") {
    throw new OnnxError("the tree ensemble has other attributes");
  }
  if (JSON.stringify(readStringsAttribute(bytes, ensemble, "classlabels_strings")) !== JSON.stringify(classes)) {
    throw new OnnxError("class labels differ from the metadata");
  }
  const mode = readChoicesAttribute(bytes, ensemble, "nodes_modes", MODE_NAMES);
  const threshold = readDoublesAttribute(bytes, ensemble, "nodes_values_as_tensor");
  const feature = ints("nodes_featureids");
  const missingYes = flags(ints("nodes_missing_value_tracks_true"));
  const yes = ints("nodes_truenodeids");
  const no = ints("nodes_falsenodeids");
  const roots = rootsOf(ints("nodes_treeids"), ints("nodes_nodeids"));
  for (const list of [threshold, feature, missingYes, yes, no]) {
    if (list.length !== mode.length) throw new OnnxError("node attributes differ in length");
  }
  checkSplits({ mode, feature, threshold, missingYes }, features);
  linkNodes(mode, roots, yes, no);
  const entries = {
    tree: ints("class_treeids"),
    node: ints("class_nodeids"),
    classId: ints("class_ids"),
    weight: readDoublesAttribute(bytes, ensemble, "class_weights_as_tensor"),
  };
  return { roots, mode, feature, threshold, missingYes, yes, no, ...readLeaves(mode, roots, entries, classes.length) };
}

function flags(values: Int32Array): Uint8Array {
  const found = Uint8Array.from(values);
  for (let i = 0; i < values.length; i++) if (values[i]! > 1) throw new OnnxError("a flag is neither 0 nor 1");
  return found;
}

/** Index of each tree's first node; trees, and nodes within a tree, must be numbered in order from 0. */
function rootsOf(treeIds: Int32Array, nodeIds: Int32Array): Int32Array {
  const roots: number[] = [];
  if (treeIds.length !== nodeIds.length || treeIds.length === 0) throw new OnnxError("node attributes differ in length");
  for (let i = 0; i < treeIds.length; i++) {
    if (treeIds[i] === roots.length && nodeIds[i] === 0) roots.push(i);
    else if (treeIds[i] !== roots.length - 1 || nodeIds[i] !== i - roots[roots.length - 1]!)
      throw new OnnxError("nodes are not numbered in order");
  }
  return Int32Array.from(roots);
}

function checkSplits(nodes: Pick<Forest, "mode" | "feature" | "threshold" | "missingYes">, features: Feature[]): void {
  const { mode, feature, threshold, missingYes } = nodes;
  for (let i = 0; i < mode.length; i++) {
    const split = features[feature[i]!];
    if (split === undefined || Number.isNaN(threshold[i])) throw new OnnxError(`node ${i} compares nothing known`);
    if (mode[i] === NODE_LEAF) {
      if (feature[i] !== 0 || threshold[i] !== 0 || missingYes[i] !== 0) throw new OnnxError(`leaf ${i} compares something`);
    } else if (split.kind === "category" ? mode[i] === NODE_LT || missingYes[i] === 1 : mode[i] === NODE_EQ) {
      throw new OnnxError(`node ${i} compares a ${split.kind} in a way that is never written`);
    }
  }
}

/** Makes node numbers absolute. Checks that children follow their parent and have one parent, so that every walk ends at a leaf. */
function linkNodes(mode: Uint8Array, roots: Int32Array, yes: Int32Array, no: Int32Array): void {
  const hasParent = new Uint8Array(mode.length);
  roots.forEach((root, t) => {
    const end = roots[t + 1] ?? mode.length;
    for (let i = root; i < end; i++) {
      if (i > root && hasParent[i] === 0) throw new OnnxError(`node ${i} cannot be reached`);
      if (mode[i] === NODE_LEAF) {
        if (yes[i] !== 0 || no[i] !== 0) throw new OnnxError(`leaf ${i} has children`);
        continue;
      }
      for (const children of [yes, no]) {
        const child = root + children[i]!;
        if (child <= i || child >= end || hasParent[child] === 1) throw new OnnxError(`node ${i} has a child out of place`);
        hasParent[child] = 1;
        children[i] = child;
      }
    }
  });
}

/** As in train/training-set.ts. */
const MOST_CLASSES = 1000;

interface LeafEntries {
  tree: Int32Array;
  node: Int32Array;
  classId: Int32Array;
  weight: Float64Array;
}

function readLeaves(
  mode: Uint8Array,
  roots: Int32Array,
  entries: LeafEntries,
  classes: number,
): { leaf: Int32Array; weights: Float64Array } {
  if (classes > MOST_CLASSES) throw new OnnxError(`it has ${classes} classes, at most ${MOST_CLASSES} are ever written`);
  const leaves = new LeafTable(classes, roots.length);
  const leaf = new Int32Array(mode.length).fill(-1);
  const row = new Float64Array(leaves.width);
  let entry = 0;
  let tree = 0;
  for (let i = 0; i < mode.length; i++) {
    if (roots[tree + 1] === i) tree++;
    if (mode[i] !== NODE_LEAF) continue;
    row.fill(0);
    const first = entry;
    for (; entries.tree[entry] === tree && entries.node[entry] === i - roots[tree]!; entry++) {
      const c = entries.classId[entry]!;
      const weight = entries.weight[entry]!;
      if (c >= row.length || (entry > first && c <= entries.classId[entry - 1]!)) throw new OnnxError(`leaf ${i} has a class out of place`);
      if (!(weight >= 0 && weight <= 1 && Number.isInteger(weight * WEIGHT_UNIT)))
        throw new OnnxError(`leaf ${i} has a weight that is never written`);
      row[c] = weight;
    }
    if (entry === first) throw new OnnxError(`leaf ${i} has no weight`);
    leaf[i] = leaves.add(row);
  }
  for (const list of Object.values(entries)) if (list.length !== entry) throw new OnnxError("leaf attributes differ in length");
  return { leaf, weights: leaves.weights() };
}
