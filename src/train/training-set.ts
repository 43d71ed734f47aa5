import { byCodePoint } from "../table/columns/code-point.ts";
import { columnOf, targetOf } from "../table/columns/dataset.ts";
import { DataError } from "../types/errors.ts";
import type { Dataset } from "../types/table.ts";
import type { TrainingSet } from "./forest-engine.ts";

/** Most classes of a target; with more it is taken for an identifier. */
const MAX_CLASSES = 1000;

/** The labelled rows, and the classes that they have. */
export function trainingSetOf({ dataset, rows }: { dataset: Dataset; rows: Int32Array }): TrainingSet {
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
