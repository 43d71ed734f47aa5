// Turns zod's issues into sentences: the key, its place, what was expected, how to mend it.
import type { z } from "zod";
import { problem } from "../../types/errors.ts";
import type { Problem } from "../../types/problem.ts";
import { meantKey, type Outline } from "./nearest-key.ts";
import { keyText, type Path, pathText, placeText, type Source, shown, valueAt } from "./source.ts";

type Issue = z.core.$ZodIssue;

export interface Mistake {
  /** The wrong key, whose value is not checked further. */
  path: Path;
  problem: Problem;
  unknown: boolean;
}

/** The keys of a document, and alternatives to keys and values that are not supported yet. */
export interface Vocabulary {
  outline: Outline;
  laterKey(path: Path): string | null;
  laterValue(path: Path, value: unknown): string | null;
}

const MAX_UNKNOWN = 200;

/** zod's issues as mistakes: path, what was found and what was expected. */
export function mistakesOf(issues: readonly Issue[], source: Source, words: Vocabulary): Mistake[] {
  const found = issues.flatMap((issue) => mistakesOfIssue(issue, [], source, words));
  // A section with an unknown key is not reported as a whole, too.
  const parents = new Set(found.flatMap(({ path, unknown }) => (unknown ? [pathText(path.slice(0, -1))] : [])));
  return found.filter(({ path, unknown }) => unknown || !parents.has(pathText(path)) || path.length === 0);
}

function mistakesOfIssue(issue: Issue, base: Path, source: Source, words: Vocabulary): Mistake[] {
  const path = [...base, ...issue.path];
  if (issue.code === "unrecognized_keys")
    return issue.keys
      .slice(0, MAX_UNKNOWN)
      .map((key) => ({ path: [...path, key], problem: unknownKey([...path, key], source, words), unknown: true }));
  if (issue.code === "invalid_union") {
    const value = valueAt(source.tree, path);
    const later = words.laterValue(path, value);
    const branch = later === null ? nearestBranch(issue.errors, value) : null;
    if (branch) return branch.flatMap((inner) => mistakesOfIssue(inner, path, source, words));
  }
  return [{ path, problem: wrongValue(path, issue.message, source, words), unknown: false }];
}

/** The branch of a union that fits a list or mapping: its issues are more exact than the union's. */
function nearestBranch(branches: readonly Issue[][], value: unknown): Issue[] | null {
  if (typeof value !== "object" || value === null) return null;
  const otherKind = (issue: Issue) => issue.path.length === 0 && (issue.code === "invalid_type" || issue.code === "invalid_value");
  return branches.find((issues) => issues.length > 0 && !issues.some(otherKind)) ?? null;
}

function wrongValue(path: Path, expected: string, source: Source, words: Vocabulary): Problem {
  const value = valueAt(source.tree, path);
  if (value === undefined) return missing(path, expected, source);
  const where = source.whereValue(path);
  const got = shown(value);
  const subject = source.subject(path);
  const later = words.laterValue(path, value);
  if (later !== null) return problem(`${subject}: ${got} is not available in this version; ${later}.`, { where, got, expected: later });
  const mend =
    typeof value === "string" && value.trim() !== "" && !Number.isNaN(Number(value)) && / number | integer /.test(` ${expected} `);
  return problem(`${subject} is ${got}; expected ${expected}${mend ? ", without quotes" : ""}.`, { where, got, expected });
}

function missing(path: Path, expected: string, source: Source): Problem {
  const parent = path.slice(0, -1);
  const where = source.whereValue(parent) ?? source.whereKey(parent);
  const key = keyText(String(path.at(-1)));
  return problem(`${source.subject(parent)} has no ${key}; expected ${key}: ${expected}.`, { where, got: "nothing", expected });
}

function unknownKey(path: Path, source: Source, words: Vocabulary): Problem {
  const where = source.whereKey(path);
  const name = pathText(path);
  const got = keyText(String(path.at(-1)));
  const subject = where ? `${name} (${placeText(where)})` : source.subject(path);
  const later = words.laterKey(path);
  if (later !== null) return problem(`${subject} is not available in this version; ${later}.`, { where, got, expected: later });
  const section = path
    .slice(0, -1)
    .map((step) => (typeof step === "number" ? "*" : String(step)))
    .join(".");
  const known = words.outline.get(section) ?? [];
  const meant = meantKey(section, String(path.at(-1)), words.outline);
  const shownKeys = known.length > 16 ? `${known.slice(0, 16).join(", ")} …` : known.join(", ");
  if (meant === null) return problem(`${subject} is no known key; known here are ${shownKeys}.`, { where, got, expected: shownKeys });
  const parent = meant.section === section ? path.slice(0, -1) : meant.section.split(".").filter((step) => step !== "");
  const expected = pathText([...parent, meant.key]);
  return problem(`${subject} is no known key; did you mean ${expected}?`, { where, got, expected });
}
