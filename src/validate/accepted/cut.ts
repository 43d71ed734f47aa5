// Files cut into batches: rows that are accepted, by the batch that brought them, and rows that are new.
import { knownRows } from "../../table/known-rows.ts";
import { keyFingerprint, setDigest, sortedOrder, WORDS } from "../../table/row-hashes.ts";
import { EMPTY_SET, placed } from "../../table/row-set.ts";
import { withoutLines } from "../../table/rows.ts";
import { BUILT_IN_SALT } from "../../table/split.ts";
import type { Config } from "../../types/config.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { RegistryState } from "../../types/registry.ts";
import type { RowSet, RowsToStore } from "../../types/rows.ts";
import type { Field, Schema } from "../../types/schema.ts";
import type { SourceFile } from "../../types/table.ts";
import { adopt, knownFirst } from "./by-file.ts";
import { acceptedChecks } from "./checks.ts";
import { fieldsAsRecorded, hashedRows, rowColumns } from "./hashed.ts";
import { type Piece, piecesOf, type RowCounts, settle } from "./pieces.ts";

/** What says which rows are equal. */
interface RowRule extends Pick<Config, "target" | "split"> {
  schema: Schema;
  /** As the champion recorded it. */
  recorded: Schema | null;
}

type Known = Pick<RegistryState, "rows" | "accepted" | "unhashed">;

export interface Cut {
  /** Batches: accepted ones by their age within each file, then what is new; each with its number. */
  files: SourceFile[];
  /** Rows of a dataset of these batches in the order in which they were read. */
  order: Uint32Array;
  /** What became of the accepted rows. */
  found: CheckResult[];
  /** `sha256:<hex>` over the rows of all parts, in whatever order they stand. */
  set: string;
  /** What a promotion of these rows stores of them. */
  store: () => RowsToStore;
}

/** `read`: all files that were read, in their order. */
export function cutByRows(read: SourceFile[], { schema, recorded, target, split }: RowRule, state: Known): Cut {
  const files = read.map((file) => ({ ...file, table: withoutLines(file.table, schema.dialect?.commentRows ?? []) }));
  const key = split.salt ?? BUILT_IN_SALT;
  const own = rowColumns(schema, target, split.column === null ? [] : [split.column]);
  const readable = state.rows?.record.key === keyFingerprint(key) ? state.rows : null;
  const fields = fieldsAsRecorded(readable?.record.columns ?? own, readable && recorded, schema);
  const words = hashedRows(files, schema, fields, key);
  const ends = endsOf(files);
  const order = sortedOrder(words);
  const live = readable?.live ?? EMPTY_SET;
  const { parts, missing } = knownRows(knownFirst({ words, order }, files, ends, state.accepted), live, readable?.gone ?? EMPTY_SET);
  adopt(parts, files, ends, state);
  const counts: RowCounts = { ...settle(parts, files, ends), gone: missing.length };
  const { pieces, next } = numbered(piecesOf(parts, files, ends), state.rows?.record.next ?? 0);
  const set = setOf(words, order, pieces);
  const store = (): RowsToStore => {
    const asNow = fieldsAsRecorded(own, null, schema);
    const shared = { key: keyFingerprint(key), columns: own, next };
    if (readable !== null && isSame(fields, asNow)) {
      const added = pieces.filter(({ file, isStored }) => !file.golden && !isStored);
      return { ...shared, set, rows: rowsOf(words, added), replaces: false, missing: placed(live, missing) };
    }
    const anew = hashedRows(files, schema, asNow, key);
    const rows = rowsOf(
      anew,
      pieces.filter(({ file }) => !file.golden),
    );
    return { ...shared, set: setOf(anew, sortedOrder(anew), pieces), rows, replaces: true, missing: EMPTY_SET };
  };
  const found = acceptedChecks(counts, pieces, state);
  return { files: pieces.map(({ file }) => file), order: readingOrder(pieces), found, set, store };
}

/** Where each file's rows end among those of all files. */
function endsOf(files: SourceFile[]): Uint32Array {
  let end = 0;
  return Uint32Array.from(files, ({ table }) => {
    end += table.rows;
    return end;
  });
}

/** Batches that no promotion numbered: accepted ones are older than new ones. */
function numbered(pieces: Piece[], first: number): { pieces: Piece[]; next: number } {
  let next = first;
  const give = (all: Piece[], accepted: boolean) =>
    all.map((piece) => {
      const { file } = piece;
      const isNumbered = file.golden || file.part !== undefined || file.accepted !== accepted;
      return isNumbered ? piece : { ...piece, file: { ...file, part: next++ } };
    });
  return { pieces: give(give(pieces, true), false), next };
}

function setOf(words: Uint32Array, order: Uint32Array, pieces: Piece[]): string {
  const isUsed = new Uint8Array(order.length);
  for (const { file, places } of pieces) if (!file.golden) for (const place of places) isUsed[place] = 1;
  return setDigest(
    words,
    order.filter((row) => isUsed[row] === 1),
  );
}

function joined(pieces: Piece[]): Uint32Array {
  const all = new Uint32Array(pieces.reduce((sum, { places }) => sum + places.length, 0));
  let at = 0;
  for (const { places } of pieces) {
    all.set(places, at);
    at += places.length;
  }
  return all;
}

/** Rows of a dataset of these pieces, one after the other, in the order of their places. */
function readingOrder(pieces: Piece[]): Uint32Array {
  const places = joined(pieces);
  const rows = Uint32Array.from(places, (_, row) => row);
  return places.every((place, row) => row === 0 || place > places[row - 1]!) ? rows : rows.sort((a, b) => places[a]! - places[b]!);
}

/** Hashes and numbers of the rows of these batches, in no order. */
function rowsOf(words: Uint32Array, pieces: Piece[]): RowSet {
  const places = joined(pieces);
  const rows: RowSet = { words: new Uint32Array(WORDS * places.length), parts: new Uint32Array(places.length) };
  for (const [i, place] of places.entries()) rows.words.set(words.subarray(WORDS * place, WORDS * place + WORDS), WORDS * i);
  let at = 0;
  for (const piece of pieces) {
    rows.parts.fill(piece.file.part ?? 0, at, at + piece.places.length);
    at += piece.places.length;
  }
  return rows;
}

/** The same columns by the same types: the hashes at hand are the ones to store. */
function isSame(a: Field[], b: Field[]): boolean {
  return a.length === b.length && a.every(({ name, type }, i) => name === b[i]!.name && type === b[i]!.type);
}
