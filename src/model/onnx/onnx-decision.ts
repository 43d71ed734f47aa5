// A forest's threshold in an ONNX graph: operators after the trees compute the label from the unchanged probabilities. The result is exact:
// probabilities are multiples of 2⁻²⁴, which float32 holds, and the arithmetic is in doubles.
import type { PbfWriter } from "pbf";
import type { Decision } from "../../types/model.ts";
import type { JsonValue } from "../../types/problem.ts";
import { ML_DOMAIN, type OnnxNames, TYPE_DOUBLE } from "./onnx-names.ts";
import {
  type NodeMessage,
  OnnxError,
  readDoublesAttribute,
  readIntAttribute,
  readIntsAttribute,
  readStringsAttribute,
} from "./onnx-wire.ts";
import { writeDoublesAttribute, writeIntAttribute, writeIntsAttribute, writeNode, writeStringsAttribute } from "./onnx-write-node.ts";

/** A threshold that no probability exceeds. */
const NEVER = 2;
/** Offset that puts the threshold's class below all others, */
const DOWN = -2;
/** and the one that puts it above them where its probability exceeds the threshold. */
const UP = 4;

/** The operators with their inputs and outputs; inner tensors by the last part of their name. */
const STEPS = {
  scores: ["Cast", "", ["probabilities"]],
  limits: ["Constant", "", []],
  above: ["Greater", "", ["scores", "limits"]],
  shifts: ["Constant", "", []],
  shifted: ["Add", "", ["scores", "shifts"]],
  tops: ["Constant", "", []],
  decided: ["Where", "", ["above", "tops", "shifted"]],
  index: ["ArgMax", "", ["decided"]],
  label: ["LabelEncoder", ML_DOMAIN, ["index"]],
} as const;
type Step = keyof typeof STEPS;

/** Number of operators after the trees in a graph with a threshold. */
export const DECISION_OPERATORS = Object.keys(STEPS).length;

/** Name of the tree ensemble's own label output, which is not used. */
export function unusedLabel({ inner }: OnnxNames): string {
  return `${inner}most`;
}

function tensor(names: OnnxNames, step: Step | "probabilities"): string {
  return step === "probabilities" || step === "label" ? names[step] : `${names.inner}${step}`;
}

function vectors({ class: named, threshold }: Decision, classes: number): Record<"limits" | "shifts" | "tops", Float64Array> {
  const at = (value: number, others: number) => new Float64Array(classes).fill(others).fill(value, named, named + 1);
  return { limits: at(threshold, NEVER), shifts: at(DOWN, 0), tops: at(UP, UP) };
}

/** Writes the nodes that turn probabilities into a label by a threshold or weights, as `decision` says. */
export function writeDecision(pbf: PbfWriter, decision: Decision, classes: string[], names: OnnxNames): void {
  const constants = vectors(decision, classes.length);
  const attributes: Partial<Record<Step, (node: PbfWriter) => void>> = {
    scores: (node) => writeIntAttribute(node, "to", TYPE_DOUBLE),
    limits: (node) => writeDoublesAttribute(node, "value", constants.limits),
    shifts: (node) => writeDoublesAttribute(node, "value", constants.shifts),
    tops: (node) => writeDoublesAttribute(node, "value", constants.tops),
    index: (node) => {
      writeIntAttribute(node, "axis", 1);
      writeIntAttribute(node, "keepdims", 0);
    },
    label: (node) => {
      writeIntsAttribute(
        node,
        "keys_int64s",
        classes.map((_, c) => c),
      );
      writeStringsAttribute(node, "values_strings", classes);
    },
  };
  for (const step of Object.keys(STEPS) as Step[]) {
    const [operator, domain, inputs] = STEPS[step];
    const from = inputs.map((input) => tensor(names, input));
    writeNode(pbf, operator, domain, from, [tensor(names, step)], attributes[step] ?? (() => undefined));
  }
}

/** The threshold as JSON for the model's metadata; reading checks it against the graph. */
export function decisionJson({ class: named, threshold }: Decision, classes: string[]): JsonValue {
  return { class: classes[named]!, threshold };
}

export type Take = (operator: string, domain: string, inputs: string[], outputs: string[]) => NodeMessage;

/** Reads the operators that `writeDecision` wrote, and no others. */
export function readDecision(bytes: Uint8Array, take: Take, classes: string[], names: OnnxNames): Decision {
  const nodes = new Map<string, NodeMessage>();
  for (const step of Object.keys(STEPS) as Step[]) {
    const [operator, domain, inputs] = STEPS[step];
    const from = inputs.map((input) => tensor(names, input));
    nodes.set(step, take(operator, domain, from, [tensor(names, step)]));
  }
  const node = (step: Step) => nodes.get(step)!;
  const doubles = (step: Step) => readDoublesAttribute(bytes, node(step), "value");
  const limits = doubles("limits");
  const named = limits.findIndex((limit) => limit !== NEVER);
  const decision = { class: named, threshold: limits[named]! };
  if (named < 0 || !(decision.threshold >= 0 && decision.threshold < 1)) throw new OnnxError("its threshold is none");
  const expected = vectors(decision, classes.length);
  for (const step of ["limits", "shifts", "tops"] as const) {
    const found = doubles(step);
    const isSame = found.length === classes.length && found.every((value, c) => value === expected[step][c]);
    if (!isSame) throw new OnnxError(`the threshold's ${step} are not as expected`);
  }
  const isCounted = readIntsAttribute(bytes, node("label"), "keys_int64s").every((key, c) => key === c);
  const values = readStringsAttribute(bytes, node("label"), "values_strings");
  if (!isCounted || JSON.stringify(values) !== JSON.stringify(classes)) throw new OnnxError("the label's classes differ from the metadata");
  const index = readIntAttribute(bytes, node("index"), "axis") === 1 && readIntAttribute(bytes, node("index"), "keepdims") === 0;
  if (!index || readIntAttribute(bytes, node("scores"), "to") !== TYPE_DOUBLE) throw new OnnxError("the label is computed otherwise");
  checkAttributes(nodes);
  return decision;
}

const ATTRIBUTES: Record<string, number> = { Cast: 1, Constant: 1, ArgMax: 2, LabelEncoder: 2 };

function checkAttributes(nodes: Map<string, NodeMessage>): void {
  for (const { operator, attributes } of nodes.values())
    if (attributes.size !== (ATTRIBUTES[operator] ?? 0)) throw new OnnxError(`${operator} has other attributes`);
}
