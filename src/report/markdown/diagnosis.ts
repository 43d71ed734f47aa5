// The job summary of mode diagnose: the answer, what to do, a table of the links.
import { type Diagnosis, STATUS_WORDS } from "../../diagnose/link.ts";
import { mdCode, mdMessage, mdPaste } from "./markdown.ts";

const MOST_LINKS = 50;
const SIGNS = { fine: "✅", broken: "❌", waiting: "⏳", unseen: "❔" };

/** GitHub-flavoured Markdown. */
export function renderDiagnosis({ answer, cause, links }: Diagnosis): string {
  const shown = links.slice(0, MOST_LINKS);
  const rows = shown.map(
    ({ link, status, code, evidence }) =>
      `| ${SIGNS[status]} ${STATUS_WORDS[status]} | ${mdCode(link)} | ${mdCode(code)} | ${cell(evidence)} |`,
  );
  const todo = shown
    .filter(({ status }) => status === "broken" || status === "waiting")
    .flatMap(({ link, remedies }) => remedies.map((remedy) => `${mdCode(link)}:\n\n${advice(remedy)}`));
  const more = links.length > shown.length ? [`${links.length - shown.length} more findings are in the job's log.`] : [];
  return `${[
    `## ${cause === null ? "✅ Nothing is broken" : "❌ Why the model was not updated"}`,
    mdMessage(answer.split("\n")[0]!, 2000),
    ["| Status | Link | Code | What was seen |", "| --- | --- | --- | --- |", ...rows].join("\n"),
    ...more,
    ...(todo.length === 0 ? [] : ["### What to do", ...todo]),
  ].join("\n\n")}\n`;
}

const cell = (text: string) => mdMessage(text.replaceAll("\n", " "), 600);

/** A sentence, with the lines to paste below it where there are some. */
function advice(remedy: string): string {
  const [first = "", ...rest] = remedy.split("\n");
  return rest.length === 0 ? mdMessage(first) : `${mdMessage(first)}\n\n${mdPaste(rest.join("\n"))}`;
}
