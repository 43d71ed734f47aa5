// The column that says when rows happened, and what goes by it: the window and the age of the data.

import { longerThan } from "../../findings/remedies.ts";
import { named, printable } from "../../findings/wording.ts";
import { spanWords } from "../../schema/words/file-rhythm.ts";
import { isDated } from "../../schema/words/moments.ts";
import type { DataConfig, Window } from "../../types/config.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { Field, Schema } from "../../types/schema.ts";
import type { SourceFile } from "../../types/table.ts";
import { fileAt } from "./hashed.ts";

const DAY = 86_400;
/** A clock may be wrong, and a date without a zone lies up to half a day away: as for dates in names. */
const AHEAD = DAY;

export interface ClockTimes {
  field: Field;
  /** Seconds since 1970 of each row, UTC, file after file; a file without them has none. */
  byFile: (Float64Array | undefined)[];
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

/** Seconds since 1970 of a row among those of all files; NaN: it has none. `ends`: where each file's rows end. */
export function timesOf({ byFile }: ClockTimes, ends: Uint32Array): (row: number) => number {
  let [at, start] = [0, 0];
  return (row) => {
    if (row < start || row >= ends[at]!) {
      at = fileAt(ends, row);
      start = at === 0 ? 0 : ends[at - 1]!;
    }
    return byFile[at]?.[row - start] ?? Number.NaN;
  };
}

/** Seconds since 1970 after which nothing can have happened yet; `now` in milliseconds. */
export const latestPossible = (now: number): number => now / 1000 + AHEAD;

/** The latest time that can be; -Infinity: there is none. */
function newestTime({ byFile }: ClockTimes, latest: number): number {
  let newest = Number.NEGATIVE_INFINITY;
  for (const times of byFile) for (const time of times ?? []) if (time <= latest && time > newest) newest = time;
  return newest;
}

/** Whether a row may be trained on, by its file and its place in it. */
export type InWindow = (file: number, row: number) => boolean;

/**
 * A window of days holds the newest UTC day and those before it, and rows without a time that can be told; every other window goes by files.
 */
export function windowOf(files: SourceFile[], clock: ClockTimes | undefined, window: Window, latest: number): InWindow {
  if (clock === undefined || window.kind !== "days") return (at) => files[at]!.inWindow;
  const newest = newestTime(clock, latest);
  const first = Number.isInteger(window.days) ? DAY * (Math.floor(newest / DAY) - window.days + 1) : newest - DAY * window.days;
  return (at, row) => files[at]!.inWindow && !((clock.byFile[at]?.[row] ?? Number.NaN) < first);
}

/** Of the rows themselves: the newest must not be older than asked for. What is not known is a warning, never a pass. */
export function freshnessByRows(clock: ClockTimes, freshnessSeconds: number, now: number): CheckResult {
  const newest = newestTime(clock, latestPossible(now));
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
  const suggestion = "Find out why no new rows came; if they come less often, ask for less.";
  return {
    ...base,
    status: "fail",
    observed,
    message: `${message}: new data has not arrived.`,
    suggestion,
    remedies: [longerThan(seconds)],
  };
}
