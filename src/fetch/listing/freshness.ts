import { type AskedAbout, lastChange } from "../../clients/git/git.ts";
import { check } from "../../findings/check.ts";
import { longerThan } from "../../findings/remedies.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { ListedFile } from "../../types/table.ts";
import { isInBucket } from "../places/places.ts";
import { shown } from "../places/shown.ts";
import { isPossible, possibleFiles } from "./future.ts";

interface Age {
  file: ListedFile;
  /** Milliseconds since 1970; null: not known. */
  time: number | null;
  /** How the time is known, or why it is not. */
  by: string;
}

/** The newest file must not be older than asked for. What is not known is a warning, never a pass. */
export async function checkFreshness(files: ListedFile[], freshnessSeconds: number, now: number, asked: AskedAbout): Promise<CheckResult> {
  const ages = (
    await agesOf(
      possibleFiles(files, now, ({ date }) => date),
      asked,
    )
  ).map((age) => possibleAge(age, now));
  const newest = ages.reduce((a, b) => ((b.time ?? Number.NEGATIVE_INFINITY) > (a.time ?? Number.NEGATIVE_INFINITY) ? b : a));
  // A file of unknown age could be newer than one that is too old.
  const isFresh = newest.time !== null && (now - newest.time) / 1000 <= freshnessSeconds;
  const { file, time, by } = isFresh ? newest : (ages.find((age) => age.time === null) ?? newest);
  const name = shown(file.name);
  const expected = `at most ${duration(freshnessSeconds)}`;
  if (time === null) {
    const none = file.date === null ? "no date in its name, and " : "";
    return check("stale", file.name, "warn", `The age of ${name} is not known: ${none}${by}.`, { expected });
  }
  const seconds = Math.max(0, (now - time) / 1000);
  const observed = duration(seconds);
  const message = `The newest file, ${name}, is ${observed} old (${by}, ${new Date(time).toISOString()}), allowed is ${expected}`;
  if (seconds <= freshnessSeconds) return check("stale", file.name, "pass", `${message}.`, { observed, expected });
  const suggestion = "Find out why no new file came; if files come less often, ask for less.";
  const remedies = [longerThan(seconds)];
  return check("stale", file.name, "fail", `${message}: new data has not arrived.`, { observed, expected, suggestion, remedies });
}

/** A time in the future counts as unknown. */
function possibleAge(age: Age, now: number): Age {
  if (age.time === null || isPossible(age.time, now)) return age;
  return { ...age, time: null, by: "the time that is known of it lies in the future" };
}

/** Of the newest file, by the date in the name, else by the last commit of the files, else by its time of change; files and objects apart. */
async function agesOf(files: ListedFile[], asked: AskedAbout): Promise<Age[]> {
  const dated = files.filter((file) => file.date !== null);
  if (dated.length > 0) {
    const file = latest((one) => one.date, dated);
    return [{ file, time: file.date, by: "by the date in its name" }];
  }
  const [objects, others] = [files.filter((one) => isInBucket(one.uri)), files.filter((one) => !isInBucket(one.uri))];
  const ages = others.length > 0 ? await localAges(others, asked) : [];
  if (objects.length > 0) ages.push(changed(latest((one) => one.modified, objects)));
  return ages;
}

function latest(time: (file: ListedFile) => number | null, among: ListedFile[]): ListedFile {
  return among.reduce((a, b) => ((time(b) ?? Number.NEGATIVE_INFINITY) > (time(a) ?? Number.NEGATIVE_INFINITY) ? b : a));
}

/** Committed files, those that a step wrote, and those nobody can tell of: each for themselves. */
async function localAges(files: ListedFile[], asked: AskedAbout): Promise<Age[]> {
  const { committed, own, unknown } = await lastChange(
    files.map((one) => one.uri),
    asked,
  );
  const newest = latest((one) => one.modified, files);
  const wroteThemselves = files.filter((one) => own.includes(one.uri));
  return [
    ...(committed === null ? [] : [{ file: newest, time: committed, by: "last committed" }]),
    ...(wroteThemselves.length === 0 ? [] : [changed(latest((one) => one.modified, wroteThemselves))]),
    ...(unknown === null ? [] : [{ file: newest, time: null, by: unknown }]),
  ];
}

function changed(file: ListedFile): Age {
  return { file, time: file.modified, by: file.modified === null ? "no time of change" : "last changed" };
}

function duration(seconds: number): string {
  if (seconds < 3600) return `${Math.round(seconds / 60)} minutes`;
  if (seconds < 48 * 3600) return `${Math.round(seconds / 360) / 10} hours`;
  return `${Math.round(seconds / 8640) / 10} days`;
}
