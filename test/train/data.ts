// What train() is told, made from the samples of the model's tests.
import { DEFAULT_LIMITS } from "../../src/config/defaults.ts";
import type { Training } from "../../src/train/training.ts";
import type { TrainConfig } from "../../src/types/config.ts";
import type { CategoryColumn, Dataset } from "../../src/types/table.ts";
import { type Sample, type Shape, sampleOf } from "../model/forests.ts";

const PLAIN = { modelBytes: 40 * 2 ** 20, classWeights: "none", decision: null } as const;
export const CONFIG: TrainConfig = { engine: "forest", trees: 20, seed: 42, maxDepth: null, minLeaf: 1, ...PLAIN, export: ["onnx"] };

export function datasetOf({ columns, labels, classes }: Sample): Dataset {
  const target: CategoryColumn = { kind: "category", name: "label", type: "string", categories: classes, codes: labels.map((c) => c + 1) };
  const files = [{ name: "data.csv", start: 0, end: labels.length, accepted: false, inWindow: true }];
  return { rows: labels.length, columns: [...columns, target], features: columns.map((column) => column.name), target: "label", files };
}

export const SHAPE: Shape = { seed: 11, rows: 400, numbers: 4, categories: 0, classes: 3, missing: 0, distinct: null };

/** All rows of generated data, with everything else at its default. */
export function training(shape: Partial<Shape> = {}, config: Partial<TrainConfig> = {}, rest: Partial<Training> = {}): Training {
  const dataset = datasetOf(sampleOf({ ...SHAPE, ...shape }));
  const rows = Int32Array.from({ length: dataset.rows }, (_, row) => row);
  return {
    dataset,
    rows,
    config: { ...CONFIG, ...config },
    schema: { fields: [] },
    threads: 1,
    limits: DEFAULT_LIMITS,
    progress: () => {},
    ...rest,
  };
}
