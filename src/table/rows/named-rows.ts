// Named sets of rows: their stored form, and which rows at hand they name.
import { FIELD_TYPES } from "../../types/field-types.ts";
import type { NamedRows, RowSet } from "../../types/rows.ts";
import type { HashedRows } from "./hashed-rows.ts";
import { compareHashes, setDigest } from "./row-hashes.ts";
import { decodeSet, encodeSet, runEnd } from "./row-set.ts";

const MAGIC = Buffer.from("GRNAMED1", "latin1");
/** Magic and the length of the description as uint32. */
const HEAD_BYTES = MAGIC.length + 4;

/** What a set says of itself, as JSON, then its rows. */
export function encodeNamed({ key, columns, rows }: NamedRows): Uint8Array {
  const about = Buffer.from(JSON.stringify({ key, columns: columns.map(({ name, type }) => ({ name, type })) }));
  const head = Buffer.alloc(HEAD_BYTES);
  MAGIC.copy(head);
  head.writeUInt32BE(about.length, MAGIC.length);
  return Buffer.concat([head, about, encodeSet(rows)]);
}

/** Throws an Error whose message completes "the file …". */
export function decodeNamed(bytes: Uint8Array): NamedRows {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < HEAD_BYTES || !view.subarray(0, MAGIC.length).equals(MAGIC)) throw new Error("is not a named set of rows");
  const end = HEAD_BYTES + view.readUInt32BE(MAGIC.length);
  if (end > view.length) throw new Error("is cut within its description");
  const about = describedIn(view.subarray(HEAD_BYTES, end).toString("utf8"));
  const rows = decodeSet(view.subarray(end));
  return { ...about, rows, digest: digestOfSet(rows) };
}

function describedIn(text: string): Pick<NamedRows, "key" | "columns"> {
  const nothing = new Error("does not say of which columns its rows are");
  let about: unknown;
  try {
    about = JSON.parse(text);
  } catch {
    throw nothing;
  }
  if (typeof about !== "object" || about === null || !("key" in about) || !("columns" in about)) throw nothing;
  const { key, columns } = about;
  if (typeof key !== "string" || !Array.isArray(columns) || !columns.every(isColumn)) throw nothing;
  return { key, columns };
}

function isColumn(one: unknown): one is NamedRows["columns"][number] {
  if (typeof one !== "object" || one === null || !("name" in one) || !("type" in one)) return false;
  return typeof one.name === "string" && FIELD_TYPES.some((type) => type === one.type);
}

/** The name of a sorted set. */
export function digestOfSet({ words, parts }: RowSet): string {
  return setDigest(words, parts.keys());
}

/**
 * Marks in `isNamed` the rows at hand that a set names, and returns how many. Of T equal rows of which A were accepted when E of them were named,
 * min(E, T − A) are meant, and of these the last of the order, which knows accepted files first. Rows that are marked already are not there.
 * `hashed`: at least those rows at hand that have a hash of the set.
 */
export function markNamed({ words, rows, order }: HashedRows, set: RowSet, isNamed: Uint8Array): number {
  let marked = 0;
  for (let at = 0, next = 0; at < set.parts.length; ) {
    const end = runEnd(set, at);
    while (next < order.length && compareHashes(words, order[next]!, set.words, at) < 0) next++;
    const there: number[] = [];
    for (; next < order.length && compareHashes(words, order[next]!, set.words, at) === 0; next++) {
      const row = rows[order[next]!]!;
      if (isNamed[row] === 0) there.push(row);
    }
    const meant = Math.max(0, Math.min(end - at, there.length - set.parts[at]!));
    for (const row of there.slice(there.length - meant)) isNamed[row] = 1;
    marked += meant;
    at = end;
  }
  return marked;
}
