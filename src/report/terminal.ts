// The few lines a person at a terminal reads.
import { countedRows } from "../findings/scores.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { Problem, Where } from "../types/problem.ts";
import type { RunResult } from "../types/run.ts";
import { score, scoreOf } from "./sentences/numbers.ts";
import { blocksOf, MAX_CHARACTERS } from "./sentences/paste.ts";
import { headlineScore, metricLabel } from "./sentences/scores.ts";
import { bounded, clip, visible } from "./sentences/text.ts";
import { countsSentence, type ReportContext, type Tone, viewOf } from "./sentences/view.ts";

export interface TerminalOptions {
  /** Default: no colour. */
  color?: boolean;
  /** Characters of a line; default: lines are not wrapped. Lines to paste never are. */
  width?: number;
  /** report.html, when it was written. */
  reportPath?: string | null;
}

const MOST_FINDINGS = 5;
const MOST_PROBLEMS = 20;
/** ANSI colours; only ever around our own words. */
const COLORS: Record<Tone, string> = { good: "32", neutral: "36", attention: "33", bad: "31" };

/** Untrusted text: no control reaches the terminal, no line becomes a workflow command. */
function safe(text: string, max = 400): string {
  return visible(clip(text, max)).replace(/##\[/g, "# #[");
}

/** What a person reads at a terminal: verdict, why, what to do, then findings and numbers. */
export function renderTerminal(result: RunResult, context: ReportContext, options: TerminalOptions = {}): string {
  const view = viewOf(result, context);
  const paint = (text: string) => (options.color ? `\u001b[1;${COLORS[view.tone]}m${text}\u001b[0m` : text);
  const lines = [`${paint(`${view.label}.`)} ${view.headline}`];
  const wrapped = (line: string) => wrap(line, options.width ?? Number.POSITIVE_INFINITY);
  const todo = wrapped(`  to do     ${safe(view.next, 600)}`);
  if (result.error === null) lines.push(...(view.why === "" ? [] : [wrapped(`  why       ${safe(view.why, 1000)}`)]), todo);
  else lines.push(...problemsAnd(todo, result.error.problems).map(wrapped));
  const findings = bounded(view.findings, MOST_FINDINGS);
  lines.push(...findings.shown.flatMap(findingLines).map((line) => (PASTED.test(line) ? line : wrapped(line))));
  if (findings.more > 0) lines.push(`  … and ${findings.more} more findings`);
  const figures = figuresLine(result);
  if (figures !== null) lines.push(`  ${figures}`);
  if (result.checks.length > 0) lines.push(`  checks    ${countsSentence(view.counts)}`);
  if (view.aftermath !== null) lines.push(`  champion  ${view.aftermath}`);
  if (options.reportPath) lines.push(`  report    ${safe(options.reportPath, 1000)}`);
  return `${lines
    .flatMap((line) => line.split("\n"))
    .map(inert)
    .join("\n")}\n`;
}

/** Lines of a suggestion stand below their finding: they may be pasted. */
const PASTED = /^ {12}/;

/** Breaks a line of ours at spaces; what follows stands below its text. */
function wrap(line: string, width: number): string {
  const indent = " ".repeat(12);
  if (line.length <= width || width < 40) return line;
  const rows: string[] = [];
  let row = "";
  for (const word of line.split(/(?<=\S) (?=\S)/)) {
    if (row !== "" && row.length + 1 + word.length > width) {
      rows.push(row);
      row = indent + word;
    } else row = row === "" ? word : `${row} ${word}`;
  }
  return [...rows, row].join("\n");
}

/** One problem says why; a list comes after what to do with it. */
function problemsAnd(todo: string, problems: Problem[]): string[] {
  const { shown, more } = bounded(problems, MOST_PROBLEMS);
  const listed = shown.flatMap(problemLines);
  if (more > 0) listed.push(`  … and ${more} more problems`);
  return problems.length === 1 ? [...listed, todo] : [todo, ...listed];
}

/** Lines of ours that quote names of columns and files, as they may reach a terminal. */
export function printable(text: string): string {
  return text
    .split("\n")
    .map((line) => inert(safe(line, 1000)))
    .join("\n");
}

/** A log takes a line for a workflow command when it begins with \`::\`, after any spaces. */
const inert = (line: string) => line.replace(/^(\s*):(?=:)/, "$1: ");

const place = (where: Where | null) => (where === null ? "" : `${safe(where.file, 200)}:${where.line}:${where.column}: `);

/** Place, got and expected are added where the sentence does not say them itself. */
function problemLines({ message, where, got, expected }: Problem): string[] {
  const said = (part: string | null) => part === null || message.includes(part);
  const facts = [said(got) ? null : `got ${safe(got ?? "", 120)}`, said(expected) ? null : `expected ${safe(expected ?? "", 200)}`];
  const added = facts.filter((fact) => fact !== null).join(", ");
  const at = where !== null && !message.includes(`${where.file}:${where.line}:${where.column}`) ? place(where) : "";
  return [`  ${at}${safe(message)}${added === "" ? "" : ` (${added})`}`];
}

function findingLines(check: CheckResult): string[] {
  const lines = [`  ${check.status.padEnd(9)} ${safe(check.code, 40)}: ${place(check.where)}${safe(check.message)}`];
  if (check.suggestion !== null && check.status !== "warn") {
    for (const { text } of blocksOf(check)) {
      for (const line of bounded(text.split("\n"), 8).shown) lines.push(`            ${safe(line, MAX_CHARACTERS)}`);
    }
  }
  return lines;
}

function figuresLine(result: RunResult): string | null {
  const headline = headlineScore(result);
  if (headline === null) return null;
  const { candidate, champion, dummy } = headline.trio;
  const lower = candidate?.lower == null ? "" : ` (at least ${score(candidate.lower, candidate.digits)})`;
  const parts = [
    candidate && `new ${scoreOf(candidate)}${lower}`,
    champion && `champion ${scoreOf(champion)}`,
    dummy && `most frequent class ${scoreOf(dummy)}`,
    candidate && countedRows(candidate.rows, "hold-out row", candidate.different),
  ];
  return `${metricLabel("f1", headline.average)}  ${parts.filter((part) => part !== null).join(", ")}`;
}
