// report.html: one file that opens offline, runs no script and loads nothing.
import { createHash } from "node:crypto";
import type { RunResult } from "../../types/run.ts";
import { count, duration, score, scoreOf, signed } from "../sentences/numbers.ts";
import { headlineScore, metricLabel } from "../sentences/scores.ts";
import { countsSentence, type ReportContext, type Tone, type View, viewOf } from "../sentences/view.ts";
import {
  classesSection,
  confusionSection,
  filesSection,
  findingsSection,
  gatesSection,
  identitySection,
  passesSection,
  problemsSection,
  scoresSection,
  timingsSection,
  todoSection,
} from "./html-sections.ts";
import { html, Markup, messageOf, type Part } from "./markup.ts";
import { STYLE } from "./style.ts";

const SIGN: Record<Tone, string> = { good: "✓", neutral: "→", attention: "!", bad: "✕" };

/** Allows this one style sheet by its hash and nothing else: no script, no picture, no style attribute, no address. */
function policy(): string {
  const hash = createHash("sha256").update(STYLE).digest("base64");
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}

/** report.html: one page without scripts or outside resources. All text from outside is escaped and bounded. */
export function renderHtml(result: RunResult, context: ReportContext): string {
  const view = viewOf(result, context);
  const title = context.title.slice(0, 200);
  const body = [
    heroOf(result, context, view),
    problemsSection(result.error?.problems ?? []),
    todoSection(view),
    findingsSection(view),
    gatesSection(view),
    classesSection(result),
    confusionSection(result),
    scoresSection(result),
    passesSection(view),
    filesSection(result),
    identitySection(result, context),
    timingsSection(result),
  ];
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${view.label}: ${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main>
${body}</main>
<footer>Written by gated-retrain. The whole record of this run is in run.json beside this file.</footer>
</body>
</html>
`.text;
}

function heroOf(result: RunResult, { title, command }: ReportContext, view: View): Markup {
  const why = view.why === "" ? null : html`<p class="reason"><strong>Why:</strong> ${messageOf(view.why)}</p>`;
  const next = html`<p class="reason"><strong>What to do:</strong> ${messageOf(view.next)}</p>`;
  const aftermath = view.aftermath === null ? null : html`<p class="soft">${view.aftermath}</p>`;
  return html`<header class="hero ${view.tone}"><p class="eyebrow"><span class="badge"><span aria-hidden="true">${SIGN[view.tone]} </span>${view.label}</span><span>${title.slice(0, 200)}</span><span aria-hidden="true">·</span><span>${command.slice(0, 40)}</span></p><h1>${view.headline}</h1>${why}${next}${aftermath}${tilesOf(result, view)}</header>\n`;
}

interface Tile {
  name: string;
  value: string;
  note: string | null;
}

function tilesOf(result: RunResult, view: View): Part {
  const tiles = [...scoreTiles(result), ...runTiles(result, view)];
  if (tiles.length === 0) return null;
  const items = tiles.map(
    ({ name, value, note }) => html`<div><dt>${name}</dt><dd>${value}${note === null ? null : html`<small>${note}</small>`}</dd></div>`,
  );
  return html`<dl class="tiles">${items}</dl>`;
}

function scoreTiles(result: RunResult): Tile[] {
  const headline = headlineScore(result);
  if (headline === null) return [];
  const { candidate, champion, dummy } = headline.trio;
  const tiles: Tile[] = [];
  if (candidate !== null) {
    const note = candidate.lower === null ? null : `at least ${score(candidate.lower, candidate.digits)}`;
    tiles.push({ name: metricLabel("f1", headline.average), value: scoreOf(candidate), note });
  }
  if (champion !== null) {
    const note = candidate === null ? null : `the new model is ${signed(candidate.value - champion.value, candidate.digits)}`;
    tiles.push({ name: "Champion before", value: scoreOf(champion), note });
  }
  if (dummy !== null) tiles.push({ name: "Most frequent class", value: scoreOf(dummy), note: "said of every row" });
  return tiles;
}

function runTiles({ data, split, checks, timings }: RunResult, view: View): Tile[] {
  const tiles: Tile[] = [];
  if (checks.length > 0) {
    const note = view.findings.length === 0 ? null : countsSentence(view.counts);
    tiles.push({ name: "Checks passed", value: `${count(view.counts.pass)} of ${count(checks.length)}`, note });
  }
  if (data !== null && data.rows !== null) {
    const note = split === null ? null : `${count(split.trainRows)} to train, ${count(split.holdoutRows)} held out`;
    tiles.push({ name: "Rows", value: count(data.rows), note });
  }
  if (timings.total !== undefined && data !== null) tiles.push({ name: "Time", value: duration(timings.total), note: null });
  return tiles;
}
