import { sameForest } from "../model/forest/same-forest.ts";
import { readOnnx } from "../model/onnx/onnx-read.ts";
import { MIN_NODE_BYTES, writeOnnx } from "../model/onnx/onnx-write.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { Chosen, Forest, ModelFile, NotResampled, Resampled } from "../types/model.ts";
import type { JsonValue } from "../types/problem.ts";
import { grow } from "./grow.ts";
import { modelSizeError } from "./model-size.ts";
import { type Beside, resample } from "./resample.ts";
import { exportJson } from "./stock-export.ts";
import type { Training } from "./training.ts";
import { trainingSetOf } from "./training-set.ts";

const ONNX_TYPE = "application/onnx";

export interface Trained {
  /** As read back from the ONNX bytes. */
  forest: Forest;
  files: ModelFile[];
  checks: CheckResult[];
  /** What `auto` settings chose; null: nothing was automatic. */
  chosen: Chosen | null;
  /** Out-of-bag F1 of the threshold's class at a chosen threshold; null: none was chosen. */
  thresholdF1: number | null;
  /** Milliseconds to write the files, read the forest back and compare. */
  exportMs: number;
  /** Cross-validation; null: the data is not small. */
  resampled: Resampled | NotResampled | null;
}

/** Trains, writes the model files and reads the forest back from its ONNX bytes. `beside`: what cross-validation of small data needs; null: none. */
export async function train(training: Training, beside: Beside | null = null): Promise<Trained> {
  const { config, limits, progress } = training;
  const trainingSet = trainingSetOf(training);
  const grown = await grow(trainingSet, training, progress);
  const grownAt = performance.now();
  const { forest, onnx } = throughOnnx(grown.forest, training.schema, limits.modelBytes);
  const [files, checks] = [[onnx], [...grown.checks]];
  if (config.export.includes("json")) {
    const json = exportJson({ ...grown, forest, trainingSet, dataset: training.dataset, seed: config.seed, modelBytes: limits.modelBytes });
    files.push(...json.files);
    checks.push(...json.checks);
  }
  const exportMs = performance.now() - grownAt;
  const { chosen, thresholdF1 } = grown;
  return { forest, files, checks, chosen, thresholdF1, exportMs, resampled: beside && (await resample(training, forest, beside)) };
}

/** The forest as read back from its ONNX bytes, which is what is judged and published. */
function throughOnnx(grown: Forest, schema: JsonValue, modelBytes: number): { forest: Forest; onnx: ModelFile } {
  const nodes = grown.mode.length;
  if (nodes * MIN_NODE_BYTES > modelBytes) throw modelSizeError(`it has ${nodes} nodes`, modelBytes);
  const bytes = writeOnnx(grown, { schema });
  if (bytes.length > modelBytes) throw modelSizeError(`its ONNX file has ${bytes.length} bytes`, modelBytes);
  const forest = readOnnx(bytes);
  if (!sameForest(forest, grown)) throw new Error("The model read back from its ONNX file differs from the one trained.");
  return { forest, onnx: { extension: "onnx", mediaType: ONNX_TYPE, bytes } };
}
