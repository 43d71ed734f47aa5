// Matches rows with accepted rows, as multisets.
import type { RowSet } from "../../types/rows.ts";
import { type HashedRows, RowCollector } from "./hashed-rows.ts";
import { compareHashes, SetDigest } from "./row-hashes.ts";
import { runEnd, runOf } from "./row-set.ts";

/** Not among the accepted rows. */
export const NEW = -1;
/** Accepted once and missed by a later promotion. */
export const BACK = -2;
/** Below it: accepted, by several batches, and which one brought the row is not settled yet; the distance is the place in the set. */
const OPEN = -16;

/** The rows at hand, as they are asked for. */
export interface Candidates {
  /** Of all files. */
  rows: number;
  /** Rows of each file that may be known, those first that are to be known first. */
  ranges: { start: number; end: number }[];
  /** Visits these rows in their order, each with its hash: three words that change with the next row. */
  eachHash: (visit: (row: number, words: Uint32Array) => void) => void;
}

export interface KnownRows {
  /** Per row: the number of the batch that brought it, NEW or BACK. */
  classes: Int32Array;
  /** Those that are not the same, with their hashes. */
  fresh: HashedRows;
  /** Accepted rows that are there. */
  there: Places;
  /** Accepted rows that are missing and were there at the last promotion: each row's place in `live`. */
  missing: Uint32Array;
}

/**
 * Of N equal rows, L accepted and G of these gone, the first L − G are the accepted ones, the next G are back, and the rest is new.
 * Where equal rows were brought by several batches, a row gets the one that most of its file's rows are of, else the newest that is left.
 * Only rows that are not the same keep their hashes: a million known ones take four bytes each beside the set.
 */
export function knownRows(hand: Candidates, live: RowSet, gone: RowSet): KnownRows {
  const classes = new Int32Array(hand.rows).fill(NEW);
  const fresh = new RowCollector(live.parts.length === 0 ? hand.rows : 0);
  hand.eachHash((row, words) => {
    const run = runOf(live, words, 0);
    if (run < 0) fresh.add(row, words, 0);
    else classes[row] = run;
  });
  const taken = new Counts(live.parts.length);
  let isOpen = false;
  for (const { start, end } of hand.ranges) {
    for (let row = start; row < end; row++) {
      const run = classes[row]!;
      if (run < 0) continue;
      const { first, last } = notGone(live, gone, run);
      const number = taken.next(run);
      if (number < last - first) {
        classes[row] = live.parts[first] === live.parts[last - 1] ? live.parts[first]! : OPEN - run;
        isOpen ||= classes[row]! <= OPEN;
      } else {
        classes[row] = number < last - run ? BACK : NEW;
        fresh.add(row, live.words, run);
      }
    }
  }
  if (isOpen) settle(classes, hand.ranges, live, gone);
  return { classes, fresh: fresh.sorted(), ...presence(live, gone, taken) };
}

/** Of equal accepted rows from `run` on, those that were there at the last promotion. */
function notGone(live: RowSet, gone: RowSet, run: number): { first: number; last: number } {
  const last = runEnd(live, run);
  const lost = gone.parts.length === 0 ? -1 : runOf(gone, live.words, run);
  return { first: lost < 0 ? run : Math.min(last, run + runEnd(gone, lost) - lost), last };
}

/** Of equal rows the oldest are the ones that are missing. `taken`: by how many rows at hand each run of equal ones is claimed. */
function presence(live: RowSet, gone: RowSet, taken: Counts): Pick<KnownRows, "there" | "missing"> {
  const there = new Places(live.parts.length);
  const eachRun = (visit: (first: number, from: number, last: number) => void) => {
    for (let run = 0; run < live.parts.length; ) {
      const { first, last } = notGone(live, gone, run);
      visit(first, last - Math.min(taken.at(run), last - first), last);
      run = last;
    }
  };
  let count = 0;
  eachRun((first, from, last) => {
    for (let place = from; place < last; place++) there.add(place);
    count += from - first;
  });
  const missing = new Uint32Array(count);
  count = 0;
  eachRun((first, from) => {
    for (let place = first; place < from; place++) missing[count++] = place;
  });
  return { there, missing };
}

/** Some of many places: a bit each. */
export class Places {
  readonly #bits: Uint8Array;

  constructor(length: number) {
    this.#bits = new Uint8Array((length >> 3) + 1);
  }

  add(place: number): void {
    this.#bits[place >> 3]! |= 1 << (place & 7);
  }

  has(place: number): boolean {
    return ((this.#bits[place >> 3]! >> (place & 7)) & 1) === 1;
  }
}

/** Counts of many things, most of them small: a byte each. */
class Counts {
  readonly #small: Uint8Array;
  readonly #large = new Map<number, number>();

  constructor(length: number) {
    this.#small = new Uint8Array(length);
  }

  at(i: number): number {
    return this.#small[i]! < 0xff ? this.#small[i]! : (this.#large.get(i) ?? 0xff);
  }

  /** The count before this one. */
  next(i: number): number {
    const before = this.at(i);
    if (before < 0xff) this.#small[i] = before + 1;
    else this.#large.set(i, before + 1);
    return before;
  }
}

/** How many rows each batch brought of some equal ones, oldest first. */
type Brought = { part: number; left: number }[];

function settle(classes: Int32Array, ranges: Candidates["ranges"], live: RowSet, gone: RowSet): void {
  const main = ranges.map((range) => mainPart(classes, range));
  const groups = new Map<number, Brought>();
  const groupAt = (row: number): Brought | null => {
    const run = OPEN - classes[row]!;
    if (run < 0) return null;
    const known = groups.get(run);
    if (known !== undefined) return known;
    const { first, last } = notGone(live, gone, run);
    const brought: Brought = [];
    for (let place = first; place < last; place++) {
      if (brought.at(-1)?.part === live.parts[place]) brought.at(-1)!.left++;
      else brought.push({ part: live.parts[place]!, left: 1 });
    }
    groups.set(run, brought);
    return brought;
  };
  const give = (row: number, one: Brought[number] | undefined) => {
    if (one === undefined) return;
    one.left--;
    classes[row] = one.part;
  };
  ranges.forEach(({ start, end }, i) => {
    for (let row = start; row < end; row++)
      give(
        row,
        groupAt(row)?.find(({ part, left }) => left > 0 && part === main[i]),
      );
  });
  for (const { start, end } of ranges.toReversed())
    for (let row = end - 1; row >= start; row--)
      give(
        row,
        groupAt(row)?.findLast(({ left }) => left > 0),
      );
}

/** The part that most settled rows are of. */
function mainPart(classes: Int32Array, { start, end }: { start: number; end: number }): number {
  const counts = new Map<number, number>();
  for (let row = start; row < end; row++) if (classes[row]! >= 0) counts.set(classes[row]!, (counts.get(classes[row]!) ?? 0) + 1);
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [NEW, 0] as const)[0];
}

/** `sha256:<hex>` over the accepted rows that are there and those of the others that are used. */
export function usedSet(live: RowSet, { there, fresh }: Pick<KnownRows, "there" | "fresh">, isUsed: (row: number) => boolean): string {
  const digest = new SetDigest();
  let at = 0;
  const acceptedUntil = (isBefore: (place: number) => boolean) => {
    for (; at < live.parts.length && isBefore(at); at++) if (there.has(at)) digest.add(live.words, at);
  };
  for (const k of fresh.order) {
    if (!isUsed(fresh.rows[k]!)) continue;
    acceptedUntil((place) => compareHashes(live.words, place, fresh.words, k) <= 0);
    digest.add(fresh.words, k);
  }
  acceptedUntil(() => true);
  return digest.digest();
}
