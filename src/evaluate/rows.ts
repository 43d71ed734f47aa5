// What the models say about the rows they are judged on: rows as positions, classes as indices into one common list.
import { byCodePoint } from "../table/code-point.ts";
import { targetOf } from "../table/dataset.ts";
import { predict } from "../model/predict.ts";
import type { Confusion, Dataset, Forest } from "../types.ts";
import { confusionOf } from "./confusion.ts";

/** Rows predicted at a time: bounds the memory that probabilities take. */
const BLOCK = 65_536;

/** Every class that the data or a model knows. */
export function allClasses(dataset: Dataset, forests: (Forest | null)[]): string[] {
  const names = new Set(targetOf(dataset).categories);
  for (const forest of forests) for (const name of forest?.classes ?? []) names.add(name);
  return [...names].sort(byCodePoint);
}

/** A row without a label judges nothing. */
export function labelled(dataset: Dataset, rows: Int32Array): Int32Array {
  const { codes } = targetOf(dataset);
  return rows.filter((row) => codes[row]! > 0);
}

export function truthOf(dataset: Dataset, rows: Int32Array, classes: string[]): Int32Array {
  const { codes, categories } = targetOf(dataset);
  const index = indicesIn(classes, categories);
  return rows.map((row) => index[codes[row]! - 1]!);
}

export function predictedBy(forest: Forest, dataset: Dataset, rows: Int32Array, classes: string[]): Int32Array {
  const index = indicesIn(classes, forest.classes);
  const predicted = new Int32Array(rows.length);
  for (let start = 0; start < rows.length; start += BLOCK) {
    const block = predict(forest, dataset.columns, rows.subarray(start, start + BLOCK));
    for (let i = 0; i < block.classes.length; i++) predicted[start + i] = index[block.classes[i]!]!;
  }
  return predicted;
}

function indicesIn(classes: string[], names: string[]): Int32Array {
  const at = new Map(classes.map((name, i) => [name, i]));
  return Int32Array.from(names, (name) => at.get(name)!);
}

/** Why the forest cannot be applied to the data; null when it can. */
export function misfit(forest: Forest, dataset: Dataset): string | null {
  const columns = new Map(dataset.columns.map((column) => [column.name, column]));
  for (const feature of forest.features) {
    const column = columns.get(feature.name);
    if (column === undefined) return `the column \`${feature.name}\` is no longer there`;
    if (column.kind !== feature.kind) return `the column \`${feature.name}\` holds ${column.kind} values, it was trained on ${feature.kind} values`;
  }
  return null;
}

/** Rows with what is true of them and what one model says. */
export interface Answers {
  truth: Int32Array;
  predicted: Int32Array;
}

/** Those of the answers that stand at `positions`. */
export function pick(answers: Answers, positions: Int32Array): Answers {
  return { truth: positions.map((i) => answers.truth[i]!), predicted: positions.map((i) => answers.predicted[i]!) };
}

export function confusionAt(answers: Answers, classes: string[]): Confusion {
  return confusionOf(answers.truth, answers.predicted, classes);
}
