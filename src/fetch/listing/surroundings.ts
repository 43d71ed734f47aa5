// Describes nearby files for the message that a pattern matches nothing.
import { distance } from "fastest-levenshtein";
import { CONFIGURATION, setKey } from "../../findings/remedies.ts";
import { byCodePoint } from "../../table/columns/code-point.ts";
import { dvcTarget } from "../../table/read/pointer-file.ts";
import type { Remedy } from "../../types/judgement.ts";
import { formatOf } from "../names/file-format.ts";
import { comparableName, comparablePieces, isSidecar, isSimilarName } from "../names/likeness.ts";
import { matchPattern, type Pattern } from "../names/pattern.ts";
import { asWritten, proposePattern } from "../names/propose.ts";
import { inside } from "../names/slashes.ts";
import type { Absence, FileStorage, NearbyFile } from "../places/place.ts";
import { plural, shown } from "../places/shown.ts";
import { dateOf } from "./match.ts";

const NAMES_SHOWN = 5;

interface WhatIsThere {
  message: string;
  suggestion: string | null;
  remedies?: Remedy[];
}

/** The end of the sentence “No file matches …:”, and what might be meant. */
export async function describeNearby(pattern: Pattern, place: FileStorage): Promise<WhatIsThere> {
  const absence = await place.absence(pattern);
  if (absence.kind === "folder") {
    const inside = `${pattern.source.replace(/\/$/, "")}/*.csv`;
    return {
      message: "it is a folder, expected a file or a pattern.",
      suggestion: "To take the files in it, name them.",
      remedies: [takes(inside)],
    };
  }
  const braces = literalBraces(pattern);
  if (braces !== null)
    return { message: `${shown(braces)} is taken literally, dates are written {YYYYMMDD} with YYYY, MM, DD, HH.`, suggestion: null };
  const dvc = await pointersOfDvc(pattern, absence, place);
  if (dvc !== null) return dvc;
  if (absence.kind === "missing")
    return { message: `there is no folder ${shown(asWritten(absence.folder))}${doubledSlash(pattern.source)}.`, suggestion: null };
  const files = (await place.nearbyFiles(pattern)).filter((file) => !file.outside);
  if (files.length === 0)
    return { message: `the folder ${shown(asWritten(pattern.root))} holds no file${doubledSlash(pattern.source)}.`, suggestion: null };
  const nearest = nearestTo(pattern, files);
  const names = nearest.slice(0, NAMES_SHOWN).map((file) => shown(file.path));
  const message = `${plural(files.length, "file")} ${files.length === 1 ? "is" : "are"} there, the nearest ${names.length === 1 ? "is" : "are"} ${names.join(", ")}.`;
  const meant = nearest.find((file) => couldBeMeant(file, pattern)) ?? usualOf(nearest, pattern);
  if (meant === undefined) return { message, suggestion: null };
  return {
    message,
    suggestion: `If ${shown(meant.path)} is the data, take it.`,
    remedies: [takes(proposePattern(pattern.root, meant.path))],
  };
}

const takes = (pattern: string): Remedy => setKey(CONFIGURATION, "data.files", [asWritten(pattern)]);

/** What matches, or the folder that it would be in, is kept by DVC and was not fetched. */
async function pointersOfDvc(
  pattern: Pattern,
  absence: Absence,
  place: FileStorage,
): Promise<{ message: string; suggestion: string } | null> {
  const folder = absence.kind === "missing" && (await place.hasFile(`${absence.folder}.dvc`)) ? [`${absence.folder}.dvc`] : [];
  const isMeant = (uri: string) => {
    const target = dvcTarget(uri);
    return target?.startsWith(inside(pattern.root)) === true && matchPattern(pattern, target.slice(inside(pattern.root).length)) !== null;
  };
  const files = absence.kind === "unmatched" ? (await place.nearbyFiles(pattern)).map(({ uri }) => uri).filter(isMeant) : [];
  const pointers = [...folder, ...files];
  if (pointers.length === 0) return null;
  const names = pointers.slice(0, NAMES_SHOWN).map((uri) => shown(asWritten(uri)));
  const message = `DVC keeps ${pointers.length === 1 ? "it" : `${plural(pointers.length, "file")} that would`}, and ${names.join(", ")} ${pointers.length === 1 ? "is all that is" : "are all that are"} here.`;
  return { message, suggestion: "Run `dvc pull` before this step." };
}

/** In a bucket `a//b` is another key than `a/b`, and nearly always a mistake. */
function doubledSlash(source: string): string {
  const [, bucket, key] = /^s3:\/\/([^/]*)\/(.*)$/s.exec(source) ?? [];
  if (bucket === undefined || key === undefined || !/^\/|\/\//.test(key)) return "";
  const single = asWritten(`s3://${bucket}/${key.replace(/^\/+/, "").replace(/\/{2,}/g, "/")}`);
  return key.startsWith("/")
    ? `, and the key begins with a slash; one slash too many? The pattern would be ${shown(single)}`
    : `, and the key holds two slashes in a row; one too many? The pattern would be ${shown(single)}`;
}

/** `{yyyymmdd}` and the like: meant as a date, but not one. */
function literalBraces(pattern: Pattern): string | null {
  for (const part of pattern.parts) {
    const braces = part.kind === "literal" ? /\{[^{}/]*y[^{}/]*\}/i.exec(part.text) : null;
    if (braces !== null) return braces[0];
  }
  return null;
}

function couldBeMeant(file: NearbyFile, pattern: Pattern): boolean {
  const basename = file.path.slice(file.path.lastIndexOf("/") + 1);
  return formatOf(basename) !== null && !isSidecar(basename, pattern) && isSimilarName(comparableName(basename), comparablePieces(pattern));
}

/** Under a name of another kind: the nearest of the files that one pattern takes, where these are most of the data files. */
function usualOf(files: NearbyFile[], pattern: Pattern): NearbyFile | undefined {
  const data = files.filter(({ path }) => formatOf(path) !== null && !isSidecar(path.slice(path.lastIndexOf("/") + 1), pattern));
  const patterns = data.map(({ path }) => proposePattern(pattern.root, path));
  return data.find((_, at) => 2 * patterns.filter((other) => other === patterns[at]).length > data.length);
}

function nearestTo(pattern: Pattern, files: NearbyFile[]): NearbyFile[] {
  const wanted = pattern.source.slice(inside(pattern.root).length).slice(0, 200);
  const ranked = files.slice(0, 2000).map((file) => ({
    file,
    data: formatOf(file.path) !== null,
    far: distance(wanted, file.path.slice(0, 200)),
    date: dateOf(file.path) ?? 0,
  }));
  return ranked
    .sort((a, b) => Number(b.data) - Number(a.data) || a.far - b.far || b.date - a.date || byCodePoint(a.file.path, b.file.path))
    .map((one) => one.file);
}
