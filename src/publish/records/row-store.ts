// rows/<sha256>.bin: accepted rows in files that are merged as they grow, so that a night writes little and a run reads few.
import { decodeNamed, encodeNamed } from "../../table/rows/named-rows.ts";
import { decodeSet, encodedSize, encodeSet, mergeSets, rowSetOf, subsetAt, without } from "../../table/rows/row-set.ts";
import type { JsonValue } from "../../types/problem.ts";
import type { HistoryEntry } from "../../types/registry.ts";
import type { AcceptedRows, NamedRows, NamedSegment, RowSegment, RowSet, RowsRecord, RowsToStore, StoredRows } from "../../types/rows.ts";
import type { Inputs } from "../../types/run.ts";
import { canonicalBytes } from "./canonical.ts";
import type { Findings } from "./findings.ts";
import { digestOf, rowsPath } from "./ids.ts";
import type { Store } from "./store.ts";

const MEDIA_TYPE = "application/vnd.gated-retrain.rows.v1";
const NAMED_TYPE = "application/vnd.gated-retrain.named-rows.v1";
/** So many files of one size class become one: fewer files would be written anew more often. A branch is asked for fifty at a time. */
const FAN = 12;
/** Rows that are gone for so many batches are forgotten, once they are a quarter of all and not a few. */
const FORGOTTEN_AFTER = 60;
const FEW_FORGOTTEN = 1000;

/** What the next promotion's entry says of rows, and the files that it needs. */
export function storeRows(found: RowsToStore, inputs: string, accepted: AcceptedRows | null): StoredRows {
  const { key, secret, columns, next, set, rows, missing, moves } = found;
  const blobs: StoredRows["blobs"] = [];
  const before = found.replaces ? null : accepted;
  const added = rowSetOf(rows);
  const lost: RowSet = { words: missing.words, parts: new Uint32Array(missing.parts.length).fill(next) };
  const sets = forgotten(before, added, lost, next);
  const live = appended(sets.live, sets.added, blobs);
  const gone = appended(sets.gone, sets.lost, blobs);
  const named = found.named.map((one) => ({ ...described(encodeNamed(one), blobs, NAMED_TYPE), set: one.digest }));
  const kept = { ...(secret && { secret }), ...(moves && { moves }), ...(named.length > 0 && { named }) };
  return { record: { key, columns, next, set, inputs, live, gone, ...kept }, blobs };
}

interface Sets {
  live: Stored[];
  gone: Stored[];
  added: RowSet;
  lost: RowSet;
}

interface Stored {
  segment: RowSegment;
  size: number;
  /** Absent: not kept, since it is not to be merged yet. */
  rows?: RowSet;
}

/** Everything as one file each, without what is gone for long, where that is worth it. */
function forgotten(before: AcceptedRows | null, added: RowSet, lost: RowSet, next: number): Sets {
  if (before === null) return { live: [], gone: [], added, lost };
  const { record, live, gone, segments } = before;
  const old = placesWhere(gone, (part) => part + FORGOTTEN_AFTER <= next);
  const stored = (list: RowSegment[]) =>
    list.map((segment): Stored => {
      const rows = segments.get(segment.digest);
      return { segment, size: segment.size, ...(rows && { rows }) };
    });
  if (old.length < Math.max(FEW_FORGOTTEN, live.parts.length / 4))
    return { live: stored(record.live), gone: stored(record.gone), added, lost };
  const left = placesWhere(gone, (part) => part + FORGOTTEN_AFTER > next);
  return {
    live: [],
    gone: [],
    added: mergeSets([without(live, subsetAt(gone, old)), added]),
    lost: mergeSets([subsetAt(gone, left), lost]),
  };
}

/** The files of a set with some rows more: files of about one size are merged. */
function appended(stored: Stored[], rows: RowSet, blobs: StoredRows["blobs"]): RowSegment[] {
  let all = stored;
  let added = rows.parts.length === 0 ? [] : [{ size: encodedSize(rows), rows }];
  for (;;) {
    const full = sizeClasses<Pick<Stored, "size" | "rows">>([...all, ...added]).find((sameSize) => sameSize.length >= FAN);
    if (full === undefined) break;
    all = all.filter((one) => !full.includes(one));
    const merged = mergeSets(full.map((one) => one.rows!));
    added = [...added.filter((one) => !full.includes(one)), { size: encodedSize(merged), rows: merged }];
  }
  return [...all.map(({ segment }) => segment), ...added.map((one) => described(encodeSet(one.rows), blobs))];
}

function sizeClasses<T extends { size: number }>(sets: T[]): T[][] {
  const classes = new Map<number, T[]>();
  for (const set of sets) {
    const size = Math.floor(Math.log(set.size) / Math.log(FAN));
    classes.set(size, [...(classes.get(size) ?? []), set]);
  }
  return [...classes.values()];
}

/** Digests of those files of a set that the next promotion may merge: with one file more their size class is full. */
export function mergeCandidates(list: RowSegment[]): Set<string> {
  const full = sizeClasses(list).filter((sameSize) => sameSize.length >= FAN - 1);
  return new Set(full.flat().map(({ digest }) => digest));
}

function described(bytes: Uint8Array, blobs: StoredRows["blobs"], mediaType = MEDIA_TYPE): RowSegment {
  const digest = digestOf(bytes);
  blobs.push({ digest, bytes });
  return { mediaType, digest, size: bytes.length };
}

function placesWhere({ parts }: RowSet, wanted: (part: number) => boolean): Uint32Array {
  const places: number[] = [];
  parts.forEach((part, place) => {
    if (wanted(part)) places.push(place);
  });
  return Uint32Array.from(places);
}

/** Paths of every file that an entry's rows need. */
export function rowPaths({ rows }: Pick<HistoryEntry, "rows">): string[] {
  return rows === undefined ? [] : [...rows.live, ...rows.gone, ...(rows.named ?? [])].map(segmentPath);
}

const segmentPath = ({ digest }: Pick<RowSegment, "digest">) => rowsPath(digest.slice("sha256:".length));

/** null: a fault is noted. */
export async function readRows(record: RowsRecord, store: Store, findings: Findings): Promise<AcceptedRows | null> {
  await store.prefetch?.([...record.live, ...record.gone].map(segmentPath));
  const segments = new Map<string, RowSet>();
  const all = async (list: RowSegment[]): Promise<RowSet | null> => {
    const soon = mergeCandidates(list);
    const sets: RowSet[] = [];
    for (const segment of list) {
      const rows = segments.get(segment.digest) ?? (await readSegment(segment, findings));
      if (rows === null) return null;
      sets.push(rows);
      if (soon.has(segment.digest)) segments.set(segment.digest, rows);
    }
    return mergeSets(sets);
  };
  const live = await all(record.live);
  const gone = live && (await all(record.gone));
  return live === null || gone === null ? null : { record, live, gone, segments };
}

/** null: a fault is noted. */
export async function readSegment({ digest, size }: RowSegment, findings: Findings): Promise<RowSet | null> {
  const path = segmentPath({ digest });
  const bytes = await findings.verified({ code: "rows", path, digest, size, maxBytes: size });
  const rows = bytes === null ? null : findings.parsed("rows", path, bytes, decodeSet);
  if (rows !== null) findings.pass("rows", path, `${rows.parts.length} row hashes`, digest);
  return rows;
}

/** null: a fault is noted. */
export async function readNamedSegment(segment: NamedSegment, findings: Findings): Promise<NamedRows | null> {
  const path = segmentPath(segment);
  const { digest, size, set } = segment;
  const bytes = await findings.verified({ code: "rows", path, digest, size, maxBytes: size });
  const rows = bytes === null ? null : findings.parsed("rows", path, bytes, decodeNamed);
  if (rows === null) return null;
  if (rows.digest !== set) {
    findings.fail("rows", path, { observed: rows.digest, expected: set, message: "holds another set of rows than its entry says" });
    return null;
  }
  findings.pass("rows", path, `${rows.rows.parts.length} named row hashes`, digest);
  return rows;
}

/** How cells are written in files, and which other columns stand beside, is no part of what a model is made of. */
const NOTATION = new Set([
  "aliases",
  "valueAliases",
  "format",
  "missingValues",
  "decimalChar",
  "groupChar",
  "bareNumber",
  "trueValues",
  "falseValues",
]);

/** A set of rows, and the column of them that is predicted. */
export interface TargetedSet {
  /** Digest of the set. */
  set: string;
  target: string;
}

/** Names a run's inputs by its rows as a set: the same for the same rows in any order, files and notation. */
export function rowInputs({ set, target }: TargetedSet, { schema, recipe, split }: Pick<Inputs, "schema" | "recipe" | "split">): string {
  const { by, share, columns, salt, hash, file } = split;
  const settings = { by, share, columns, salt, hash, file: file ?? null };
  return digestOf(canonicalBytes({ set, target, schema: withoutNotationKeys(schema), recipe, split: settings }));
}

/** A schema without what says only how cells are written: two notations of the same values are equal in it. */
export function withoutNotationKeys(schema: JsonValue): JsonValue {
  if (schema === null || typeof schema !== "object" || Array.isArray(schema)) return schema;
  const { missingValues: _markers, encoding: _encoding, dialect: _dialect, fieldsMatch: _leeway, fields, ...rest } = schema;
  const bare = (field: JsonValue): JsonValue =>
    field === null || typeof field !== "object" || Array.isArray(field)
      ? field
      : Object.fromEntries(Object.entries(field).filter(([key]) => !NOTATION.has(key)));
  return { ...rest, fields: Array.isArray(fields) ? fields.map(bare) : (fields ?? null) };
}
