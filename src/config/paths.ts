// Paths of the configuration file and in it.
import path from "node:path";
import { problem } from "../types/errors.ts";
import type { Problem } from "../types/problem.ts";
import { quoted } from "./file/source.ts";
import { isReservedName, RESERVED } from "./keys/reserved-names.ts";

export const SEARCHED = ["retrain.yml", ".github/retrain.yml"];

/** The folder that relative paths of a configuration file start from: the repository's root for .github/retrain.yml, else its own. */
export function baseOf(file: string): string {
  const directory = path.dirname(file);
  return path.basename(directory) === ".github" && path.basename(file) === "retrain.yml" ? path.dirname(directory) : directory;
}

/** A file as messages and annotations name it: relative to the working directory when it lies inside, with `/`. */
export function fileName(cwd: string, file: string): string {
  const relative = path.relative(cwd, file);
  const inside = relative !== "" && !relative.startsWith("..") && !path.isAbsolute(relative);
  return (inside ? relative : file).split(path.sep).join("/");
}

/** Date tokens as fetch/ reads them, also joined: {YYYYMMDD}, {YYYY-MM-DD}. */
const DATE_TOKEN = /\{(?:YYYY|MM|DD|HH|[-_. T])*(?:YYYY|MM|DD|HH)(?:YYYY|MM|DD|HH|[-_. T])*\}/;
/** Texts that look like a date token and are none, so they would never match. */
const NEAR_TOKEN = /\{[YMDHymdhj%_. T-]{2,}\}/;

export interface Pattern {
  pattern: string;
  problem: Problem | null;
  notice: Problem | null;
}

/**
 * A data pattern made absolute without touching its `*` and `{YYYY}`. The directory it is relative to stands in front
 * as it is: `[`, `{` and the like are literal for the reader, only `*` and date tokens in its name could not be told apart.
 */
export function absolutePattern(
  base: string,
  pattern: string,
  subject: string,
  at: { where: Problem["where"] },
  system: path.PlatformPath = path,
): Pattern {
  const fault = (message: string, expected: string): Pattern => {
    return {
      pattern,
      problem: problem(`${subject} ${message}; expected ${expected}.`, { ...at, got: quoted(pattern), expected }),
      notice: null,
    };
  };
  const absolute = system.isAbsolute(pattern);
  const { root } = system.parse(absolute ? system.resolve(base, pattern.slice(0, system.parse(pattern).root.length)) : base);
  if (!absolute && system.parse(pattern).root !== "")
    return fault(`is ${quoted(pattern)}, which names a drive and no folder of it`, "a path from the drive's root, such as C:\\data\\*.csv");
  if (!absolute && (base.includes("*") || DATE_TOKEN.test(base)))
    return fault(`is relative to ${quoted(base)}, whose name holds pattern characters`, "a directory without * and {YYYY} in its name");
  const segments = absolute ? [] : segmentsOf(base.slice(root.length), system);
  for (const segment of segmentsOf(pattern.slice(absolute ? system.parse(pattern).root.length : 0), system)) {
    if (segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (isPattern(segments.pop() ?? ""))
      return fault(`is ${quoted(pattern)}, with .. after a part that is a pattern`, "a path without it");
  }
  if (segments.length === 0) return fault(`is ${quoted(pattern)}, which names no file`, "a path or pattern of files");
  const reserved = system.sep === "\\" ? segments.find(isReservedName) : undefined;
  if (reserved !== undefined) return fault(`is ${quoted(pattern)}, and ${quoted(reserved)} ${RESERVED}`, "another name");
  const made = root.replaceAll(system.sep, "/") + segments.join("/");
  return { pattern: made, problem: null, notice: tokenNotice(pattern, subject, at) };
}

/** The segments of a path below the root; Windows separates them by either slash. */
function segmentsOf(text: string, { sep }: path.PlatformPath): string[] {
  return text.split(sep === "\\" ? /[\\/]/ : "/").filter((segment) => segment !== "");
}

function tokenNotice(pattern: string, subject: string, at: { where: Problem["where"] }): Problem | null {
  const token = NEAR_TOKEN.exec(pattern.replaceAll(new RegExp(DATE_TOKEN, "g"), ""));
  if (token === null) return null;
  const message = `${subject} holds ${quoted(token[0])}, which is taken literally; dates are written {YYYY}, {MM}, {DD}, {HH} or {YYYYMMDD}.`;
  return problem(message, { ...at, got: quoted(token[0]), expected: "{YYYY}, {MM}, {DD}, {HH} or joined" });
}

function isPattern(segment: string): boolean {
  return segment.includes("*") || DATE_TOKEN.test(segment);
}
