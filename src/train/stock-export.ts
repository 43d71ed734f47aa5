// Export of a model as JSON for the ml-random-forest package, and how often the package's predictions differ from ours.
import { predict } from "../model/predict/predict.ts";
import { inexpressible, MIN_JSON_NODE_BYTES, predictByVote, writeStockJson } from "../model/stock-json.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { Forest, ModelFile } from "../types/model.ts";
import type { Dataset } from "../types/table.ts";
import type { TrainingSet } from "./forest-engine.ts";
import { modelSizeError } from "./model-size.ts";

interface JsonExport {
  forest: Forest;
  /** The package's own JSON, if it trained the model. */
  stockJson: string | null;
  trainingSet: TrainingSet;
  dataset: Dataset;
  seed: number;
  modelBytes: number;
}

/** The forest as JSON that ml-random-forest loads, or a finding that says why it cannot be written. */
export function exportJson(input: JsonExport): { files: ModelFile[]; checks: CheckResult[] } {
  const { forest, stockJson, trainingSet, modelBytes, seed } = input;
  const unfit = inexpressible(trainingSet.columns);
  if (unfit.length > 0) return { files: [], checks: [notWritten(unfit)] };
  if (stockJson === null && forest.mode.length * MIN_JSON_NODE_BYTES > modelBytes) {
    throw modelSizeError(`its JSON file would hold ${forest.mode.length} nodes`, modelBytes);
  }
  const pieces = stockJson === null ? writeStockJson(forest, seed) : [stockJson];
  const bytes = joinBytes(pieces, modelBytes);
  return { files: [{ extension: "json", mediaType: "application/json", bytes }], checks: [votesCheck(input)] };
}

function joinBytes(pieces: Iterable<string>, modelBytes: number): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const piece of pieces) {
    const part = encoder.encode(piece);
    parts.push(part);
    length += part.length;
    if (length > modelBytes) throw modelSizeError("its JSON file is", modelBytes);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Share of rows on which the vote of trees (the package) differs from the mean of leaves (ours), on rows outside of the training set if there are any. */
function votesCheck({ forest, trainingSet, dataset }: JsonExport): CheckResult {
  const trained = new Uint8Array(dataset.rows);
  for (const row of trainingSet.rows) trained[row] = 1;
  const others = Int32Array.from({ length: dataset.rows }, (_, row) => row).filter((row) => trained[row] === 0);
  const rows = others.length > 0 ? others : trainingSet.rows;
  const mean = predict(forest, trainingSet.columns, rows).classes;
  const vote = predictByVote(forest, trainingSet.columns, rows);
  const differ = mean.reduce((sum, c, i) => sum + (c === vote[i] ? 0 : 1), 0);
  const share = differ / rows.length;
  return {
    code: "stock-json",
    subject: "model",
    status: differ === 0 ? "pass" : "warn",
    observed: share,
    expected: 0,
    message:
      differ === 0
        ? `model.json, which predicts by the vote of its trees, gives the same class as model.onnx on all ${rows.length} rows compared.`
        : `model.json predicts by the vote of its trees: on ${differ} of ${rows.length} rows compared it gives another class than model.onnx, which was judged.`,
    suggestion: null,
    where: null,
    rows: rows.length,
  };
}

function notWritten(columns: string[]): CheckResult {
  const shown = columns
    .slice(0, 5)
    .map((name) => JSON.stringify(name))
    .join(", ");
  const more = columns.length > 5 ? ` and ${columns.length - 5} more` : "";
  return {
    code: "stock-json",
    subject: "model",
    status: "warn",
    observed: columns.length,
    expected: 0,
    message: `model.json is not written: ml-random-forest knows neither text nor missing values, which ${shown}${more} hold.`,
    suggestion: "train: {export: [onnx]}",
    where: null,
  };
}
