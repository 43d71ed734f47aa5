// Named sets of rows: what the batches of new rows are called, so that a person can speak of them whatever file they come in.
import type { HashedRows } from "../../table/rows/hashed-rows.ts";
import type { Places } from "../../table/rows/known-rows.ts";
import { digestOfSet, markNamed } from "../../table/rows/named-rows.ts";
import { compareHashes, keyFingerprint, setDigest } from "../../table/rows/row-hashes.ts";
import { runEnd, runOf, subsetAt } from "../../table/rows/row-set.ts";
import type { NamedRows, RowSet } from "../../types/rows.ts";
import type { Field } from "../../types/schema.ts";
import type { PartOf } from "./calendar.ts";
import { ADOPTED } from "./classes.ts";
import type { Piece } from "./pieces.ts";

/** What rows are hashed by. */
export interface HashedBy {
  key: string;
  fields: Field[];
}

/** New rows with their hashes, the batches that they are of, and what is accepted. */
export interface NewRows {
  fresh: HashedRows;
  partOf: PartOf;
  classes: Int32Array;
  live: RowSet;
  /** Accepted rows that are there. */
  there: Places;
}

/** The same columns by the same types: the hashes at hand are the ones to store. */
export function isSame(a: Pick<Field, "name" | "type">[], b: Pick<Field, "name" | "type">[]): boolean {
  return a.length === b.length && a.every(({ name, type }, i) => name === b[i]!.name && type === b[i]!.type);
}

/** Gives each batch of new rows its name. */
export function withNames(pieces: Piece[], rows: NewRows): Piece[] {
  const names = new Map(Array.from(rowsByBatch(pieces, rows), ([at, own]) => [at, setDigest(rows.fresh.words, own)]));
  return pieces.map((piece) => {
    const rowSet = names.get(piece.file.batch?.at ?? -1);
    return rowSet === undefined ? piece : { ...piece, file: { ...piece.file, rowSet } };
  });
}

/** A batch of which so many rows are of a set is that set, a little grown. */
const MOSTLY = 0.9;

/** By the name of each batch that grew a little since a person accepted its rows the name by which they were accepted. `sets`: what was accepted. */
export function grownSets(pieces: Piece[], rows: NewRows, { key, fields }: HashedBy, sets: NamedRows[]): Map<string, string> {
  const grown = new Map<string, string>();
  const known = sets.filter((set) => set.key === keyFingerprint(key) && isSame(set.columns, fields));
  if (known.length === 0) return grown;
  const batches = [...rowsByBatch(pieces, rows).values()].map((own) => ({ own, name: setDigest(rows.fresh.words, own) }));
  for (const { digest, rows: set } of known) {
    const isNamed = new Uint8Array(rows.classes.length);
    markNamed(rows.fresh, set, isNamed);
    for (const { own, name } of batches) {
      const hits = own.reduce((sum, place) => sum + isNamed[rows.fresh.rows[place]!]!, 0);
      if (own.length > 0 && name !== digest && hits >= MOSTLY * own.length) grown.set(name, digest);
    }
  }
  return grown;
}

/** Of batches of new rows their places among these, in order of the hashes. */
function rowsByBatch(pieces: Piece[], { fresh, partOf }: NewRows): Map<number, Uint32Array> {
  const batches = new Map<number, { places: Uint32Array; next: number }>();
  for (const { file } of pieces) {
    if (file.accepted || file.golden || file.batch === undefined) continue;
    const rows = (batches.get(file.batch.at)?.places.length ?? 0) + file.table.rows;
    batches.set(file.batch.at, { places: new Uint32Array(rows), next: 0 });
  }
  for (const place of fresh.order) {
    const own = batches.get(partOf[fresh.rows[place]!]! - 1);
    if (own !== undefined) own.places[own.next++] = place;
  }
  return new Map(Array.from(batches, ([at, { places }]) => [at, places]));
}

/** The sets of the batches of new rows, to be kept. */
export function setsOf(pieces: Piece[], rows: NewRows, { key, fields }: HashedBy): NamedRows[] {
  const { words } = rows.fresh;
  const accepted = acceptedCopies(rows);
  const about = { key: keyFingerprint(key), columns: fields.map(({ name, type }) => ({ name, type })) };
  return Array.from(rowsByBatch(pieces, rows).values(), (own) => {
    const set = subsetAt({ words, parts: accepted }, own);
    return { digest: digestOfSet(set), ...about, rows: set };
  });
}

/** Of each new row how many equal ones are accepted and there. */
function acceptedCopies({ fresh: { words, rows, order }, classes, live, there }: NewRows): Uint32Array {
  const copies = new Uint32Array(rows.length);
  for (let start = 0, end = 1; start < order.length; start = end++) {
    while (end < order.length && compareHashes(words, order[start]!, words, order[end]!) === 0) end++;
    const equal = order.subarray(start, end);
    const adopted = equal.reduce((sum, place) => sum + (classes[rows[place]!] === ADOPTED ? 1 : 0), 0);
    const run = runOf(live, words, equal[0]!);
    let known = 0;
    const last = run < 0 ? run : runEnd(live, run);
    for (let at = run; at < last; at++) known += there.has(at) ? 1 : 0;
    for (const place of equal) copies[place] = known + adopted;
  }
  return copies;
}
