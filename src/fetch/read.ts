// Reads listed files into tables: those in the window, and others that may hold accepted rows, which are not trained on.

import { check } from "../findings/check.ts";
import { exclude } from "../findings/remedies.ts";
import { suggestionOf } from "../findings/sentences.ts";
import type { DataConfig, Limits } from "../types/config.ts";
import { ConfigError, DataError, problem, RefusedObject } from "../types/errors.ts";
import type { CheckResult, Remedy } from "../types/judgement.ts";
import type { Problem } from "../types/problem.ts";
import type { SourceRecord } from "../types/registry.ts";
import type { Progress, Services } from "../types/run.ts";
import type { S3Settings } from "../types/s3.ts";
import type { ListedFile, SourceFile, WrittenAs } from "../types/table.ts";
import { readInOrder } from "./in-turn.ts";
import type { Listing } from "./list.ts";
import { inOrder, matchPatterns } from "./listing/match.ts";
import { describeNearby } from "./listing/surroundings.ts";
import { filesInWindow } from "./listing/window.ts";
import { absolutePattern, Storages } from "./places/places.ts";
import { plural, shown } from "./places/shown.ts";
import { digestOf, type ReadFault, type ReadOutcome } from "./source.ts";

const AS_THE_ENVIRONMENT_SAYS: S3Settings = { owner: null, role: null, region: null, endpoint: null, pathStyle: null };

/** Reads every file; an unreadable file is a failed check. Throws LimitError, and ServiceError if a bucket fails. */
export async function readFiles(
  listing: Pick<Listing, "files" | "golden" | "places" | "now">,
  data: DataConfig,
  accepted: SourceRecord[],
  limits: Limits,
  progress: Progress,
  written: WrittenAs = {},
): Promise<{ files: SourceFile[]; checks: CheckResult[] }> {
  const candidates = await withoutExcluded(listing.files, data, listing.places, limits);
  const window = filesInWindow(candidates, data.window, listing.now);
  const known = new Set(accepted.map(({ name }) => name.normalize("NFC")));
  // If most accepted files are missing, files outside the window may hold their rows.
  const there = listing.files.filter((file) => known.has(file.name)).length;
  const misses = there < known.size / 2;
  const wanted = candidates.filter((file) => misses || window.has(file) || known.has(file.name));
  const files: SourceFile[] = [];
  const checks: CheckResult[] = [];
  const { golden } = listing;
  const all = golden === null ? wanted : [...wanted, golden];
  for await (const { file, outcome } of readInOrder(all, listing.places, limits, progress, written)) {
    const isGolden = file === golden;
    const inWindow = !isGolden && window.has(file);
    const isNeeded = isGolden || inWindow;
    if (isNeeded) throwIfRefused(outcome);
    if (!("fault" in outcome)) files.push({ ...file, ...outcome, accepted: false, inWindow, ...(isGolden ? { golden: true } : {}) });
    else if (isGolden) checks.push(unreadable(file, outcome.fault, "Mend the golden file."));
    else if (isNeeded || holds(accepted, file, outcome.fault))
      checks.push(unreadable(file, outcome.fault, mending(file, outcome.fault, accepted), waysOut(file, outcome.fault, accepted)));
    else if (outcome.fault.digest === null && known.has(file.name)) checks.push(outOfReach(file, outcome.fault));
  }
  if (!checks.some((one) => one.status === "fail"))
    checks.push(files.some((file) => !file.golden) ? allRead(files) : nothingLeft(listing.files.length));
  return { files, checks };
}

/** Reads files without recording checks; null: one is unreadable. Throws ServiceError, LimitError. */
export async function readable(
  listed: ListedFile[],
  places: Storages,
  limits: Limits,
  progress: Progress,
  written: WrittenAs,
): Promise<SourceFile[] | null> {
  const files: SourceFile[] = [];
  for await (const { file, outcome } of readInOrder(listed, places, limits, progress, written)) {
    if ("fault" in outcome) return null;
    files.push({ ...file, ...outcome, accepted: false, inWindow: true });
  }
  return files;
}

/** An exclusion with a digest applies to that content only: a corrected file with the same name is read. */
async function withoutExcluded(files: ListedFile[], data: DataConfig, places: Storages, limits: Limits): Promise<ListedFile[]> {
  const left: ListedFile[] = [];
  for (const file of files) {
    const digests = data.exclude
      .filter((exclusion) => exclusion.file === file.name && exclusion.digest !== null)
      .map((exclusion) => exclusion.digest);
    if (digests.length === 0 || !digests.includes(await storedDigest(file, places, limits.bytes))) left.push(file);
  }
  return left;
}

/** Digest of a file's stored bytes; null: unreadable. */
async function storedDigest(file: ListedFile, places: Storages, most: number): Promise<string | null> {
  const stored = await places
    .of(file.uri)
    .open(file, most)
    .catch((error: unknown) => {
      if (error instanceof RefusedObject) return { fault: error.message };
      throw error;
    });
  if ("fault" in stored) return null;
  try {
    return await digestOf(stored.handle).catch(() => null);
  } finally {
    await stored.close();
  }
}

/** Advice of commands that read paths: they have no `data.exclude`. */
const NOTHING_IN_IT = " Nothing is lost without it: move it out of the folder, or name the other files after --data, and start again.";

/** Plain paths or patterns, relative to the working directory, or a bucket's, in the order given. Throws ConfigError when one matches nothing, DataError for what cannot be parsed. */
export async function readPaths(
  patterns: string[],
  limits: Limits,
  progress: Progress,
  services: Services,
  written: WrittenAs = {},
): Promise<SourceFile[]> {
  const places = new Storages(AS_THE_ENVIRONMENT_SAYS, services);
  const matched = await matchPatterns(
    patterns.map((pattern) => absolutePattern(process.cwd(), pattern)),
    places,
  );
  const missing: Problem[] = [];
  for (const { pattern, files, repeated } of matched) {
    if (files.length + repeated > 0) continue;
    const { message, suggestion: words, remedies = [] } = await describeNearby(pattern, places.of(pattern.source));
    const suggestion = suggestionOf(words, remedies);
    missing.push(problem(`No file matches ${shown(pattern.source)}: ${message}`, suggestion === null ? {} : { expected: suggestion }));
  }
  if (missing.length > 0) throw new ConfigError(missing);
  const listed = matched.flatMap((one) => inOrder(one.files));
  const files: SourceFile[] = [];
  const problems: Problem[] = [];
  for await (const { file, outcome } of readInOrder(listed, places, limits, progress, written)) {
    throwIfRefused(outcome);
    if ("fault" in outcome)
      problems.push(
        problem(`${sentence(file, outcome.fault)}${outcome.fault.empty ? NOTHING_IN_IT : ""}`, { where: placeOf(file, outcome.fault) }),
      );
    else files.push({ ...file, ...outcome, accepted: false, inWindow: true });
  }
  if (problems.length > 0) throw new DataError(problems);
  return files;
}

/** A check for an object that is archived or denied, as for a missing file. */
function outOfReach(file: ListedFile, { message, refused }: ReadFault): CheckResult {
  const [said] = refused?.problems ?? [];
  const why = said === undefined ? `${message}.` : said.message;
  return check(
    "unreadable",
    file.name,
    "warn",
    `The accepted file ${shown(file.name)} can no longer be read: its rows are neither trained on nor judged. ${why}`,
    { suggestion: "Make it readable again if the history should stay in the judgement." },
  );
}

/** Throws a store's refusal of a file: a run needs every file of its window. */
function throwIfRefused(outcome: ReadOutcome): void {
  if ("fault" in outcome && outcome.fault.refused) throw outcome.fault.refused;
}

function holds(accepted: SourceRecord[], { name }: ListedFile, { digest }: ReadFault): boolean {
  return digest !== null && accepted.some((source) => source.name.normalize("NFC") === name && source.digest === digest);
}

function mending(file: ListedFile, fault: ReadFault, accepted: SourceRecord[]): string {
  if (fault.mend !== undefined) return sentenceStart(fault.mend);
  if (holds(accepted, file, fault)) return "The file was accepted before: restore it.";
  return "Mend the file, or go on without it.";
}

/** Suggests to exclude the file, unless its rows were accepted or its data can be fetched. */
function waysOut(file: ListedFile, fault: ReadFault, accepted: SourceRecord[]): Remedy[] {
  return fault.mend !== undefined || holds(accepted, file, fault) ? [] : [exclude({ file: file.name, digest: fault.digest }, "unreadable")];
}

const sentenceStart = (text: string) => `${text[0]!.toUpperCase()}${text.slice(1)}.`;

function unreadable(file: ListedFile, fault: ReadFault, suggestion: string, remedies: Remedy[] = []): CheckResult {
  return check("unreadable", file.name, "fail", sentence(file, fault), {
    suggestion,
    remedies,
    ...(fault.line === null ? {} : { where: placeOf(file, fault)! }),
  });
}

function sentence(file: ListedFile, fault: ReadFault): string {
  return `${shown(file.name)} cannot be read: ${fault.message}.`;
}

function placeOf(file: ListedFile, fault: ReadFault): { file: string; line: number; column: number } | null {
  return fault.line === null || fault.column === null ? null : { file: file.name, line: fault.line, column: fault.column };
}

function nothingLeft(listed: number): CheckResult {
  return check(
    "no-file",
    "data",
    "fail",
    `No file is left to read: data.exclude names ${listed === 1 ? "the one that matches" : `all ${listed} that match`}.`,
    {
      observed: 0,
      expected: "at least 1",
      suggestion: "Remove the entry from data.exclude, or wait for a new file.",
    },
  );
}

function allRead(files: SourceFile[]): CheckResult {
  const rows = files.reduce((sum, file) => sum + file.table.rows, 0);
  return check("unreadable", "data", "pass", `${plural(files.length, "file")} with ${plural(rows, "row")} read.`, {
    observed: files.length,
    expected: files.length,
  });
}
