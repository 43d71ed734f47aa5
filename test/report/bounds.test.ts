// Reports stay small however large a run is, and say how much they left out.
import { describe, expect, it } from "vitest";
import { renderAnnotations } from "../../src/report/annotations.ts";
import { groupSmall } from "../../src/report/html/confusion-chart.ts";
import { renderHtml } from "../../src/report/html/html.ts";
import { renderSummary, SUMMARY_BYTES } from "../../src/report/markdown/summary.ts";
import { renderTerminal } from "../../src/report/terminal.ts";
import type { RunResult } from "../../src/types/run.ts";
import { checkOf, contextOf, emptyResult, scoreOf } from "./samples.ts";

const HUGE = "@<`|\u202e".repeat(400);
const HTML_BYTES = 8 * 1024 * 1024;

function hugeResult(): RunResult {
  const checks = Array.from({ length: 10_000 }, (_, index) =>
    checkOf({
      code: index % 3 === 0 ? "champion" : "range",
      status: index % 2 === 0 ? "fail" : "pass",
      subject: `${index}${HUGE}`,
      message: HUGE,
      suggestion: `${index}: ${HUGE}\n  - {file: ${HUGE}}`,
      where: { file: HUGE, line: 1, column: 1 },
    }),
  );
  const classes = Array.from({ length: 5000 }, (_, index) => `${index}${HUGE.slice(0, 1000)}`);
  const row = classes.map(() => 1);
  const score = scoreOf(
    classes,
    classes.map(() => row),
  );
  const file = { name: HUGE, digest: HUGE, bytes: 1, rows: 1, uri: HUGE, versionId: null };
  const files = Array.from({ length: 2000 }, () => file);
  const problems = Array.from({ length: 2000 }, () => ({
    message: HUGE,
    where: { file: HUGE, line: 1, column: 1 },
    got: HUGE,
    expected: HUGE,
  }));
  return emptyResult({
    reason: HUGE,
    checks,
    error: { kind: "config", problems },
    data: { digest: HUGE, rows: 1, files },
    evaluation: { candidate: score, champion: score, dummy: score },
    timings: Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`${index}${HUGE.slice(0, 500)}`, 1])),
  });
}

describe("a run with 10,000 checks, 5,000 classes and names of 2,000 letters", () => {
  const result = hugeResult();
  const context = contextOf({ title: HUGE, registry: HUGE, started: HUGE, runUrl: HUGE });

  it("has a summary far below GitHub's limit", () => {
    expect(Buffer.byteLength(renderSummary(result, context))).toBeLessThanOrEqual(SUMMARY_BYTES);
    expect(Buffer.byteLength(renderSummary(result, context, 60_000))).toBeLessThanOrEqual(60_000);
  });

  it("has a page that a browser opens", () => {
    const page = renderHtml(result, context);
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(HTML_BYTES);
    expect(page).toContain("The 30 lowest of 5,000 classes.");
    expect(page).toContain("The 4981 classes with the fewest rows are grouped");
  });

  it("has ten annotations of a kind and few lines at a terminal", () => {
    const lines = renderAnnotations(result, context, "/work");
    expect(lines).toHaveLength(10);
    // The verdict, 2,000 problems and 5,000 failed checks; nine of them are shown.
    expect(lines.at(-1)).toContain("… and 6992 more");
    expect(renderTerminal(result, context).split("\n").length).toBeLessThan(60);
  });
});

it("a name of a million letters takes a line, not a page", () => {
  const name = "&".repeat(1_000_000);
  const result = emptyResult({ reason: name, checks: [checkOf({ subject: name, message: name, suggestion: name })] });
  const context = contextOf({ title: name });
  expect(renderSummary(result, context).length).toBeLessThan(30_000);
  expect(renderHtml(result, context).length).toBeLessThan(80_000);
  expect(renderTerminal(result, context).length).toBeLessThan(5000);
  expect(renderAnnotations(result, context, null).join("").length).toBeLessThan(10_000);
});

describe("lists", () => {
  const checks = Array.from({ length: 130 }, (_, index) => checkOf({ subject: `c${index}`, suggestion: `mend c${index}` }));

  it("say how many entries they leave out", () => {
    const summary = renderSummary(emptyResult({ checks }), contextOf());
    expect(summary).toContain("… and 80 findings more; all are in run.json.");
    expect(summary).toContain("… and 120 suggestions more; all are in run.json.");
    expect(renderTerminal(emptyResult({ checks }), contextOf())).toContain("… and 125 more findings");
  });

  it("leave out nothing when they are short", () => {
    const result = emptyResult({ checks: checks.slice(0, 3) });
    expect(renderSummary(result, contextOf())).not.toContain("… and");
    expect(renderHtml(result, contextOf())).not.toContain("… and");
    expect(renderAnnotations(result, contextOf(), null)).toHaveLength(4);
  });
});

describe("grouping of classes", () => {
  it("keeps every row", () => {
    const classes = Array.from({ length: 45 }, (_, index) => `class ${index}`);
    const counts = classes.map((_, i) => classes.map((__, j) => (i * 7 + j * 13) % 11));
    const sum = (matrix: number[][]) => matrix.flat().reduce((total, value) => total + value, 0);
    const grouped = groupSmall({ classes, counts });
    expect(grouped.classes).toHaveLength(20);
    expect(grouped.classes.at(-1)).toBe("other (26 classes)");
    expect(sum(grouped.counts)).toBe(sum(counts));
    expect(groupSmall({ classes: classes.slice(0, 20), counts }).grouped).toBe(0);
  });
});
