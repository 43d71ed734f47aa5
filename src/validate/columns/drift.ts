// A batch against the batches accepted before it, column by column.

import { waysOut } from "../../findings/remedies.ts";
import { grouped, named, plural } from "../../findings/wording.ts";
import { isMoment } from "../../schema/words/moments.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { ColumnProfile } from "../../types/profile.ts";
import type { Field } from "../../types/schema.ts";
import { ALPHA, type BatchCase, batchName, FEWEST_BATCHES, MOST_BATCHES } from "../history/history.ts";
import { type Alarm, type Compared, cellsOf } from "./alarm.ts";
import { isCalendarName } from "./calendar-name.ts";
import { categoryAlarms } from "./category.ts";
import { profileDistance } from "./distance.ts";
import { missingAlarm } from "./missing.ts";
import { hoursAlarm, numberAlarms } from "./number.ts";
import { stuckAlarm } from "./stuck.ts";

/** Every column of a batch against those of the accepted batches: one finding an alarm, or one pass. */
export function driftChecks(input: BatchCase): CheckResult[] {
  if (input.batch.profile.rows === 0) return [];
  const compared = comparedColumns(input);
  const alarms = withSwaps(compared.map((column) => ({ column, alarms: columnAlarms(column) })));
  const checks = alarms.flatMap((one) => one.alarms.map((alarm) => finding(input, one.column, alarm)));
  return [...checks, passed(input, compared.length, checks.length)];
}

/** The columns of the batch that accepted batches have too, each beside its past. */
export function comparedColumns({ batch, history, schema, target, showValues }: BatchCase): Compared[] {
  const past = history.slice(-MOST_BATCHES).map(({ profile }) => new Map(profile.columns.map((column) => [column.name, column])));
  const own = new Map(batch.profile.columns.map((column) => [column.name, column]));
  return schema.fields.flatMap((field): Compared[] => {
    const column = own.get(field.name);
    if (column === undefined) return [];
    const before = past.flatMap((columns) => columns.get(field.name) ?? []).filter(({ kind }) => kind === column.kind);
    const isTarget = field.name === target;
    return before.length === 0 ? [] : [{ field, isTarget, batch: column, past: before, alpha: ALPHA / schema.fields.length, showValues }];
  });
}

function columnAlarms(column: Compared): Alarm[] {
  const { batch, past, field } = column;
  const alarms = [missingAlarm(column)];
  if (field.role === "id" || isCalendar(field, past, batch)) return alarms.flatMap((alarm) => alarm ?? []);
  if (batch.kind === "number" && isMoment(field)) {
    const stuck = stuckAlarm(column);
    return [...alarms, stuck?.code === "constant" ? stuck : null, hoursAlarm(column as Parameters<typeof hoursAlarm>[0])].flatMap(
      (alarm) => alarm ?? [],
    );
  }
  const stuck = stuckAlarm(column);
  // What stands still has another distribution too: one finding says it all.
  if (stuck !== null) return [...alarms, stuck].flatMap((alarm) => alarm ?? []);
  const moved =
    batch.kind === "number"
      ? numberAlarms(column as Parameters<typeof numberAlarms>[0])
      : categoryAlarms(column as Parameters<typeof categoryAlarms>[0]);
  return [...alarms, ...moved].flatMap((alarm) => alarm ?? []);
}

interface Alarmed {
  column: Compared;
  alarms: Alarm[];
}

/** Largest distance of a column to what another one was, when the two were exchanged. */
const SWAP_GAP = 0.15;
/** Below it the two columns are too much alike to tell. */
const SWAP_APART = 0.3;

/** Two columns that moved and each look like the other did: one finding each instead of all others. */
function withSwaps(all: Alarmed[]): Alarmed[] {
  const moved = all.filter(({ alarms }) => alarms.length > 0);
  const likeOther = (a: Compared, b: Compared) => Math.min(...b.past.map((one) => profileDistance(a.batch, one)));
  for (const [i, a] of moved.entries()) {
    const b = moved.slice(i + 1).find(({ column }) => {
      if (column.batch.kind !== a.column.batch.kind) return false;
      const apart = Math.min(likeOther(a.column, a.column), likeOther(column, column));
      return apart > SWAP_APART && Math.max(likeOther(a.column, column), likeOther(column, a.column)) < SWAP_GAP;
    });
    if (b === undefined) continue;
    const swap = (other: Compared): Alarm => ({
      code: "swapped-columns",
      observed: `looks like ${other.field.name}`,
      expected: "its own distribution",
      says: `looks exchanged with ${named(other.field.name)}: each is distributed as the other was`,
      remedy: "Exchange the two columns at the source.",
    });
    return withSwaps(all.filter((one) => one !== a && one !== b)).concat(
      { ...a, alarms: [swap(b.column)] },
      { ...b, alarms: [swap(a.column)] },
    );
  }
  return all;
}

/** A batch of so many times as many rows, or so many times fewer, covers another stretch of the calendar. */
const OTHER_STRETCH = 1.15;

/** Parts of a date move on with every batch; only those that vary within each batch can be compared, and with batches of about its size. */
function isCalendar(field: Field, past: ColumnProfile[], batch: ColumnProfile): boolean {
  if (field.type !== "integer" && field.type !== "year" && field.type !== "string") return false;
  if (!isCalendarName(field.name)) return false;
  const cells = past.map(cellsOf).filter((count) => count > 0);
  const [own, most, least] = [cellsOf(batch), Math.max(...cells), Math.min(...cells)];
  return past.some((one) => one.distinct <= 2 && cellsOf(one) > 0) || own * OTHER_STRETCH < least || own > OTHER_STRETCH * most;
}

function finding({ batch, history }: BatchCase, { field }: Compared, alarm: Alarm): CheckResult {
  const { file, parts } = batch.typed;
  const few = history.length < FEWEST_BATCHES;
  const unsure = few ? " (a single accepted batch does not show how batches differ: a warning only)" : "";
  return {
    code: alarm.code,
    subject: field.name,
    status: few ? "warn" : "fail",
    observed: alarm.observed,
    expected: alarm.expected,
    message: `column ${named(field.name)} of ${batchName(batch)} ${alarm.says}${unsure}`,
    ...waysOut(alarm.remedy, file, `${alarm.code} of ${field.name}`, { check: { code: alarm.code, subject: field.name } }),
    where: { file: file.name || file.uri, line: 1, column: (parts.get(field.name)?.at ?? 0) + 1 },
  };
}

function passed({ batch, history }: BatchCase, columns: number, alarms: number): CheckResult {
  const { rows } = batch.profile;
  const pastRows = history.reduce((sum, { profile }) => sum + profile.rows, 0);
  const size = (rows * pastRows) / Math.max(1, rows + pastRows);
  const visible = Math.min(1, Math.max(0.12, Math.sqrt(Math.log((2 * Math.max(1, columns)) / ALPHA) / 2 / size)));
  const rest = alarms === 0 ? `all ${plural(columns, "column")}` : `the other columns of ${grouped(columns)}`;
  const power = `a shift of less than ${Math.round(100 * visible)} % of the rows would not be seen in ${plural(rows, "row")}`;
  return {
    code: "drift",
    subject: "columns",
    status: "pass",
    observed: alarms,
    expected: 0,
    message: `${rest} of ${batchName(batch)} look like ${plural(history.length, "accepted batch", "accepted batches")}; ${power}`,
    suggestion: null,
    where: null,
  };
}
