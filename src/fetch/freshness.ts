import type { CheckResult, ListedFile } from "../types.ts";
import { check, shown } from "./check.ts";

/** The newest file must not be older than asked for: by the date in its name, else by the time of its last change. */
export function checkFreshness(files: ListedFile[], freshnessSeconds: number, now: number): CheckResult {
  const dated = files.filter((file) => file.date !== null);
  const candidates = dated.length > 0 ? dated : files;
  const timeOf = (file: ListedFile): number | null => file.date ?? file.modified;
  const newest = candidates.reduce((a, b) => ((timeOf(b) ?? Number.NEGATIVE_INFINITY) > (timeOf(a) ?? Number.NEGATIVE_INFINITY) ? b : a));
  const time = timeOf(newest);
  const expected = `at most ${duration(freshnessSeconds)}`;
  if (time === null) {
    return check("stale", newest.name, "warn", `The age of ${shown(newest.name)} is not known: no date in its name, no time of change.`, {
      expected,
    });
  }
  const seconds = Math.max(0, (now - time) / 1000);
  const source = newest.date === null ? "last changed" : "by the date in its name";
  const message = `The newest file, ${shown(newest.name)}, is ${duration(seconds)} old (${source}, ${new Date(time).toISOString()}), allowed is ${expected}`;
  if (seconds <= freshnessSeconds) return check("stale", newest.name, "pass", `${message}.`, { observed: duration(seconds), expected });
  return check("stale", newest.name, "fail", `${message}: new data has not arrived.`, {
    observed: duration(seconds),
    expected,
    suggestion: "Find out why no new file came; if files come less often, raise data.freshness.",
  });
}

function duration(seconds: number): string {
  if (seconds < 3600) return `${Math.round(seconds / 60)} minutes`;
  if (seconds < 48 * 3600) return `${Math.round(seconds / 360) / 10} hours`;
  return `${Math.round(seconds / 8640) / 10} days`;
}
