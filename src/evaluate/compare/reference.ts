// The frozen reference: the first accepted hold-out rows with the champion's predictions of that day. A slow loss, too small for each
// night's comparison with the champion, shows in the comparison with these predictions.
import { columnOf } from "../../table/columns/dataset.ts";
import { hashRows, WORDS } from "../../table/rows/row-hashes.ts";
import type { CurrentReference, ReferenceEntry, ReferenceRecord } from "../../types/reference.ts";
import type { Column, Dataset } from "../../types/table.ts";
import { type Answers, acceptedOnly, at } from "../scores/rows.ts";

/** Rows of a reference. */
export const REFERENCE_ROWS = 1000;

/** Share of the rows that may be gone since the last promotion, since rows get corrected; or HABITS times the usual number. */
const FEW = 0.01;
const HABITS = 2;
/** A promotion replaces the reference when less than this share of its rows is left. */
const LEAST_LEFT = 0.5;

/** The predictions of the candidate and the recorded ones, on the rows that still exist. */
interface ReferenceView {
  candidate: Answers;
  frozen: Answers;
  rows: number;
  /** Rows gone since the last promotion without an explanation (excluded, or before the window). */
  lost: number;
  isBeyondHabit: boolean;
  /** Number of comparisons with this reference so far, this one included. */
  look: number;
}

interface ReferenceTask {
  dataset: Dataset;
  fileOf: Int32Array;
  /** Predictions on all labelled hold-out rows, as `champion`. */
  candidate: Answers;
  champion: Answers | null;
  standing: CurrentReference | null;
  looks: number | null;
  salt: string;
  /** Names of files in `data.exclude`. */
  excludedFiles: ReadonlySet<string>;
  /** Rows of row sets in `data.exclude`; null: none. */
  excluded: Dataset | null;
}

export interface FoundReference {
  view: ReferenceView;
  record: ReferenceRecord;
}

/** The recorded reference or a new one; null: too few accepted hold-out rows for one. */
export function referenceOf(task: ReferenceTask): FoundReference | null {
  const { standing } = task;
  const record = standing?.record ?? closedNow(task);
  if (record === null) return null;
  const rows = rowsOf(record, task);
  const there = rows.flatMap((row, i) => (row < 0 ? [] : i));
  const positions = positionsIn(task.candidate);
  const candidate = at(
    task.candidate,
    Int32Array.from(there, (i) => positions.get(rows[i]!)!),
  );
  const classes = record.classes.map((name) => candidate.classes.indexOf(name));
  const frozen = { ...candidate, predicted: Int32Array.from(there, (i) => classes[record.answers[i]!]!) };
  const leftOut = excludedIn(record, task);
  const isLost = (i: number) => !leftOut.has(i) && !isExplained(record.files[record.fileOf[i]!] ?? "", task);
  const gone = rows.flatMap((row, i) => (row < 0 && isLost(i) ? [i] : []));
  const before = record.answers.length - (standing?.found ?? record.answers.length);
  // Without a column that the hashes cover no row can be found again: a new reference is made, and none counts as lost.
  const lost = isCovered(record, task.dataset) ? Math.max(0, gone.length - before) : 0;
  const allowed = Math.max(FEW * record.answers.length, HABITS * (standing?.habit ?? 0));
  return {
    record,
    view: { candidate, frozen, rows: record.answers.length, lost, isBeyondHabit: lost > allowed, look: lookAt(task, record) },
  };
}

/** Runs that compared with this reference, rejected ones included; where they are not recorded, promotions. */
function lookAt({ standing, looks }: ReferenceTask, record: ReferenceRecord): number {
  const counted = looks === null || record.looks === null ? 0 : looks - record.looks;
  return Math.max(1, counted + 1, (standing?.promotions ?? 0) + 1);
}

/** The reference part of the history entry; undefined: none. `isAccepted`: mode `accept`, which moves the reference to the newest rows. */
export function referenceEntry(found: FoundReference | null, task: ReferenceTask, isAccepted: boolean): ReferenceEntry | undefined {
  if (isAccepted) {
    const { rows } = task.candidate;
    const moved = recordOf(task, rows.slice(-REFERENCE_ROWS), task.candidate);
    return moved === null ? undefined : { record: moved, found: moved.answers.length, lost: found?.view.lost ?? 0 };
  }
  if (found === null) return undefined;
  const { view, record } = found;
  const left = view.candidate.rows.length;
  const renewed = left < LEAST_LEFT * view.rows ? closedNow(task) : null;
  if (renewed !== null) return { record: renewed, found: renewed.answers.length, lost: view.lost };
  return { ...(task.standing === null ? { record } : {}), found: left, lost: view.lost };
}

/** A new reference from the first accepted hold-out rows and the champion's predictions; null: too few rows, or no champion. */
function closedNow(task: ReferenceTask): ReferenceRecord | null {
  if (task.champion === null) return null;
  const accepted = acceptedOnly(task.champion, task.fileOf, task.dataset.files);
  if (accepted.rows.length < REFERENCE_ROWS) return null;
  return recordOf(task, accepted.rows.slice(0, REFERENCE_ROWS), task.champion);
}

function recordOf({ dataset, fileOf, salt, looks }: ReferenceTask, rows: Int32Array, by: Answers): ReferenceRecord | null {
  if (rows.length < REFERENCE_ROWS) return null;
  const columns = [...dataset.features, dataset.target];
  const words = hashesOf(dataset, columns, rows, salt)!;
  const positions = positionsIn(by);
  const names = [...new Set(Array.from(rows, (row) => dataset.files[fileOf[row]!]!.name))];
  return {
    version: 1,
    columns,
    classes: by.classes,
    hashes: encoded(words),
    answers: Array.from(rows, (row) => by.predicted[positions.get(row)!]!),
    files: names,
    fileOf: Array.from(rows, (row) => names.indexOf(dataset.files[fileOf[row]!]!.name)),
    looks,
  };
}

/** Indices into the record of the rows that `data.exclude` names. */
function excludedIn(record: ReferenceRecord, { excluded, salt }: ReferenceTask): Set<number> {
  if (excluded === null) return new Set();
  const all = Int32Array.from({ length: excluded.rows }, (_, row) => row);
  return new Set(matched(record, hashesOf(excluded, record.columns, all, salt), all).flatMap((row, i) => (row < 0 ? [] : i)));
}

/** For each row of the record the hold-out row with the same hash, -1 where it is gone; equal rows are matched in their order. */
function rowsOf(record: ReferenceRecord, { dataset, candidate, salt }: ReferenceTask): number[] {
  return matched(record, hashesOf(dataset, record.columns, candidate.rows, salt), candidate.rows);
}

/** `words`: hashes of `rows`; null: they cannot be computed, so no row matches. */
function matched(record: ReferenceRecord, words: Uint32Array | null, rows: Int32Array): number[] {
  const waiting = new Map<string, number[]>();
  if (words !== null) {
    rows.forEach((row, i) => {
      const key = keyAt(words, i);
      const known = waiting.get(key);
      if (known === undefined) waiting.set(key, [row]);
      else known.push(row);
    });
  }
  const wanted = decoded(record.hashes);
  return record.answers.map((_, i) => waiting.get(keyAt(wanted, i))?.shift() ?? -1);
}

function isCovered({ columns }: Pick<ReferenceRecord, "columns">, dataset: Dataset): boolean {
  return columns.every((name) => dataset.columns.some((column) => column.name === name));
}

/** Row hashes over these columns; null: a column is missing. */
function hashesOf(dataset: Dataset, names: string[], rows: Int32Array, salt: string): Uint32Array | null {
  if (!isCovered({ columns: names }, dataset)) return null;
  const columns = names.map((name) => taken(columnOf(dataset, name), rows));
  return hashRows(columns, rows.length, salt);
}

function taken(column: Column, rows: Int32Array): Column {
  if (column.kind === "number") return { ...column, values: Float64Array.from(rows, (row) => column.values[row]!) };
  return { ...column, codes: rows.map((row) => column.codes[row]!) };
}

/** Whether rows of this file are gone because it is excluded or lies before the window. */
function isExplained(name: string, { dataset, excludedFiles }: ReferenceTask): boolean {
  const first = dataset.files.find(({ inWindow, golden }) => inWindow && !golden);
  const isLimited = dataset.files.some(({ inWindow }) => !inWindow);
  return excludedFiles.has(name) || (isLimited && first !== undefined && name < first.name);
}

function positionsIn({ rows }: Answers): Map<number, number> {
  return new Map(Array.from(rows, (row, i) => [row, i]));
}

const keyAt = (words: Uint32Array, i: number) => `${words[WORDS * i]!},${words[WORDS * i + 1]!},${words[WORDS * i + 2]!}`;

/** Big-endian, so that bytes are the same on every machine. */
function encoded(words: Uint32Array): string {
  const bytes = new DataView(new ArrayBuffer(4 * words.length));
  words.forEach((word, i) => {
    bytes.setUint32(4 * i, word);
  });
  return Buffer.from(bytes.buffer).toString("base64");
}

function decoded(hashes: string): Uint32Array {
  const bytes = Buffer.from(hashes, "base64");
  return Uint32Array.from({ length: Math.floor(bytes.length / 4) }, (_, i) => bytes.readUInt32BE(4 * i));
}
