// A Forest as an ONNX file (design section 5): per column one input, LabelEncoder and Cast for text, Concat, TreeEnsembleClassifier.
// Field numbers are those of onnx.proto.
import { PbfWriter } from "pbf";
import type { Feature, Forest, JsonValue } from "../types.ts";
import { weightsPerLeaf } from "./leaf-table.ts";
import { NODE_LEAF } from "./nodes.ts";
import {
  ATTRIBUTE_INT,
  ATTRIBUTE_INTS,
  ATTRIBUTE_STRING,
  ATTRIBUTE_STRINGS,
  ATTRIBUTE_TENSOR,
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

/** Bytes that a node takes at least; what a model of so many nodes cannot go below. */
export const MIN_NODE_BYTES = 21;
const USUAL_NODE_BYTES = 40;

export function writeOnnx(forest: Forest, metadata: { schema: JsonValue }): Uint8Array {
  const names = onnxNames(forest.features);
  const out = new PbfWriter(new Uint8Array(4096 + forest.mode.length * USUAL_NODE_BYTES));
  out.writeVarintField(1, IR_VERSION);
  out.writeStringField(2, PRODUCER);
  out.writeMessage(7, (graph, pbf) => writeGraph(pbf, graph, names), forest);
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

function writeGraph(pbf: PbfWriter, forest: Forest, names: OnnxNames): void {
  const numbers = forest.features.map((feature, f) =>
    feature.kind === "number" ? names.inputs[f]! : writeCategoryCodes(pbf, feature, names.inputs[f]!, `${names.inner}${f}`),
  );
  const row = `${names.inner}row`;
  writeNode(pbf, "Concat", "", numbers, [row], (node) => writeIntAttribute(node, "axis", 1));
  writeNode(pbf, "TreeEnsembleClassifier", ML_DOMAIN, [row], [names.label, names.probabilities], (node) => writeTrees(node, forest));
  pbf.writeStringField(2, "forest");
  forest.features.forEach((feature, f) => {
    writeValueInfo(pbf, 11, names.inputs[f]!, feature.kind === "number" ? TYPE_DOUBLE : TYPE_STRING, [null, 1]);
  });
  writeValueInfo(pbf, 12, names.label, TYPE_STRING, [null]);
  writeValueInfo(pbf, 12, names.probabilities, TYPE_FLOAT, [null, forest.classes.length]);
}

/** Text to codes from 1, missing and unknown to 0, as doubles. Returns the tensor's name. */
function writeCategoryCodes(pbf: PbfWriter, feature: Feature, input: string, prefix: string): string {
  // LabelEncoder refuses an empty list: without categories, "" stands for missing, which it would be anyway
  const keys = feature.categories.length > 0 ? feature.categories : [""];
  const values = feature.categories.length > 0 ? feature.categories.map((_, i) => i + 1) : [0];
  writeNode(pbf, "LabelEncoder", ML_DOMAIN, [input], [`${prefix}_code`], (node) => {
    writeIntAttribute(node, "default_int64", 0);
    writeStringsAttribute(node, "keys_strings", keys);
    writeIntsAttribute(node, "values_int64s", (each) => {
      for (const value of values) each(value);
    });
  });
  writeNode(pbf, "Cast", "", [`${prefix}_code`], [`${prefix}_number`], (node) => writeIntAttribute(node, "to", TYPE_DOUBLE));
  return `${prefix}_number`;
}

function writeTrees(node: PbfWriter, forest: Forest): void {
  const { mode, threshold, leaf, weights, roots, classes } = forest;
  const width = weightsPerLeaf(classes.length);
  const eachNode = (visit: (node: number, tree: number, first: number) => void): void => {
    for (let t = 0; t < roots.length; t++) {
      const end = roots[t + 1] ?? mode.length;
      for (let i = roots[t]!; i < end; i++) visit(i, t, roots[t]!);
    }
  };
  /** What a leaf stores: weights that are not 0, at least one. */
  const eachWeight = (visit: (weight: number, classId: number, node: number, tree: number) => void): void => {
    eachNode((i, t, first) => {
      if (mode[i] !== NODE_LEAF) return;
      let written = 0;
      for (let c = 0; c < width; c++) {
        const weight = weights[leaf[i]! + c]!;
        if (weight > 0) {
          visit(weight, c, i - first, t);
          written++;
        }
      }
      if (written === 0) visit(0, 0, i - first, t);
    });
  };
  writeIntsAttribute(node, "class_ids", (each) => eachWeight((_, classId) => each(classId)));
  writeIntsAttribute(node, "class_nodeids", (each) => eachWeight((_w, _c, id) => each(id)));
  writeIntsAttribute(node, "class_treeids", (each) => eachWeight((_w, _c, _i, tree) => each(tree)));
  writeDoublesAttribute(node, "class_weights_as_tensor", (each) => eachWeight((weight) => each(weight)));
  writeStringsAttribute(node, "classlabels_strings", classes);
  writeIntsAttribute(node, "nodes_falsenodeids", (each) =>
    eachNode((i, _, first) => each(mode[i] === NODE_LEAF ? 0 : forest.no[i]! - first)),
  );
  writeIntsAttribute(node, "nodes_featureids", (each) => eachNode((i) => each(forest.feature[i]!)));
  writeIntsAttribute(node, "nodes_missing_value_tracks_true", (each) => eachNode((i) => each(forest.missingYes[i]!)));
  writeModesAttribute(node, mode);
  writeIntsAttribute(node, "nodes_nodeids", (each) => eachNode((i, _, first) => each(i - first)));
  writeIntsAttribute(node, "nodes_treeids", (each) => eachNode((_, t) => each(t)));
  writeIntsAttribute(node, "nodes_truenodeids", (each) =>
    eachNode((i, _, first) => each(mode[i] === NODE_LEAF ? 0 : forest.yes[i]! - first)),
  );
  writeDoublesAttribute(node, "nodes_values_as_tensor", (each) => eachNode((i) => each(threshold[i]!)));
  writeAttribute(node, "post_transform", ATTRIBUTE_STRING, (pbf) => pbf.writeStringField(4, "NONE"));
}

function writeNode(
  pbf: PbfWriter,
  operator: string,
  domain: string,
  inputs: string[],
  outputs: string[],
  attributes: (node: PbfWriter) => void,
): void {
  pbf.writeMessage(
    1,
    (_, node) => {
      for (const input of inputs) node.writeStringField(1, input);
      for (const output of outputs) node.writeStringField(2, output);
      node.writeStringField(4, operator);
      attributes(node);
      if (domain !== "") node.writeStringField(7, domain);
    },
    null,
  );
}

/** `shape`: null is the free number of rows. */
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

function writeAttribute(node: PbfWriter, name: string, type: number, write: (attribute: PbfWriter) => void): void {
  node.writeMessage(
    5,
    (_, attribute) => {
      attribute.writeStringField(1, name);
      write(attribute);
      attribute.writeVarintField(20, type);
    },
    null,
  );
}

function writeIntAttribute(node: PbfWriter, name: string, value: number): void {
  writeAttribute(node, name, ATTRIBUTE_INT, (pbf) => pbf.writeVarintField(3, value));
}

function writeStringsAttribute(node: PbfWriter, name: string, values: string[]): void {
  writeAttribute(node, name, ATTRIBUTE_STRINGS, (pbf) => {
    for (const value of values) pbf.writeStringField(9, value);
  });
}

/** `source` calls its argument with one value after the other. */
type Source = (each: (value: number) => void) => void;

function writeIntsAttribute(node: PbfWriter, name: string, source: Source): void {
  writeAttribute(node, name, ATTRIBUTE_INTS, (pbf) => {
    pbf.writeMessage(8, (_, packed) => source((value) => packed.writeVarint(value)), null);
  });
}

function writeDoublesAttribute(node: PbfWriter, name: string, source: Source): void {
  writeAttribute(node, name, ATTRIBUTE_TENSOR, (pbf) => {
    pbf.writeMessage(
      5,
      (_, tensor) => {
        let count = 0;
        source(() => count++);
        tensor.writeVarintField(1, count);
        tensor.writeVarintField(2, TYPE_DOUBLE);
        tensor.writeMessage(9, (_raw, raw) => source((value) => raw.writeDouble(value)), null);
      },
      null,
    );
  });
}

function writeModesAttribute(node: PbfWriter, modes: Uint8Array): void {
  const encoder = new TextEncoder();
  const names = MODE_NAMES.map((name) => encoder.encode(name));
  writeAttribute(node, "nodes_modes", ATTRIBUTE_STRINGS, (pbf) => {
    for (const mode of modes) pbf.writeBytesField(9, names[mode]!);
  });
}
