// The times of a cron line as GitHub reads it: five fields, UTC. Pure.
import { Cron } from "croner";

interface CronMistake {
  code: "cron-never" | "cron-invalid";
  /** Completes "the schedule …". */
  says: string;
}

const invalid = (says: string): CronMistake => ({ code: "cron-invalid", says });

/** What is wrong with a cron line; null: it is valid and has a next time. */
export function cronMistake(line: string, now: number): CronMistake | null {
  if (line.trim().split(/\s+/).length !== 5) return invalid("has not five fields: minute, hour, day, month, weekday");
  if (/[?LW#@]/i.test(line.replace(/jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat/gi, "")))
    return invalid("uses signs that GitHub does not know");
  try {
    return timesOf(line).nextRun(new Date(now)) === null ? { code: "cron-never", says: "names a day that never comes" } : null;
  } catch (error) {
    return invalid(
      `is no cron line: ${(error instanceof Error ? error.message : String(error)).replace(/^CronPattern: /, "").slice(0, 120)}`,
    );
  }
}

/** Last scheduled time before `now` of a valid line, in milliseconds since 1970; null: none. */
export function lastTime(line: string, now: number): number | null {
  return timesOf(line).previousRuns(1, new Date(now))[0]?.getTime() ?? null;
}

function timesOf(line: string): Cron {
  return new Cron(line.trim(), { timezone: "UTC", paused: true });
}
