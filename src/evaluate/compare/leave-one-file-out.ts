// How accepted files look to models that did not learn from them: the yardstick for a file that no model has learned from yet.
import { smallForest } from "../../model/choose/small-forest.ts";
import { columnOf } from "../../table/columns/dataset.ts";
import type { GatesConfig } from "../../types/config.ts";
import type { Forest } from "../../types/model.ts";
import type { Dataset, FileSpan } from "../../types/table.ts";
import { answersOf, type Frame, labelled, truthOf } from "../scores/rows.ts";
import { type Comparison, compare } from "./champion-answers.ts";

/** Accepted rows are left out in so many blocks of neighbouring files, as a new file has no neighbours after it either. */
const BLOCKS = 5;
/** Fewer rows say little about the file that they are from. */
export const FILE_ROWS = 50;
/** More files teach nothing new of how files differ. */
const MOST_PARTS = 60;
/** Of each forest: those of more rows would take long and differ little in this. */
const MOST_TRAINING_ROWS = 10_000;

export interface Stage {
  frame: Frame;
  /** Labelled rows, as are `trained`, of accepted files (by file: of the golden one) that models are judged on. */
  known: Int32Array;
  trained: Int32Array;
  gates: Pick<GatesConfig, "f1Average" | "positiveClass">;
}

/** The rows of one accepted batch. */
interface Part {
  rows: Int32Array;
  block: number;
}

/** One comparison per accepted file; none where there are too few to leave some out. Grows a few small forests. */
export function leaveOneFileOut(stage: Stage): Comparison[] {
  const { frame, known, gates } = stage;
  const learned = learnedRows(stage);
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

/** null: there is nothing to tell apart. */
function forestOn({ dataset, classes }: Frame, rows: Int32Array): Forest | null {
  const trainingSet = sampled(rows);
  const labels = truthOf(dataset, trainingSet, classes);
  if (labels.every((label) => label === labels[0])) return null;
  const columns = dataset.features.map((name) => columnOf(dataset, name));
  return smallForest(columns, trainingSet, labels, classes);
}

/** Accepted rows that are not judged on. Those outside the window taught earlier models. */
function learnedRows({ frame, known, trained }: Stage): Int32Array {
  const { rows, files } = frame.dataset;
  const isLesson = new Uint8Array(rows);
  for (const row of trained) isLesson[row] = 1;
  for (const { start, end, accepted, inWindow } of files) if (!accepted || !inWindow) isLesson.fill(accepted ? 1 : 0, start, end);
  for (const row of known) isLesson[row] = 0;
  return labelled(
    frame.dataset,
    Int32Array.from({ length: rows }, (_, row) => row).filter((row) => isLesson[row] === 1),
  );
}

/** Sorted rows batch by batch, oldest first. A batch is never cut: its rows may be sorted by anything. */
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

/** Where the first row from `start` on stands in sorted rows. */
function firstFrom(sorted: Int32Array, start: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Evenly spread. */
function sampled(rows: Int32Array): Int32Array {
  if (rows.length <= MOST_TRAINING_ROWS) return rows;
  return Int32Array.from({ length: MOST_TRAINING_ROWS }, (_, i) => rows[Math.floor((i * rows.length) / MOST_TRAINING_ROWS)]!);
}
