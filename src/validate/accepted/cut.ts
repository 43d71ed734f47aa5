// Files cut into batches: rows that are accepted, and rows that are new.
import { type HashedRows, RowCollector } from "../../table/rows/hashed-rows.ts";
import { type KnownRows, knownRows, usedSet } from "../../table/rows/known-rows.ts";
import { keyFingerprint, setDigest } from "../../table/rows/row-hashes.ts";
import { EMPTY_SET, runOf, subsetAt } from "../../table/rows/row-set.ts";
import { withoutLines } from "../../table/rows/rows.ts";
import { BUILT_IN_SALT } from "../../table/rows/split.ts";
import type { CheckPolicy, Config } from "../../types/config.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { RegistryState } from "../../types/registry.ts";
import type { AcceptedRows, NamedRows, RowMoves, RowSet, RowsToStore } from "../../types/rows.ts";
import type { Schema } from "../../types/schema.ts";
import type { SourceFile } from "../../types/table.ts";
import { type ClockTimes, clockOf, type Dated, freshnessByRows, latestPossible, timesOf, windowOf } from "../history/clock.ts";
import { eachHash, endsOf, fieldsAsRecorded, hashedKeys, keyColumns, rowColumns } from "../history/hashed.ts";
import { adopt, knownFirst } from "./by-file.ts";
import { cutByCalendar } from "./calendar.ts";
import { changedRows, cutBeside, isNextSnapshot } from "./changed.ts";
import { acceptedChecks, keyCheck } from "./checks.ts";
import { EXCLUDED, OUTSIDE } from "./classes.ts";
import { type Corrected, correctedRows, goneBefore } from "./corrected.ts";
import { excludedChecks, filesLeftOut, type LeftOut, leaveWholeOut, leftOut, notExcused, partCalled } from "./excluded.ts";
import { heldChecks } from "./held.ts";
import { grownSets, type HashedBy, isSame, type NewRows, setsOf, withNames } from "./named.ts";
import { newestGone } from "./newest.ts";
import { cutByPromotion, numbered, type Piece, piecesOf, type RowCounts, readingOrder, settle } from "./pieces.ts";

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
  /** What a person said of rows. */
  checks?: Pick<CheckPolicy, "accept">;
}

export type Known = Pick<RegistryState, "rows" | "accepted" | "unhashed" | "named" | "undone" | "undoneRows" | "moves" | "acceptances">;

export interface Cut {
  /** Rows of each file, by the batch that they are of; new batches have their number. */
  files: SourceFile[];
  /** Files with rows that may be trained on. */
  trainedOn: SourceFile[];
  /** Of each number under which rows were accepted, how many of its rows are there. */
  present: Map<number, number>;
  /** Rows of a dataset of these batches in the order in which they were read; null: they stand in it. */
  order: Uint32Array | null;
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
  /** By the name of a batch that grew the name by which its rows were accepted. */
  grown: Map<string, string>;
  /** Rows that the configuration leaves out by such names. */
  excluded: SourceFile[];
}

/** `read`: all files that were read, in their order. */
export function cutByRows(read: SourceFile[], rule: RowRule, state: Known): Cut {
  const { schema, data, dated, now } = rule;
  const files = read.map((file) => ({ ...file, table: withoutLines(file.table, schema.dialect?.commentRows ?? []) }));
  const ends = endsOf(files);
  const told = classed(files, ends, rule, state);
  const { by, live, missing, classes, readable, clock } = told;
  const latest = latestPossible(now);
  const inWindow = windowOf(files, clock, dated.window, latest);
  settle(classes, files, ends, inWindow);
  const keys = keysIn(files, ends, rule, told.fresh);
  const corrected = correctedRows(told, keys, subsetAt(live, missing));
  const timeOf = clock === undefined ? null : timesOf(clock, ends);
  const returned = correctedRows(told, keys, goneBefore(told, readable));
  const changed = changedRows({ classes, corrected, returned, missing: missing.length, timeOf });
  const parts = cutBeside(
    changed,
    classes,
    () => (timeOf && cutByCalendar(timeOf, classes, latest)) ?? cutByPromotion(classes, files, ends),
  );
  const rows: NewRows = { fresh: told.fresh, partOf: parts.partOf, classes, live, there: told.there };
  const called = withNames(piecesOf(classes, parts, files, ends, inWindow), rows);
  const { pieces: kept, left } = leaveWholeOut(called, told.left, classes, () => setsOf(called, rows, by));
  const lost = notExcused(live, missing, by, left);
  const counts: RowCounts = {
    ...settle(classes, files, ends, inWindow),
    gone: lost.length,
    corrected: corrected && [...corrected.keys()].filter((row) => isUsed(classes[row]!)).length,
  };
  const newest = readable === null ? null : newestGone(live, rows.there, missing, lost);
  const accepted = new Set([...(rule.checks?.accept ?? []), ...(state.acceptances ?? [])].map((said) => said.rows));
  const known = state.named.filter(({ digest }) => accepted.has(digest));
  const { pieces, next } = numbered(kept, state.rows?.record.next ?? 0);
  const set = usedSet(live, rows, (row) => isUsed(classes[row]!));
  const isAged = clock !== undefined && dated.freshnessSeconds !== null;
  const aged = isAged ? [freshnessByRows(clock, dated.freshnessSeconds!, now)] : [];
  const locked = keyCheck(state, readable);
  const hand = { files, ends, pieces, next, left, set, keys, corrected, missing: subsetAt(live, missing), moves: movesOf(counts) };
  return {
    // Without knowing what is accepted nothing can be said of any row.
    files: locked.length > 0 ? [] : pieces.map(({ file }) => (isNextSnapshot(counts) ? moved(file) : file)),
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
            ...heldChecks(state.undone ?? [], rows, (digest) => partCalled(digest, by, keptRows(null, state))),
            ...aged,
          ],
    set,
    store: () => rowsToStore(hand, rule, { by: readable === null ? null : by, rows }),
    named: () => setsOf(pieces, rows, by),
    grown: grownSets(pieces, rows, by, known),
    excluded: filesLeftOut(files, ends, left),
  };
}

const moved = (file: SourceFile): SourceFile =>
  file.accepted || file.batch === undefined ? file : { ...file, batch: { ...file.batch, isMoved: true } };

/** Rows that are judged, trained on or both. */
const isUsed = (one: number) => one !== OUTSIDE && one !== EXCLUDED;

function keysIn(files: SourceFile[], ends: Uint32Array, rule: RowRule, { rows }: HashedRows): Uint32Array | undefined {
  const { schema, split } = rule;
  return hashedKeys(files, ends, { schema, columns: keyColumns(schema, split), secret: rowKeys(rule)[0]! }, rows);
}

function movesOf({ same, fresh, back, gone, corrected }: RowCounts): RowMoves {
  return { known: same + gone, came: fresh + back, back, changed: corrected ?? 0 };
}

interface Hand {
  files: SourceFile[];
  ends: Uint32Array;
  pieces: Piece[];
  next: number;
  left: LeftOut;
  set: string;
  /** Of the new rows. */
  keys: Uint32Array | undefined;
  corrected: Corrected | null;
  missing: RowSet;
  moves: RowMoves;
}

/** `by`: what the registry's rows are hashed by; null: they cannot be read. */
function rowsToStore(hand: Hand, rule: RowRule, { by, rows }: { by: HashedBy | null; rows: NewRows }): RowsToStore {
  const { schema, target, split } = rule;
  const { files, ends, pieces, keys, corrected, missing, moves } = hand;
  const columns = rowColumns(schema, target, split.column === null ? [] : [split.column]);
  const asNow = fieldsAsRecorded(columns, null, schema);
  const [key] = rowKeys(rule);
  const named = hand.left.used.map((one) => one.set);
  const shared = {
    ...{ key: keyFingerprint(key), secret: rule.rowsKey !== null, columns, next: hand.next, named },
    ...(by !== null && { moves }),
  };
  const numbers = new Map(
    pieces.flatMap(({ file: { batch, part } }) => (batch === undefined || part === undefined ? [] : [[batch.at, part]])),
  );
  const { classes, partOf, fresh } = rows;
  // A corrected row stays in the batch of the one that it takes the place of.
  const numberOf = (row: number) => (classes[row]! >= 0 ? classes[row]! : (corrected?.get(row) ?? numbers.get(partOf[row]! - 1) ?? 0));
  const setOf = ({ words, rows: own, order }: HashedRows, ownKeys: Uint32Array | undefined) =>
    subsetAt(
      { words, parts: own.map(numberOf), ...(ownKeys && { keys: ownKeys }) },
      order.filter((place) => isUsed(classes[own[place]!]!)),
    );
  if (by !== null && by.key === key && isSame(by.fields, asNow))
    return { ...shared, set: hand.set, rows: setOf(fresh, keys), replaces: false, missing };
  const anew = new RowCollector(classes.length);
  for (const one of knownFirst(files, ends, []))
    eachHash(one.file, schema, asNow, key, (row, words) => {
      if (isUsed(classes[one.start + row]!)) anew.add(one.start + row, words, 0);
    });
  const all = anew.sorted();
  return {
    ...shared,
    set: setDigest(all.words, all.order),
    rows: setOf(all, keysIn(files, ends, rule, all)),
    replaces: true,
    missing: EMPTY_SET,
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

interface Classed extends KnownRows {
  /** The champion's columns, where its registry can be read. */
  by: HashedBy;
  clock: ClockTimes | undefined;
  readable: AcceptedRows | null;
  live: RowSet;
  left: LeftOut;
}

/** The key by which rows are hashed, then others by which earlier runs may have hashed them. */
export function rowKeys({ rowsKey, split }: Pick<RowRule, "rowsKey" | "split">): [string, ...string[]] {
  const salt = split.salt ?? BUILT_IN_SALT;
  return rowsKey === null ? [salt] : [rowsKey, salt];
}

/** The accepted rows with the key of their hashes; null: there are none, or this run does not have the key. */
export function readableRows(
  rule: Pick<RowRule, "rowsKey" | "split">,
  { rows }: Pick<Known, "rows">,
): { rows: AcceptedRows; key: string } | null {
  const key = rowKeys(rule).find((one) => rows?.record.key === keyFingerprint(one));
  return rows === null || key === undefined ? null : { rows, key };
}

const keptRows = (accepted: AcceptedRows | null, { undoneRows = [] }: Pick<Known, "undoneRows">) => [
  ...(accepted === null ? [] : [accepted]),
  ...undoneRows,
];

/** What each row is: the number under which it was accepted, or what it is instead. */
function classed(files: SourceFile[], ends: Uint32Array, rule: RowRule, state: Known): Classed {
  const { schema, recorded, target, split, data } = rule;
  const known = readableRows(rule, state);
  const readable = known?.rows ?? null;
  const own = rowColumns(schema, target, split.column === null ? [] : [split.column]);
  const fields = fieldsAsRecorded(readable?.record.columns ?? own, readable && recorded, schema);
  const by = { key: known?.key ?? rowKeys(rule)[0], fields };
  const ranked = knownFirst(files, ends, state.accepted);
  const rows = ends.at(-1) ?? 0;
  const eachOf = (over: HashedBy, visit: (row: number, words: Uint32Array) => void) =>
    ranked.map((one) => ({
      at: one.at,
      parts: eachHash(one.file, schema, over.fields, over.key, (row, words) => visit(one.start + row, words)),
    }));
  const collect = (over: HashedBy, sets: RowSet[]) => {
    const found = new RowCollector();
    eachOf(over, (row, words) => {
      if (sets.some((set) => runOf(set, words, 0) >= 0)) found.add(row, words, 0);
    });
    return found.sorted();
  };
  const asked = {
    exclude: data.excludeRows,
    named: state.named,
    kept: keptRows(readable, state),
    fields: schema.fields,
    keys: rowKeys(rule),
  };
  const left = leftOut({ ...asked, rows, by, collect });
  const field = clockOf(schema);
  const clock = field === null ? undefined : { field, byFile: new Array<Float64Array | undefined>(files.length).fill(undefined) };
  const eachRow = (visit: (row: number, words: Uint32Array) => void) => {
    const typed = eachOf(by, (row, words) => {
      if (left.isNamed[row] !== 1) visit(row, words);
    });
    for (const { at, parts } of typed) {
      const column = clock && parts.get(clock.field.name)?.column;
      if (column?.kind === "number") clock!.byFile[at] = column.values;
    }
  };
  const live = readable?.live ?? EMPTY_SET;
  const found = knownRows({ rows, ranges: ranked, eachHash: eachRow }, live, readable?.gone ?? EMPTY_SET);
  const { classes } = found;
  left.isNamed.forEach((isNamed, row) => {
    if (isNamed === 1) classes[row] = EXCLUDED;
  });
  // Where the newest promotion kept the hashes of its rows, a file says nothing more: some of its rows may have lain outside the window.
  if (readable === null || state.unhashed.length > 0) adopt(classes, files, ends, state);
  files.forEach((file, i) => {
    if (file.golden) classes.fill(OUTSIDE, i === 0 ? 0 : ends[i - 1]!, ends[i]!);
  });
  return { ...found, by, clock, readable, live, left };
}
