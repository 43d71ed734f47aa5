// Files cut into batches: rows that are accepted, and rows that are new.
import { knownRows } from "../../table/rows/known-rows.ts";
import { keyFingerprint, setDigest, sortedOrder } from "../../table/rows/row-hashes.ts";
import { EMPTY_SET, placed } from "../../table/rows/row-set.ts";
import { withoutLines } from "../../table/rows/rows.ts";
import { BUILT_IN_SALT } from "../../table/rows/split.ts";
import type { Config } from "../../types/config.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { RegistryState } from "../../types/registry.ts";
import type { AcceptedRows, NamedRows, RowSet, RowsToStore } from "../../types/rows.ts";
import type { Field, Schema } from "../../types/schema.ts";
import type { SourceFile } from "../../types/table.ts";
import { type ClockTimes, type Dated, freshnessByRows, latestPossible, rowsInWindow, timesFor } from "../history/clock.ts";
import { fieldsAsRecorded, hashedKeys, hashedRows, keyColumns, rowColumns } from "../history/hashed.ts";
import { adopt, knownFirst } from "./by-file.ts";
import { cutByCalendar } from "./calendar.ts";
import { acceptedChecks, heldChecks, keyCheck } from "./checks.ts";
import { EXCLUDED, OUTSIDE } from "./classes.ts";
import { correctedRows } from "./corrected.ts";
import { excludedChecks, filesLeftOut, type LeftOut, leaveWholeOut, leftOut, notExcused } from "./excluded.ts";
import { type HashedFiles, isSame, setsOf, withNames } from "./named.ts";
import { newestGone } from "./newest.ts";
import { cutByPromotion, numbered, type Piece, piecesOf, type RowCounts, settle } from "./pieces.ts";

/** What says which rows are equal, and which of them count. */
export interface RowRule extends Pick<Config, "target" | "split"> {
  schema: Schema;
  /** As the champion recorded it. */
  recorded: Schema | null;
  data: Pick<Config["data"], "exclude" | "excludeRows">;
  /** The secret that keys hashes; null: the split's salt does. */
  rowsKey: string | null;
  /** What goes by the time of the rows. */
  dated: Dated;
  /** Milliseconds since 1970. */
  now: number;
}

export type Known = Pick<RegistryState, "rows" | "accepted" | "unhashed" | "named" | "undone">;

export interface Cut {
  /** Rows of each file, by the batch that they are of; new batches have their number. */
  files: SourceFile[];
  /** Files with rows that may be trained on. */
  trainedOn: SourceFile[];
  /** Of each number under which rows were accepted, how many of its rows are there. */
  present: Map<number, number>;
  /** Rows of a dataset of these batches in the order in which they were read. */
  order: Uint32Array;
  /** What became of the accepted rows, and of those that are left out. */
  found: CheckResult[];
  counts: RowCounts;
  /** Accepted rows are missing because the configuration leaves them out. */
  leavesOut: boolean;
  /** `sha256:<hex>` over the rows of all parts, in whatever order they stand. */
  set: string;
  /** What a promotion of these rows stores of them. */
  store: () => RowsToStore;
  /** The sets of new rows by which `data.exclude` may name them: what a run's record keeps. */
  named: () => NamedRows[];
  /** Rows that the configuration leaves out by such names. */
  excluded: SourceFile[];
}

/** `read`: all files that were read, in their order. */
export function cutByRows(read: SourceFile[], rule: RowRule, state: Known): Cut {
  const { schema, target, split, data, dated, now } = rule;
  const files = read.map((file) => ({ ...file, table: withoutLines(file.table, schema.dialect?.commentRows ?? []) }));
  const told = classed(files, rule, state);
  const keys = hashedKeys(files, schema, keyColumns(schema, split), keysOf(rule)[0]!);
  const { rows, fields, ends, clock, live, missing, classes, readable } = told;
  const latest = latestPossible(now);
  const inWindow = rowsInWindow(files, ends, clock, dated.window, latest);
  settle(classes, files, ends, inWindow);
  const parts = (clock && cutByCalendar(clock.values, classes, latest)) ?? cutByPromotion(classes, files, ends);
  const called = withNames(piecesOf(classes, parts, files, ends, inWindow), rows);
  const { pieces: kept, left } = leaveWholeOut(called, told.left, classes, () => setsOf(called, rows, classes));
  const lost = notExcused(live, missing, rows, left);
  const corrected = correctedRows(classes, keys, placed(live, lost));
  const counts: RowCounts = { ...settle(classes, files, ends, inWindow), gone: lost.length, corrected };
  const newest = readable === null ? null : newestGone(live, readable.gone, placed(live, lost));
  const { pieces, next } = numbered(kept, state.rows?.record.next ?? 0);
  const set = setOf(rows.words, rows.order, pieces);
  const store = (): RowsToStore => {
    const own = rowColumns(schema, target, split.column === null ? [] : [split.column]);
    const asNow = fieldsAsRecorded(own, null, schema);
    const [key] = keysOf(rule);
    const secret = rule.rowsKey !== null;
    const shared = { key: keyFingerprint(key), secret, columns: own, next, named: left.used.map((one) => one.set) };
    if (readable !== null && rows.key === key && isSame(fields, asNow)) {
      const added = pieces.filter(({ file, isStored }) => !file.golden && !isStored);
      return { ...shared, set, rows: rowsOf({ words: rows.words, keys }, classes, added), replaces: false, missing: placed(live, missing) };
    }
    const anew = hashedRows(files, schema, asNow, key);
    const all = pieces.filter(({ file }) => !file.golden);
    return {
      ...shared,
      set: setOf(anew, sortedOrder(anew), pieces),
      rows: rowsOf({ words: anew, keys }, classes, all),
      replaces: true,
      missing: EMPTY_SET,
    };
  };
  const isAged = clock !== undefined && dated.freshnessSeconds !== null;
  const aged = isAged ? [freshnessByRows(clock, dated.freshnessSeconds!, now)] : [];
  const locked = keyCheck(state, readable);
  return {
    // Without knowing what is accepted nothing can be said of any row.
    files: locked.length > 0 ? [] : pieces.map(({ file }) => file),
    trainedOn: trainedOn(files, pieces),
    present: presentOf(classes),
    order: readingOrder(pieces),
    counts,
    leavesOut: lost.length < missing.length,
    found:
      locked.length > 0
        ? locked
        : [
            ...acceptedChecks({ counts, newest }, pieces, state, data.exclude),
            ...excludedChecks(left, pieces),
            ...heldChecks(pieces, state.undone),
            ...aged,
          ],
    set,
    store,
    named: () => setsOf(pieces, rows, classes),
    excluded: filesLeftOut(files, ends, left),
  };
}

function trainedOn(files: SourceFile[], pieces: Piece[]): SourceFile[] {
  const sourceOf = ({ uri, digest }: SourceFile) => `${uri}\n${digest}`;
  const trained = new Set(pieces.flatMap(({ file }) => (file.inWindow && !file.golden ? [sourceOf(file)] : [])));
  return files.filter((file) => trained.has(sourceOf(file)));
}

function presentOf(classes: Int32Array): Map<number, number> {
  const present = new Map<number, number>();
  for (const one of classes) if (one >= 0) present.set(one, (present.get(one) ?? 0) + 1);
  return present;
}

interface Classed {
  /** Over the champion's columns, where its registry can be read. */
  rows: HashedFiles;
  fields: Field[];
  ends: Uint32Array;
  clock: ClockTimes | undefined;
  readable: AcceptedRows | null;
  live: RowSet;
  /** Of each row the number under which it was accepted, or what it is instead. */
  classes: Int32Array;
  missing: Uint32Array;
  left: LeftOut;
}

/** The key by which rows are hashed, then others by which earlier runs may have hashed them. */
function keysOf({ rowsKey, split }: Pick<RowRule, "rowsKey" | "split">): [string, ...string[]] {
  const salt = split.salt ?? BUILT_IN_SALT;
  return rowsKey === null ? [salt] : [rowsKey, salt];
}

/** The accepted rows with the key of their hashes; null: there are none, or this run does not have the key. */
export function readableRows(
  rule: Pick<RowRule, "rowsKey" | "split">,
  { rows }: Pick<Known, "rows">,
): { rows: AcceptedRows; key: string } | null {
  const key = keysOf(rule).find((one) => rows?.record.key === keyFingerprint(one));
  return rows === null || key === undefined ? null : { rows, key };
}

/** What each row is. */
function classed(files: SourceFile[], rule: RowRule, state: Known): Classed {
  const { schema, recorded, target, split, data } = rule;
  const known = readableRows(rule, state);
  const key = known?.key ?? keysOf(rule)[0];
  const readable = known?.rows ?? null;
  const own = rowColumns(schema, target, split.column === null ? [] : [split.column]);
  const fields = fieldsAsRecorded(readable?.record.columns ?? own, readable && recorded, schema);
  const ends = endsOf(files);
  const clock = timesFor(schema, ends.at(-1) ?? 0);
  const hashed = (over: Field[], by = key): HashedFiles => {
    const words = hashedRows(files, schema, over, by, clock);
    return { key: by, fields: over, ...knownFirst({ words, order: sortedOrder(words) }, files, ends, state.accepted) };
  };
  const rows = hashed(fields);
  const asked = { exclude: data.excludeRows, named: state.named, accepted: readable, fields: schema.fields, keys: keysOf(rule), hashed };
  const left = leftOut(rows, asked);
  const live = readable?.live ?? EMPTY_SET;
  const there = { ...rows, order: rows.order.filter((row) => left.isNamed[row] === 0) };
  const { parts: classes, missing } = knownRows(there, live, readable?.gone ?? EMPTY_SET);
  left.isNamed.forEach((isNamed, row) => {
    if (isNamed === 1) classes[row] = EXCLUDED;
  });
  // Where the newest promotion kept the hashes of its rows, a file says nothing more: some of its rows may have lain outside the window.
  if (readable === null || state.unhashed.length > 0) adopt(classes, files, ends, state);
  files.forEach((file, i) => {
    if (file.golden) classes.fill(OUTSIDE, i === 0 ? 0 : ends[i - 1]!, ends[i]!);
  });
  return { rows, fields, ends, clock, readable, live, classes, missing, left };
}

/** Where each file's rows end among those of all files. */
function endsOf(files: SourceFile[]): Uint32Array {
  let end = 0;
  return Uint32Array.from(files, ({ table }) => {
    end += table.rows;
    return end;
  });
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

/** Hashes and numbers of the rows of these batches, in no order: the number under which they were accepted, else that of their batch. */
function rowsOf(
  { words, keys }: Pick<RowSet, "words"> & { keys: RowSet["keys"] | undefined },
  classes: Int32Array,
  pieces: Piece[],
): RowSet {
  const rows = placed({ words, parts: new Uint32Array(classes.length), ...(keys && { keys }) }, joined(pieces));
  let at = 0;
  for (const { file, places: own } of pieces)
    for (const place of own) rows.parts[at++] = classes[place]! >= 0 ? classes[place]! : (file.part ?? 0);
  return rows;
}
