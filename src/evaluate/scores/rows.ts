// Rows with their true and predicted classes, as indices into one list of classes.
import { quoted } from "../../findings/scores.ts";
import { classifierOf, predictorOf } from "../../model/predict/predict.ts";
import { byCodePoint } from "../../table/columns/code-point.ts";
import { isLabelled, targetOf } from "../../table/columns/dataset.ts";
import type { SplitKind } from "../../types/config.ts";
import type { Confusion } from "../../types/judgement.ts";
import type { Answered, Answering, Forest } from "../../types/model.ts";
import type { Column, Dataset, FileSpan } from "../../types/table.ts";
import { confusionOf } from "./confusion.ts";
import { type Likelihood, LikelihoodTally } from "./likelihood.ts";

/** Rows predicted at a time, to bound the memory of the probabilities. */
const BLOCK = 65_536;

/** A model's predictions on labelled rows; all arrays are in the order of `rows`. */
export interface Answers {
  /** Row numbers of the dataset. */
  rows: Int32Array;
  truth: Int32Array;
  predicted: Int32Array;
  classes: string[];
  /** Unit of each row: rows of one unit (a group, or copies) are not independent; null: all rows are. */
  units: Int32Array | null;
}

/** How many of the rows are different, where equal ones are counted as one; undefined: rows are not counted so. */
export function differentRows({ units }: Pick<Answers, "units">, by: SplitKind): number | undefined {
  return units === null || by === "group" ? undefined : new Set(units).size;
}

/** What predictions need besides the model. */
export interface Frame {
  dataset: Dataset;
  classes: string[];
  /** The unit of each row of the dataset. */
  unitOf: Int32Array | null;
}

/** All classes of the data and of the models, sorted by code points. */
export function allClasses(dataset: Dataset, answering: (Pick<Forest, "classes"> | null)[]): string[] {
  const names = new Set(targetOf(dataset).categories);
  for (const one of answering) for (const name of one?.classes ?? []) names.add(name);
  return [...names].sort(byCodePoint);
}

/** The rows that have a label. */
export function labelled(dataset: Dataset, rows: Int32Array): Int32Array {
  return rows.filter(isLabelled(dataset));
}

/** The true class of each row, as an index into `classes`. */
export function truthOf(dataset: Dataset, rows: Int32Array, classes: string[]): Int32Array {
  const { codes, categories } = targetOf(dataset);
  const index = indicesIn(classes, categories);
  return rows.map((row) => index[codes[row]! - 1]!);
}

/** The model's predictions on labelled rows. Throws where a script was not asked about one of them. */
export function answersOf(model: Answering, frame: Frame, rows: Int32Array): Answers {
  return ask(model, frame, rows, null);
}

export interface Scored {
  answers: Answers;
  /** null: the model answers with labels alone. */
  likelihood: Likelihood | null;
}

/** The same, with the scores of its probabilities. */
export function scoredAnswersOf(model: Answering, frame: Frame, rows: Int32Array): Scored {
  const { dataset, classes } = frame;
  if (model.engine === "command" && model.probabilities === null) return { answers: answersOf(model, frame, rows), likelihood: null };
  const known = indicesIn(classes, model.classes);
  const tally = new LikelihoodTally(truthOf(dataset, rows, classes), classes.length, known, unitsAt(frame, rows));
  const answers = ask(model, frame, rows, tally);
  return { answers, likelihood: tally.close() };
}

function ask(model: Answering, frame: Frame, rows: Int32Array, tally: LikelihoodTally | null): Answers {
  const { dataset, classes } = frame;
  const index = indicesIn(classes, model.classes);
  const classify = model.engine === "command" ? lookUp(model, tally) : predictClasses(model, dataset.columns, tally);
  const predicted = new Int32Array(rows.length);
  for (let start = 0; start < rows.length; start += BLOCK) {
    const block = classify(rows.subarray(start, start + BLOCK));
    for (let i = 0; i < block.length; i++) predicted[start + i] = index[block[i]!]!;
  }
  return { rows, truth: truthOf(dataset, rows, classes), predicted, classes, units: unitsAt(frame, rows) };
}

/** Predicts class indices of the forest; computes probabilities only for the tally, since classes alone are faster. */
function predictClasses(forest: Forest, columns: Column[], tally: LikelihoodTally | null): (rows: Int32Array) => Int32Array {
  if (tally === null) return classifierOf(forest, columns);
  const predict = predictorOf(forest, columns);
  return (rows) => {
    const block = predict(rows);
    tally.add(block);
    return block.classes;
  };
}

/** Class indices that a script answered, with its probabilities for the tally. */
function lookUp({ classes, predicted, probabilities }: Answered, tally: LikelihoodTally | null): (rows: Int32Array) => Int32Array {
  return (rows) => {
    const found = rows.map((row) => predicted[row]!);
    if (found.includes(-1)) throw new Error("A row is to be judged that the script was not asked about.");
    if (tally !== null && probabilities !== null) {
      const width = classes.length;
      const block = new Float64Array(rows.length * width);
      rows.forEach((row, i) => void block.set(probabilities.subarray(row * width, (row + 1) * width), i * width));
      tally.add({ classes: found, probabilities: block });
    }
    return found;
  };
}

function unitsAt({ unitOf }: Frame, rows: Int32Array): Int32Array | null {
  return unitOf && rows.map((row) => unitOf[row]!);
}

function indicesIn(classes: string[], names: string[]): Int32Array {
  const at = new Map(classes.map((name, i) => [name, i]));
  return Int32Array.from(names, (name) => at.get(name)!);
}

/** Why the model cannot be applied to the data, as the end of a sentence; null when it can. */
export function misfit(model: Answering, dataset: Dataset): string | null {
  if (model.engine === "command") return model.trouble;
  const kinds = { number: "numbers", category: "categories" };
  const columns = new Map(dataset.columns.map((column) => [column.name, column]));
  for (const feature of model.features) {
    const column = columns.get(feature.name);
    if (column === undefined) return `its feature ${quoted(feature.name)} is not among the columns`;
    if (column.kind !== feature.kind) {
      return `its feature ${quoted(feature.name)} was trained on ${kinds[feature.kind]} and now holds ${kinds[column.kind]}`;
    }
  }
  return null;
}

/** The predictions on the rows for which `wanted` holds. */
export function keep(answers: Answers, wanted: (row: number) => boolean): Answers {
  const { rows } = answers;
  const positions = new Int32Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) if (wanted(rows[i]!)) positions[count++] = i;
  return count === rows.length ? answers : at(answers, positions.subarray(0, count));
}

/** The predictions at these positions. */
export function at({ rows, truth, predicted, classes, units }: Answers, positions: Int32Array): Answers {
  const pick = (values: Int32Array) => positions.map((i) => values[i]!);
  return { rows: pick(rows), truth: pick(truth), predicted: pick(predicted), classes, units: units && pick(units) };
}

/** Whether the labels of a file are to be compared with accepted ones: it is neither accepted nor the golden file, and its labels are not late ones. */
export function isNew({ accepted, golden, changed }: FileSpan): boolean {
  return !accepted && !golden && changed !== "late";
}

/** The predictions on rows of accepted files. `fileOf`: for each row of the dataset its index into `files`. */
export function acceptedOnly(answers: Answers, fileOf: Int32Array, files: FileSpan[]): Answers {
  return keep(answers, (row) => files[fileOf[row]!]!.accepted);
}

/** The predictions of both, `a` first. Both must have the same classes. */
export function join(a: Answers, b: Answers): Answers {
  return {
    rows: concat(a.rows, b.rows),
    truth: concat(a.truth, b.truth),
    predicted: concat(a.predicted, b.predicted),
    classes: a.classes,
    units: a.units && b.units && concat(a.units, b.units),
  };
}

function concat(a: Int32Array, b: Int32Array): Int32Array {
  const joined = new Int32Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

/** The predictions in `groups` parts; `groupOf`: a part from 0 to `groups` - 1 for a row number. */
export function groupBy(answers: Answers, groups: number, groupOf: (row: number) => number): Answers[] {
  const sizes = new Int32Array(groups + 1);
  for (const row of answers.rows) sizes[groupOf(row) + 1]!++;
  for (let g = 0; g < groups; g++) sizes[g + 1]! += sizes[g]!;
  const next = sizes.slice();
  const order = new Int32Array(answers.rows.length);
  answers.rows.forEach((row, i) => {
    order[next[groupOf(row)]!++] = i;
  });
  return Array.from({ length: groups }, (_, g) => at(answers, order.slice(sizes[g], sizes[g + 1])));
}

/** The confusion matrix of the predictions. */
export function confusionIn(answers: Answers): Confusion {
  return confusionOf(answers.truth, answers.predicted, answers.classes);
}
