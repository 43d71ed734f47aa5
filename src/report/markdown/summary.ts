// The Markdown summary: verdict first, then what to do, then the evidence.
import type { RunResult } from "../../types/run.ts";
import { type ClassRow, classRows, type ScoreRow, scoreRows } from "../sentences/scores.ts";
import { type ReportContext, type View, viewOf } from "../sentences/view.ts";
import { mdSuggestion } from "./markdown.ts";
import {
  changesOf,
  classesOf,
  filesOf,
  findingsOf,
  gatesOf,
  headOf,
  identityOf,
  passesOf,
  problemsOf,
  scoresOf,
  todoOf,
} from "./sections.ts";

/** How many entries of each list are shown where there is room. */
const FULL = { todo: 10, problems: 50, changes: 50, findings: 50, gates: 30, metrics: 30, classes: 30, files: 20, passes: 100 };
type Bounds = typeof FULL;

function reduced(divisor: number): Bounds {
  const bounds = { ...FULL };
  for (const list of Object.keys(FULL) as (keyof Bounds)[]) bounds[list] = Math.floor(FULL[list] / divisor);
  return bounds;
}

/** GitHub takes 1 MiB for the summaries of a step; a quarter leaves room for others and loads fast. */
export const SUMMARY_BYTES = 256 * 1024;

/** Shows fewer entries of each list, and says so, where the whole would be longer than `maxBytes`. */
export function renderSummary(result: RunResult, context: ReportContext, maxBytes = SUMMARY_BYTES): string {
  const view = viewOf(result, context);
  const evidence = evidenceOf(result);
  for (let divisor = 1; ; divisor *= 2) {
    const text = sections({ result, context, view, evidence, bounds: reduced(divisor) });
    if (divisor > FULL.passes || Buffer.byteLength(text) <= maxBytes) return text;
  }
}

interface Evidence {
  metrics: ScoreRow[];
  classes: ClassRow[];
}

function evidenceOf({ evaluation }: RunResult): Evidence {
  return evaluation === null ? { metrics: [], classes: [] } : { metrics: scoreRows(evaluation), classes: classRows(evaluation) };
}

interface Sections {
  result: RunResult;
  context: ReportContext;
  view: View;
  evidence: Evidence;
  bounds: Bounds;
}

function sections({ result, context, view, evidence, bounds }: Sections): string {
  const parts = [
    headOf(result, view),
    problemsOf(result.error?.problems ?? [], bounds.problems),
    todoOf(view, bounds.todo),
    changesOf(view, bounds.changes),
    findingsOf(view, bounds.findings),
    gatesOf(view.gates, bounds.gates),
    view.cut,
    scoresOf(evidence.metrics, bounds.metrics),
    classesOf(evidence.classes, bounds.classes),
    filesOf(result, bounds.files),
    identityOf(result, context),
    passesOf(view.passes, bounds.passes),
  ];
  return `${parts.filter((part) => part !== null).join("\n\n")}\n`;
}

/** What became of another part of the report, below the summary. */
export function renderNote(note: string): string {
  return `\n### The comment\n\n${mdSuggestion({ suggestion: note })}\n`;
}
