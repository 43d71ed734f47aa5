// The forest, and what it is made of.
import type { EngineName } from "./config.ts";
import type { FieldType } from "./field-types.ts";
import type { JsonValue } from "./problem.ts";

/** number: NaN is missing. category: codes from 1 in the order of `categories`, 0 missing or unknown. */
export interface Feature {
  name: string;
  type: FieldType;
  kind: "number" | "category";
  categories: string[];
}

/** Every tree's nodes in flat arrays; one form for training, prediction and export. */
export interface Forest {
  engine: EngineName;
  features: Feature[];
  /** Sorted by code point. */
  classes: string[];
  /** Index of each tree's root node, one per tree. */
  roots: Int32Array;
  /** Per node: NODE_LEAF, NODE_LEQ, NODE_LT or NODE_EQ. */
  mode: Uint8Array;
  /** Per node: index into `features`; 0 at a leaf. */
  feature: Int32Array;
  /** Per node: true goes to `yes`: x ≤ threshold, x < threshold or x = threshold. */
  threshold: Float64Array;
  /** Per node: 1 when a missing number goes to `yes`. */
  missingYes: Uint8Array;
  yes: Int32Array;
  no: Int32Array;
  /** Per node: index of the leaf's first weight in `weights`, -1 at a split. */
  leaf: Int32Array;
  /** Leaf weights, `classes.length` each (for two classes one: the second's), multiples of 2⁻²⁴. */
  weights: Float64Array;
  /** null: the most probable class is the answer. */
  decision: Decision | null;
}

/** A class that is the answer whenever its probability lies above the threshold; else the most probable of the others is. */
export interface Decision {
  /** Index into the forest's classes. */
  class: number;
  /** A multiple of 2⁻²⁴, as probabilities are: from 0, below 1. */
  threshold: number;
}

/** A stored model of a team's own script. */
export interface ScriptModel {
  engine: "command";
  /** The canonical tar of its files, verified. */
  archive: Uint8Array;
  /** The classes that it was trained on, sorted by code point; none: a regression. */
  classes: string[];
}

/** What a team's own script answered with one of its models, on rows of one dataset. */
export interface Answered {
  engine: "command";
  /** Sorted by code point. */
  classes: string[];
  /** Per row of the dataset an index into `classes`; -1: it was not asked. */
  predicted: Int32Array;
  /** Row-major [rows of the dataset × classes]; null: it answers with labels alone. */
  probabilities: Float64Array | null;
  /** Why there are no answers, as the end of a sentence; null: there are. */
  trouble: string | null;
}

/** What a team's own script estimated with one of its models: a regression. */
export interface Estimated {
  /** Per row of the dataset, in the target's unit; NaN: it was not asked. */
  values: Float64Array;
  /** Why there are no estimates, as the end of a sentence; null: there are. */
  trouble: string | null;
}

/** What the gates compare: a model that we can apply ourselves, or the answers of one that we cannot. */
export type Answering = Forest | Answered;

export interface Predictions {
  /** Index into the forest's classes, one per row. */
  classes: Int32Array;
  /** Row-major [rows × classes]. */
  probabilities: Float64Array;
}

/** What makes the model besides the data; part of the manifest. */
export interface Recipe {
  engine: EngineName;
  version: string;
  parameters: Record<string, JsonValue>;
  seed: number;
}

/** What a training chose for itself where its recipe says auto. */
export interface Chosen {
  minLeaf?: number;
  /** Of the class that the recipe names: above it the class is the answer. */
  threshold?: number;
}

/** What repeated cross-validation says about a recipe on rows like these: never about the model that is judged. */
export interface Resampled {
  /** Labelled rows that took part. */
  rows: Int32Array;
  /** Per repeat the fold of each of them, from 0 to `foldCount` − 1. */
  folds: Uint8Array[];
  foldCount: number;
  /** Predictions are indices into it. */
  classes: string[];
  /** Per repeat what is said of each row by a model that was not grown on its fold. */
  candidate: Int32Array[];
  /** Of another recipe that can be repeated; else why there is nothing. */
  champion: Int32Array[] | "none" | "same" | "unknown" | "costly";
  /** Of the candidate itself on its training rows; -1: no tree left the row out. null: not where several rows are of one thing. */
  outOfBag: { rows: Int32Array; predicted: Int32Array; classes: string[] } | null;
}

/** Why small data was not cross-validated: it takes too long, folds would train on the future, or one would leave a single class to learn. */
export type NotResampled = "costly" | "ordered" | "few";

/** A model file as it will be stored. */
export interface ModelFile {
  extension: "onnx" | "json" | "tar";
  mediaType: string;
  bytes: Uint8Array;
}
