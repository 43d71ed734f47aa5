// A Forest as an ONNX file: per column one input, LabelEncoder and Cast for text, Concat, TreeEnsembleClassifier.
// Field numbers are those of onnx.proto.
import { PbfWriter } from "pbf";
import type { Feature, Forest } from "../../types/model.ts";
import type { JsonValue } from "../../types/problem.ts";
import { weightsPerLeaf } from "../forest/leaf-table.ts";
import { NODE_LEAF } from "../forest/nodes.ts";
import { decisionJson, unusedLabel, writeDecision } from "./onnx-decision.ts";
import {
  ATTRIBUTE_STRING,
  ATTRIBUTE_STRINGS,
  IR_VERSION,
  ML_DOMAIN,
  ML_OPSET,
  MODE_NAMES,
  type OnnxNames,
  OPSET,
  onnxNames,
  PRODUCER,
  TYPE_DOUBLE,
  TYPE_FLOAT,
  TYPE_STRING,
} from "./onnx-names.ts";
import { packTexts } from "./onnx-pack.ts";
import { type Spelling, spellingsOf } from "./onnx-spellings.ts";
import {
  writeAttribute,
  writeDoublesAttribute,
  writeIntAttribute,
  writeIntsAttribute,
  writeNode,
  writeStringsAttribute,
} from "./onnx-write-node.ts";

/** Fewest bytes of a node in the file. */
export const MIN_NODE_BYTES = 21;
const USUAL_NODE_BYTES = 40;

/** The forest as the bytes of an ONNX model with one input per feature and outputs `label` and `probabilities`; deterministic. */
export function writeOnnx(forest: Forest, metadata: { schema: JsonValue }): Uint8Array {
  const names = onnxNames(forest.features);
  const out = new PbfWriter(new Uint8Array(4096 + forest.mode.length * USUAL_NODE_BYTES));
  out.writeVarintField(1, IR_VERSION);
  out.writeStringField(2, PRODUCER);
  const spellings = spellingsOf(forest.features, metadata.schema);
  out.writeMessage(7, (graph, pbf) => writeGraph(pbf, graph, names, spellings), forest);
  writeOpset(out, "", OPSET);
  writeOpset(out, ML_DOMAIN, ML_OPSET);
  const features = forest.features.map(({ name, type, kind }) => ({ name, type, kind }));
  const outputs = { label: names.label, probabilities: names.probabilities };
  const properties: Record<string, JsonValue> = {
    engine: forest.engine,
    classes: forest.classes,
    features,
    outputs,
    schema: metadata.schema,
    ...(forest.decision === null ? {} : { decision: decisionJson(forest.decision, forest.classes) }),
  };
  for (const [key, value] of Object.entries(properties)) {
    out.writeMessage(
      14,
      (json, pbf) => {
        pbf.writeStringField(1, key);
        pbf.writeStringField(2, json);
      },
      JSON.stringify(value),
    );
  }
  return out.finish().slice();
}

function writeOpset(out: PbfWriter, domain: string, version: number): void {
  out.writeMessage(
    8,
    (_, pbf) => {
      pbf.writeStringField(1, domain);
      pbf.writeVarintField(2, version);
    },
    null,
  );
}

function writeGraph(pbf: PbfWriter, forest: Forest, names: OnnxNames, spellings: Spelling[][]): void {
  const numbers = forest.features.map((feature, f) =>
    feature.kind === "number" ? names.inputs[f]! : writeCategoryCodes(pbf, feature, spellings[f]!, names.inputs[f]!, `${names.inner}${f}`),
  );
  const row = `${names.inner}row`;
  writeNode(pbf, "Concat", "", numbers, [row], (node) => writeIntAttribute(node, "axis", 1));
  const { decision, classes } = forest;
  const label = decision === null ? names.label : unusedLabel(names);
  writeNode(pbf, "TreeEnsembleClassifier", ML_DOMAIN, [row], [label, names.probabilities], (node) => writeTrees(node, forest));
  if (decision !== null) writeDecision(pbf, decision, classes, names);
  pbf.writeStringField(2, "forest");
  forest.features.forEach((feature, f) => {
    writeValueInfo(pbf, 11, names.inputs[f]!, feature.kind === "number" ? TYPE_DOUBLE : TYPE_STRING, [null, 1]);
  });
  writeValueInfo(pbf, 12, names.label, TYPE_STRING, [null]);
  writeValueInfo(pbf, 12, names.probabilities, TYPE_FLOAT, [null, forest.classes.length]);
}

/** LabelEncoder and Cast: categories, then their other spellings, to codes from 1, all else to 0, as doubles. Returns the tensor's name. */
function writeCategoryCodes(pbf: PbfWriter, { categories }: Feature, spellings: Spelling[], input: string, prefix: string): string {
  // LabelEncoder refuses an empty list; "" means missing, which it does without an entry too.
  const keys = categories.length > 0 ? [...categories, ...spellings.map(({ text }) => text)] : [""];
  const values = categories.length > 0 ? [...categories.map((_, i) => i + 1), ...spellings.map(({ code }) => code)] : [0];
  writeNode(pbf, "LabelEncoder", ML_DOMAIN, [input], [`${prefix}_code`], (node) => {
    writeIntAttribute(node, "default_int64", 0);
    writeStringsAttribute(node, "keys_strings", keys);
    writeIntsAttribute(node, "values_int64s", values);
  });
  writeNode(pbf, "Cast", "", [`${prefix}_code`], [`${prefix}_number`], (node) => writeIntAttribute(node, "to", TYPE_DOUBLE));
  return `${prefix}_number`;
}

function writeTrees(node: PbfWriter, forest: Forest): void {
  const { tree, id, yes, no } = nodeIds(forest);
  const leaves = leafEntries(forest, tree, id);
  writeIntsAttribute(node, "class_ids", leaves.classId);
  writeIntsAttribute(node, "class_nodeids", leaves.node);
  writeIntsAttribute(node, "class_treeids", leaves.tree);
  writeDoublesAttribute(node, "class_weights_as_tensor", leaves.weight);
  writeStringsAttribute(node, "classlabels_strings", forest.classes);
  writeIntsAttribute(node, "nodes_falsenodeids", no);
  writeIntsAttribute(node, "nodes_featureids", forest.feature);
  writeIntsAttribute(node, "nodes_missing_value_tracks_true", forest.missingYes);
  writeModesAttribute(node, forest.mode);
  writeIntsAttribute(node, "nodes_nodeids", id);
  writeIntsAttribute(node, "nodes_treeids", tree);
  writeIntsAttribute(node, "nodes_truenodeids", yes);
  writeDoublesAttribute(node, "nodes_values_as_tensor", forest.threshold);
  writeAttribute(node, "post_transform", ATTRIBUTE_STRING, (pbf) => pbf.writeStringField(4, "NONE"));
}

/** Per node: its tree, its number within the tree and those of its children (0 at a leaf). */
function nodeIds({ mode, roots, yes, no }: Forest): Record<"tree" | "id" | "yes" | "no", Int32Array> {
  const empty = () => new Int32Array(mode.length);
  const ids = { tree: empty(), id: empty(), yes: empty(), no: empty() };
  for (let t = 0; t < roots.length; t++) {
    const first = roots[t]!;
    const end = roots[t + 1] ?? mode.length;
    for (let i = first; i < end; i++) {
      ids.tree[i] = t;
      ids.id[i] = i - first;
      if (mode[i] === NODE_LEAF) continue;
      ids.yes[i] = yes[i]! - first;
      ids.no[i] = no[i]! - first;
    }
  }
  return ids;
}

interface LeafEntries {
  classId: Int32Array;
  node: Int32Array;
  tree: Int32Array;
  weight: Float64Array;
}

/** The leaf weights that are not 0; at least one per leaf. */
function leafEntries(forest: Forest, tree: Int32Array, id: Int32Array): LeafEntries {
  const { mode, leaf, weights, classes } = forest;
  const width = weightsPerLeaf(classes.length);
  const length = countEntries(forest, width);
  const integers = () => new Int32Array(length);
  const entries = { classId: integers(), node: integers(), tree: integers(), weight: new Float64Array(length) };
  let at = 0;
  const add = (i: number, c: number, weight: number): void => {
    entries.classId[at] = c;
    entries.node[at] = id[i]!;
    entries.tree[at] = tree[i]!;
    entries.weight[at++] = weight;
  };
  for (let i = 0; i < mode.length; i++) {
    if (mode[i] !== NODE_LEAF) continue;
    const before = at;
    for (let c = 0; c < width; c++) if (weights[leaf[i]! + c]! > 0) add(i, c, weights[leaf[i]! + c]!);
    if (at === before) add(i, 0, 0);
  }
  return entries;
}

function countEntries({ mode, leaf, weights }: Forest, width: number): number {
  let count = 0;
  for (let i = 0; i < mode.length; i++) {
    if (mode[i] !== NODE_LEAF) continue;
    let stored = 0;
    for (let c = 0; c < width; c++) if (weights[leaf[i]! + c]! > 0) stored++;
    count += Math.max(stored, 1);
  }
  return count;
}

/** Writes a ValueInfoProto; null in `shape` is the variable number of rows. */
function writeValueInfo(pbf: PbfWriter, field: number, name: string, type: number, shape: (number | null)[]): void {
  pbf.writeMessage(
    field,
    (_, info) => {
      info.writeStringField(1, name);
      info.writeMessage(2, (_type, value) => value.writeMessage(1, (_tensor, tensor) => writeTensorType(tensor, type, shape), null), null);
    },
    null,
  );
}

function writeTensorType(pbf: PbfWriter, type: number, shape: (number | null)[]): void {
  pbf.writeVarintField(1, type);
  pbf.writeMessage(
    2,
    (sizes, dimensions) => {
      for (const size of sizes) {
        dimensions.writeMessage(
          1,
          (_, dimension) => (size === null ? dimension.writeStringField(2, "N") : dimension.writeVarintField(1, size)),
          null,
        );
      }
    },
    shape,
  );
}

function writeModesAttribute(node: PbfWriter, modes: Uint8Array): void {
  writeAttribute(node, "nodes_modes", ATTRIBUTE_STRINGS, (pbf) => {
    const packed = packTexts(9, modes, MODE_NAMES);
    pbf.realloc(packed.length);
    pbf.buf.set(packed, pbf.pos);
    pbf.pos += packed.length;
  });
}
