// The column that says when rows happened, and what goes by it: the window and the age of the data.

import { named, printable } from "../../findings/wording.ts";
import { spanWords } from "../../schema/words/file-rhythm.ts";
import { isDated } from "../../schema/words/moments.ts";
import type { DataConfig, Window } from "../../types/config.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { Field, Schema } from "../../types/schema.ts";
import type { SourceFile } from "../../types/table.ts";

const DAY = 86_400;
/** A clock may be wrong, and a date without a zone lies up to half a day away: as for dates in names. */
const AHEAD = DAY;

export interface ClockTimes {
  field: Field;
  /** Seconds since 1970 of each row of all files, UTC; NaN: it has none. */
  values: Float64Array;
}

/** The first column of `role: time` that holds dates; null: none does, so rows are as old as the names of their files say. */
export function clockOf(schema: Pick<Schema, "fields"> | null): Field | null {
  return schema?.fields.find(({ role, type }) => role === "time" && isDated(type)) ?? null;
}

export type Dated = Pick<DataConfig, "window" | "freshnessSeconds">;

/** What of window and freshness is asked of files, and what of rows: a clock wins over dates in names. */
export function goingBy<T extends Dated>(clock: Field | null, data: T): { listed: T; cut: Dated } {
  const { window, freshnessSeconds } = data;
  if (clock === null) return { listed: data, cut: { window, freshnessSeconds: null } };
  const listed = { ...data, freshnessSeconds: null, window: window.kind === "days" ? { kind: "all" as const } : window };
  return { listed, cut: { window, freshnessSeconds } };
}

/** Room for the times of rows, none known yet; undefined: the schema names no column with a clock. */
export function timesFor(schema: Schema, rows: number): ClockTimes | undefined {
  const field = clockOf(schema);
  return field === null ? undefined : { field, values: new Float64Array(rows).fill(Number.NaN) };
}

/** Seconds since 1970 after which nothing can have happened yet; `now` in milliseconds. */
export const latestPossible = (now: number): number => now / 1000 + AHEAD;

/** The latest time that can be; -Infinity: there is none. */
function newestTime(times: Float64Array, latest: number): number {
  return times.reduce((newest, time) => (time <= latest && time > newest ? time : newest), Number.NEGATIVE_INFINITY);
}

/**
 * 1 for each row that may be trained on. A window of days holds the newest UTC day and those before it, and rows without a time that can be
 * told; every other window goes by files.
 */
export function rowsInWindow(
  files: SourceFile[],
  ends: Uint32Array,
  clock: ClockTimes | undefined,
  window: Window,
  latest: number,
): Uint8Array {
  const rows = ends.at(-1) ?? 0;
  const inWindow = new Uint8Array(rows);
  files.forEach((file, i) => {
    if (file.inWindow) inWindow.fill(1, i === 0 ? 0 : ends[i - 1]!, ends[i]!);
  });
  if (clock === undefined || window.kind !== "days") return inWindow;
  const newest = newestTime(clock.values, latest);
  const first = Number.isInteger(window.days) ? DAY * (Math.floor(newest / DAY) - window.days + 1) : newest - DAY * window.days;
  for (let row = 0; row < rows; row++) if (clock.values[row]! < first) inWindow[row] = 0;
  return inWindow;
}

/** Of the rows themselves: the newest must not be older than asked for. What is not known is a warning, never a pass. */
export function freshnessByRows(clock: ClockTimes, freshnessSeconds: number, now: number): CheckResult {
  const newest = newestTime(clock.values, latestPossible(now));
  const subject = clock.field.name;
  const base = { code: "stale", subject, where: null, expected: `at most ${spanWords(1000 * freshnessSeconds)}` };
  if (newest === Number.NEGATIVE_INFINITY) {
    const message = `The age of the rows is not known: ${named(subject)} has no time that can be.`;
    return { ...base, status: "warn", observed: null, message, suggestion: null };
  }
  const seconds = Math.max(0, now / 1000 - newest);
  const observed = spanWords(1000 * seconds);
  const message = `The newest row is ${observed} old (by ${named(subject)}, ${printable(new Date(1000 * newest).toISOString())}), allowed is ${base.expected}`;
  if (seconds <= freshnessSeconds) return { ...base, status: "pass", observed, message: `${message}.`, suggestion: null };
  const suggestion = "Find out why no new rows came; if they come less often, raise data.freshness.";
  return { ...base, status: "fail", observed, message: `${message}: new data has not arrived.`, suggestion };
}
