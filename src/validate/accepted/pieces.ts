// Rows of files put together by the batch that they are of.
import { BACK, NEW } from "../../table/known-rows.ts";
import { someRows } from "../../table/some-rows.ts";
import type { SourceFile } from "../../types/table.ts";

/** Accepted as part of its file, and in no set of rows: an earlier version kept none. */
export const ADOPTED = -3;
/** Neither accepted nor within the window. */
const OUTSIDE = -4;
/** The configuration leaves the row out. */
export const EXCLUDED = -5;

/** So small a share of a batch is what equal rows leave of it in another file, and goes with the most of that file. */
const FRAGMENT = 0.2;
const FEWEST_ROWS = 5;

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
}

export interface Piece {
  file: SourceFile;
  /** Of its rows among those of all files. */
  places: Uint32Array;
  /** Whether a stored set has its rows. */
  isStored: boolean;
}

/** Marks what lies outside the window in place, and counts. */
export function settle(parts: Int32Array, files: SourceFile[], ends: Uint32Array): RowCounts {
  const counts: RowCounts = { same: 0, fresh: 0, back: 0, gone: 0, outside: 0, excluded: 0 };
  files.forEach((file, i) => {
    for (let row = i === 0 ? 0 : ends[i - 1]!; row < ends[i]! && !file.golden; row++) {
      const part = parts[row]!;
      if (part >= 0 || part === ADOPTED) counts.same++;
      else if (part === EXCLUDED) counts.excluded++;
      else if (!file.inWindow) {
        counts.outside++;
        parts[row] = OUTSIDE;
      } else if (part === BACK) counts.back++;
      else counts.fresh++;
    }
  });
  return counts;
}

/** Of each file what older batches brought, then what came with it, then what is new. A file without rows is new as a whole. */
export function piecesOf(parts: Int32Array, files: SourceFile[], ends: Uint32Array): Piece[] {
  const totals = new Map<number, number>();
  for (const part of parts) totals.set(part, (totals.get(part) ?? 0) + 1);
  return files.flatMap((file, i) => {
    const start = i === 0 ? 0 : ends[i - 1]!;
    const places = Uint32Array.from({ length: ends[i]! - start }, (_, row) => start + row);
    if (file.golden || places.length === 0) return file.golden || file.inWindow ? [{ file, places, isStored: false }] : [];
    return groups(places, parts, totals).map(([part, rows]) => ({
      file: partOf(file, rows, start, part),
      places: rows,
      isStored: part >= 0,
    }));
  });
}

function groups(places: Uint32Array, parts: Int32Array, totals: Map<number, number>): [number, Uint32Array][] {
  const byPart = new Map<number, number[]>();
  for (const place of places) {
    const part = parts[place] === BACK ? NEW : parts[place]!;
    if (part === OUTSIDE || part === EXCLUDED) continue;
    const rows = byPart.get(part);
    if (rows === undefined) byPart.set(part, [place]);
    else rows.push(place);
  }
  joinFragments(byPart, totals);
  const age = (part: number) => (part === NEW ? Number.POSITIVE_INFINITY : part === ADOPTED ? Number.MAX_SAFE_INTEGER : part);
  return [...byPart].sort(([a], [b]) => age(a) - age(b)).map(([part, rows]) => [part, Uint32Array.from(rows)]);
}

function joinFragments(byPart: Map<number, number[]>, totals: Map<number, number>): void {
  const accepted = [...byPart].filter(([part]) => part !== NEW).sort((a, b) => b[1].length - a[1].length);
  const most = accepted[0];
  for (const [part, rows] of accepted.slice(1)) {
    if (part === ADOPTED || (rows.length >= FEWEST_ROWS && rows.length >= FRAGMENT * (totals.get(part) ?? 0))) continue;
    most![1].push(...rows);
    most![1].sort((a, b) => a - b);
    byPart.delete(part);
  }
}

function partOf(file: SourceFile, places: Uint32Array, start: number, part: number): SourceFile {
  const accepted = part !== NEW;
  const numbered = part >= 0 ? { part } : {};
  if (places.length === file.table.rows) return { ...file, accepted, ...numbered };
  const rows = places.map((place) => place - start);
  return { ...file, accepted, ...numbered, isCut: true, table: someRows(file.table, rows) };
}
