// How much worse a model predicts an accepted file that it was not trained on: the expected fall for a new file.
import { smallForest } from "../../model/choose/small-forest.ts";
import { firstFrom } from "../../stats/sorted.ts";
import { columnOf } from "../../table/columns/dataset.ts";
import type { GatesConfig } from "../../types/config.ts";
import type { Forest } from "../../types/model.ts";
import type { Dataset, FileSpan } from "../../types/table.ts";
import { answersOf, type Frame, labelled, truthOf } from "../scores/rows.ts";
import { type Comparison, compare } from "./champion-answers.ts";

/** Folds, each of consecutive files: a new file has no later neighbour in the training data either. */
const BLOCKS = 5;
/** Fewest rows of a file that is judged alone. */
export const FILE_ROWS = 50;
/** Most files that are compared, the newest ones. */
const MOST_PARTS = 60;
/** Training rows of each forest, to bound the time. */
const MOST_TRAINING_ROWS = 10_000;

interface LeaveOutInput {
  frame: Frame;
  /** Labelled hold-out rows of accepted files (split by file: of the golden file). `trained`: labelled training rows. */
  known: Int32Array;
  trained: Int32Array;
  gates: Pick<GatesConfig, "f1Average" | "positiveClass">;
}

/** Rows of one accepted batch, and its fold. */
interface Part {
  rows: Int32Array;
  block: number;
}

/** One comparison per accepted file with enough rows; none where the others have too few. Grows a small forest per fold. */
export function leaveOneFileOut(input: LeaveOutInput): Comparison[] {
  const { frame, known, gates } = input;
  const learned = learnedRows(input);
  const parts = partsOf(frame.dataset, Int32Array.from([...known, ...learned]).sort());
  const blockOf = new Int32Array(frame.dataset.rows).fill(-1);
  for (const { rows, block } of parts) for (const row of rows) blockOf[row] = block;
  const wanted = parts.filter(({ rows }) => rows.length >= FILE_ROWS).slice(-MOST_PARTS);
  return [...new Set(wanted.map(({ block }) => block))].flatMap((block) => {
    const elsewhere = (row: number) => blockOf[row] !== block;
    const forest = forestOn(frame, learned.filter(elsewhere));
    const beside = known.filter(elsewhere);
    if (forest === null || beside.length === 0) return [];
    const accepted = answersOf(forest, frame, beside);
    return wanted.filter((part) => part.block === block).map(({ rows }) => compare(accepted, answersOf(forest, frame, rows), gates));
  });
}

/** null: the rows have one class. */
function forestOn({ dataset, classes }: Frame, rows: Int32Array): Forest | null {
  const trainingSet = sampled(rows);
  const labels = truthOf(dataset, trainingSet, classes);
  if (labels.every((label) => label === labels[0])) return null;
  const columns = dataset.features.map((name) => columnOf(dataset, name));
  return smallForest(columns, trainingSet, labels, classes);
}

/** Accepted rows outside of `known`, those before the window included: earlier models were trained on them. */
function learnedRows({ frame, known, trained }: LeaveOutInput): Int32Array {
  const { rows, files } = frame.dataset;
  const isTraining = new Uint8Array(rows);
  for (const row of trained) isTraining[row] = 1;
  for (const { start, end, accepted, inWindow } of files) if (!accepted || !inWindow) isTraining.fill(accepted ? 1 : 0, start, end);
  for (const row of known) isTraining[row] = 0;
  return labelled(
    frame.dataset,
    Int32Array.from({ length: rows }, (_, row) => row).filter((row) => isTraining[row] === 1),
  );
}

/** The rows by batch, oldest first. A batch is in one fold, since the order of its rows may have a meaning. */
function partsOf({ files }: Dataset, all: Int32Array): Part[] {
  const batches = new Map<number, FileSpan[]>();
  files.forEach((file, i) => {
    if (!file.accepted || file.golden) return;
    const key = file.batch ?? i;
    batches.set(key, [...(batches.get(key) ?? []), file]);
  });
  const ordered = [...batches].sort(([a], [b]) => a - b);
  const rowsOf = ({ start, end }: FileSpan) => all.subarray(firstFrom(all, start), firstFrom(all, end));
  const ofBatches = ordered.map(([, spans]) => (spans.length === 1 ? rowsOf(spans[0]!) : joined(spans.map(rowsOf))));
  const total = ofBatches.reduce((sum, rows) => sum + rows.length, 0);
  let before = 0;
  return ofBatches.map((rows) => {
    const middle = before + rows.length / 2;
    before += rows.length;
    return { rows, block: Math.floor((BLOCKS * middle) / Math.max(1, total)) };
  });
}

function joined(parts: Int32Array[]): Int32Array {
  const all = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** At most MOST_TRAINING_ROWS, evenly spread. */
function sampled(rows: Int32Array): Int32Array {
  if (rows.length <= MOST_TRAINING_ROWS) return rows;
  return Int32Array.from({ length: MOST_TRAINING_ROWS }, (_, i) => rows[Math.floor((i * rows.length) / MOST_TRAINING_ROWS)]!);
}
