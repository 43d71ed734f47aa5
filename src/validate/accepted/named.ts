// Named sets of rows: what the batches of new rows are called, so that a person can speak of them whatever file they come in.
import type { Candidates } from "../../table/known-rows.ts";
import { compareHashes, keyFingerprint, setDigest, WORDS } from "../../table/row-hashes.ts";
import type { NamedRows, RowSet } from "../../types/rows.ts";
import type { Field } from "../../types/schema.ts";
import { ADOPTED, type Piece } from "./pieces.ts";

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
  const rows = rowsByPiece(pieces, hashed);
  return pieces.map((piece, i) =>
    rows[i]!.length === 0 ? piece : { ...piece, file: { ...piece.file, rowSet: setDigest(hashed.words, Uint32Array.from(rows[i]!)) } },
  );
}

/** Of batches of new rows their rows in order of the hashes; of others none. */
function rowsByPiece(pieces: Piece[], { order, files }: Candidates): number[][] {
  const owner = new Int32Array(files.length).fill(-1);
  pieces.forEach(({ file, places }, i) => {
    if (!file.accepted && !file.golden) for (const place of places) owner[place] = i;
  });
  const rows: number[][] = pieces.map(() => []);
  for (const row of order) if (owner[row]! >= 0) rows[owner[row]!]!.push(row);
  return rows;
}

/** The sets of the batches of new rows, to be kept. `parts`: what each row at hand is. */
export function setsOf(pieces: Piece[], hashed: HashedFiles, parts: Int32Array): NamedRows[] {
  const { words, key, fields } = hashed;
  const accepted = acceptedCopies(hashed, parts);
  const rows = rowsByPiece(pieces, hashed);
  const about = { key: keyFingerprint(key), columns: fields.map(({ name, type }) => ({ name, type })) };
  return pieces.flatMap(({ file: { rowSet } }, i) => {
    if (rowSet === undefined) return [];
    const own = rows[i]!;
    const set: RowSet = { words: new Uint32Array(WORDS * own.length), parts: Uint32Array.from(own, (row) => accepted[row]!) };
    for (const [at, row] of own.entries()) set.words.set(words.subarray(WORDS * row, WORDS * row + WORDS), WORDS * at);
    return { digest: rowSet, ...about, rows: set };
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
