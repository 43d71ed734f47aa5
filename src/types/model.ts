// Forests, script models, predictions and recipes.
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
  /** null: the most probable class is predicted. */
  decision: Decision | null;
}

/** Decision threshold of one class: it is predicted if its probability is above the threshold, else the most probable other class. */
export interface Decision {
  /** Index into the forest's classes. */
  class: number;
  /** A multiple of 2⁻²⁴, as probabilities are: from 0, below 1. */
  threshold: number;
}

/** A stored model that a script trained. */
export interface ScriptModel {
  engine: "command";
  /** The canonical tar of its files, verified. */
  archive: Uint8Array;
  /** The classes that it was trained on, sorted by code point; none: a regression. */
  classes: string[];
}

/** Predictions of a script's classification model on rows of one dataset. */
export interface Answered {
  engine: "command";
  /** Sorted by code point. */
  classes: string[];
  /** Per row of the dataset an index into `classes`; -1: not predicted. */
  predicted: Int32Array;
  /** Probabilities, row-major [rows of the dataset × classes]; null: the script returns labels only. */
  probabilities: Float64Array | null;
  /** Why there are no predictions, as the end of a sentence; null: there are. */
  trouble: string | null;
}

/** Predictions of a script's regression model on rows of one dataset. */
export interface Estimated {
  /** Per row of the dataset, in the target's unit; NaN: not predicted. */
  values: Float64Array;
  /** Why there are no predictions, as the end of a sentence; null: there are. */
  trouble: string | null;
}

/** What gates score: a forest, or predictions of a script's model. */
export type Answering = Forest | Answered;

export interface Predictions {
  /** Index into the forest's classes, one per row. */
  classes: Int32Array;
  /** Row-major [rows × classes]. */
  probabilities: Float64Array;
}

/** Training settings that determine the model together with the data; part of the manifest. */
export interface Recipe {
  engine: EngineName;
  version: string;
  parameters: Record<string, JsonValue>;
  seed: number;
}

/** Values that training chose where the recipe says `auto`. */
export interface Chosen {
  minLeaf?: number;
  /** Decision threshold of the class that the recipe names. */
  threshold?: number;
}

/** Repeated cross-validation of a recipe on the training rows; an estimate for the recipe, not for the candidate. */
export interface Resampled {
  /** The labelled rows that were cross-validated. */
  rows: Int32Array;
  /** Per repeat the fold of each row, from 0 to `foldCount` − 1. */
  folds: Uint8Array[];
  foldCount: number;
  /** Predictions are indices into it. */
  classes: string[];
  /** Per repeat the out-of-fold prediction of each row. */
  candidate: Int32Array[];
  /** The same for the champion's recipe; else why it could not be computed. */
  champion: Int32Array[] | "none" | "same" | "unknown" | "costly";
  /** Out-of-bag predictions of the candidate on its training rows; -1: every tree was trained on the row. null: not computed for grouped rows. */
  outOfBag: { rows: Int32Array; predicted: Int32Array; classes: string[] } | null;
}

/** Why there is no cross-validation: too slow, a split by time (folds would train on the future), or too few rows of a class. */
export type NotResampled = "costly" | "ordered" | "few";

/** A model file to be stored. */
export interface ModelFile {
  extension: "onnx" | "json" | "tar";
  mediaType: string;
  bytes: Uint8Array;
}
