import { lastChange } from "../clients/git.ts";
import type { CheckResult, ListedFile } from "../types.ts";
import { check, shown } from "./check.ts";

interface Age {
  file: ListedFile;
  /** Milliseconds since 1970; null: not known. */
  time: number | null;
  /** How the time is known, or why it is not. */
  by: string;
}

/** The newest file must not be older than asked for. What is not known is a warning, never a pass. */
export async function checkFreshness(files: ListedFile[], freshnessSeconds: number, now: number): Promise<CheckResult> {
  const { file, time, by } = await newestOf(files);
  const name = shown(file.name);
  const expected = `at most ${duration(freshnessSeconds)}`;
  if (time === null) {
    return check("stale", file.name, "warn", `The age of ${name} is not known: no date in its name, and ${by}.`, { expected });
  }
  const seconds = Math.max(0, (now - time) / 1000);
  const observed = duration(seconds);
  const message = `The newest file, ${name}, is ${observed} old (${by}, ${new Date(time).toISOString()}), allowed is ${expected}`;
  if (seconds <= freshnessSeconds) return check("stale", file.name, "pass", `${message}.`, { observed, expected });
  const suggestion = "Find out why no new file came; if files come less often, raise data.freshness.";
  return check("stale", file.name, "fail", `${message}: new data has not arrived.`, { observed, expected, suggestion });
}

/** By the date in the name, else by the last commit of the file, else by its time of change. */
async function newestOf(files: ListedFile[]): Promise<Age> {
  const latest = (time: (file: ListedFile) => number | null, among: ListedFile[]) =>
    among.reduce((a, b) => ((time(b) ?? Number.NEGATIVE_INFINITY) > (time(a) ?? Number.NEGATIVE_INFINITY) ? b : a));
  const dated = files.filter((file) => file.date !== null);
  if (dated.length > 0) {
    const file = latest((one) => one.date, dated);
    return { file, time: file.date, by: "by the date in its name" };
  }
  const file = latest((one) => one.modified, files);
  const change = await lastChange(files.map((one) => one.uri));
  if (change.kind === "commit") return { file, time: change.time, by: "last committed" };
  if (change.kind === "unknown") return { file, time: null, by: change.why };
  return { file, time: file.modified, by: file.modified === null ? "no time of change" : "last changed" };
}

function duration(seconds: number): string {
  if (seconds < 3600) return `${Math.round(seconds / 60)} minutes`;
  if (seconds < 48 * 3600) return `${Math.round(seconds / 360) / 10} hours`;
  return `${Math.round(seconds / 8640) / 10} days`;
}
