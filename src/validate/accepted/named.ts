// Named sets of rows: what the batches of new rows are called, so that a person can speak of them whatever file they come in.
import type { Candidates } from "../../table/rows/known-rows.ts";
import { compareHashes, keyFingerprint, setDigest, WORDS } from "../../table/rows/row-hashes.ts";
import type { NamedRows, RowSet } from "../../types/rows.ts";
import type { Field } from "../../types/schema.ts";
import { ADOPTED } from "./classes.ts";
import type { Piece } from "./pieces.ts";

/** The rows at hand as hashes over these fields; of equal rows those first that are to be known first. */
export interface HashedFiles extends Candidates {
  key: string;
  fields: Field[];
}

/** The same columns by the same types: the hashes at hand are the ones to store. */
export function isSame(a: Pick<Field, "name" | "type">[], b: Pick<Field, "name" | "type">[]): boolean {
  return a.length === b.length && a.every(({ name, type }, i) => name === b[i]!.name && type === b[i]!.type);
}

/** Gives each batch of new rows its name. */
export function withNames(pieces: Piece[], hashed: HashedFiles): Piece[] {
  const names = new Map(Array.from(rowsByBatch(pieces, hashed), ([at, rows]) => [at, setDigest(hashed.words, rows)]));
  return pieces.map((piece, i) => {
    const rowSet = names.get(batchOf(piece, i));
    return rowSet === undefined ? piece : { ...piece, file: { ...piece.file, rowSet } };
  });
}

/** What is no batch of several pieces is one of its own. */
const batchOf = ({ file: { batch } }: Piece, i: number) => batch?.at ?? -1 - i;

/** Of batches of new rows their rows in order of the hashes. */
function rowsByBatch(pieces: Piece[], { order, files }: Candidates): Map<number, Uint32Array> {
  const owner = new Int32Array(files.length);
  const isNew = new Uint8Array(files.length);
  const rows = new Map<number, number[]>();
  pieces.forEach((piece, i) => {
    if (piece.file.accepted || piece.file.golden || piece.places.length === 0) return;
    rows.set(batchOf(piece, i), []);
    for (const place of piece.places) {
      owner[place] = batchOf(piece, i);
      isNew[place] = 1;
    }
  });
  for (const row of order) if (isNew[row] === 1) rows.get(owner[row]!)!.push(row);
  return new Map(Array.from(rows, ([at, own]) => [at, Uint32Array.from(own)]));
}

/** The sets of the batches of new rows, to be kept. `parts`: what each row at hand is. */
export function setsOf(pieces: Piece[], hashed: HashedFiles, parts: Int32Array): NamedRows[] {
  const { words, key, fields } = hashed;
  const accepted = acceptedCopies(hashed, parts);
  const about = { key: keyFingerprint(key), columns: fields.map(({ name, type }) => ({ name, type })) };
  return Array.from(rowsByBatch(pieces, hashed).values(), (own) => {
    const set: RowSet = { words: new Uint32Array(WORDS * own.length), parts: Uint32Array.from(own, (row) => accepted[row]!) };
    for (const [at, row] of own.entries()) set.words.set(words.subarray(WORDS * row, WORDS * row + WORDS), WORDS * at);
    return { digest: setDigest(words, own), ...about, rows: set };
  });
}

/** Of each row how many equal ones are accepted and there. */
function acceptedCopies({ words, order, files }: Candidates, parts: Int32Array): Uint32Array {
  const copies = new Uint32Array(files.length);
  for (let start = 0, end = 1; start < order.length; start = end++) {
    while (end < order.length && compareHashes(words, order[start]!, words, order[end]!) === 0) end++;
    const equal = order.subarray(start, end);
    const accepted = equal.reduce((sum, row) => sum + (parts[row]! >= 0 || parts[row] === ADOPTED ? 1 : 0), 0);
    for (const row of equal) copies[row] = accepted;
  }
  return copies;
}
