// File patterns: `*` stays within a folder, `**` crosses folders, `{YYYYMMDD}` is a date; everything else is literal.
import { secondsOfDay } from "../../table/values/dates.ts";
import { folderOf, inside, withSlashes } from "./slashes.ts";

type DatePart = "YYYY" | "MM" | "DD" | "HH";

type Part =
  | { kind: "literal"; text: string }
  | { kind: "star" }
  | { kind: "globstar" }
  | { kind: "folders" }
  | { kind: "date"; part: DatePart };

export interface Pattern {
  /** As given, absolute, with `/`. */
  source: string;
  /** The folder that holds everything the pattern can match: its fixed part. */
  root: string;
  parts: Part[];
  /** Nothing but literal text: a plain path. */
  literal: boolean;
}

export interface Match {
  /** Milliseconds since 1970, of the tokens; null when they name no year. */
  date: number | null;
}

/** `{YYYYMMDD}`, `{YYYY-MM}`: tokens and what separates them. */
const DATE_GROUP = /^\{(?:YYYY|MM|DD|HH|[-_. T])*(?:YYYY|MM|DD|HH)(?:YYYY|MM|DD|HH|[-_. T])*\}/;

/** A pattern as parts: the fixed folder, then literals, wildcards and date fields. Names are compared in NFC. */
export function compilePattern(source: string): Pattern {
  const path = withSlashes(source);
  const special = firstSpecial(path);
  const root = folderOf(path, path.lastIndexOf("/", special < 0 ? path.length - 1 : special));
  // `é` can be one character or two, and who typed it did not choose: names are compared in one form.
  const parts = partsOf(path.slice(inside(root).length).normalize("NFC"));
  return { source: path, root, parts, literal: special < 0 };
}

/** A pattern that is exactly this path, whatever characters it holds. */
export function literalPattern(path: string): Pattern {
  const end = path.lastIndexOf("/");
  return { source: path, root: folderOf(path), parts: [{ kind: "literal", text: path.slice(end + 1).normalize("NFC") }], literal: true };
}

function firstSpecial(path: string): number {
  for (let at = 0; at < path.length; at++) {
    if (path[at] === "*" || DATE_GROUP.test(path.slice(at, at + 64))) return at;
  }
  return -1;
}

function partsOf(path: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  while (at < path.length) {
    const rest = path.slice(at);
    const group = DATE_GROUP.exec(rest)?.[0];
    if (rest.startsWith("**/") && (at === 0 || path[at - 1] === "/")) {
      parts.push({ kind: "folders" });
      at += 3;
    } else if (rest.startsWith("*")) {
      const stars = /^\*+/.exec(rest)![0].length;
      parts.push({ kind: stars > 1 ? "globstar" : "star" });
      at += stars;
    } else if (group !== undefined) {
      for (const piece of group.slice(1, -1).match(/YYYY|MM|DD|HH|./g)!) {
        if (piece.length === 1) pushLiteral(parts, piece);
        else parts.push({ kind: "date", part: piece as DatePart });
      }
      at += group.length;
    } else {
      pushLiteral(parts, path[at]!);
      at++;
    }
  }
  return parts;
}

function pushLiteral(parts: Part[], text: string): void {
  const last = parts.at(-1);
  if (last?.kind === "literal") last.text += text;
  else parts.push({ kind: "literal", text });
}

/** Whether a path relative to the pattern's root matches. Text that is digits but no date, such as 20260231, does not. */
export function matchPattern(pattern: Pattern, path: string): Match | null {
  const found = new Map<DatePart, number>();
  if (!search(pattern.parts, path.normalize("NFC"), false, found)) return null;
  if (found.size === 0) return { date: null };
  const day = secondsOfDay(found.get("YYYY") ?? 2000, found.get("MM") ?? 1, found.get("DD") ?? 1);
  const hour = found.get("HH") ?? 0;
  if (day === null || hour > 23) return null;
  return { date: found.has("YYYY") ? (day + hour * 3600) * 1000 : null };
}

/** Whether something inside this folder (a path relative to the root) could match. */
export function couldMatchInside(pattern: Pattern, folder: string): boolean {
  return search(pattern.parts, `${folder.normalize("NFC")}/`, true, new Map());
}

/**
 * Takes part after part, with every failed (part, position) remembered, so that no name makes it slow.
 * Names that begin with a dot are matched by literal text only. A date part that stands twice: the last one counts.
 */
function search(parts: Part[], text: string, prefix: boolean, found: Map<DatePart, number>): boolean {
  const width = text.length + 1;
  const failed = new Uint8Array((parts.length + 1) * width);

  const from = (index: number, at: number): boolean => {
    if (prefix && at === text.length) return true;
    if (index === parts.length) return at === text.length;
    const state = index * width + at;
    if (failed[state] === 1) return false;
    const matched = take(parts[index]!, index, at);
    if (!matched) failed[state] = 1;
    return matched;
  };

  const take = (part: Part, index: number, at: number): boolean => {
    switch (part.kind) {
      case "literal":
        if (prefix && part.text.startsWith(text.slice(at))) return true;
        return text.startsWith(part.text, at) && from(index + 1, at + part.text.length);
      case "date": {
        const digits = text.slice(at, at + part.part.length);
        if (prefix && at + part.part.length > text.length) return false;
        if (!/^[0-9]+$/.test(digits) || digits.length < part.part.length || !from(index + 1, at + digits.length)) return false;
        // Set on the way back, so that the rightmost of two comes first.
        if (!found.has(part.part)) found.set(part.part, Number(digits));
        return true;
      }
      case "star":
      case "globstar": {
        const crosses = part.kind === "globstar";
        let end = at;
        // What failed from a later start fails from here too.
        while (!hiddenAt(text, end) && failed[index * width + end] === 0) {
          if (from(index + 1, end)) return true;
          if (end === text.length || (text[end] === "/" && !crosses)) break;
          end++;
        }
        failed.fill(1, index * width + at, index * width + end);
        return false;
      }
      case "folders": {
        if (from(index + 1, at)) return true;
        const end = text.indexOf("/", at);
        return end > at && !hiddenAt(text, at) && from(index, end + 1);
      }
    }
  };

  return from(0, 0);
}

function hiddenAt(text: string, at: number): boolean {
  return text[at] === "." && (at === 0 || text[at - 1] === "/");
}
