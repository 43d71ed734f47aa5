// Names inside the ONNX graph. Inputs are called as the columns; outputs and inner tensors get names that no column has.
import type { Feature } from "../../types/model.ts";
import { NODE_EQ, NODE_LEAF, NODE_LEQ, NODE_LT } from "../forest/nodes.ts";

export interface OnnxNames {
  /** One per feature: its name, or `_` and so on for an empty one, which ONNX does not allow. */
  inputs: string[];
  label: string;
  probabilities: string;
  /** Prefix of the inner tensors; no input and no output starts with it. */
  inner: string;
}

/** Names of inputs, outputs and inner tensors for these features. */
export function onnxNames(features: Feature[]): OnnxNames {
  const names = new Set(features.map((feature) => feature.name));
  const free = (name: string, taken: (name: string) => boolean): string => {
    let candidate = name;
    while (taken(candidate)) candidate += "_";
    return candidate;
  };
  const isName = (name: string) => names.has(name);
  const nameless = free("_", isName);
  const inputs = features.map((feature) => (feature.name === "" ? nameless : feature.name));
  const inner = free("inner_", (prefix) => inputs.some((name) => name.startsWith(prefix)));
  const taken = new Set(inputs);
  return {
    inputs,
    label: free("label", (name) => taken.has(name)),
    probabilities: free("probabilities", (name) => taken.has(name)),
    inner,
  };
}

/** The standard's name of each node mode, by NODE_… number. */
export const MODE_NAMES: readonly string[] = (() => {
  const names: string[] = [];
  names[NODE_LEAF] = "LEAF";
  names[NODE_LEQ] = "BRANCH_LEQ";
  names[NODE_LT] = "BRANCH_LT";
  names[NODE_EQ] = "BRANCH_EQ";
  return names;
})();

// Numbers of onnx.proto: tensor element types and attribute types.
export const TYPE_FLOAT = 1;
export const TYPE_STRING = 8;
export const TYPE_DOUBLE = 11;
export const ATTRIBUTE_INT = 2;
export const ATTRIBUTE_STRING = 3;
export const ATTRIBUTE_TENSOR = 4;
export const ATTRIBUTE_INTS = 7;
export const ATTRIBUTE_STRINGS = 8;

export const PRODUCER = "gated-retrain";
/** Read by onnxruntime from 1.10 on. */
export const IR_VERSION = 8;
export const OPSET = 15;
export const ML_DOMAIN = "ai.onnx.ml";
export const ML_OPSET = 3;
