// Each folder of test/golden/report is one run: run.json, context.json and advice.json (by the place of a check: its advice, which run.json
// has as one text) in, the other files expected.
// A difference leaves a `-changed` file beside the expected one; look at it, then rename it to accept it.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { renderAnnotations } from "../../src/report/annotations.ts";
import { renderHtml } from "../../src/report/html/html.ts";
import { STYLE } from "../../src/report/html/style.ts";
import { renderComment } from "../../src/report/markdown/comment.ts";
import { renderSummary } from "../../src/report/markdown/summary.ts";
import { outputsOf } from "../../src/report/outputs.ts";
import { renderRunJson, stringify } from "../../src/report/run-json.ts";
import type { ReportContext } from "../../src/report/sentences/view.ts";
import { renderTerminal } from "../../src/report/terminal.ts";
import type { Advice } from "../../src/types/judgement.ts";
import type { RunResult } from "../../src/types/run.ts";

const ROOT = join(import.meta.dirname, "../golden/report");
const WORKSPACE = "/home/runner/jobs/weather/weather";

/** The style sheet and its hash are the same in every page; leaving them out keeps the differences readable. */
function withoutStyle(page: string): string {
  return page.replace(STYLE, "").replace(/sha256-[\w+/]{43}=/, "sha256-…");
}

function rendered(result: RunResult, context: ReportContext): Record<string, string> {
  return {
    "run.json": renderRunJson(result),
    "summary.md": renderSummary(result, context),
    "report.html": withoutStyle(renderHtml(result, context)),
    "annotations.txt": `${renderAnnotations(result, context, WORKSPACE).join("\n")}\n`,
    "terminal.txt": renderTerminal(result, context, { reportPath: "report/report.html" }),
    // A check is what a pull request gets.
    ...(context.command === "check" ? { "comment.md": renderComment(result, context, "<!-- gated-retrain -->") } : {}),
    "outputs.json": `${stringify(outputsOf(result, { report: "report/report.html", runJson: "report/run.json" }))}\n`,
  };
}

function matches(path: string, actual: string): boolean {
  const changed = path.replace(/(\.\w+)$/, "-changed$1");
  const same = existsSync(path) && readFileSync(path, "utf8") === actual;
  if (same) rmSync(changed, { force: true });
  else writeFileSync(changed, actual);
  return same;
}

describe("golden reports", () => {
  const cases = readdirSync(ROOT);

  it("covers every verdict and an error", () => {
    const verdicts = cases.map((name) => JSON.parse(readFileSync(join(ROOT, name, "run.json"), "utf8")).verdict);
    expect(new Set(verdicts)).toEqual(new Set(["promoted", "kept", "rejected", "inconclusive", "skipped", "checked", null]));
  });

  it.each(cases)("%s", (name) => {
    const read = (file: string) => JSON.parse(readFileSync(join(ROOT, name, file), "utf8"));
    const result: RunResult = read("run.json");
    const advice: Record<number, Advice[]> = existsSync(join(ROOT, name, "advice.json")) ? read("advice.json") : {};
    const checks = result.checks.map((check, i) => (advice[i] === undefined ? check : { ...check, advice: advice[i] }));
    const files = rendered({ ...result, checks }, read("context.json") as ReportContext);
    const differing = Object.entries(files).filter(([file, text]) => !matches(join(ROOT, name, file), text));
    expect(differing.map(([file]) => file)).toEqual([]);
  });
});
