// The sections of report.html below its head.
import type { CheckResult } from "../../types/judgement.ts";
import type { Problem, Where } from "../../types/problem.ts";
import type { RunResult } from "../../types/run.ts";
import { byteSize, count, counted, duration, gateNumbers, intervalOf, plain, scoreOf, shortId } from "../sentences/numbers.ts";
import { classRows, dummyName, metricLabel, scoreRows } from "../sentences/scores.ts";
import { bounded, visible } from "../sentences/text.ts";
import type { ReportContext, View } from "../sentences/view.ts";
import { confusionChart } from "./confusion-chart.ts";
import { f1Chart } from "./f1-chart.ts";
import { gateMark, STATUS_TONE } from "./gate-mark.ts";
import { codeOf, html, type Markup, messageOf, type Part, suggestionOf } from "./markup.ts";
import { rect } from "./svg.ts";

const MOST = { todo: 20, problems: 100, findings: 200, gates: 60, metrics: 40, classes: 200, files: 200, passes: 300, timings: 30 };

/** How a column looks: n for numbers, tight for what must not wrap, the others for how narrow they may get. */
type Look = "n" | "tight" | "message" | "name" | "value" | "";

interface TableParts {
  caption: string;
  header: [string, Look][];
  rows: Part[][];
}

/** The first cell of each row names the row. */
function table({ caption, header, rows }: TableParts): Markup {
  const titles = header.map(([title, look]) => html`<th scope="col" class="${look}">${title}</th>`);
  const cell = (content: Part, index: number) => {
    const look = header[index]?.[1] ?? "";
    return index === 0 ? html`<th scope="row" class="${look}">${content}</th>` : html`<td class="${look}">${content}</td>`;
  };
  const body = rows.map((row) => html`<tr>${row.map(cell)}</tr>\n`);
  return html`<div class="scroll" role="group" tabindex="0" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${titles}</tr></thead><tbody>\n${body}</tbody></table></div>`;
}

const moreLine = (left: number) => (left === 0 ? null : html`<p class="more">… and ${count(left)} more; all are in run.json.</p>`);

function section(title: string, content: Part): Markup {
  return html`<section><h2>${title}</h2>${content}</section>\n`;
}

function folded(title: string, content: Part, open = false): Markup {
  return html`<section><details${open ? html` open` : null}><summary>${title}</summary>${content}</details></section>\n`;
}

function placeOf(where: Where | null): Markup | null {
  return where === null ? null : codeOf(`${where.file}:${where.line}:${where.column}`, 200);
}

function badge(check: CheckResult): Markup {
  return html`<span class="badge ${STATUS_TONE[check.status]}">${check.status}</span>`;
}

/** What went wrong, with its places; null: nothing did. Sections below are null too where they have nothing to show. */
export function problemsSection(problems: Problem[]): Markup | null {
  if (problems.length === 0) return null;
  const { shown, more } = bounded(problems, MOST.problems);
  const items = shown.map(({ message, where, got, expected }) => {
    const facts = [
      got === null ? null : html`got ${codeOf(got, 200)}`,
      expected === null ? null : html`expected ${messageOf(expected, 300)}`,
    ];
    const known = facts.filter((fact) => fact !== null);
    const told =
      known.length === 0 ? null : html`<p class="soft">${known.flatMap((fact, index) => (index === 0 ? [fact] : [", ", fact]))}</p>`;
    return html`<li><div class="head">${placeOf(where)}</div><p>${messageOf(message)}</p>${told}</li>\n`;
  });
  return section("What to change", html`<ol class="steps bad">${items}</ol>${moreLine(more)}`);
}

/** What to do, worst first. */
export function todoSection({ todo }: View): Markup | null {
  if (todo.length === 0) return null;
  const { shown, more } = bounded(todo, MOST.todo);
  const items = shown.map(
    (check) =>
      html`<li class="${STATUS_TONE[check.status]}"><div class="head">${badge(check)}<strong>${codeOf(check.subject)}</strong><span class="where">${visible(check.code)}</span><span class="where">${placeOf(check.where)}</span></div><p>${messageOf(check.message)}</p>${suggestionOf(check)}</li>\n`,
  );
  return section("What to do", html`<ol class="steps">${items}</ol>${moreLine(more)}`);
}

/** Every check that did not pass. */
export function findingsSection({ findings }: View): Markup | null {
  if (findings.length === 0) return null;
  const { shown, more } = bounded(findings, MOST.findings);
  const rows = shown.map((check) => [
    codeOf(check.subject),
    badge(check),
    check.code.slice(0, 80),
    [foundOf(check), check.where === null ? null : html`<div class="where">${placeOf(check.where)}</div>`],
    messageOf(plain(check.observed), 80),
    messageOf(plain(check.expected), 80),
  ]);
  const header: TableParts["header"] = [
    ["Subject", "name"],
    ["Status", "tight"],
    ["Check", "tight"],
    ["What was found", "message"],
    ["Observed", "value"],
    ["Expected", "value"],
  ];
  return section("What did not pass", [table({ caption: "Checks that did not pass, worst first", header, rows }), moreLine(more)]);
}

/** With what the check would have missed. */
function foundOf({ message, power }: CheckResult, max?: number): Part {
  return [messageOf(message, max), power ? html`<div class="soft">${messageOf(power, 300)}</div>` : null];
}

/** The gates: estimate, bound and threshold. */
export function gatesSection({ gates, cut }: View): Markup | null {
  if (gates.length === 0) return null;
  const { shown, more } = bounded(gates, MOST.gates);
  const rows = shown.map((gate) => {
    const numbers = gateNumbers(gate);
    return [
      html`${codeOf(gate.code)} ${gate.subject === "model" ? null : codeOf(gate.subject)}`,
      badge(gate),
      gateMark(gate),
      count(gate.rows),
      ...numbers,
    ];
  });
  const header: TableParts["header"] = [
    ["Gate", "name"],
    ["Status", "tight"],
    ["", ""],
    ["Rows", "n"],
    ["Estimate", "n"],
    ["Bound", "n"],
    ["Threshold", "n"],
  ];
  const caption =
    "What the model had to show. The dot is the estimate, the band reaches to its bound (≥: the value is hardly below it; ≤: hardly above), the line is the threshold.";
  return section("Gates", [table({ caption, header, rows }), moreLine(more), cut && html`<p class="soft">${cut}</p>`]);
}

/** The metrics of candidate, champion and dummy. */
export function scoresSection({ evaluation }: RunResult): Markup | null {
  if (evaluation === null) return null;
  const all = scoreRows(evaluation);
  if (all.length === 0) return null;
  const { shown, more } = bounded(all, MOST.metrics);
  const rows = shown.map(({ name, average, slice, candidate, champion, dummy }) => [
    [metricLabel(name, average).slice(0, 80), slice === null ? null : html` on ${codeOf(slice)}`],
    scoreOf(candidate),
    candidate && intervalOf(candidate),
    scoreOf(champion),
    scoreOf(dummy),
  ]);
  const header: TableParts["header"] = [
    ["Metric", "name"],
    ["New model", "n"],
    ["95 % interval", "n"],
    ["Champion before", "n"],
    [dummyName(all), "n"],
  ];
  return section("Scores", [
    table({ caption: "On the rows held out from training, the same for all three", header, rows }),
    moreLine(more),
  ]);
}

/** The classes' scores. */
export function classesSection({ evaluation }: RunResult): Markup | null {
  if (evaluation === null) return null;
  const all = classRows(evaluation);
  if (all.length === 0) return null;
  const { shown, more } = bounded(all, MOST.classes);
  const rows = shown.map((row) => [
    codeOf(row.class),
    count(row.rows),
    scoreOf(row.candidate),
    row.candidate && intervalOf(row.candidate),
    scoreOf(row.champion),
    scoreOf(row.dummy),
  ]);
  const header: TableParts["header"] = [
    ["Class", "name"],
    ["Rows", "n"],
    ["New model", "n"],
    ["95 % interval", "n"],
    ["Champion before", "n"],
    ["Most frequent class", "n"],
  ];
  const numbers = html`<details><summary>The same as numbers</summary>${table({ caption: "F1 of each class", header, rows })}${moreLine(more)}</details>`;
  return section("F1 of each class", [f1Chart(all), numbers]);
}

/** The confusion matrix of the candidate. */
export function confusionSection({ evaluation }: RunResult): Markup | null {
  const confusion = evaluation?.candidate?.confusion;
  if (confusion === undefined || confusion.classes.length === 0) return null;
  return section("What was taken for what", confusionChart(confusion));
}

/** What passed. */
export function passesSection({ passes }: View): Markup | null {
  if (passes.length === 0) return null;
  const { shown, more } = bounded(passes, MOST.passes);
  const rows = shown.map((check) => [codeOf(check.subject), check.code.slice(0, 80), foundOf(check, 300)]);
  const header: TableParts["header"] = [
    ["Subject", "name"],
    ["Check", "tight"],
    ["What was found", "message"],
  ];
  return folded(`${counted(passes.length, "check")} passed`, [table({ caption: "Checks that passed", header, rows }), moreLine(more)]);
}

/** The files that were read, newest first. */
export function filesSection({ data }: RunResult): Markup | null {
  if (data === null || data.files.length === 0) return null;
  const { shown, more } = bounded([...data.files].reverse(), MOST.files);
  const rows = shown.map((file) => [codeOf(file.name, 160), count(file.rows), byteSize(file.bytes), codeOf(shortId(file.digest))]);
  const header: TableParts["header"] = [
    ["File", "name"],
    ["Rows", "n"],
    ["Size", "n"],
    ["Digest", "tight"],
  ];
  const caption = "Newest first; digests are the first 12 of 64 digits";
  return folded(
    `${counted(data.files.length, "data file")} read`,
    [table({ caption, header, rows }), moreLine(more)],
    data.files.length <= 12,
  );
}

function runLink(url: string): Markup {
  return /^https:\/\/[\w.-]+(\/[\w./-]*)?$/.test(url) ? html`<a href="${url}" rel="noreferrer">${url}</a>` : codeOf(url, 200);
}

/** Ids, data, settings and environment of the run. */
export function identitySection(result: RunResult, context: ReportContext): Markup {
  const { data, split, environment } = result;
  const { registry, started, runUrl, command, showValues } = context;
  const newest = data?.files.at(-1);
  const facts: [string, Part][] = [
    ["Model", result.modelId && codeOf(result.modelId)],
    ["Champion after this run", result.championId && codeOf(result.championId)],
    ["Registry", registry && codeOf(registry, 200)],
    ["Data digest", data?.digest ? codeOf(data.digest) : null],
    ["Rows read", data === null || data.rows === null ? null : count(data.rows)],
    ["Split", split && `${count(split.trainRows)} to train, ${count(split.holdoutRows)} held out, by ${split.by}`],
    ["Target", context.target ? codeOf(context.target, 200) : null],
    ["Engine", context.engine ? codeOf(context.engine) : null],
    ["Newest file", newest === undefined ? null : codeOf(newest.name, 200)],
    ["Command", codeOf(command)],
    ["Time", context.time?.slice(0, 40) ?? null],
    ["Started", started?.slice(0, 200) ?? null],
    ["Workflow run", runUrl && runLink(runUrl)],
    [
      "Environment",
      `Node ${environment.node} on ${environment.platform}, ${counted(environment.threads, "thread")}, at most ${byteSize(environment.peakMemoryBytes)} of memory`,
    ],
    ["Data values", showValues ? "shown" : html`hidden; <code>report.show-values</code> shows them`],
  ];
  const known = facts.filter(([, value]) => value !== null && value !== "");
  return section("Identity", html`<dl class="facts">${known.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`);
}

/** How long each stage took. */
export function timingsSection({ timings }: RunResult): Markup | null {
  const stages = Object.entries(timings).filter(([name, spent]) => name !== "total" && Number.isFinite(spent));
  if (stages.length === 0) return null;
  const longest = Math.max(...stages.map(([, spent]) => spent), 1e-9);
  const { shown, more } = bounded(stages, MOST.timings);
  const rows = shown.map(([name, spent]) => [
    name.slice(0, 80),
    duration(spent),
    html`<svg class="mark" viewBox="0 0 144 18" aria-hidden="true">${rect({ x: 0, y: 4, width: Math.max(1, (144 * spent) / longest), height: 10 }, "dummy", { radius: 2 })}</svg>`,
  ]);
  const header: TableParts["header"] = [
    ["Stage", "tight"],
    ["Time", "n"],
    ["", ""],
  ];
  const total = timings.total === undefined ? "" : `: ${duration(timings.total)} in all`;
  return folded(`Time${total}`, [table({ caption: "How long each stage took", header, rows }), moreLine(more)]);
}
