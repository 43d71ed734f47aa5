// Which rows are accepted ones: a multiset is compared with a multiset.
import type { RowSet } from "../../types/rows.ts";
import { compareHashes } from "./row-hashes.ts";

/** Not among the accepted rows. */
export const NEW = -1;
/** Accepted once and missed by a later promotion. */
export const BACK = -2;
/** Accepted; which batch brought it is not settled yet. */
const OPEN = -3;

export interface KnownRows {
  /** Per row: the number of the batch that brought it, NEW or BACK. */
  parts: Int32Array;
  /** Accepted rows that are missing and were there at the last promotion: each row's place in `live`. */
  missing: Uint32Array;
}

/** `files`: the file of each row. `order`: rows by hash; of equal ones those first that are to be known first. */
export interface Candidates {
  words: Uint32Array;
  order: Uint32Array;
  files: Uint32Array;
}

/**
 * Of N equal rows, L accepted and G of these gone, the first L − G are the accepted ones, the next G are back, and the rest is new.
 * Where equal rows were brought by several batches, a row gets the one that most of its file's rows are of, else the newest that is left.
 */
export function knownRows({ words, order, files }: Candidates, live: RowSet, gone: RowSet): KnownRows {
  const parts = new Int32Array(files.length).fill(NEW);
  const missing: number[] = [];
  const open: { rows: Uint32Array; parts: number[] }[] = [];
  let [row, at, lost] = [0, 0, 0];
  while (at < live.parts.length) {
    const end = runEnd(live, at);
    while (row < order.length && compareHashes(words, order[row]!, live.words, at) < 0) row++;
    let rowEnd = row;
    while (rowEnd < order.length && compareHashes(words, order[rowEnd]!, live.words, at) === 0) rowEnd++;
    while (lost < gone.parts.length && compareHashes(gone.words, lost, live.words, at) < 0) lost++;
    const lostEnd = lost < gone.parts.length && compareHashes(gone.words, lost, live.words, at) === 0 ? runEnd(gone, lost) : lost;
    const there = Math.max(0, end - at - (lostEnd - lost));
    const same = Math.min(rowEnd - row, there);
    const back = Math.min(rowEnd - row - same, end - at - there);
    const brought = Array.from(live.parts.subarray(end - there, end));
    const rows = order.slice(row, row + same);
    if (brought.every((part) => part === brought[0])) for (const one of rows) parts[one] = brought[0]!;
    else {
      for (const one of rows) parts[one] = OPEN;
      open.push({ rows, parts: brought });
    }
    for (let one = row + same; one < row + same + back; one++) parts[order[one]!] = BACK;
    for (let left = same; left < there; left++) missing.push(end - there + left - same);
    [row, at, lost] = [rowEnd, end, lostEnd];
  }
  settle(parts, open, files);
  return { parts, missing: Uint32Array.from(missing) };
}

function runEnd(set: RowSet, from: number): number {
  let end = from + 1;
  while (end < set.parts.length && compareHashes(set.words, end, set.words, from) === 0) end++;
  return end;
}

function settle(parts: Int32Array, open: { rows: Uint32Array; parts: number[] }[], files: Uint32Array): void {
  if (open.length === 0) return;
  const main = mainParts(parts, files);
  for (const group of open) {
    const left = group.parts;
    const later: number[] = [];
    for (const row of group.rows) {
      const at = left.indexOf(main.get(files[row]!) ?? NEW);
      if (at < 0) later.push(row);
      else parts[row] = left.splice(at, 1)[0]!;
    }
    for (const row of later.reverse()) parts[row] = left.pop()!;
  }
}

/** The part that most settled rows of each file are of. */
function mainParts(parts: Int32Array, files: Uint32Array): Map<number, number> {
  const counts = new Map<number, Map<number, number>>();
  parts.forEach((part, row) => {
    if (part < 0) return;
    const ofFile = counts.get(files[row]!) ?? new Map<number, number>();
    counts.set(files[row]!, ofFile.set(part, (ofFile.get(part) ?? 0) + 1));
  });
  return new Map(Array.from(counts, ([file, ofFile]) => [file, [...ofFile].reduce((a, b) => (b[1] > a[1] ? b : a))[0]]));
}
