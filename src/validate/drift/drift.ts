// A batch against the batches accepted before it, column by column.
import type { BatchProfile, CheckResult, ColumnProfile, Field, Profile, SourceFile } from "../../types.ts";
import { withExclude } from "../finding.ts";
import { partsOf } from "../name-similarity.ts";
import { grouped, named, plural, printable } from "../wording.ts";
import { type Alarm, type Compared, cellsOf } from "./alarm.ts";
import { categoryAlarms } from "./category.ts";
import { missingAlarm } from "./missing.ts";
import { hoursAlarm, numberAlarms } from "./number.ts";
import { stuckAlarm } from "./stuck.ts";

/** Chance of a false alarm in one kind of test over all columns. */
const ALPHA = 1e-3;
/** With fewer accepted batches nothing is known of how batches differ: warnings only. */
export const FEWEST_BATCHES = 2;
/** The newest so many batches are compared with. */
const MOST_BATCHES = 60;

export interface DriftCase {
  file: SourceFile;
  profile: Profile;
  /** Oldest first. */
  history: BatchProfile[];
  fields: Field[];
  target: string | null;
  /** The column's place in the file, from 0. */
  placeOf: (field: Field) => number;
  showValues: boolean;
}

export function driftChecks(input: DriftCase): CheckResult[] {
  const { profile, fields, showValues } = input;
  const history = input.history.slice(-MOST_BATCHES);
  if (history.length === 0 || profile.rows === 0) return [];
  const past = history.map((batch) => new Map(batch.profile.columns.map((column) => [column.name, column])));
  const own = new Map(profile.columns.map((column) => [column.name, column]));
  const compared = fields.flatMap((field): Compared[] => {
    const batch = own.get(field.name);
    if (batch === undefined) return [];
    const before = past.flatMap((columns) => columns.get(field.name) ?? []).filter((column) => column.kind === batch.kind);
    return before.length === 0 ? [] : [{ field, batch, past: before, alpha: ALPHA / fields.length, showValues }];
  });
  const checks = compared.flatMap((column) => columnAlarms(column).map((alarm) => finding(input, column, alarm)));
  return [...checks, passed(input, compared.length, checks.length, history)];
}

function columnAlarms(column: Compared): Alarm[] {
  const { batch, past, field } = column;
  const alarms = [missingAlarm(column)];
  if (field.role === "id" || isCalendar(field, past)) return alarms.flatMap((alarm) => alarm ?? []);
  if (batch.kind === "number" && isMoment(field)) {
    return [...alarms, hoursAlarm(column as Parameters<typeof hoursAlarm>[0])].flatMap((alarm) => alarm ?? []);
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

function isMoment({ type, role }: Field): boolean {
  return role === "time" || type === "date" || type === "datetime" || type === "yearmonth";
}

const CALENDAR = new Set([
  "year",
  "yr",
  "yyyy",
  "month",
  "mon",
  "mm",
  "day",
  "dd",
  "week",
  "weekday",
  "dow",
  "doy",
  "quarter",
  "qtr",
  "date",
]);

/** Parts of a date move on with every batch; only those that vary within each batch can be compared. */
function isCalendar(field: Field, past: ColumnProfile[]): boolean {
  if (field.type !== "integer" && field.type !== "year" && field.type !== "string") return false;
  return partsOf(field.name).words.some((word) => CALENDAR.has(word)) && past.some((one) => one.distinct <= 2 && cellsOf(one) > 0);
}

function finding({ file, history, placeOf }: DriftCase, { field }: Compared, alarm: Alarm): CheckResult {
  const few = history.length < FEWEST_BATCHES;
  const unsure = few ? " (a single accepted batch does not show how batches differ: a warning only)" : "";
  return {
    code: alarm.code,
    subject: field.name,
    status: few ? "warn" : "fail",
    observed: alarm.observed,
    expected: alarm.expected,
    message: `column ${named(field.name)} of ${printable(file.name, 200)} ${alarm.says}${unsure}`,
    suggestion: withExclude(alarm.remedy, file, `${alarm.code} of ${field.name}`),
    where: { file: file.name || file.uri, line: 1, column: placeOf(field) + 1 },
  };
}

function passed({ file, profile }: DriftCase, columns: number, alarms: number, history: BatchProfile[]): CheckResult {
  const rows = history.reduce((sum, batch) => sum + batch.profile.rows, 0);
  const size = (profile.rows * rows) / Math.max(1, profile.rows + rows);
  const visible = Math.min(1, Math.max(0.1, Math.sqrt(Math.log((2 * Math.max(1, columns)) / ALPHA) / 2 / size)));
  const rest = alarms === 0 ? `all ${plural(columns, "column")}` : `the other columns of ${grouped(columns)}`;
  return {
    code: "drift",
    subject: "columns",
    status: "pass",
    observed: alarms,
    expected: 0,
    message: `${rest} of ${printable(file.name, 200)} look like ${plural(history.length, "accepted batch", "accepted batches")}; a shift of less than ${Math.round(100 * visible)} % of the rows would not be seen in ${plural(profile.rows, "row")}`,
    suggestion: null,
    where: null,
  };
}
