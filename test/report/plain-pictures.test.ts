// What people see: digits that are cut are not shown as if they were known, a group's own cell is no success, lines fit the window.
import { describe, expect, it } from "vitest";
import { confusionChart } from "../../src/report/html/confusion-chart.ts";
import { renderHtml } from "../../src/report/html/html.ts";
import { renderSummary } from "../../src/report/markdown/summary.ts";
import { coarsened } from "../../src/report/sentences/coarse.ts";
import type { ReportContext } from "../../src/report/sentences/view.ts";
import { renderTerminal } from "../../src/report/terminal.ts";
import { checkOf, emptyResult, scoreOf } from "./samples.ts";

const CONTEXT: ReportContext = { title: "t", registry: null, command: "check", started: null, runUrl: null, showValues: false };

function judged() {
  const score = scoreOf(
    ["no", "yes"],
    [
      [40, 6],
      [9, 24],
    ],
  );
  score.metrics = score.metrics.map((metric) => ({ ...metric, value: 0.7789, lower: 0.7012, upper: 0.8456 }));
  const gate = checkOf({
    code: "f1-threshold",
    subject: "model",
    status: "pass",
    rows: 79,
    estimate: 0.7789,
    bound: 0.7012,
    threshold: 0.1,
  });
  return emptyResult({
    verdict: "checked",
    reason: "All passed.",
    checks: [gate],
    evaluation: { candidate: score, champion: score, dummy: null },
  });
}

describe("scores that are cut", () => {
  const shown = [renderSummary, renderHtml, renderTerminal].map((render) => render(coarsened(judged()), CONTEXT));

  it("have two digits everywhere", () => {
    for (const page of shown) {
      expect(page).toContain("0.77");
      expect(page).not.toMatch(/0\.770|0\.700|0\.840/);
    }
  });

  it("are said to be cut, and whole ones are not", () => {
    expect(shown[0]).toMatch(/cut to two digits/);
    expect(shown[1]).toMatch(/cut to two digits/);
    expect(renderSummary(judged(), CONTEXT)).not.toMatch(/cut to two digits/);
    expect(renderSummary(judged(), CONTEXT)).toContain("0.779");
  });

  it("are cut in sentences too, also above 10", () => {
    const check = checkOf({
      code: "champion",
      subject: "model",
      estimate: 12.3456,
      bound: null,
      threshold: 1,
      message: "It is 12.3456, and .98765 was asked.",
    });
    expect(coarsened(emptyResult({ checks: [check] })).checks[0]!.message).toBe("It is 12.34, and 0.98 was asked.");
  });
});

describe("the cell of grouped classes", () => {
  const classes = Array.from({ length: 24 }, (_, i) => `class ${String(i).padStart(2, "0")}`);

  it("counts as right only what each class was told right", () => {
    // Every row of the small classes is taken for the next small class.
    const counts = classes.map((_, a) => classes.map((_, p) => (a < 19 ? (a === p ? 100 : 0) : p === 19 + ((a - 18) % 5) ? 10 : 0)));
    const { text } = confusionChart({ classes, counts });
    expect(text).toMatch(/predicted other \(5 classes\): 50 rows, 100 % of the class; 0 of them right/);
  });

  it("is whole where all of it is right", () => {
    const counts = classes.map((_, a) => classes.map((_, p) => (a === p ? 100 - a : 0)));
    expect(confusionChart({ classes, counts }).text).not.toMatch(/of them right/);
  });
});

describe("a terminal", () => {
  const message = "The column `temperature` has 412 cells of 1,461 above the largest value that the accepted batches had, which was 39.4.";
  const suggestion =
    'Add under data:\n  exclude: [{file: "a file with a name that is much longer than the window is wide.csv", reason: "broken"}]';
  const result = emptyResult({ reason: message, checks: [checkOf({ message, suggestion })] });

  it("breaks sentences at its width and never a line to paste", () => {
    const lines = renderTerminal(result, CONTEXT, { width: 80 }).split("\n");
    expect(lines.filter((line) => line.length > 80)).toEqual([expect.stringContaining("exclude: [")]);
    expect(lines.join(" ").replace(/\s+/g, " ")).toContain(message);
  });

  it("breaks nothing where no width is known", () => {
    expect(renderTerminal(result, CONTEXT)).toContain(message);
  });
});

it("report.html tells when, what is predicted, by what, and from which file", () => {
  const data = {
    digest: null,
    rows: 5,
    files: [{ name: "day.csv", digest: `sha256:${"a".repeat(64)}`, bytes: 9, rows: 5, uri: "/x", versionId: null }],
  };
  const page = renderHtml(emptyResult({ data }), { ...CONTEXT, target: "churned", engine: "forest", time: "2026-01-02T03:04:05.000Z" });
  for (const fact of ["churned", "forest", "2026-01-02T03:04:05.000Z", "day.csv"]) expect(page).toContain(fact);
});
