// Workflow commands that GitHub shows as annotations on the run and on lines of the repository's files.
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { CheckStatus } from "../types/judgement.ts";
import type { Where } from "../types/problem.ts";
import type { RunResult } from "../types/run.ts";
import { blocksOf, MAX_CHARACTERS } from "./sentences/paste.ts";
import { clip, visible } from "./sentences/text.ts";
import { type ReportContext, type Tone, type View, viewOf } from "./sentences/view.ts";

type Level = "error" | "warning" | "notice";

export interface Annotation {
  level: Level;
  title: string;
  message: string;
  where: Where | null;
}

/** GitHub shows ten of each level for a step and drops the rest unsaid. */
export const MOST_PER_LEVEL = 10;
const TONE_LEVEL: Record<Tone, Level> = { good: "notice", neutral: "notice", attention: "warning", bad: "error" };
const STATUS_LEVEL: Record<CheckStatus, Level> = {
  fail: "error",
  inconclusive: "error",
  undecided: "warning",
  warn: "warning",
  pass: "notice",
};

/**
 * One line per annotation, to be printed as it is: the verdict, then the findings or problems, worst first.
 * `workspace` is the folder that paths are relative to, `rootOf` the root of the repository that holds a file there; a place outside it is named in the message instead.
 * `asides` (notices, trouble with the report) come last, within the same ten of a level.
 */
export function renderAnnotations(
  result: RunResult,
  context: ReportContext,
  workspace: string | null,
  asides: Annotation[] = [],
  rootOf: (path: string) => string | null = () => workspace,
): string[] {
  // Data files are named from the pattern's fixed part; their addresses say where that is.
  const addresses = new Map(result.data?.files.map(({ name, uri }) => [name, uri]));
  const home: Home = { workspace, rootOf, addressOf: (file) => addresses.get(file) ?? file };
  const all = [...annotationsOf(result, viewOf(result, context)), ...asides];
  return (["error", "warning", "notice"] as const).flatMap((level) =>
    boundedLevel(
      level,
      all.filter((annotation) => annotation.level === level),
    ).map((annotation) => command(annotation, home)),
  );
}

interface Home {
  workspace: string | null;
  rootOf: (path: string) => string | null;
  addressOf: (file: string) => string;
}

/** Characters of one message; advice beside it has its own limit. */
const MAX_MESSAGE = 2000;

function annotationsOf(result: RunResult, view: View): Annotation[] {
  const level = TONE_LEVEL[view.tone];
  const said = result.error === null && result.reason !== "" ? `${view.headline} ${result.reason}` : view.headline;
  const verdict: Annotation = { level, title: view.label, message: clip(said, MAX_MESSAGE), where: null };
  const problems = (result.error?.problems ?? []).map(({ message, where, got, expected }): Annotation => {
    const facts = [got === null ? null : `got ${got}`, expected === null ? null : `expected ${expected}`].filter((fact) => fact !== null);
    const text = facts.length === 0 ? message : `${message} (${facts.join(", ")})`;
    return { level: "error", title: view.label, message: clip(text, MAX_MESSAGE), where };
  });
  // A change that is no finding is still shown on its line.
  const told = [...view.findings, ...view.changes.filter((check) => check.status === "pass")];
  const findings = told.map((check): Annotation => {
    const { status, code, subject, message, where } = check;
    const advice = blocksOf(check).map((block) => block.text);
    return {
      level: STATUS_LEVEL[status],
      title: `${code}: ${clip(subject, 80)}`,
      message: [clip(message, MAX_MESSAGE), ...advice].join("\n"),
      where,
    };
  });
  // A single problem says itself what the headline would.
  return [...(problems.length === 1 ? [] : [verdict]), ...problems, ...findings];
}

function boundedLevel(level: Level, list: Annotation[]): Annotation[] {
  if (list.length <= MOST_PER_LEVEL) return list;
  const shown = list.slice(0, MOST_PER_LEVEL - 1);
  const left = list.length - shown.length;
  return [...shown, { level, title: "gated-retrain", message: `… and ${left} more; the job summary and run.json list them.`, where: null }];
}

// As in @actions/core's command.ts: data and property values are escaped differently.
function escapeData(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}

/** Line breaks stay, as %0A; every other unseen character is spelled out. */
function shown(text: string): string {
  return clip(text, MAX_MESSAGE + MAX_CHARACTERS)
    .split("\n")
    .map(visible)
    .join("\n")
    .replace(/##\[/g, "# #[");
}

function command({ level, title, message, where }: Annotation, { workspace, rootOf, addressOf }: Home): string {
  const file = where === null ? null : fileInside(addressOf(where.file), workspace, rootOf);
  const properties: [string, string][] = [];
  if (where !== null && file !== null) {
    properties.push(["file", file]);
    if (where.line >= 1) properties.push(["line", String(where.line)]);
    if (where.line >= 1 && where.column >= 1) properties.push(["col", String(where.column)]);
  }
  properties.push(["title", shown(title)]);
  const said = where !== null && file === null ? `${where.file}:${where.line}:${where.column}: ${message}` : message;
  const list = properties.map(([name, value]) => `${name}=${escapeProperty(value)}`).join(",");
  return `::${level} ${list}::${escapeData(shown(said))}`;
}

/** The path from the repository's root, with `/`; null outside of it. */
function fileInside(file: string, workspace: string | null, rootOf: Home["rootOf"]): string | null {
  if (workspace === null || file === "" || shown(file) !== file || /^[a-z][a-z0-9+.-]+:\/\//i.test(file)) return null;
  const place = resolve(workspace, file);
  const path = relative(rootOf(place) ?? workspace, place);
  if (path === "" || isAbsolute(path) || path === ".." || path.startsWith(`..${sep}`)) return null;
  return path.split(sep).join("/");
}
