// The sections of a Markdown report: each a heading and a bounded list, or nothing.
import type { CheckResult, CheckStatus } from "../../types/judgement.ts";
import type { Problem, Where } from "../../types/problem.ts";
import type { RunResult } from "../../types/run.ts";
import { byteSize, count, counted, duration, gateNumbers, intervalOf, scoreOf, shortId } from "../sentences/numbers.ts";
import { type ClassRow, dummyName, metricLabel, type ScoreRow } from "../sentences/scores.ts";
import { bounded } from "../sentences/text.ts";
import { countsSentence, type ReportContext, type Tone, type View } from "../sentences/view.ts";
import { mdCode, mdFolded, mdMessage, mdSuggestion, mdTable, mdWords } from "./markdown.ts";

const MARK: Record<Tone, string> = { good: "✅", neutral: "⏭️", attention: "⚠️", bad: "❌" };
const STATUS: Record<CheckStatus, string> = {
  fail: "❌ fail",
  inconclusive: "❔ inconclusive",
  undecided: "⚖️ undecided",
  warn: "⚠️ warn",
  pass: "✅ pass",
};

const more = (left: number, what: string) =>
  `… and ${counted(left, what, what === "class" ? "classes" : `${what}s`)} more; all are in run.json.`;

function listed<T>(list: readonly T[], max: number, what: string, table: (shown: T[]) => string): string {
  const { shown, more: left } = bounded(list, max);
  const parts = [shown.length > 0 ? table(shown) : null, left > 0 ? more(left, what) : null];
  return parts.filter((part) => part !== null).join("\n\n");
}

/** The first three lines answer a reader who knows nothing of this project: what happened, why, what to do. */
export function headOf(result: RunResult, view: View): string {
  const head = [`## ${MARK[view.tone]} ${view.label}: ${view.headline}`];
  if (view.why !== "") head.push(`- **Why:** ${mdMessage(view.why, 1000)}`);
  head.push(`- **What to do:** ${mdMessage(view.next, 1000)}`);
  const rest: string[] = view.aftermath === null ? [] : [view.aftermath];
  if (result.checks.length > 0) rest.push(`Checks: ${countsSentence(view.counts)}.`);
  else if (result.error === null && result.verdict !== "skipped") rest.push("No check ran.");
  return [head.join("\n"), ...(rest.length === 0 ? [] : [rest.join(" ")])].join("\n\n");
}

function placeOf(where: Where | null): string {
  return where === null ? "" : mdCode(`${where.file}:${where.line}:${where.column}`, 160);
}

/** A table of problems, at most `max` of them; null: there is none. Sections below are null too where they have nothing to show. */
export function problemsOf(problems: Problem[], max: number): string | null {
  if (problems.length === 0) return null;
  const rows = (shown: Problem[]) =>
    mdTable(
      ["Where", "What", "Got", "Expected"],
      shown.map(({ message, where, got, expected }) => [
        placeOf(where),
        mdMessage(message),
        got === null ? "" : mdCode(got),
        expected === null ? "" : mdMessage(expected, 200),
      ]),
    );
  return `### What to change\n\n${listed(problems, max, "problem", rows)}`;
}

/** What to do, worst first. */
export function todoOf({ todo }: View, max: number): string | null {
  if (todo.length === 0) return null;
  const entries = (shown: CheckResult[]) =>
    shown
      .map(
        (check, index) =>
          `**${index + 1}.** ${mdCode(check.subject)} (${mdCode(check.code)}): ${mdMessage(check.message, 300)}\n\n${mdSuggestion(check)}`,
      )
      .join("\n\n");
  return `### What to do\n\n${listed(todo, max, "suggestion", entries)}`;
}

/** What a pull request changes: the schema's meaning, and keys that the base commit alone decides. */
export function changesOf({ changes }: View, max: number): string | null {
  if (changes.length === 0) return null;
  const rows = (shown: CheckResult[]) =>
    mdTable(
      ["Change", "What it means", "Place"],
      shown.map(({ code, status, message, where }) => [
        `${STATUS[status].replace(/ .*/, "")} ${mdCode(code)}`,
        mdMessage(message),
        placeOf(where),
      ]),
    );
  return `### What changes\n\n${listed(changes, max, "change", rows)}`;
}

/** Every check that did not pass and is not told as a change already. */
export function findingsOf({ findings, changes }: View, max: number): string | null {
  const left = findings.filter((check) => !changes.includes(check));
  if (left.length === 0) return null;
  const rows = (shown: CheckResult[]) =>
    mdTable(
      ["Status", "Check", "Subject", "What was found", "Place"],
      shown.map((check) => [STATUS[check.status], mdCode(check.code), mdCode(check.subject), foundOf(check), placeOf(check.where)]),
    );
  return `### What did not pass\n\n${listed(left, max, "finding", rows)}`;
}

/** With what the check would have missed. */
function foundOf({ message, power }: CheckResult, max?: number): string {
  return power ? `${mdMessage(message, max)}; ${mdMessage(power, 300)}` : mdMessage(message, max);
}

/** The gates: estimate, bound and threshold. */
export function gatesOf(gates: CheckResult[], max: number): string | null {
  if (gates.length === 0) return null;
  const rows = (shown: CheckResult[]) =>
    mdTable(
      ["Status", "Gate", "Subject", "Rows", "Estimate", "Bound", "Threshold"],
      shown.map((gate) => [STATUS[gate.status], mdCode(gate.code), mdCode(gate.subject), count(gate.rows), ...gateNumbers(gate)]),
      [3, 4, 5, 6],
    );
  return `### Gates\n\n${listed(gates, max, "gate", rows)}`;
}

/** The metrics of candidate, champion and dummy. */
export function scoresOf(rows: ScoreRow[], max: number): string | null {
  if (rows.length === 0) return null;
  const table = (shown: typeof rows) =>
    mdTable(
      ["Metric", "New model", "95 % interval", "Champion before", dummyName(rows)],
      shown.map(({ name, average, slice, candidate, champion, dummy }) => [
        `${mdWords(metricLabel(name, average))}${slice === null ? "" : ` on ${mdCode(slice)}`}`,
        scoreOf(candidate),
        (candidate && intervalOf(candidate)) ?? "",
        scoreOf(champion),
        scoreOf(dummy),
      ]),
      [1, 2, 3, 4],
    );
  return `### Scores on the hold-out\n\n${listed(rows, max, "metric", table)}`;
}

/** The classes' F1. */
export function classesOf(rows: ClassRow[], max: number): string | null {
  if (rows.length === 0) return null;
  const table = (shown: typeof rows) =>
    mdTable(
      ["Class", "Rows", "New model", "Champion before", "Most frequent class"],
      shown.map((row) => [mdCode(row.class), count(row.rows), scoreOf(row.candidate), scoreOf(row.champion), scoreOf(row.dummy)]),
      [1, 2, 3, 4],
    );
  return mdFolded(`F1 of each of ${counted(rows.length, "class", "classes")}`, listed(rows, max, "class", table));
}

/** The files that were read. */
export function filesOf({ data }: RunResult, max: number): string | null {
  if (data === null || data.files.length === 0) return null;
  const table = (shown: typeof data.files) =>
    mdTable(
      ["File", "Rows", "Size", "Digest"],
      shown.map((file) => [mdCode(file.name), count(file.rows), byteSize(file.bytes), mdCode(shortId(file.digest))]),
      [1, 2],
    );
  // The newest files say most about this run.
  const newestFirst = [...data.files].reverse();
  return mdFolded(`${counted(data.files.length, "file")} read, newest first`, listed(newestFirst, max, "file", table));
}

/** Ids, data, settings and environment of the run. */
export function identityOf(result: RunResult, context: ReportContext): string {
  const { title, registry, started, runUrl, command, showValues } = context;
  const { data, split, timings, environment } = result;
  const facts: [string, string | null][] = [
    ["Title", mdWords(title.slice(0, 200))],
    ["Model", result.modelId && mdCode(result.modelId)],
    ["Champion after this run", result.championId && mdCode(result.championId)],
    ["Registry", registry && mdCode(registry, 200)],
    ["Data digest", data?.digest ? mdCode(data.digest) : null],
    ["Rows", data === null || data.rows === null ? null : count(data.rows)],
    ["Split", split && `${count(split.trainRows)} to train, ${count(split.holdoutRows)} held out, by ${mdWords(split.by)}`],
    ["Target", context.target ? mdCode(context.target, 200) : null],
    ["Engine", context.engine ? mdCode(context.engine) : null],
    ["Command", mdCode(command)],
    ["Started", started && mdWords(started.slice(0, 200))],
    ["Workflow run", runUrl && mdCode(runUrl, 200)],
    ["Date", context.time ? mdWords(context.time.slice(0, 40)) : null],
    ["Time", timings.total === undefined ? null : duration(timings.total)],
    ["Environment", `Node ${mdWords(environment.node)}, ${mdWords(environment.platform)}, ${counted(environment.threads, "thread")}`],
    ["Data values", showValues ? "shown" : "hidden (`report.show-values`)"],
  ];
  const known = facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
  return mdFolded("Identity and environment", mdTable(["", ""], known));
}

/** What passed. */
export function passesOf(passes: CheckResult[], max: number): string | null {
  if (passes.length === 0) return null;
  const rows = (shown: CheckResult[]) =>
    mdTable(
      ["Check", "Subject", "What was found"],
      shown.map((check) => [mdCode(check.code), mdCode(check.subject), foundOf(check, 200)]),
    );
  return mdFolded(`${counted(passes.length, "check")} passed`, listed(passes, max, "check", rows));
}
