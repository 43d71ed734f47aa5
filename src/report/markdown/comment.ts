// The comment under a pull request: the verdict, what changes, what did not pass, what to do. The whole is in the job summary.
import type { RunResult } from "../../types/run.ts";
import { type ReportContext, viewOf } from "../sentences/view.ts";
import { changesOf, findingsOf, gatesOf, headOf, problemsOf, todoOf } from "./sections.ts";

/** GitHub takes 65,536 characters; a comment that long would be read by nobody. */
const COMMENT_CHARACTERS = 60_000;
const FULL = 20;

/** An address of our own making; anything else is left out. */
const RUN_URL = /^https?:\/\/[\w.-]+(:\d+)?\/[\w.-]+\/[\w.-]+\/actions\/runs\/\d+$/;

/** `marker` is the hidden first line by which the comment is found again. */
export function renderComment(result: RunResult, context: ReportContext, marker: string, max = COMMENT_CHARACTERS): string {
  const whole = viewOf(result, context);
  // What a change means is said once; its advice is in the job summary.
  const view = { ...whole, todo: whole.todo.filter((check) => !whole.changes.includes(check)) };
  for (let shown = FULL; ; shown = Math.floor(shown / 2)) {
    const parts = [
      marker,
      headOf(result, view),
      problemsOf(result.error?.problems ?? [], shown),
      changesOf(view, shown),
      findingsOf(view, shown),
      todoOf(view, Math.ceil(shown / 4)),
      gatesOf(view.gates, shown),
      footOf(result, context),
    ];
    const text = `${parts.filter((part) => part !== null).join("\n\n")}\n`;
    if (shown === 0 || text.length <= max) return text;
  }
}

function footOf({ evaluation }: RunResult, { runUrl }: ReportContext): string {
  const report =
    runUrl !== null && RUN_URL.test(runUrl)
      ? `[The whole report](${runUrl}) is in the job summary.`
      : "The whole report is in the job summary.";
  const scores = evaluation === null ? "" : " Scores are cut to two digits, for this run leaves no record.";
  return `${report} Nothing was written into the registry.${scores}`;
}
