// Picks the engine, trains, writes the model's files and reads the forest back from its ONNX bytes.
import stockPackage from "ml-random-forest/package.json" with { type: "json" };
import { DataError } from "../errors.ts";
import { readOnnx } from "../model/onnx-read.ts";
import { MIN_NODE_BYTES, writeOnnx } from "../model/onnx-write.ts";
import { byCodePoint } from "../table/code-point.ts";
import { columnOf, targetOf } from "../table/dataset.ts";
import type { Limits, TrainConfig } from "../types/config.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { Forest, ModelFile, Recipe } from "../types/model.ts";
import type { JsonValue } from "../types/problem.ts";
import type { Progress } from "../types/run.ts";
import type { Dataset } from "../types/table.ts";
import { type Lesson, modelSizeError, trainForest } from "./forest-engine.ts";
import { sameForest } from "./same-forest.ts";
import { stockOptions, trainStockForest } from "./stock-engine.ts";
import { exportJson } from "./stock-export.ts";

/** Changes whenever the same rows and parameters would give another forest. */
const FOREST_VERSION = "1";
/** Above this a target is an identifier rather than a class. */
const MAX_CLASSES = 1000;
const ONNX_TYPE = "application/onnx";

export interface Training {
  dataset: Dataset;
  /** Row numbers to train on. */
  rows: Int32Array;
  config: TrainConfig;
  /** The normalised schema; it goes into the model file. */
  schema: JsonValue;
  threads: number;
  limits: Limits;
  progress: Progress;
}

export interface Trained {
  /** As read back from the ONNX bytes. */
  forest: Forest;
  files: ModelFile[];
  checks: CheckResult[];
  /** Milliseconds to write the files, read the forest back and compare. */
  exportMs: number;
}

export async function train(training: Training): Promise<Trained> {
  const { config, limits, progress } = training;
  const lesson = lessonOf(training);
  const checks: CheckResult[] = [];
  let grown: Forest;
  let stockJson: string | null = null;
  if (config.engine === "ml-random-forest") {
    const stock = await trainStockForest(lesson, config, limits.minutes, progress);
    grown = stock.forest;
    stockJson = stock.json;
    checks.push(...stock.checks);
  } else {
    const bounds = { threads: training.threads, minutes: limits.minutes, modelBytes: limits.modelBytes };
    grown = await trainForest(lesson, config, bounds, progress);
  }
  const grownAt = performance.now();
  const { forest, onnx } = throughOnnx(grown, training.schema, limits.modelBytes);
  const files = [onnx];
  if (config.export.includes("json")) {
    const json = exportJson({ forest, stockJson, lesson, dataset: training.dataset, seed: config.seed, modelBytes: limits.modelBytes });
    files.push(...json.files);
    checks.push(...json.checks);
  }
  return { forest, files, checks, exportMs: performance.now() - grownAt };
}

/** Everything that determines the model besides the rows. */
export function recipeOf(config: TrainConfig): Recipe {
  const { engine, trees, maxDepth, minLeaf, seed } = config;
  const files = config.export.includes("json") ? ["onnx", "json"] : ["onnx"];
  if (engine === "ml-random-forest") {
    const { treeOptions } = stockOptions(config);
    return { engine, version: stockPackage.version, parameters: { trees, ...treeOptions, export: files }, seed };
  }
  return { engine, version: FOREST_VERSION, parameters: { trees, maxDepth, minLeaf, export: files }, seed };
}

/** Rows without a target are left out; classes are those that the others have. */
function lessonOf({ dataset, rows }: Training): Lesson {
  const target = targetOf(dataset);
  const labelled = rows.filter((row) => target.codes[row]! > 0);
  const present = new Set(labelled.map((row) => target.codes[row]! - 1));
  const classes = [...present].map((code) => target.categories[code]!).sort(byCodePoint);
  if (classes.length < 2) {
    const found = classes.length === 0 ? "no class" : `only the class ${JSON.stringify(classes[0])}`;
    throw new DataError(
      `Column ${JSON.stringify(dataset.target)} has ${found} in ${labelled.length} training rows: a model needs two or more.`,
    );
  }
  if (classes.length > MAX_CLASSES) {
    throw new DataError(
      `Column ${JSON.stringify(dataset.target)} has ${classes.length} classes: at most ${MAX_CLASSES} can be trained on.`,
    );
  }
  if (dataset.features.length === 0) throw new DataError("No column is left to train on: every column is the target or ignored.");
  const indexOf = new Map(classes.map((name, i) => [name, i]));
  const classOf = target.categories.map((name) => indexOf.get(name) ?? -1);
  return {
    columns: dataset.features.map((name) => columnOf(dataset, name)),
    rows: labelled,
    labels: labelled.map((row) => classOf[target.codes[row]! - 1]!),
    classes,
  };
}

/** What is judged and published is what a reader of the file gets. */
function throughOnnx(grown: Forest, schema: JsonValue, modelBytes: number): { forest: Forest; onnx: ModelFile } {
  const nodes = grown.mode.length;
  if (nodes * MIN_NODE_BYTES > modelBytes) throw modelSizeError(`it has ${nodes} nodes`, modelBytes);
  const bytes = writeOnnx(grown, { schema });
  if (bytes.length > modelBytes) throw modelSizeError(`its ONNX file has ${bytes.length} bytes`, modelBytes);
  const forest = readOnnx(bytes);
  if (!sameForest(forest, grown)) throw new Error("The model read back from its ONNX file differs from the one trained.");
  return { forest, onnx: { extension: "onnx", mediaType: ONNX_TYPE, bytes } };
}
