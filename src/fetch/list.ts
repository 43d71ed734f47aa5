// Lists the files of the configuration, and checks the list.

import { check } from "../findings/check.ts";
import type { DataConfig } from "../types/config.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { Services } from "../types/run.ts";
import type { ListedFile } from "../types/table.ts";
import { checkFreshness } from "./listing/freshness.ts";
import { checkFuture } from "./listing/future.ts";
import { findGolden, withoutGolden } from "./listing/golden.ts";
import { inOrder, matchPatterns, type PatternMatches } from "./listing/match.ts";
import { checkNearMisses, type MissedFiles } from "./listing/near-miss.ts";
import { checkRequired } from "./listing/required.ts";
import { describeNearby } from "./listing/surroundings.ts";
import { ACCEPTED_EXTENSIONS } from "./names/file-format.ts";
import { asWritten } from "./names/propose.ts";
import { Storages } from "./places/places.ts";
import { plural, shown } from "./places/shown.ts";

export interface Listing {
  /** In row order. */
  files: ListedFile[];
  /** The golden file, not among `files`; null: rows of the data are held out. */
  golden: ListedFile | null;
  checks: CheckResult[];
  /** Near-miss files by failed check. */
  missed: MissedFiles;
  /** The storages that read them. */
  places: Storages;
  /** When they were listed, in milliseconds since 1970. */
  now: number;
}

/** `now` in milliseconds since 1970; `required`: names that must be among the files. Throws ServiceError if a bucket refuses, LimitError for too many files. */
export async function listFiles(data: DataConfig, now: number, services: Services, required: string[] = []): Promise<Listing> {
  const places = new Storages(data.s3, services);
  const golden = await findGolden(data.golden, places, data.checkout);
  const matched = withoutGolden(await matchPatterns(data.files, places, data.checkout), golden.file);
  const excluded = new Set(data.exclude.filter((exclusion) => exclusion.digest === null).map((exclusion) => exclusion.file));
  const files = inOrder(matched.flatMap((one) => one.files).filter((file) => !excluded.has(file.name)));
  const checks = [...golden.checks, ...matched.flatMap(checkFolders), ...matched.flatMap(({ leading }) => checkLinks(leading))];
  for (const one of matched) checks.push(await checkPresence(one, excluded, files.length > 0, places));
  checks.push(...checkRequired(files, required));
  const missed: MissedFiles = new Map();
  const listing = { files, golden: golden.file, checks, missed, places, now };
  if (files.length === 0) return listing;
  checks.push(...checkFuture(files, data, now), ...checkWindow(matched, data.window));
  checks.push(...(await checkNearMisses(matched, data.ignore, golden.file, places, now, missed)));
  return listing;
}

/** Checks the age of the newest file, if `data.max-age` is set and there is a file. */
export async function freshness({ files, now }: Listing, data: DataConfig, services: Services): Promise<CheckResult[]> {
  if (data.freshnessSeconds === null || files.length === 0) return [];
  const asked = { repository: data.repository ?? process.cwd(), isWorkflow: services.isWorkflow === true };
  return [await checkFreshness(files, data.freshnessSeconds, now, asked)];
}

/** A window that counts files keeps every row of a single one. */
function checkWindow(matched: PatternMatches[], { kind }: DataConfig["window"]): CheckResult[] {
  const [one, ...others] = matched;
  if ((kind !== "latest" && kind !== "files") || one === undefined || others.length > 0 || !one.pattern.literal) return [];
  const name = asWritten(one.pattern.source);
  const message = `data.window counts files, and data.files names one, ${shown(name)}: all of its rows count.`;
  const suggestion =
    "For a window over the rows of one file, give it a column of dates with `role: time` in the schema file and write days: `window: 30d`.";
  return [check("window", name, "warn", message, { suggestion })];
}

function checkFolders({ refused }: PatternMatches): CheckResult[] {
  return refused.map(({ folder, code }) =>
    check("unreadable", folder, "fail", `The folder ${shown(folder)} cannot be read: ${code === "EACCES" ? "permission denied" : code}.`, {
      suggestion: "Give the user that runs this permission to read and enter the folder.",
    }),
  );
}

/** Fails for links that lead out of a pull request's checkout or into `.git`: its author must not choose other files. */
function checkLinks(leading: string[]): CheckResult[] {
  return leading.map((path) =>
    check(
      "unreadable",
      path,
      "fail",
      `${shown(path)} is reached by a link that leads out of the checkout, or into its .git folder: in a pull request it is not read.`,
      {
        expected: "a file of the checkout",
        suggestion: "Put the file itself into the repository, or leave the link out of the pull request.",
      },
    ),
  );
}

/** No file at all fails; one of several patterns without a file is a warning. */
async function checkPresence(matches: PatternMatches, excluded: Set<string>, others: boolean, places: Storages): Promise<CheckResult> {
  const { pattern, files, repeated, unread } = matches;
  const name = asWritten(pattern.source);
  const left = files.filter((file) => !excluded.has(file.name)).length + repeated;
  const expected = `a file that matches ${name}`;
  if (left > 0)
    return check("no-file", name, "pass", `${plural(left, "file")} match${left === 1 ? "es" : ""} ${shown(name)}.`, {
      observed: left,
      expected: "at least 1",
    });
  const status = others ? "warn" : "fail";
  const nothing = `No file matches ${shown(name)}`;
  if (files.length > 0) {
    const message = `${nothing} but ${plural(files.length, "file")} that data.exclude names.`;
    return check("no-file", name, status, message, {
      observed: 0,
      expected,
      suggestion: "Remove the entry from data.exclude, or wait for a new file.",
    });
  }
  if (unread.length > 0) {
    const message = `${nothing} and ends in ${ACCEPTED_EXTENSIONS}: what matches is ${unread.slice(0, 3).map(shown).join(", ")}${unread.length > 3 ? " …" : ""}.`;
    return check("no-file", name, status, message, { observed: 0, expected });
  }
  const { message, suggestion, remedies } = await describeNearby(pattern, places.of(pattern.source));
  return check("no-file", name, status, `${nothing}: ${message}`, {
    observed: 0,
    expected,
    ...(suggestion === null ? {} : { suggestion }),
    ...(remedies === undefined ? {} : { remedies }),
  });
}
