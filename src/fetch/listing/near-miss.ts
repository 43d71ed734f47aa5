// Checks for newer data files that no pattern matches, such as a renamed export.

import { check } from "../../findings/check.ts";
import { CONFIGURATION, setKey } from "../../findings/remedies.ts";
import { byCodePoint } from "../../table/columns/code-point.ts";
import { dvcTarget } from "../../table/read/pointer-file.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { ListedFile } from "../../types/table.ts";
import { formatOf } from "../names/file-format.ts";
import { comparableName, comparablePieces, isSidecar, isSimilarName } from "../names/likeness.ts";
import { compilePattern, matchPattern, type Pattern } from "../names/pattern.ts";
import { asWritten, proposePattern } from "../names/propose.ts";
import { inside } from "../names/slashes.ts";
import type { NearbyFile } from "../places/place.ts";
import type { Storages } from "../places/places.ts";
import { plural, shown } from "../places/shown.ts";
import { possibleFiles } from "./future.ts";
import { dateOf, type PatternMatches } from "./match.ts";

/** Most patterns proposed. */
const MOST_PROPOSALS = 5;

interface NearMiss {
  neighbour: NearbyFile;
  date: number;
  pattern: Pattern;
  proposed: string;
}

/** The files that a failed check is about, as they would be listed. */
export type MissedFiles = Map<CheckResult, ListedFile[]>;

/** One failure per pattern that would be needed; a pass when nothing newer lies around. Plain paths have no near misses. `files`: takes those of each failure. */
export async function checkNearMisses(
  matched: PatternMatches[],
  ignore: string[],
  golden: ListedFile | null,
  places: Storages,
  now: number,
  files: MissedFiles = new Map(),
): Promise<CheckResult[]> {
  const patterns = matched.filter((one) => !one.pattern.literal);
  // Excluded files count: what is older than one of them is not new.
  const newest = possibleFiles(
    matched.flatMap((one) => one.files.filter(({ date }) => date !== null)),
    now,
  ).reduce<ListedFile | null>((a, b) => (b.date !== null && b.date > (a?.date ?? Number.NEGATIVE_INFINITY) ? b : a), null);
  if (newest === null || newest.date === null || patterns.length === 0) return [];
  const taken = new Set(matched.flatMap((one) => one.files.map((file) => file.uri)));
  if (golden !== null) taken.add(golden.uri);
  const ignores = ignoring(ignore);
  const unfetched = new Map<string, Unfetched>();
  const misses = new Map<string, NearMiss>();
  for (const { pattern, files: own } of patterns) {
    const cores = new Set(own.map((file) => comparableName(basenameOf(file.uri))));
    const around = await places.of(pattern.source).nearbyFiles(pattern);
    for (const one of unfetchedIn(around, pattern, cores)) if (!ignores(one.pointer.path)) unfetched.set(one.pointer.uri, one);
    for (const neighbour of around) {
      if (taken.has(neighbour.uri) || misses.has(neighbour.uri) || ignores(neighbour.path)) continue;
      if (patterns.some((other) => matchesUri(other.pattern, neighbour.uri))) continue;
      const date = dateOf(neighbour.path);
      if (date === null || date <= newest.date || !isNear(neighbour, pattern, cores)) continue;
      misses.set(neighbour.uri, { neighbour, date, pattern, proposed: proposePattern(neighbour.root, neighbour.path) });
    }
  }
  const pulled = [...unfetched.values()].map((one) => notFetched(one, newest, ignore));
  if (misses.size === 0 && pulled.length > 0) return pulled;
  if (misses.size === 0)
    return [
      check("near-miss", newest.name, "pass", `No file newer than ${shown(newest.name)} lies beside the pattern.`, {
        observed: 0,
        expected: 0,
      }),
    ];
  return [...pulled, ...describe([...misses.values()], matched, newest, ignore, files)];
}

/** A pointer of DVC without the file that it stands for. */
interface Unfetched {
  pointer: NearbyFile;
  date: number | null;
}

/** Those whose data a pattern would take, or that would be near misses. */
function unfetchedIn(around: NearbyFile[], pattern: Pattern, cores: Set<string>): Unfetched[] {
  const there = new Set(around.map(({ uri }) => uri));
  return around.flatMap((pointer) => {
    const [path, uri] = [dvcTarget(pointer.path), dvcTarget(pointer.uri)];
    if (path === null || uri === null || there.has(uri)) return [];
    const isMeant = matchesUri(pattern, uri) || isNear({ ...pointer, path, uri }, pattern, cores);
    return isMeant ? [{ pointer, date: dateOf(path) }] : [];
  });
}

/** Older data may have been left where it is on purpose. */
function notFetched({ pointer, date }: Unfetched, newest: ListedFile, ignore: string[]): CheckResult {
  const isOlder = date !== null && date <= newest.date!;
  const name = shown(pointer.path);
  const than = isOlder ? `no newer than ${shown(newest.name)}` : `newer than the newest file that is taken, ${shown(newest.name)}`;
  const message = `${name} is ${date === null ? "a pointer of DVC" : than}: the data that it stands for is not here.`;
  const entry = basenameOf(proposePattern(pointer.root, pointer.path));
  return check("near-miss", pointer.path, isOlder ? "warn" : "fail", message, {
    observed: pointer.path,
    expected: dvcTarget(pointer.path),
    suggestion: "Run `dvc pull` before this step. If it is not wanted:",
    remedies: [setKey(CONFIGURATION, "data.ignore", [...ignore, entry])],
  });
}

function ignoring(globs: string[]): (path: string) => boolean {
  const patterns = globs.map((glob) => compilePattern(`/${glob}`));
  return (path) => patterns.some((pattern) => matchesUri(pattern, `/${path}`) || matchesUri(pattern, `/${basenameOf(path)}`));
}

/** In the pattern's own folders a prefix or suffix is enough; elsewhere the name must be the same but for date and notation. */
function isNear(neighbour: NearbyFile, pattern: Pattern, cores: Set<string>): boolean {
  const basename = basenameOf(neighbour.path);
  if (formatOf(basename) === null || isSidecar(basename, pattern)) return false;
  const pieces = comparablePieces(pattern);
  const core = comparableName(basename);
  const same = pieces.length > 0 ? core === pieces.join("") : cores.has(core);
  if (neighbour.outside) return same && core !== "";
  return same || (neighbour.beside ? isSimilarName(core, pieces) : pieces.length > 0 && isSimilarName(core, pieces));
}

function describe(misses: NearMiss[], matched: PatternMatches[], newest: ListedFile, ignore: string[], files: MissedFiles): CheckResult[] {
  const groups = new Map<string, NearMiss[]>();
  for (const miss of misses) groups.set(miss.proposed, [...(groups.get(miss.proposed) ?? []), miss]);
  const sources = matched.map((one) => one.pattern.source);
  const takenUris = matched.flatMap((one) => one.files.map((file) => file.uri));
  const newestFirst = [...groups].sort(
    ([, a], [, b]) => latest(b).date - latest(a).date || byCodePoint(latest(a).neighbour.uri, latest(b).neighbour.uri),
  );
  return newestFirst.slice(0, MOST_PROPOSALS).map(([proposed, group]) => {
    const { neighbour, pattern } = latest(group);
    const more = group.length > 1 ? ` (and ${plural(group.length - 1, "more file")} like it)` : "";
    const message = `${shown(neighbour.path)}${more} is newer than the newest file that is taken, ${shown(newest.name)}, but does not match ${shown(asWritten(pattern.source))}. The pattern ${shown(asWritten(proposed))} would take it.`;
    const found = check("near-miss", neighbour.path, "fail", message, {
      observed: neighbour.path,
      expected: pattern.source,
      suggestion: "If it is data, take it with the first line below; if it is not, ignore it with the second. Only one of the two.",
      remedies: [
        setKey(CONFIGURATION, "data.files", [...sources, proposed].map(asWritten)),
        setKey(CONFIGURATION, "data.ignore", [...ignore, ignoreEntry(neighbour, proposed, takenUris)]),
      ],
    });
    files.set(
      found,
      group.map((one) => ({ name: one.neighbour.path, uri: one.neighbour.uri, versionId: null, date: one.date, modified: null, bytes: 0 })),
    );
    return found;
  });
}

/**
 * What ignores the file and its successors: the whole folder where none of the files that are taken lies in it, so that another model's data
 * beside is ignored once and for all; else the name with its date as tokens.
 */
function ignoreEntry({ root, path }: NearbyFile, proposed: string, taken: string[]): string {
  const base = inside(root);
  const [folder = "", ...below] = path.split("/");
  const own = taken.some((uri) => uri.startsWith(`${base}${folder}/`));
  const pattern = proposed.slice(base.length);
  if (below.length > 0 && !own && pattern.startsWith(`${folder}/`) && !/[*{]/.test(folder)) return `${folder}/**`;
  return own || below.length === 0 ? basenameOf(pattern) : pattern;
}

function latest(group: NearMiss[]): NearMiss {
  return group.reduce((a, b) => (b.date > a.date || (b.date === a.date && byCodePoint(a.neighbour.uri, b.neighbour.uri) < 0) ? b : a));
}

function basenameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function matchesUri(pattern: Pattern, uri: string): boolean {
  const root = inside(pattern.root);
  return uri.startsWith(root) && matchPattern(pattern, uri.slice(root.length)) !== null;
}
