// The texts that init writes.
import { Document, type Node, parse, visit, YAMLMap, YAMLSeq } from "yaml";
import type { F1Average } from "../../types/config.ts";
import type { JsonValue } from "../../types/problem.ts";
import type { Freshness } from "./init-freshness.ts";

/** schema.yml, with uncertain guesses as comments. */
export function schemaYaml(schema: JsonValue, notes: Map<string, string[]>, remarks: string[] = []): string {
  const document = new Document(sparse(schema));
  document.commentBefore = [
    " Frictionless Table Schema, inferred by init: what every batch must look like. Edit it as you learn more.",
    " `inferred: true`: the constraints of the field are a guess. Accepted batches move them on, and barely breaking them is a warning.",
    " Without that line they are held to the letter.",
    ...remarks.map((remark) => ` Files: ${remark.replaceAll(/[\r\n]+/g, " ")}`),
  ].join("\n");
  const fields = document.get("fields");
  for (const field of fields instanceof YAMLSeq ? (fields.items as Node[]) : []) {
    if (!(field instanceof YAMLMap)) continue;
    const said = notes.get(String(field.get("name"))) ?? [];
    if (said.length > 0) field.commentBefore = said.map((sentence) => ` ${sentence.replaceAll(/[\r\n]+/g, " ")}`).join("\n");
  }
  return written(document);
}

/** YAML with quotes around texts that a YAML 1.1 reader (Python) would read as another type: `No`, `1_000`, `12:30`. */
function written(document: Document): string {
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === "string" && isOther(node.value)) node.type = "QUOTE_DOUBLE";
    },
  });
  return document.toString({ lineWidth: 0 });
}

function isOther(text: string): boolean {
  try {
    return typeof parse(text, { version: "1.1", logLevel: "silent" }) !== "string";
  } catch {
    // The writer quotes such texts itself.
    return false;
  }
}

/** The schema without defaults, to be readable. */
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

/** Scores of the first model, and the threshold that follows. */
export interface FirstFit {
  average: F1Average;
  f1: number;
  /** Lower bound of its 95 % interval; null: none. */
  lower: number | null;
  dummy: number;
  threshold: number;
  /** gates.dummy.margin with which the model passes; null: the default. */
  dummyMargin: number | null;
  /** False: the features do not predict the target. */
  predicts: boolean;
  holdoutRows: number;
  /** The rare class that F1 scores, with weights and threshold; null: none. */
  rare: WeighedClass | null;
  /** null: not known. */
  ranking: Ranking | null;
}

export interface RareClass {
  name: string;
  /** Training rows of it, and their share. */
  rows: number;
  share: number;
}

/** A rare class with the class weights of the higher out-of-bag F1. */
export interface WeighedClass extends RareClass {
  classWeights: "none" | "balanced";
}

/** ROC AUC with its 95 % interval, and average precision of the class named (of two: the second). */
export interface Ranking {
  auc: number;
  lower: number | null;
  upper: number | null;
  averagePrecision: { value: number; class: string | null } | null;
}

export interface RetrainParts {
  patterns: string[];
  schemaFile: string;
  target: string;
  salt: string;
  /** The column of a split by group; null: a split by row. */
  group: string | null;
  fit: FirstFit;
  freshness: Freshness | null;
}

/** retrain.yml as `init` writes it. */
export function retrainYaml({ patterns, schemaFile, target, salt, group, fit, freshness }: RetrainParts): string {
  const document = new Document({
    data: { files: patterns.length === 1 ? (patterns[0] ?? "") : patterns, ...(freshness?.holds ? { freshness: freshness.value } : {}) },
    schema: schemaFile,
    target,
    split: { ...(group === null ? {} : { by: { group } }), salt },
    train: { "min-leaf": "auto", ...rareTraining(fit) },
    gates: { "f1-threshold": fit.threshold, ...(fit.average === "weighted" ? {} : { "f1-average": fit.average }), ...rareGates(fit) },
  });
  document.comment = " registry: in a workflow the branch model-registry, at a terminal the folder registry, unless said here.";
  document.commentBefore = " What gated-retrain does here; every key: schema/retrain.schema.json of the project.";
  if (group !== null)
    explain(document, ["split", "by"], "Rows of one value are alike, and each file brings new ones: they stand on one side.");
  if (freshness?.holds) explain(document, ["data", "freshness"], freshness.comment);
  const data = document.get("data");
  if (freshness !== null && !freshness.holds && data instanceof YAMLMap)
    data.comment = ` ${freshness.comment}\n freshness: ${freshness.value}`;
  explain(
    document,
    ["split", "salt"],
    "Random, so that nobody can choose on which side of the split a row falls. Changing it makes models incomparable.",
  );
  explain(
    document,
    ["train", "min-leaf"],
    "Leaves as large as out-of-bag scores do not mind, and larger where the file would exceed train.model-bytes (40MiB). 1: grown to the end.",
  );
  explain(document, ["gates", "f1-threshold"], thresholdComment(fit));
  explainRare(document, fit);
  if (fit.average === "macro")
    explain(document, ["gates", "f1-average"], "Unbalanced classes: the most frequent one alone has a high weighted F1.");
  return written(document);
}

function rareTraining({ rare }: FirstFit): object {
  return rare === null ? {} : { "class-weights": rare.classWeights, decision: { class: rare.name, above: "auto" } };
}

function rareGates({ rare, dummyMargin }: FirstFit): object {
  if (rare === null) return {};
  return { "positive-class": rare.name, ...(dummyMargin === null ? {} : { dummy: { margin: dummyMargin } }) };
}

function explainRare(document: Document, { rare, dummyMargin }: FirstFit): void {
  if (rare === null) return;
  const share = `${JSON.stringify(rare.name)} is ${(100 * rare.share).toPrecision(2)} % of the rows`;
  const weights = "balanced: a row of a class counts as much more as there are fewer of them; none: all alike";
  explain(document, ["train", "class-weights"], `${share}. ${weights}. This did better out of bag.`);
  explain(
    document,
    ["train", "decision"],
    "It is the answer above this probability; auto: where its F1 is highest on the training rows, out of bag. The ONNX label follows it.",
  );
  explain(document, ["gates", "f1-average"], "F1 of that class alone: an average over both would hardly notice it.");
  if (dummyMargin !== null)
    explain(document, ["gates", "dummy"], "The class is hard to predict: half of what the first fit gained over guessing.");
}

/** `F1 of "fraud" on 300 held-out rows is 0.612 (without any feature: 0.003; ROC AUC 0.981 (0.950 to 0.993))`. */
export function scoreSentence({ average, rare, f1, dummy, holdoutRows, ranking }: FirstFit): string {
  const what = rare === null ? `${average} F1` : `F1 of ${JSON.stringify(rare.name)} (${(100 * rare.share).toPrecision(2)} % of the rows)`;
  const beside = ranking === null || rare === null ? [] : [rankingSentence(ranking, rare.name)];
  return `${what} on ${holdoutRows} held-out rows is ${f1.toFixed(3)} (${[`without any feature: ${dummy.toFixed(3)}`, ...beside].join("; ")})`;
}

function rankingSentence({ auc, lower, upper, averagePrecision }: Ranking, name: string): string {
  const interval = lower === null || upper === null ? "" : ` (${lower.toFixed(3)} to ${upper.toFixed(3)})`;
  const precision = averagePrecision?.class === name ? `, average precision ${averagePrecision.value.toFixed(3)}` : "";
  return `ROC AUC ${auc.toFixed(3)}${interval}${precision}`;
}

function thresholdComment(fit: FirstFit): string {
  const first = `The first fit: ${scoreSentence(fit)}.`;
  if (!fit.predicts) return `${first} This data does not predict the target yet.`;
  return [first, `This leaves ${(fit.f1 - fit.threshold).toFixed(2)} of room.`, ...doubt(fit)].join(" ");
}

/** A sentence if a sound batch may miss the threshold by chance, since there are few rows. */
export function doubt({ threshold, lower, holdoutRows }: FirstFit): string[] {
  if (lower !== null && lower >= threshold) return [];
  const known =
    lower === null
      ? "Too few of them are of some class to say how sure that is"
      : `With 95 % confidence it is only known to be at least ${(Math.floor(100 * lower) / 100).toFixed(2)}`;
  return [`${known} (${holdoutRows} rows): sound batches may miss the threshold by chance. Ask for less until there are more rows.`];
}

function explain(document: Document, path: string[], comment: string): void {
  const parent = document.getIn(path.slice(0, -1), true);
  const pair = parent instanceof YAMLMap ? parent.items.find((item) => String(item.key) === path.at(-1)) : undefined;
  const key = pair?.key as Node | undefined;
  if (key) key.commentBefore = ` ${comment}`;
}
