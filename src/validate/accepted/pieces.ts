// Rows of files put together by the batch that they are of.
import { BACK } from "../../table/rows/known-rows.ts";
import { rowsOfTable } from "../../table/rows/rows.ts";
import type { SourceFile } from "../../types/table.ts";
import { type CalendarCut, MOST_PARTS } from "./calendar.ts";
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
  /** Of its rows among those of all files. */
  places: Uint32Array;
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
export function settle(classes: Int32Array, files: SourceFile[], ends: Uint32Array, inWindow: Uint8Array): RowCounts {
  const counts: RowCounts = { same: 0, fresh: 0, back: 0, gone: 0, outside: 0, excluded: 0, corrected: null };
  eachFile(files, ends, (file, start, end) => {
    for (let row = start; row < end && !file.golden; row++) {
      const one = classes[row]!;
      if (one >= 0 || one === ADOPTED) counts.same++;
      else if (one === EXCLUDED) counts.excluded++;
      else if (inWindow[row] === 0) {
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
  const partOf = new Int32Array(classes.length).fill(-1);
  each((row, key) => {
    partOf[row] = place.get(key)!;
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
  inWindow: Uint8Array,
): Piece[] {
  const pieces: Piece[] = [];
  eachFile(files, ends, (file, start, end) => {
    if (file.golden || end === start) {
      if (file.golden || file.inWindow)
        pieces.push({ file, places: Uint32Array.from({ length: end - start }, (_, row) => start + row), isStored: false });
      return;
    }
    const groups = new Map<number, number[]>();
    for (let row = start; row < end; row++) {
      if (partOf[row]! < 0) continue;
      const key = 4 * partOf[row]! + (classes[row]! >= 0 ? 2 : 0) + inWindow[row]!;
      const rows = groups.get(key);
      if (rows === undefined) groups.set(key, [row]);
      else rows.push(row);
    }
    for (const [key, rows] of [...groups].sort(([a], [b]) => a - b)) {
      const at = key >> 2;
      const { accepted, isOlder, label } = parts[at]!;
      const marked = { ...file, accepted, inWindow: key % 2 === 1, batch: { at, label, isOlder } };
      const places = Uint32Array.from(rows);
      const isStored = (key & 2) > 0;
      pieces.push({ file: rows.length === file.table.rows ? marked : cutTo(marked, places, start), places, isStored });
    }
  });
  return pieces;
}

const isJudged = (one: number) => one !== OUTSIDE && one !== EXCLUDED;

function cutTo(file: SourceFile, places: Uint32Array, start: number): SourceFile {
  const rows = Int32Array.from(places, (place) => place - start);
  return { ...file, isCut: true, table: rowsOfTable(file.table, rows) };
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
