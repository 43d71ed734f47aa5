// Rows that the configuration leaves out by the names that runs gave to sets of them.

import { grouped } from "../../findings/wording.ts";
import { groupedBy } from "../../schema/words/groups.ts";
import type { HashedRows } from "../../table/rows/hashed-rows.ts";
import { digestOfSet, markNamed } from "../../table/rows/named-rows.ts";
import { compareHashes, keyFingerprint } from "../../table/rows/row-hashes.ts";
import { mergeSets, runEnd, runOf, subsetAt } from "../../table/rows/row-set.ts";
import { rowsOfTable } from "../../table/rows/rows.ts";
import type { RowExclusion } from "../../types/config.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { AcceptedRows, NamedRows, RowSet } from "../../types/rows.ts";
import type { Field } from "../../types/schema.ts";
import type { SourceFile } from "../../types/table.ts";
import { EXCLUDED } from "./classes.ts";
import { type HashedBy, isSame } from "./named.ts";
import { eachPlace, type Piece } from "./pieces.ts";

export interface LeftOut {
  /** 1: the row is left out. */
  isNamed: Uint8Array;
  /** The sets that were known, each with the number of rows at hand that it names. */
  used: { set: NamedRows; found: number }[];
  /** Digests that nothing at hand is known by. */
  unknown: string[];
  /** Digests of sets that were made with another key, or over columns that are not there any more. */
  foreign: string[];
}

interface Asked {
  exclude: RowExclusion[];
  /** As the registry keeps them. */
  named: NamedRows[];
  /** Rows of which a batch may have the name: accepted ones, and what was accepted before a rollback. */
  kept: Pick<AcceptedRows, "live">[];
  /** The schema's. */
  fields: Field[];
  /** Those by which sets may have been hashed. */
  keys: string[];
  /** How many rows are at hand. */
  rows: number;
  /** By what accepted rows are hashed. */
  by: HashedBy;
  /** The rows at hand that have a hash of one of these sets. */
  collect: (by: HashedBy, sets: RowSet[]) => HashedRows;
}

/** Marks rows in the order of the entries: what one has taken is not there for the next. */
export function leftOut({ exclude, named, kept, fields, keys, rows, by, collect }: Asked): LeftOut {
  const out: LeftOut = { isNamed: new Uint8Array(exclude.length === 0 ? 0 : rows), used: [], unknown: [], foreign: [] };
  const readable: { set: NamedRows; by: HashedBy }[] = [];
  for (const digest of new Set(exclude.map((one) => one.rows))) {
    const set = named.find((one) => one.digest === digest) ?? partCalled(digest, by, kept);
    if (set === null) out.unknown.push(digest);
    else {
      const key = keys.find((one) => keyFingerprint(one) === set.key);
      const own = fieldsOf(set, fields);
      if (key === undefined || own === null) out.foreign.push(digest);
      else readable.push({ set, by: { key, fields: own } });
    }
  }
  const kindOf = (one: HashedBy) => JSON.stringify([one.key, one.fields.map(({ name, type }) => [name, type])]);
  const kinds = groupedBy(readable, (one) => kindOf(one.by));
  const collected = new Map(
    Array.from(kinds, ([kind, own]) => [
      kind,
      collect(
        own[0]!.by,
        own.map(({ set }) => set.rows),
      ),
    ]),
  );
  for (const one of readable) out.used.push({ set: one.set, found: markNamed(collected.get(kindOf(one.by))!, one.set.rows, out.isNamed) });
  return out;
}

/** null: the schema has other columns or types now. */
function fieldsOf({ columns }: NamedRows, fields: Field[]): Field[] | null {
  const own = columns.flatMap(({ name, type }) => fields.find((field) => field.name === name && field.type === type) ?? []);
  return own.length === columns.length ? own : null;
}

/** So many of the newest batches may be named together. */
const NEWEST_TRIED = 20;

/** Rows that one batch brought, or the newest ones, named after they were accepted; null: no batch has that name. */
export function partCalled(digest: string, { key, fields }: HashedBy, kept: Pick<AcceptedRows, "live">[]): NamedRows | null {
  const about = { digest, key: keyFingerprint(key), columns: fields.map(({ name, type }) => ({ name, type })) };
  for (const { live } of kept) {
    const places = placesByPart(live);
    for (const own of groupsOf([...places.keys()])) {
      const rows = subsetAt(live, joined(own.map((part) => places.get(part)!)));
      if (digestOfSet(rows) === digest) return { ...about, rows: { ...rows, parts: ofOthers(live, new Set(own), rows) } };
    }
  }
  return null;
}

function placesByPart({ parts }: RowSet): Map<number, Uint32Array> {
  const counts = new Map<number, number>();
  for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1);
  const next = new Map(Array.from(counts.keys(), (part) => [part, 0]));
  const places = new Map(Array.from(counts, ([part, count]) => [part, new Uint32Array(count)]));
  parts.forEach((part, place) => {
    const at = next.get(part)!;
    places.get(part)![at] = place;
    next.set(part, at + 1);
  });
  return places;
}

/** Places of several batches as one list, in order. */
function joined(lists: Uint32Array[]): Uint32Array {
  const all = new Uint32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all.sort();
}

/** Each batch, and the newest ones together as they are named when they are gone. */
function groupsOf(numbers: number[]): number[][] {
  const parts = numbers.toSorted((a, b) => a - b);
  const newest = parts.slice(-NEWEST_TRIED);
  return [...parts.map((part) => [part]), ...newest.slice(0, -1).map((_, i) => newest.slice(i))];
}

/** How many equal rows other batches brought. */
function ofOthers(live: RowSet, own: ReadonlySet<number>, { words, parts }: RowSet): Uint32Array {
  return Uint32Array.from(parts, (_, row) => {
    const run = runOf(live, words, row);
    let others = 0;
    for (let place = run, end = runEnd(live, run); place < end; place++) if (!own.has(live.parts[place]!)) others++;
    return others;
  });
}

/** Places of those accepted rows that are missing and that no set leaves out. `missing`: places in `live`, sorted by hash; sets over other columns or by another key leave none out. */
export function notExcused(live: RowSet, missing: Uint32Array, { key, fields }: HashedBy, { used }: LeftOut): Uint32Array {
  const sets = used.flatMap(({ set }) => (set.key === keyFingerprint(key) && isSame(set.columns, fields) ? [set.rows] : []));
  if (sets.length === 0) return missing;
  const excused = mergeSets(sets);
  let at = 0;
  return missing.filter((place) => {
    while (at < excused.parts.length && compareHashes(excused.words, at, live.words, place) < 0) at++;
    if (at >= excused.parts.length || compareHashes(excused.words, at, live.words, place) !== 0) return true;
    at++;
    return false;
  });
}

/**
 * Where nothing keeps a set, a batch of new rows that has its name is what it means: it is left out as a whole, and marked in `classes`.
 * `sets`: those of all batches of new rows.
 */
export function leaveWholeOut(
  pieces: Piece[],
  left: LeftOut,
  classes: Int32Array,
  sets: () => NamedRows[],
): { pieces: Piece[]; left: LeftOut } {
  const wanted = new Set(left.unknown);
  const isWhole = ({ file }: Piece) => file.rowSet !== undefined && wanted.has(file.rowSet);
  const whole = pieces.filter(isWhole);
  if (whole.length === 0) return { pieces, left };
  const found = new Set(whole.map(({ file }) => file.rowSet));
  const used = sets().filter(({ digest }) => found.has(digest));
  const isNamed = left.isNamed.slice();
  for (const piece of whole) {
    eachPlace(piece, (place) => {
      isNamed[place] = 1;
      classes[place] = EXCLUDED;
    });
  }
  return {
    pieces: pieces.filter((piece) => !isWhole(piece)),
    left: {
      ...left,
      isNamed,
      used: [...left.used, ...used.map((set) => ({ set, found: set.rows.parts.length }))],
      unknown: left.unknown.filter((digest) => !found.has(digest)),
    },
  };
}

/** The rows that are left out, by file. */
export function filesLeftOut(files: SourceFile[], ends: Uint32Array, { isNamed }: LeftOut): SourceFile[] {
  if (isNamed.length === 0) return [];
  return files.flatMap((file, i) => {
    const start = i === 0 ? 0 : ends[i - 1]!;
    const rows = Int32Array.from({ length: ends[i]! - start }, (_, row) => row).filter((row) => isNamed[start + row] === 1);
    return rows.length === 0 ? [] : [{ ...file, table: rowsOfTable(file.table, rows) }];
  });
}

/** What the names of rows under `data.exclude` came to. */
export function excludedChecks({ used, unknown, foreign }: LeftOut, pieces: Piece[]): CheckResult[] {
  const asked = used.length + unknown.length + foreign.length;
  if (asked === 0) return [];
  const rows = used.reduce((sum, { found }) => sum + found, 0);
  const named = used.reduce((sum, { set }) => sum + set.rows.parts.length, 0);
  const base = { code: "excluded-rows", subject: "rows", observed: rows, expected: named, where: null };
  if (rows > 0 && pieces.every(({ file }) => file.golden)) {
    const message = `No row is left: data.exclude names all ${grouped(rows)} that were read`;
    return [{ ...base, status: "fail", message, suggestion: "Remove the entry from data.exclude, or wait for new rows." }];
  }
  const gone = used.length === 0 ? [] : [{ ...base, status: "pass" as const, message: told(rows, named), suggestion: null }];
  const unmet = (digests: string[], why: string, suggestion: string): CheckResult[] =>
    digests.map((digest) => {
      const message = `data.exclude names rows ${digest}, ${why}: it leaves nothing out`;
      return { ...base, observed: 0, expected: null, status: "warn", message, suggestion };
    });
  return [
    ...gone,
    ...unmet(
      unknown,
      "which no run of this registry named and no file brings as they were",
      "Paste the entry that today's finding prints, or remove this one.",
    ),
    ...unmet(
      foreign,
      "which were hashed with another key (rows-key, split.salt) or over columns that the schema does not have so any more",
      "Paste the entry that today's finding prints, or remove this one.",
    ),
  ];
}

function told(rows: number, named: number): string {
  if (rows === 0) return "data.exclude names rows, and none of them is there";
  const of = rows === named ? "" : ` of ${grouped(named)}`;
  return `${grouped(rows)}${of} ${named === 1 ? "row" : "rows"} that data.exclude names ${rows === 1 ? "is" : "are"} left out`;
}
