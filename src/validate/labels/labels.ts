// The labels of a batch, judged by small forests that learned from the batches accepted before.
import { predict } from "../../model/predict.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { Field } from "../../types/schema.ts";
import type { CategoryColumn } from "../../types/table.ts";
import { shareAlarm, shareRange } from "../drift/shares.ts";
import { ALPHA, type BatchCase, batchFinding, batchPass, FEWEST_BATCHES } from "../history.ts";
import { targetColumn } from "../target.ts";
import { named, percent, plural } from "../wording.ts";
import { leakFindings } from "./leak.ts";
import { rowsWhere, type Sample, sampleOf, smallForest } from "./sample.ts";
import { triggerFinding } from "./trigger.ts";

const PAST_ROWS = 3000;
const BATCH_ROWS = 2500;
const FOLDS = 3;
const FEWEST_ROWS = 40;
const MOST_CLASSES = 30;
const ERROR_FLOOR = 0.06;
const CONFIDENT = 0.85;
const CONFIDENT_FLOOR = 0.02;

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

/** `quiet`: a feature of the batch has a finding already, so that disagreement would say nothing about the labels. */
export function labelChecks(input: BatchCase, quiet: boolean): CheckResult[] {
  const judged = judgedRows(input);
  if (judged === null) return [];
  const leaks = leakFindings(input, judged);
  if (leaks.length > 0 || quiet) return leaks;
  const noise = noiseFinding(input, judged);
  if (noise !== null) return [noise];
  return [triggerFinding(input, judged) ?? passed(input, judged)];
}

function judgedRows({ batch, history, schema, target }: BatchCase): Judged | null {
  const field = schema.fields.find(({ name }) => name === target);
  const past = history.flatMap(({ typed }) => (typed !== null && typed.file.table.rows >= FEWEST_ROWS ? typed : []));
  const features = schema.fields.filter((one) => one.role === "feature" && one !== field);
  if (field === undefined || past.length < FEWEST_BATCHES || batch.profile.rows < FEWEST_ROWS || features.length === 0) return null;
  const each = Math.ceil(PAST_ROWS / past.length);
  const sample = sampleOf([...past, batch.typed], [...features, field], [...past.map(() => each), BATCH_ROWS]);
  if (sample === null) return null;
  const label = targetColumn(sample.columns.at(-1)!, field);
  const classes = label.categories.length;
  if (classes < 2 || classes > MOST_CLASSES) return null;
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

interface Errors {
  hits: number;
  cells: number;
  /** Errors in the row after another. */
  together: number;
}

/** Errors per batch, all of them or those against a confident judge. */
function errorsOf({ sample, label, predicted, probabilities, last }: Judged, least: number): Errors[] {
  const classes = label.categories.length;
  const counts = Array.from({ length: last + 1 }, () => ({ hits: 0, cells: 0, together: 0, after: false }));
  for (let row = 0; row < sample.rows; row++) {
    if (predicted[row]! < 0) continue;
    const one = counts[sample.origin[row]!]!;
    const isError = predicted[row] !== label.codes[row]! - 1 && probabilities[row * classes + predicted[row]!]! >= least;
    one.cells++;
    if (isError) one.hits++;
    if (isError && one.after) one.together++;
    one.after = isError;
  }
  return counts;
}

/** Errors that come in stretches of rows, more than by chance, are of one event: as many as are worth independent ones. */
function independentErrors({ hits, cells, together }: Errors): { hits: number; cells: number } {
  const share = hits / Math.max(1, cells);
  if (hits === 0 || share === 1) return { hits, cells };
  const clumped = Math.min(1, Math.max(0, (together / hits - share) / (1 - share) - 1 / Math.sqrt(hits)));
  const worth = (1 - clumped) / (1 + clumped);
  return { hits: hits * worth, cells: cells * worth };
}

function noiseFinding(input: BatchCase, judged: Judged): CheckResult | null {
  const tests = [
    { least: 0, floor: ERROR_FLOOR, words: "contradict a model of the accepted batches" },
    { least: CONFIDENT, floor: CONFIDENT_FLOOR, words: `contradict a model of the accepted batches that is sure (${percent(CONFIDENT)})` },
  ];
  const swapped = swappedClasses(judged);
  for (const { least, floor, words } of tests) {
    const counts = errorsOf(judged, least);
    const past = counts.slice(0, -1);
    const own = counts.at(-1)!;
    const errors = swapped === null ? independentErrors(own) : own;
    const found = shareAlarm({ ...errors, past, floor, alpha: ALPHA, direction: "up" });
    if (found === null) continue;
    const name = named(input.target!);
    const how = swapped === null ? "" : `; ${swapped} look exchanged`;
    const says = `has labels ${name} that ${words} in ${percent(found.share)} of the rows, among accepted batches ${shareRange(past)}${how}`;
    const remedy = "Look how these rows were labelled; a batch cannot vouch for its own labels.";
    const field = input.schema.fields.find((one) => one.name === input.target)!;
    const code = swapped === null ? "label-noise" : "label-swap";
    return batchFinding(input, {
      code,
      subject: input.target!,
      observed: percent(found.share),
      expected: shareRange(past),
      says,
      remedy,
      field,
    });
  }
  return null;
}

/** Two classes whose rows are mostly predicted as each other. */
function swappedClasses({ sample, label, predicted, last }: Judged): string | null {
  const classes = label.categories.length;
  const counts = Array.from({ length: classes }, () => new Int32Array(classes));
  for (let row = 0; row < sample.rows; row++) {
    if (sample.origin[row] === last && predicted[row]! >= 0) counts[label.codes[row]! - 1]![predicted[row]!]!++;
  }
  const most = (c: number, other: number) => counts[c]![other]! > 5 && counts[c]![other]! > counts[c]![c]!;
  for (let a = 0; a < classes; a++) for (let b = a + 1; b < classes; b++) if (most(a, b) && most(b, a)) return `two classes`;
  return null;
}

function passed(input: BatchCase, judged: Judged): CheckResult {
  const counts = errorsOf(judged, CONFIDENT);
  const { cells } = counts.at(-1)!;
  const usual =
    counts.slice(0, -1).reduce((sum, { hits }) => sum + hits, 0) /
    Math.max(
      1,
      counts.slice(0, -1).reduce((sum, one) => sum + one.cells, 0),
    );
  const power = Math.max(CONFIDENT_FLOOR, 4 * Math.sqrt((usual * (1 - usual) + 1 / cells) / cells));
  const says = `has labels that agree with a model of the accepted batches as theirs do; fewer than about ${percent(power)} of wrong labels would not be seen in ${plural(cells, "row")}`;
  return {
    ...batchPass(input, "label-noise", percent(counts.at(-1)!.hits / Math.max(1, cells)), percent(usual), says),
    subject: input.target!,
  };
}
