// Rows of files put together by the batch that they are of.
import { forgetTyped } from "../../table/columns/typed.ts";
import { BACK } from "../../table/rows/known-rows.ts";
import { rowsOfTable } from "../../table/rows/rows.ts";
import type { SourceFile } from "../../types/table.ts";
import type { InWindow } from "../history/clock.ts";
import { type CalendarCut, MOST_PARTS, partsOfRows } from "./calendar.ts";
import { ADOPTED, EXCLUDED, OUTSIDE } from "./classes.ts";

/** How many rows are what. */
export interface RowCounts {
  same: number;
  fresh: number;
  back: number;
  /** Accepted, there at the last promotion, and missing now. */
  gone: number;
  /** Neither accepted nor within the window: not looked at. */
  outside: number;
  /** Left out by the configuration. */
  excluded: number;
  /** New rows that have the key of one that is gone; null: no key is known. */
  corrected: number | null;
}

/** Rows of one file that are of one batch. */
export interface Piece {
  file: SourceFile;
  /** Where the rows of its file begin among those of all files. */
  start: number;
  /** Its rows within that file; null: all of them. */
  rows: Int32Array | null;
  /** Whether a stored set has its rows. */
  isStored: boolean;
}

/** Files one after the other: each with where its rows begin among those of all, and where they end. */
function eachFile(files: SourceFile[], ends: Uint32Array, visit: (file: SourceFile, start: number, end: number, at: number) => void) {
  files.forEach((file, i) => {
    visit(file, i === 0 ? 0 : ends[i - 1]!, ends[i]!, i);
  });
}

/** Marks what lies outside the window in place, and counts. */
export function settle(classes: Int32Array, files: SourceFile[], ends: Uint32Array, inWindow: InWindow): RowCounts {
  const counts: RowCounts = { same: 0, fresh: 0, back: 0, gone: 0, outside: 0, excluded: 0, corrected: null };
  eachFile(files, ends, (file, start, end, at) => {
    for (let row = start; row < end && !file.golden; row++) {
      const one = classes[row]!;
      if (one >= 0 || one === ADOPTED) counts.same++;
      else if (one === EXCLUDED) counts.excluded++;
      else if (!inWindow(at, row - start)) {
        counts.outside++;
        classes[row] = OUTSIDE;
      } else if (one === BACK) counts.back++;
      else counts.fresh++;
    }
  });
  return counts;
}

/** What each promotion accepted, under one number, is a batch; of what no set has each file is one. */
export function cutByPromotion(classes: Int32Array, files: SourceFile[], ends: Uint32Array): CalendarCut {
  const keys = new Map<string, { accepted: boolean; age: number }>();
  const keyAt = (row: number, at: number) => {
    const one = classes[row]!;
    return one >= 0 ? `${one}` : one === ADOPTED ? `file ${at}` : `new ${at}`;
  };
  const each = (visit: (row: number, key: string, one: number, at: number) => void) =>
    eachFile(files, ends, (file, start, end, at) => {
      for (let row = start; row < end && !file.golden; row++) if (isJudged(classes[row]!)) visit(row, keyAt(row, at), classes[row]!, at);
    });
  each((_, key, one, at) => {
    if (keys.has(key)) return;
    const accepted = one >= 0 || one === ADOPTED;
    keys.set(key, { accepted, age: one >= 0 ? one : (accepted ? 2 ** 32 : 2 ** 33) + at });
  });
  const sorted = [...keys].sort(([, a], [, b]) => a.age - b.age);
  const older = Math.max(0, sorted.filter(([, { accepted }]) => accepted).length - MOST_PARTS);
  const place = new Map(sorted.map(([key], i) => [key, Math.max(0, i - Math.max(0, older - 1))]));
  const partOf = partsOfRows(classes.length, sorted.length);
  each((row, key) => {
    partOf[row] = place.get(key)! + 1;
  });
  const parts = sorted.slice(Math.max(0, older - 1)).map(([, { accepted }], i) => ({ accepted, isOlder: older > 0 && i === 0, label: "" }));
  return { parts, partOf };
}

/** Of each file what older batches brought, then what is new. A file without rows is new as a whole. */
export function piecesOf(
  classes: Int32Array,
  { parts, partOf }: CalendarCut,
  files: SourceFile[],
  ends: Uint32Array,
  inWindow: InWindow,
): Piece[] {
  const pieces: Piece[] = [];
  eachFile(files, ends, (file, start, end, fileNumber) => {
    if (file.golden || end === start) {
      if (file.golden || file.inWindow) pieces.push({ file, start, rows: null, isStored: false });
      return;
    }
    const keyOf = (row: number) =>
      partOf[start + row] === 0
        ? -1
        : 4 * (partOf[start + row]! - 1) + (classes[start + row]! >= 0 ? 2 : 0) + (inWindow(fileNumber, row) ? 1 : 0);
    for (const [key, rows] of rowsByKey(end - start, keyOf)) {
      const at = key >> 2;
      const { accepted, ...about } = parts[at]!;
      const marked = { ...file, accepted, inWindow: key % 2 === 1, batch: { at, ...about } };
      const isStored = (key & 2) > 0;
      pieces.push({ file: rows === null ? marked : cutTo(marked, rows), start, rows, isStored });
    }
  });
  return pieces;
}

/** Rows that share a key of 0 or more, in order of the keys; null: all rows do. */
function rowsByKey(count: number, keyOf: (row: number) => number): [key: number, rows: Int32Array | null][] {
  const counts = new Map<number, number>();
  for (let row = 0; row < count; row++) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  counts.delete(-1);
  const keys = [...counts].sort(([a], [b]) => a - b);
  if (keys.length === 1 && keys[0]![1] === count) return [[keys[0]![0], null]];
  const rows = new Map(keys.map(([key, own]) => [key, { rows: new Int32Array(own), next: 0 }]));
  for (let row = 0; row < count; row++) {
    const own = rows.get(keyOf(row));
    if (own !== undefined) own.rows[own.next++] = row;
  }
  return Array.from(rows, ([key, own]) => [key, own.rows]);
}

const isJudged = (one: number) => one !== OUTSIDE && one !== EXCLUDED;

function cutTo(file: SourceFile, rows: Int32Array): SourceFile {
  const cut = { ...file, isCut: true as const, table: rowsOfTable(file.table, rows) };
  // The whole columns are not asked for again.
  forgetTyped(file.table);
  return cut;
}

/** Visits the rows of a piece, by their places among those of all files. */
export function eachPlace({ file, start, rows }: Piece, visit: (place: number) => void): void {
  for (let i = 0; i < file.table.rows; i++) visit(start + (rows === null ? i : rows[i]!));
}

/** Rows of a dataset of these pieces, one after the other, in the order of their places; null: they stand in it. */
export function readingOrder(pieces: Piece[]): Uint32Array | null {
  const places = new Uint32Array(pieces.reduce((sum, { file }) => sum + file.table.rows, 0));
  let count = 0;
  let isSorted = true;
  for (const piece of pieces) {
    eachPlace(piece, (place) => {
      isSorted &&= count === 0 || place > places[count - 1]!;
      places[count++] = place;
    });
  }
  return isSorted ? null : Uint32Array.from(places.keys()).sort((a, b) => places[a]! - places[b]!);
}

/** Rows that no set has are stored under one number a batch: accepted ones are older than new ones. */
export function numbered(pieces: Piece[], first: number): { pieces: Piece[]; next: number } {
  const numbers = new Map<number, number>();
  for (const { file, isStored } of pieces) if (file.batch !== undefined && !isStored) numbers.set(file.batch.at, 0);
  const sorted = [...numbers.keys()].sort((a, b) => a - b);
  sorted.forEach((at, i) => {
    numbers.set(at, first + i);
  });
  const given = pieces.map((piece): Piece => {
    const { file, isStored } = piece;
    const part = file.batch === undefined || isStored ? undefined : numbers.get(file.batch.at);
    return part === undefined ? piece : { ...piece, file: { ...file, part } };
  });
  return { pieces: given, next: first + sorted.length };
}
