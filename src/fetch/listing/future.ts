// Files dated in the future. Windows are not counted back from them.

import { check } from "../../findings/check.ts";
import type { DataConfig } from "../../types/config.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { ListedFile } from "../../types/table.ts";
import { plural, shown } from "../places/shown.ts";

const DAY_MS = 86_400_000;
/** A clock may be wrong, and a date without a zone lies up to half a day away. */
const AHEAD_MS = DAY_MS;
const NAMES_SHOWN = 3;

/** Whether a file could have been made at this time (milliseconds since 1970). */
export function isPossible(time: number, now: number): boolean {
  return time <= now + AHEAD_MS;
}

/** The date of a file by its name, else by its modification time; null: unknown. */
function timeOf(file: ListedFile): number | null {
  return file.date ?? file.modified;
}

/** The files with a possible or unknown date; all files if none has a possible date. */
export function possibleFiles(files: ListedFile[], now: number, time = timeOf): ListedFile[] {
  const possible = files.filter((file) => isPossible(time(file) ?? Number.NEGATIVE_INFINITY, now));
  return possible.length === 0 ? files : possible;
}

/** One warning for all files of a future date; by time of change only where a window in days goes by it. */
export function checkFuture(files: ListedFile[], { window }: DataConfig, now: number): CheckResult[] {
  const time = (file: ListedFile) => (window.kind === "days" ? timeOf(file) : file.date) ?? Number.NEGATIVE_INFINITY;
  const future = files.filter((file) => !isPossible(time(file), now));
  if (future.length === 0) return [];
  const newest = future.reduce((a, b) => (time(b) > time(a) ? b : a));
  const latest = time(newest);
  const others = future.filter((file) => file !== newest).slice(0, NAMES_SHOWN - 1);
  const more =
    others.length === 0 ? "" : ` (and ${plural(future.length - 1, "more file")}: ${others.map((file) => shown(file.name)).join(", ")})`;
  const by = newest.date === null ? "was changed" : "is dated";
  const message = `${shown(newest.name)} ${by} ${ahead(latest - now)} from now (${isoOf(latest)})${more}: freshness, near misses and the window are counted from the newest file of a date that can be; its rows are read all the same.`;
  return [
    check("stale", newest.name, "warn", message, {
      observed: isoOf(latest),
      expected: `at most ${isoOf(now + AHEAD_MS)}`,
      suggestion: "Correct the date, or name the file under data.exclude; if the file is right, the clock of this machine is wrong.",
    }),
  ];
}

/** A date that JavaScript cannot write is shown as a number. */
function isoOf(time: number): string {
  return Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : String(time);
}

function ahead(ms: number): string {
  const days = ms / DAY_MS;
  if (days < 60) return plural(Math.round(days), "day");
  return days < 730 ? plural(Math.round(days / 30.44), "month") : plural(Math.round(days / 365.25), "year");
}
