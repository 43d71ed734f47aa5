// Reads ONNX files that onnx-write.ts wrote and refuses all others.
import { FIELD_TYPES } from "../../types/field-types.ts";
import type { Decision, Feature, Forest } from "../../types/model.ts";
import type { JsonValue } from "../../types/problem.ts";
import { DECISION_OPERATORS, decisionJson, readDecision, type Take, unusedLabel } from "./onnx-decision.ts";
import {
  IR_VERSION,
  ML_DOMAIN,
  ML_OPSET,
  type OnnxNames,
  OPSET,
  onnxNames,
  PRODUCER,
  TYPE_DOUBLE,
  TYPE_FLOAT,
  TYPE_STRING,
} from "./onnx-names.ts";
import { readTrees } from "./onnx-trees.ts";
import {
  intOf,
  type NodeMessage,
  OnnxError,
  readIntAttribute,
  readIntsAttribute,
  readMessage,
  readNode,
  readStringsAttribute,
  type Span,
  spanOf,
  textAt,
} from "./onnx-wire.ts";

/** A forest, and the schema of the columns that it was trained on. */
export interface OnnxModel {
  forest: Forest;
  schema: JsonValue;
}

/** The forest of an ONNX file that `writeOnnx` wrote. Throws OnnxError for any other bytes. */
export function readOnnx(bytes: Uint8Array): Forest {
  return readOnnxModel(bytes).forest;
}

/** The forest and its metadata. Throws OnnxError for any other bytes, and no other error. */
export function readOnnxModel(bytes: Uint8Array): OnnxModel {
  try {
    return readModel(bytes);
  } catch (error) {
    if (error instanceof OnnxError) throw error;
    // Errors of pbf, and failed allocations of absurd sizes.
    throw new OnnxError(error instanceof Error ? error.message : String(error));
  }
}

function readModel(bytes: Uint8Array): OnnxModel {
  const model = readMessage(bytes, { start: 0, end: bytes.length }, [1, 2, 7], [8, 14]);
  if (intOf(model, 1) !== IR_VERSION || textAt(bytes, spanOf(model, 2)) !== PRODUCER)
    throw new OnnxError("it was written by another program");
  checkOpsets(bytes, model.spans.get(8) ?? []);
  const properties = readProperties(bytes, model.spans.get(14) ?? []);
  const property = (key: string): JsonValue => {
    const text = properties.get(key);
    if (text === undefined) throw new OnnxError(`metadata ${key} is missing`);
    try {
      return JSON.parse(text) as JsonValue;
    } catch {
      throw new OnnxError(`metadata ${key} is not JSON`);
    }
  };
  const classes = classesOf(property("classes"));
  const features = featuresOf(property("features"));
  const names = onnxNames(features);
  if (JSON.stringify(property("outputs")) !== JSON.stringify({ label: names.label, probabilities: names.probabilities })) {
    throw new OnnxError("metadata outputs name other outputs");
  }
  const engine = property("engine");
  if (engine !== "forest" && engine !== "ml-random-forest") throw new OnnxError("metadata engine is unknown");
  const graph = readMessage(bytes, spanOf(model, 7), [2], [1, 11, 12]);
  checkValues(
    bytes,
    graph.spans.get(11) ?? [],
    features.map((f, i) => ({ name: names.inputs[i]!, type: f.kind === "number" ? TYPE_DOUBLE : TYPE_STRING, width: 1 })),
  );
  checkValues(bytes, graph.spans.get(12) ?? [], [
    { name: names.label, type: TYPE_STRING, width: null },
    { name: names.probabilities, type: TYPE_FLOAT, width: classes.length },
  ]);
  const nodes = (graph.spans.get(1) ?? []).map((span) => readNode(bytes, span));
  const { ensemble, decision } = readOperators(bytes, nodes, features, classes, names);
  const told = properties.has("decision") ? JSON.stringify(property("decision")) : null;
  if (told !== (decision && JSON.stringify(decisionJson(decision, classes))))
    throw new OnnxError("metadata decision names another threshold");
  const trees = readTrees(bytes, ensemble, features, classes);
  return { forest: { engine, features, classes, ...trees, decision }, schema: property("schema") };
}

function checkOpsets(bytes: Uint8Array, spans: Span[]): void {
  const found = spans.map((span) => {
    const message = readMessage(bytes, span, [1, 2]);
    return `${textAt(bytes, spanOf(message, 1))} ${intOf(message, 2)}`;
  });
  if (found.join() !== [` ${OPSET}`, `${ML_DOMAIN} ${ML_OPSET}`].join()) throw new OnnxError("it uses other operator sets");
}

function readProperties(bytes: Uint8Array, spans: Span[]): Map<string, string> {
  const properties = new Map<string, string>();
  for (const span of spans) {
    const message = readMessage(bytes, span, [1, 2]);
    properties.set(textAt(bytes, spanOf(message, 1)), textAt(bytes, spanOf(message, 2)));
  }
  return properties;
}

function classesOf(json: JsonValue): string[] {
  if (!Array.isArray(json) || json.length < 2 || new Set(json).size !== json.length)
    throw new OnnxError("metadata classes are not two or more texts");
  return json.map((name) => {
    if (typeof name !== "string") throw new OnnxError("metadata classes are not two or more texts");
    return name;
  });
}

function featuresOf(json: JsonValue): Feature[] {
  if (!Array.isArray(json) || json.length === 0) throw new OnnxError("metadata features are not a list");
  const features = json.map((item): Feature => {
    const { name, type, kind } = item !== null && typeof item === "object" && !Array.isArray(item) ? item : {};
    const fieldType = FIELD_TYPES.find((known) => known === type);
    if (typeof name !== "string" || fieldType === undefined || (kind !== "number" && kind !== "category")) {
      throw new OnnxError("metadata features hold something else than name, type and kind");
    }
    return { name, type: fieldType, kind, categories: [] };
  });
  if (new Set(features.map((feature) => feature.name)).size !== features.length) throw new OnnxError("two features have one name");
  return features;
}

function checkValues(bytes: Uint8Array, spans: Span[], expected: { name: string; type: number; width: number | null }[]): void {
  if (spans.length !== expected.length) throw new OnnxError("the number of inputs or outputs is wrong");
  spans.forEach((span, i) => {
    const { name, type, width } = expected[i]!;
    const info = readMessage(bytes, span, [1, 2]);
    const tensor = readMessage(bytes, spanOf(readMessage(bytes, spanOf(info, 2), [1]), 1), [1, 2]);
    const dimensions = readMessage(bytes, spanOf(tensor, 2), [], [1]).spans.get(1) ?? [];
    const widthFound = dimensions[1] === undefined ? null : intOf(readMessage(bytes, dimensions[1], [1]), 1);
    if (textAt(bytes, spanOf(info, 1)) !== name || intOf(tensor, 1) !== type || widthFound !== width) {
      throw new OnnxError(`input or output ${JSON.stringify(name)} is not as expected`);
    }
  });
}

/** Reads the categories of the LabelEncoders into `features`; returns the tree ensemble's node, and the threshold if there is one. */
function readOperators(
  bytes: Uint8Array,
  nodes: NodeMessage[],
  features: Feature[],
  classes: string[],
  names: OnnxNames,
): { ensemble: NodeMessage; decision: Decision | null } {
  let next = 0;
  const take: Take = (operator, domain, inputs, outputs) => {
    const node = nodes[next++];
    if (
      node === undefined ||
      node.operator !== operator ||
      node.domain !== domain ||
      !same(node.inputs, inputs) ||
      !same(node.outputs, outputs)
    ) {
      throw new OnnxError(`operator ${next} is not the ${operator} expected there`);
    }
    return node;
  };
  const numbers = features.map((feature, f) => {
    const input = names.inputs[f]!;
    if (feature.kind === "number") return input;
    const prefix = `${names.inner}${f}`;
    feature.categories = categoriesOf(bytes, take("LabelEncoder", ML_DOMAIN, [input], [`${prefix}_code`]));
    const cast = take("Cast", "", [`${prefix}_code`], [`${prefix}_number`]);
    if (readIntAttribute(bytes, cast, "to") !== TYPE_DOUBLE) throw new OnnxError("a Cast is not to double");
    return `${prefix}_number`;
  });
  const row = `${names.inner}row`;
  if (readIntAttribute(bytes, take("Concat", "", numbers, [row]), "axis") !== 1) throw new OnnxError("Concat joins along another axis");
  const hasDecision = nodes.length - next - 1 === DECISION_OPERATORS;
  const label = hasDecision ? unusedLabel(names) : names.label;
  const ensemble = take("TreeEnsembleClassifier", ML_DOMAIN, [row], [label, names.probabilities]);
  const decision = hasDecision ? readDecision(bytes, take, classes, names) : null;
  if (next !== nodes.length) throw new OnnxError("it has more operators than expected");
  return { ensemble, decision };
}

function categoriesOf(bytes: Uint8Array, encoder: NodeMessage): string[] {
  const keys = readStringsAttribute(bytes, encoder, "keys_strings");
  const values = readIntsAttribute(bytes, encoder, "values_int64s");
  if (readIntAttribute(bytes, encoder, "default_int64") !== 0 || values.length !== keys.length || encoder.attributes.size !== 3) {
    throw new OnnxError("a LabelEncoder is not as expected");
  }
  if (keys.length === 1 && keys[0] === "" && values[0] === 0) return [];
  let count = 0;
  while (count < values.length && values[count] === count + 1) count++;
  const isOther = (value: number, i: number) => i >= count && !(value >= 1 && value <= count);
  if (new Set(keys).size !== keys.length || count === 0 || values.some(isOther)) throw new OnnxError("category codes do not count from 1");
  // Other spellings of the same categories follow.
  return keys.slice(0, count);
}

function same(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}
