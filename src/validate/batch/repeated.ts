// Rows that were delivered before, rows that stand twice, ids that come again.

import { grouped, named, ofRows, percent, plural, printable } from "../../findings/wording.ts";
import { rowHashes } from "../../profile/row-hashes.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { Field } from "../../types/schema.ts";
import type { Column } from "../../types/table.ts";
import { shareAlarm, shareRange } from "../columns/shares.ts";
import { placeOf, type TypedFile } from "../history/batches.ts";
import { ALPHA, type BatchCase, batchFinding, batchPass, columnsOf, type PastBatch } from "../history/history.ts";
import { leastCount, shareReaching } from "../result/power.ts";
import { type Duplicates, duplicatesIn, multiplicitiesOf, type Repeats, repeatsByChance, repeatsOf, unseenShare } from "./known-rows.ts";

const REPLAY_FLOOR = 0.02;
/** Without ids and moments rows may be equal though they are not the same: more of them are needed. */
const TWINS_FLOOR = { whole: 0.02, bare: 0.05 };
const IDS_FLOOR = 0.01;
/** Of a batch known by its sketch alone: so many of its sampled rows come again. */
const SKETCH_SHARE = 0.3;
const FEWEST_SKETCHED = 20;

/** Rows that repeat accepted rows or each other by more than accepted batches do. */
export function repeatedChecks(input: BatchCase): CheckResult[] {
  const { batch, history, schema } = input;
  const typed = history.flatMap((past) => (past.typed === null ? [] : past.typed));
  // What is older is no history to compare with, but its rows may come again.
  const known = [batch.typed, ...typed, ...(input.older ?? [])];
  const compared = typed.length + 1;
  const whole = known.map((file) => hashesOf(file, schema.fields));
  // Equal rows of one batch are of one kind, as guests of one booking are: a booking that goes on in the next batch is one repeat.
  const repeats = repeatsOf(whole.map(kindsOf)).slice(0, compared);
  // Ids and moments may be made anew for rows that are not.
  const telling = schema.fields.filter(({ role }) => role !== "id" && role !== "time");
  const bare = telling.length === schema.fields.length || telling.length < 2 ? null : known.map((file) => hashesOf(file, telling));
  const replay =
    wholeReplay(input, whole, repeats) ??
    replayOf(input, repeats, "rows") ??
    sketchReplay(input, whole[0]!) ??
    (bare && replayOf(input, repeatsOf(bare.map(kindsOf)).slice(0, compared), "rows apart from ids and moments"));
  const pairs = twinsAtOneSize(whole.slice(0, compared));
  // Without a column that tells rows apart more of them are equal.
  const isNarrower = schema.fields.some(({ name }) => !batch.typed.parts.has(name) && typed.some(({ parts }) => parts.has(name)));
  const duplicates = isNarrower
    ? null
    : (duplicatesOf(input, pairs, "whole") ?? (bare && duplicatesOf(input, twinsAtOneSize(bare.slice(0, compared)), "bare")));
  const ids = replay === null ? schema.fields.flatMap((field) => idReuse(input, field, typed)) : [];
  return [replay ?? replayPass(input, repeats), duplicates ?? duplicatesPass(input, pairs), ...ids];
}

/**
 * More rows bring more equal ones by chance alone. Accepted batches are taken as they would be with as many rows as the batch, by what their
 * rows together say of chance.
 */
function twinsAtOneSize(batches: Float64Array[]): Duplicates[] {
  const [own, ...past] = batches.map(duplicatesIn);
  const kinds = multiplicitiesOf(batches.slice(1));
  const byChance = repeatsByChance(kinds, own!.cells);
  const taken = past.map((one) => {
    const more = byChance - repeatsByChance(kinds, one.cells);
    return { ...one, hits: Math.min(one.cells, Math.max(0, Math.round(one.hits + more * one.cells))) };
  });
  return [own!, ...taken];
}

const kindsOf = (hashes: Float64Array) => Float64Array.from(new Set(hashes));

/** Rows that repeat others, in the batch and in each accepted one whose file is at hand. */
type Counted = { hits: number; cells: number }[];

const isTooMany = ([own, ...past]: Counted, floor: number) =>
  past.length === 0 ? null : shareAlarm({ ...own!, past, floor, alpha: ALPHA, direction: "up" });

function replayPass(input: BatchCase, repeats: Counted): CheckResult {
  const [own, ...past] = repeats;
  const [share, usual] = [percent(own!.hits / Math.max(1, own!.cells)), shareRange(past)];
  if (past.length === 0) {
    const power = `a replay of under ${percent(SKETCH_SHARE)} of a batch whose file is gone would not be seen`;
    return batchPass(input, "replay", 0, 0, "repeats none of the rows that are remembered of accepted batches", { power });
  }
  const says = own!.hits === 0 ? "repeats no row of an accepted batch" : `repeats ${share} of its rows, accepted batches ${usual}`;
  return batchPass(input, "replay", share, usual, says, { power: seenFrom(repeats, REPLAY_FLOOR, "repeated rows") });
}

function duplicatesPass(input: BatchCase, pairs: Counted): CheckResult {
  const [own, ...past] = pairs;
  const [share, usual] = [percent(own!.hits / Math.max(1, own!.cells)), shareRange(past)];
  if (past.length === 0) {
    const power = "no number of equal rows would be seen: no file of an accepted batch is at hand";
    return batchPass(input, "duplicate-rows", share, "unknown", `has ${share} of rows that equal an earlier one`, { power });
  }
  const says =
    own!.hits === 0 ? "has no row that equals an earlier one" : `has ${share} of rows that equal an earlier one, accepted batches ${usual}`;
  return batchPass(input, "duplicate-rows", share, usual, says, { power: seenFrom(pairs, TWINS_FLOOR.whole, "equal rows") });
}

function seenFrom([own, ...past]: Counted, floor: number, what: string): string {
  const { cells } = own!;
  const count = leastCount(1, cells, (hits) => isTooMany([{ hits, cells }, ...past], floor) !== null);
  const rows = plural(cells, "row");
  if (count === null) return `no number of ${what} would be seen in ${rows}`;
  return `under ${percent(shareReaching(count, cells))} of ${what} in ${rows} would be missed more often than once in five`;
}

/** Of one batch they are asked for with each new one. */
const HASHES = new WeakMap<TypedFile, Map<string, Float64Array>>();

function hashesOf(file: TypedFile, fields: Field[]): Float64Array {
  const known = HASHES.get(file) ?? new Map<string, Float64Array>();
  HASHES.set(file, known);
  const key = JSON.stringify(fields.map(({ name }) => name));
  const hashes = known.get(key) ?? rowHashes(columnsOf(file, fields), file.file.table.rows);
  known.set(key, hashes);
  return hashes;
}

/** Not one row is new. That tells of itself, however few batches were accepted; where some of those brought nothing new either, it is usual. */
function wholeReplay(input: BatchCase, hashes: Float64Array[], [own, ...past]: Repeats[]): CheckResult | null {
  const { batch, history } = input;
  const isWhole = ({ hits, cells }: Repeats) => cells > 0 && hits === cells;
  const samples = history.map(sampleOf);
  if (past.some(isWhole) || new Set(samples).size < samples.length) return null;
  const same = history.find((_, i) => samples[i] === sampleOf(batch));
  const byChance = () => (1 - unseenShare(hashes.slice(1))) ** own!.cells;
  const held = isWhole(own!) && byChance() < ALPHA ? history.filter(({ typed }) => typed !== null)[own!.from] : undefined;
  const again = same !== undefined && (same.typed === null || isWhole(own!)) ? same : held;
  if (again === undefined || (again.name === batch.name && !batch.typed.file.isCut)) return null;
  const source = `the accepted ${printable(again.name, 200)}`;
  const says =
    again.digest === batch.digest ? `is byte for byte ${source}` : `has no new row: all were accepted already, most of them in ${source}`;
  const remedy = "Deliver the new batch; the one that was delivered is known already.";
  return batchFinding(input, { code: "replay", subject: "rows", certain: true, observed: "100 %", expected: "new rows", says, remedy });
}

/** What two batches of the same rows share: how many there are and a sample of them; of few rows the bytes. */
function sampleOf({ digest, profile: { rows, rowHashes } }: PastBatch): string {
  return `${rowHashes.length < FEWEST_SKETCHED ? digest : rows} ${rowHashes.join(" ")}`;
}

function replayOf(input: BatchCase, repeats: Repeats[], what: string): CheckResult | null {
  const [own, ...past] = repeats;
  const found = isTooMany(repeats, REPLAY_FLOOR);
  if (found === null) return null;
  const source = input.history.filter(({ typed }) => typed !== null)[own!.from];
  const mostly = source === undefined ? "" : `, most of them in ${printable(source.name, 200)}`;
  const says = `repeats ${percent(found.share)} of its ${what} from accepted batches${mostly}; among those it was ${shareRange(past)}`;
  const remedy = "Deliver only what is new; rows that come again count twice and may be judged on rows that were trained on.";
  return batchFinding(input, { code: "replay", subject: "rows", observed: percent(found.share), expected: shareRange(past), says, remedy });
}

/** Against batches whose files are gone: their sampled row hashes. What last had the batch's name is what it takes the place of. */
function sketchReplay(input: BatchCase, own: Float64Array): CheckResult | null {
  const isCut = input.batch.part !== undefined;
  const replaced = isCut ? undefined : input.history.findLast(({ name }) => name === input.batch.name);
  const sketched = input.history.filter(
    (past) => past.typed === null && past !== replaced && past.profile.rowHashes.length >= FEWEST_SKETCHED,
  );
  const known = new Set(sketched.flatMap(({ profile }) => profile.rowHashes));
  const mine = new Set(known.size === 0 ? [] : own.filter((hash) => known.has(hash)));
  for (const { name, profile } of sketched) {
    const again = profile.rowHashes.filter((hash) => mine.has(hash)).length / profile.rowHashes.length;
    const usual = Math.max(
      0,
      ...input.history
        .filter((other) => (isCut ? other.profile !== profile : other.name !== name))
        .map((other) => overlapOf(other.profile.rowHashes, profile.rowHashes)),
    );
    if (again < Math.max(SKETCH_SHARE, 3 * usual)) continue;
    const says = `repeats about ${percent(again)} of the rows of the accepted ${printable(name, 200)}`;
    const remedy = "Deliver only what is new.";
    return batchFinding(input, { code: "replay", subject: "rows", observed: percent(again), expected: percent(usual), says, remedy });
  }
  return null;
}

function overlapOf(a: number[], b: number[]): number {
  const known = new Set(a);
  return b.filter((hash) => known.has(hash)).length / Math.max(1, b.length);
}

function duplicatesOf(input: BatchCase, pairs: Duplicates[], kind: keyof typeof TWINS_FLOOR): CheckResult | null {
  const [own, ...past] = pairs;
  const found = isTooMany(pairs, TWINS_FLOOR[kind]);
  if (found === null) return null;
  const says = `has ${ofRows(own!.hits, own!.cells)} that equal an earlier one${kind === "whole" ? "" : " (apart from ids and moments)"}, accepted batches ${shareRange(past)}; first at ${placeOf(input.batch.typed, own!.first)}`;
  const remedy = "Look for a join that multiplies rows or a part that was delivered twice.";
  return batchFinding(input, {
    code: "duplicate-rows",
    subject: "rows",
    observed: percent(found.share),
    expected: shareRange(past),
    says,
    remedy,
  });
}

/** Ids of the batch that accepted batches have too. */
function idReuse(input: BatchCase, field: Field, past: TypedFile[]): CheckResult[] {
  if (field.role !== "id" && field.constraints.unique !== true) return [];
  const columns = [input.batch.typed, ...past].map(({ parts }) => parts.get(field.name)?.column);
  if (columns.some((column) => column === undefined) || columns.length < 2) return [];
  const [own, ...before] = repeatsOf((columns as Column[]).map(valueHashes));
  const found = shareAlarm({ ...own!, past: before, floor: IDS_FLOOR, alpha: ALPHA, direction: "up" });
  if (found === null) return [];
  const says = `has ${grouped(own!.hits)} values of ${named(field.name)} that accepted batches have already (${percent(found.share)}; among those ${shareRange(before)})`;
  const remedy = `Give each row an id of its own, or set \`role: feature\` for ${named(field.name)} if it is none.`;
  return [
    batchFinding(input, {
      code: "id-reuse",
      subject: field.name,
      observed: percent(found.share),
      expected: shareRange(before),
      says,
      remedy,
      field,
    }),
  ];
}

function valueHashes(column: Column): Float64Array {
  const hashes = rowHashes([column], column.kind === "number" ? column.values.length : column.codes.length);
  const isMissing =
    column.kind === "number" ? (row: number) => Number.isNaN(column.values[row]!) : (row: number) => column.codes[row] === 0;
  return hashes.map((hash, row) => (isMissing(row) ? 0 : hash));
}
