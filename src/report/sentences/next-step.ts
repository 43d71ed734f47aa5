// After the verdict a reader asks why, and what to do now: one line each, decided once for every renderer.
import { countedRows } from "../../findings/scores.ts";
import type { CheckResult, CheckStatus } from "../../types/judgement.ts";
import type { Problem } from "../../types/problem.ts";
import type { RunError, RunResult } from "../../types/run.ts";
import { counted, exact, score, scoreOf, shortId } from "./numbers.ts";
import { blocksOf } from "./paste.ts";
import { headlineScore, metricLabel } from "./scores.ts";
import { clip } from "./text.ts";

/** Longer lines to paste stand in full further down. */
const INLINE = 90;

/** Whether the registry could not be trusted. */
export const isDamage = ({ code, status }: CheckResult) => code === "registry" && status === "inconclusive";

/** Empty where there is nothing to add to the headline. */
export function whyOf(result: RunResult): string {
  if (result.error !== null) return firstOf(result.error.problems);
  const reason = capital(shortened(result.reason.trim()));
  const judgesModel = result.verdict === "promoted" || result.verdict === "checked";
  const figures = judgesModel ? figuresOf(result) : null;
  return figures === null ? reason : `${reason} ${figures}`;
}

function firstOf(problems: Problem[]): string {
  const more = problems.length - 1;
  return `${problems[0]?.message ?? ""}${more > 0 ? ` (and ${more} more, listed below)` : ""}`;
}

/** "F1 (weighted) is 0.760 on 126 hold-out rows, and 0.700 is asked for." */
function figuresOf(result: RunResult): string | null {
  if (result.reported !== null) return reportedFigures(result.reported);
  const headline = headlineScore(result);
  if (headline?.trio.candidate == null) return result.checks.find(({ code }) => code === "error")?.message ?? null;
  const { candidate, champion } = headline.trio;
  const before = champion === null ? "" : `; the champion before reaches ${scoreOf(champion)}`;
  const asked = result.checks.find((check) => check.code === "f1-threshold")?.threshold;
  const floor = asked == null ? "" : `, and ${candidate.digits === undefined ? score(asked) : exact(asked)} is asked for`;
  return `${metricLabel("f1", headline.average)} is ${scoreOf(candidate)} on ${countedRows(candidate.rows, "hold-out row", candidate.different)}${floor}${before}.`;
}

/** Whose number it is stands with it. */
function reportedFigures({ candidate, champion }: NonNullable<RunResult["reported"]>): string {
  const rows = candidate.rows === null ? "" : ` on ${counted(candidate.rows, "row")}`;
  const before = champion === null ? "" : `; ${Number(champion.value.toPrecision(6))} stood for the champion before`;
  return `The script reports ${candidate.name} ${Number(candidate.value.toPrecision(6))}${rows}${before}.`;
}

/** `todo`: what did not pass and has a suggestion, worst first. `judges`: a command that trains nothing; `undoes`: a rollback. */
export function nextOf(result: RunResult, todo: CheckResult[], { judges, undoes }: { judges: boolean; undoes: boolean }): string {
  const { verdict, error } = result;
  if (result.publication === "unknown")
    return "Run again when the service answers: that run reads champion.json and goes on from what it finds.";
  if (error !== null) return mendingOf(error);
  const warnings = result.checks.filter((check) => check.status === "warn").length;
  const worth = warnings === 0 ? "" : ` ${counted(warnings, "warning")} below ${warnings === 1 ? "is" : "are"} worth reading.`;
  switch (verdict) {
    case "promoted":
      return undoes
        ? `Runs are skipped as long as data, schema and recipe are the same, so that the same model is not made again.${adviceOf(todo, ["warn"]) === "" ? "" : ` ${adviceOf(todo, ["warn"])}`}`
        : `Nothing: it is published, and jobs that wait for a promotion can deploy it.${worth}`;
    case "checked":
      if (judges) return `Nothing.${worth}`;
      return `Nothing in this run: the next one that may publish decides.${worth}`;
    case "skipped":
      if (result.skipped === "held") return "Change what the line above names, if the model was wrong; later runs are skipped until then.";
      return "Nothing: the next run looks again; more or other files, another schema, recipe or split make it train.";
    case "kept":
      return `Nothing has to be done: the champion goes on serving, and later runs judge again. ${adviceOf(todo, ["undecided"])}`.trim();
    default:
      if (result.checks.some(isDamage)) return "Do what the line above says; `verify` tells when the registry is whole again.";
      return adviceOf(todo, ["fail", "inconclusive"]) || "Mend what the line above names, then run again.";
  }
}

/** The first suggestion for checks of this status, in words. */
function adviceOf(todo: CheckResult[], statuses: CheckStatus[]): string {
  const wanted = todo.filter((check) => statuses.includes(check.status));
  const first = wanted[0];
  if (first === undefined) return "";
  const pieces = blocksOf(first).map(({ kind, text }) => {
    if (kind === "prose") return text.replace(/\s*\n\s*/g, " ").trim();
    return text.includes("\n") || text.includes("`") || text.length > INLINE ? "the entry below." : `\`${text.trim()}\`.`;
  });
  const more = wanted.length > 1 ? ` (${counted(wanted.length - 1, "more suggestion")} below.)` : "";
  return `${capital(clip(pieces.join(" "), 500)).replace(/([.:])\s*\.$/, "$1")}${more}`;
}

function mendingOf({ kind, problems }: RunError): string {
  switch (kind) {
    case "config":
      return problems.length > 1
        ? `Correct the ${problems.length} places listed below, then run again.`
        : `${placeOf(problems[0])}, then run again.`;
    case "service":
      return "If the line above names something to change, change it; else run again later. The champion is as it was.";
    case "limit":
      return "Raise that limit in retrain.yml, or bring less data; then run again.";
    case "data":
      return "Mend or replace the file, then run again.";
    default:
      return "Report it, with what stands below.";
  }
}

function placeOf(problem: Problem | undefined): string {
  const at = problem?.where;
  return at == null ? "Correct it" : `Correct \`${at.file}:${at.line}:${at.column}\``;
}

/** Ids and digests stand in full further down. */
function shortened(text: string): string {
  return text.replace(/\b[0-9a-f]{64}\b/g, (hex) => shortId(hex));
}

/** Names in backticks and words that begin in capitals stay as they are. */
function capital(text: string): string {
  return text.replace(/^[a-z](?=[a-z]* )/, (letter) => letter.toUpperCase());
}
