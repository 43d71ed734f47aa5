// The rows of a batch and of its history, judged by small forests that did not learn from their batch.

import { plural } from "../../findings/wording.ts";
import { smallForest } from "../../model/choose/small-forest.ts";
import { predict } from "../../model/predict/predict.ts";
import type { Field } from "../../types/schema.ts";
import type { CategoryColumn } from "../../types/table.ts";
import { targetColumn } from "../cells/target.ts";
import { type BatchCase, FEWEST_BATCHES } from "../history/history.ts";
import { rowsWhere, type Sample, sampleOf } from "../history/sample.ts";

const PAST_ROWS = 3000;
const BATCH_ROWS = 2500;
const FOLDS = 3;
const FEWEST_ROWS = 40;
const MOST_CLASSES = 30;

/** A sampled row, judged by a forest that did not learn from its batch. */
export interface Judged {
  sample: Sample;
  features: Field[];
  label: CategoryColumn;
  /** Per row: the predicted class, from 0, and the probability of each class. */
  predicted: Int32Array;
  probabilities: Float64Array;
  /** The batch is the last origin. */
  last: number;
}

/** Or why the labels cannot be judged. */
export function judgedRows({ batch, history, schema, target }: BatchCase): Judged | string {
  const field = schema.fields.find(({ name }) => name === target);
  const past = history.flatMap(({ typed }) => (typed !== null && typed.file.table.rows >= FEWEST_ROWS ? typed : []));
  const features = schema.fields.filter((one) => one.role === "feature" && one !== field);
  if (field === undefined) return "the target is no field";
  if (past.length < FEWEST_BATCHES) return `it takes ${FEWEST_BATCHES} accepted batches at hand with ${FEWEST_ROWS} rows or more`;
  if (batch.profile.rows < FEWEST_ROWS) return `it takes ${FEWEST_ROWS} rows, and there are ${plural(batch.profile.rows, "row")}`;
  if (features.length === 0) return "there is no feature";
  const each = Math.ceil(PAST_ROWS / past.length);
  const sample = sampleOf([...past, batch.typed], [...features, field], [...past.map(() => each), BATCH_ROWS]);
  if (sample === null) return "a column is missing";
  const label = targetColumn(sample.columns.at(-1)!, field);
  const classes = label.categories.length;
  if (classes < 2) return "there is a single class";
  if (classes > MOST_CLASSES) return `it takes at most ${MOST_CLASSES} classes, and there are ${classes}`;
  const last = past.length;
  const columns = sample.columns.slice(0, -1);
  const predicted = new Int32Array(sample.rows).fill(-1);
  const probabilities = new Float64Array(sample.rows * classes);
  for (let fold = 0; fold <= FOLDS; fold++) {
    // The last fold is the batch itself; its judge learns from all of history. Folds are stretches of time: the batch lies outside of it too.
    const isJudged = (row: number) =>
      fold === FOLDS
        ? sample.origin[row] === last
        : sample.origin[row]! < last && Math.floor((sample.origin[row]! * FOLDS) / last) === fold;
    const learned = rowsWhere(sample.rows, (row) => sample.origin[row]! < last && !isJudged(row) && label.codes[row]! > 0);
    const rows = rowsWhere(sample.rows, (row) => isJudged(row) && label.codes[row]! > 0);
    if (learned.length === 0 || rows.length === 0) continue;
    const forest = smallForest(
      columns,
      learned,
      Int32Array.from(learned, (row) => label.codes[row]! - 1),
      label.categories,
    );
    const found = predict(forest, columns, rows);
    rows.forEach((row, i) => {
      predicted[row] = found.classes[i]!;
      for (let c = 0; c < classes; c++) probabilities[row * classes + c] = found.probabilities[i * classes + c]!;
    });
  }
  return { sample, features, label, predicted, probabilities, last };
}
