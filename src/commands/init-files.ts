// The texts that init writes.
import { Document, type Node, YAMLMap, YAMLSeq } from "yaml";
import type { F1Average } from "../types/config.ts";
import type { JsonValue } from "../types/problem.ts";

export function schemaYaml(schema: JsonValue, notes: Map<string, string[]>): string {
  const document = new Document(sparse(schema));
  document.commentBefore = [
    " Frictionless Table Schema, inferred by init: what every batch must look like. Edit it as you learn more.",
    " `inferred: true`: the constraints of the field are a guess. Accepted batches move them on, and barely breaking them is a warning.",
    " Without that line they are held to the letter.",
  ].join("\n");
  const fields = document.get("fields");
  for (const field of fields instanceof YAMLSeq ? (fields.items as Node[]) : []) {
    if (!(field instanceof YAMLMap)) continue;
    const said = notes.get(String(field.get("name"))) ?? [];
    if (said.length > 0) field.commentBefore = said.map((sentence) => ` ${sentence.replaceAll(/[\r\n]+/g, " ")}`).join("\n");
  }
  return document.toString({ lineWidth: 0 });
}

/** Without the defaults that the normalised form spells out: a person should be able to read the file. */
function sparse(schema: JsonValue): JsonValue {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return schema;
  const { fields, ...rest } = schema;
  const short = (Array.isArray(fields) ? fields : []).map((field) => withoutDefaults(field));
  return { ...(withoutDefaults(rest) as object), fields: short } as JsonValue;
}

const DEFAULTS: Record<string, string> = {
  format: '"default"',
  constraints: "{}",
  missingValues: "null",
  decimalChar: '"."',
  groupChar: "null",
  bareNumber: "true",
  trueValues: '["true","True","TRUE","1"]',
  falseValues: '["false","False","FALSE","0"]',
  aliases: "[]",
  role: '"feature"',
  primaryKey: "[]",
};

function withoutDefaults(value: JsonValue): JsonValue {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key, part]) => DEFAULTS[key] !== JSON.stringify(part)));
}

/** What the first model says about the data, and the threshold that follows. */
export interface FirstFit {
  average: F1Average;
  f1: number;
  dummy: number;
  threshold: number;
  /** False: the data does not predict the target. */
  predicts: boolean;
  holdoutRows: number;
}

export interface RetrainParts {
  patterns: string[];
  schemaFile: string;
  target: string;
  salt: string;
  fit: FirstFit;
}

export function retrainYaml({ patterns, schemaFile, target, salt, fit }: RetrainParts): string {
  const document = new Document({
    data: { files: patterns.length === 1 ? (patterns[0] ?? "") : patterns },
    schema: schemaFile,
    target,
    split: { salt },
    gates: { "f1-threshold": fit.threshold, ...(fit.average === "weighted" ? {} : { "f1-average": fit.average }) },
  });
  document.comment = " registry: in a workflow the branch model-registry, at a terminal the folder registry, unless said here.";
  document.commentBefore = " What gated-retrain does here; every key: schema/retrain.schema.json of the project.";
  explain(
    document,
    ["split", "salt"],
    "Random, so that nobody can choose on which side of the split a row falls. Changing it makes models incomparable.",
  );
  explain(document, ["gates", "f1-threshold"], thresholdComment(fit));
  if (fit.average === "macro")
    explain(document, ["gates", "f1-average"], "Unbalanced classes: the most frequent one alone has a high weighted F1.");
  return document.toString({ lineWidth: 0 });
}

function thresholdComment(fit: FirstFit): string {
  const first = `The first fit reached ${fit.f1.toFixed(3)} (${fit.average}) on ${fit.holdoutRows} held-out rows; without any feature ${fit.dummy.toFixed(3)}.`;
  return fit.predicts
    ? `${first} This leaves ${(fit.f1 - fit.threshold).toFixed(2)} of room.`
    : `${first} This data does not predict the target yet.`;
}

function explain(document: Document, path: string[], comment: string): void {
  const parent = document.getIn(path.slice(0, -1), true);
  const pair = parent instanceof YAMLMap ? parent.items.find((item) => String(item.key) === path.at(-1)) : undefined;
  const key = pair?.key as Node | undefined;
  if (key) key.commentBefore = ` ${comment}`;
}
