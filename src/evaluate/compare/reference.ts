// Rows that were accepted first, closed with the champion's answers: nothing that comes later can move them. Against the champion of yesterday
// many small steps are each too small to be seen; against these they add up.
import { columnOf } from "../../table/columns/dataset.ts";
import { hashRows, WORDS } from "../../table/rows/row-hashes.ts";
import type { ReferenceEntry, ReferenceRecord, StandingReference } from "../../types/reference.ts";
import type { Column, Dataset } from "../../types/table.ts";
import { type Answers, acceptedOnly, at } from "../scores/rows.ts";

/** As many rows close a reference. */
export const REFERENCE_ROWS = 1000;

/** Lost rows that are never more than habit: a row or two may be corrected. */
const FEW = 0.01;
const HABITS = 2;
/** With less of it left a new one is closed. */
const LEAST_LEFT = 0.5;

/** The candidate and the frozen answers on the rows that are still there. */
interface ReferenceView {
  candidate: Answers;
  frozen: Answers;
  rows: number;
  /** Rows that are gone since the last promotion and neither excluded, by their file or themselves, nor before the window. */
  lost: number;
  isBeyondHabit: boolean;
  /** Which look at the reference this is, from 1. */
  look: number;
}

interface Scene {
  dataset: Dataset;
  fileOf: Int32Array;
  /** On all labelled hold-out rows. */
  candidate: Answers;
  champion: Answers | null;
  standing: StandingReference | null;
  looks: number | null;
  salt: string;
  /** Names of files that the configuration leaves out. */
  excludedFiles: ReadonlySet<string>;
  /** Rows that it leaves out by name; null: none are at hand. */
  excluded: Dataset | null;
}

export interface FoundReference {
  view: ReferenceView;
  record: ReferenceRecord;
}

/** null: there is none, and too few rows are accepted to close one. */
export function referenceOf(scene: Scene): FoundReference | null {
  const { standing } = scene;
  const record = standing?.record ?? closedNow(scene);
  if (record === null) return null;
  const rows = rowsOf(record, scene);
  const there = rows.flatMap((row, i) => (row < 0 ? [] : i));
  const positions = positionsIn(scene.candidate);
  const candidate = at(
    scene.candidate,
    Int32Array.from(there, (i) => positions.get(rows[i]!)!),
  );
  const classes = record.classes.map((name) => candidate.classes.indexOf(name));
  const frozen = { ...candidate, predicted: Int32Array.from(there, (i) => classes[record.answers[i]!]!) };
  const leftOut = excludedIn(record, scene);
  const isLost = (i: number) => !leftOut.has(i) && !isExcused(record.files[record.fileOf[i]!] ?? "", scene);
  const gone = rows.flatMap((row, i) => (row < 0 && isLost(i) ? [i] : []));
  const before = record.answers.length - (standing?.found ?? record.answers.length);
  // Rows cannot be known again without a column that their hashes cover: then a new reference is closed, and nothing was lost.
  const lost = isCovered(record, scene.dataset) ? Math.max(0, gone.length - before) : 0;
  const allowed = Math.max(FEW * record.answers.length, HABITS * (standing?.habit ?? 0));
  return {
    record,
    view: { candidate, frozen, rows: record.answers.length, lost, isBeyondHabit: lost > allowed, look: lookAt(scene, record) },
  };
}

/** Every look since it was closed, rejected ones too; where those are not known, promotions. */
function lookAt({ standing, looks }: Scene, record: ReferenceRecord): number {
  const counted = looks === null || record.looks === null ? 0 : looks - record.looks;
  return Math.max(1, counted + 1, (standing?.promotions ?? 0) + 1);
}

/** What the entry of this promotion says of it; undefined: nothing. `isAccepted`: a person said that what is right has changed. */
export function referenceEntry(found: FoundReference | null, scene: Scene, isAccepted: boolean): ReferenceEntry | undefined {
  if (isAccepted) {
    const { rows } = scene.candidate;
    const moved = recordOf(scene, rows.slice(-REFERENCE_ROWS), scene.candidate);
    return moved === null ? undefined : { record: moved, found: moved.answers.length, lost: found?.view.lost ?? 0 };
  }
  if (found === null) return undefined;
  const { view, record } = found;
  const left = view.candidate.rows.length;
  const renewed = left < LEAST_LEFT * view.rows ? closedNow(scene) : null;
  if (renewed !== null) return { record: renewed, found: renewed.answers.length, lost: view.lost };
  return { ...(scene.standing === null ? { record } : {}), found: left, lost: view.lost };
}

/** The first rows of accepted files, with the standing champion's answers; null: they are too few, or there is no champion to answer. */
function closedNow(scene: Scene): ReferenceRecord | null {
  if (scene.champion === null) return null;
  const accepted = acceptedOnly(scene.champion, scene.fileOf, scene.dataset.files);
  if (accepted.rows.length < REFERENCE_ROWS) return null;
  return recordOf(scene, accepted.rows.slice(0, REFERENCE_ROWS), scene.champion);
}

function recordOf({ dataset, fileOf, salt, looks }: Scene, rows: Int32Array, by: Answers): ReferenceRecord | null {
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

/** Places in the record of rows that the configuration leaves out. */
function excludedIn(record: ReferenceRecord, { excluded, salt }: Scene): Set<number> {
  if (excluded === null) return new Set();
  const all = Int32Array.from({ length: excluded.rows }, (_, row) => row);
  return new Set(matched(record, hashesOf(excluded, record.columns, all, salt), all).flatMap((row, i) => (row < 0 ? [] : i)));
}

/** Per row of the record a row of the dataset's hold-out, -1 where it is gone; equal rows are told apart by their order. */
function rowsOf(record: ReferenceRecord, { dataset, candidate, salt }: Scene): number[] {
  return matched(record, hashesOf(dataset, record.columns, candidate.rows, salt), candidate.rows);
}

/** `words`: of these rows; null: they cannot be compared. */
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

/** null: a column is not there. */
function hashesOf(dataset: Dataset, names: string[], rows: Int32Array, salt: string): Uint32Array | null {
  if (!isCovered({ columns: names }, dataset)) return null;
  const columns = names.map((name) => taken(columnOf(dataset, name), rows));
  const words = new Uint32Array(WORDS * rows.length);
  hashRows(columns, rows.length, salt, words);
  return words;
}

function taken(column: Column, rows: Int32Array): Column {
  if (column.kind === "number") return { ...column, values: Float64Array.from(rows, (row) => column.values[row]!) };
  return { ...column, codes: rows.map((row) => column.codes[row]!) };
}

/** A file that a person left out, or that lies before the oldest one within the window, is gone for a reason. */
function isExcused(name: string, { dataset, excludedFiles }: Scene): boolean {
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
