import { describe, expect, it } from "vitest";
import { renderAnnotations } from "../../src/report/annotations.ts";
import { renderHtml } from "../../src/report/html/html.ts";
import { STYLE } from "../../src/report/html/style.ts";
import { renderSummary } from "../../src/report/markdown/summary.ts";
import { outputsOf } from "../../src/report/outputs.ts";
import { renderRunJson } from "../../src/report/run-json.ts";
import { byteSize, count, duration, score, scores } from "../../src/report/sentences/numbers.ts";
import { headlineScore } from "../../src/report/sentences/scores.ts";
import { segmentsOf, visible } from "../../src/report/sentences/text.ts";
import { viewOf } from "../../src/report/sentences/view.ts";
import { renderTerminal } from "../../src/report/terminal.ts";
import type { VerdictName } from "../../src/types/judgement.ts";
import type { ErrorKind } from "../../src/types/run.ts";
import { checkOf, contextOf, deepFreeze, emptyResult, named, PLAIN_NAMES, scoreOf } from "./samples.ts";

describe("words", () => {
  it.each(["promoted", "checked", "skipped", "kept", "rejected", "inconclusive"] satisfies VerdictName[])(
    "%s is said first everywhere",
    (verdict) => {
      const result = emptyResult({ verdict, championId: "d".repeat(64) });
      const { label, headline } = viewOf(result, contextOf());
      expect(renderSummary(result, contextOf()).split("\n").slice(0, 3).join(" ")).toContain(label);
      expect(renderTerminal(result, contextOf())).toMatch(new RegExp(`^${label}\\. `));
      expect(renderHtml(result, contextOf())).toContain(`<h1>${headline}</h1>`);
    },
  );

  it.each(["config", "service", "limit", "data", "bug"] satisfies ErrorKind[])("an error of kind %s has words of its own", (kind) => {
    const labels = new Set(
      (["config", "service", "limit", "data", "bug"] as const).map(
        (other) => viewOf(emptyResult({ verdict: null, error: { kind: other, problems: [] } }), contextOf()).label,
      ),
    );
    expect(labels.size).toBe(5);
    expect(viewOf(emptyResult({ verdict: null, error: { kind, problems: [] } }), contextOf()).tone).toBe("bad");
  });

  it("tells data that failed from a model that failed", () => {
    const gate = checkOf({ code: "f1-threshold", estimate: 0.5, threshold: 0.8 });
    expect(viewOf(emptyResult({ checks: [gate] }), contextOf()).headline).toContain("model is not good enough");
    expect(viewOf(emptyResult({ checks: [gate, checkOf()] }), contextOf()).headline).toContain("data did not pass");
  });

  it("puts the worst first and each suggestion once", () => {
    const checks = (["warn", "pass", "fail", "undecided", "inconclusive"] as const).map((status) =>
      checkOf({ status, suggestion: "mend" }),
    );
    const view = viewOf(emptyResult({ checks }), contextOf());
    expect(view.findings.map((check) => check.status)).toEqual(["fail", "inconclusive", "undecided", "warn"]);
    expect(view.todo.map((check) => check.status)).toEqual(["fail"]);
  });

  it("is not confused by a command named like a property of every object", () => {
    expect(viewOf(emptyResult({ championId: "d".repeat(64) }), contextOf({ command: "constructor" })).aftermath).toContain(
      "stays as it was",
    );
  });
});

it("no renderer changes the result it is given", () => {
  const { result, context } = named(PLAIN_NAMES);
  const before = JSON.stringify(result);
  deepFreeze(result);
  deepFreeze(context);
  for (const render of [renderSummary, renderHtml, renderTerminal]) expect(render(result, context).length).toBeGreaterThan(100);
  renderAnnotations(result, context, "/work");
  renderRunJson(result);
  expect(JSON.stringify(result)).toBe(before);
});

describe("outputs", () => {
  it("take F1 and its lower bound from the gate, else the weighted metric", () => {
    const evaluation = { candidate: scoreOf(["a", "b"]), champion: null, dummy: null };
    const gate = checkOf({ code: "f1-threshold", status: "pass", estimate: 0.9, bound: 0.85, threshold: 0.8 });
    expect(outputsOf(emptyResult({ evaluation, checks: [gate] }))).toMatchObject({ f1: "0.9", "f1-lower": "0.85", findings: "0" });
    expect(outputsOf(emptyResult({ evaluation, checks: [checkOf()] }))).toMatchObject({ f1: "0.75", "f1-lower": "0.7", findings: "1" });
  });

  it("are all there, and empty where they do not apply", () => {
    const outputs = outputsOf(emptyResult({ verdict: null, error: { kind: "limit", problems: [] }, exitCode: 4, reason: "a\nb" }));
    const names =
      "verdict error reason exit-code model-id champion-id f1 f1-lower evidence metric rows data-digest findings deploy publication registry-commit report-path report-artifact-id run-json";
    expect(Object.keys(outputs)).toEqual(names.split(" "));
    expect(outputs).toMatchObject({
      verdict: "",
      error: "limit",
      reason: "a\\nb",
      "exit-code": "4",
      f1: "",
      rows: "",
      "registry-commit": "",
    });
  });

  it("follow the average that the gate judged", () => {
    const candidate = scoreOf(["a"]);
    candidate.metrics.push({ ...candidate.metrics[0]!, average: "macro", value: 0.6 });
    const checks = [checkOf({ code: "f1-threshold", estimate: 0.6, threshold: 0.5 })];
    expect(headlineScore(emptyResult({ checks, evaluation: { candidate, champion: null, dummy: null } }))?.average).toBe("macro");
  });
});

describe("run.json", () => {
  it("has every key, null where it does not apply, and never NaN", () => {
    const checks = [checkOf({ code: "dummy", estimate: Number.NaN, observed: Number.POSITIVE_INFINITY })];
    const text = renderRunJson(emptyResult({ checks }));
    const keys =
      "version verdict error reason exitCode publication skipped failedStage modelId championId checks evidence reported data split evaluation timings environment";
    expect(Object.keys(JSON.parse(text))).toEqual(keys.split(" "));
    expect(JSON.parse(text).checks[0]).toMatchObject({ rows: null, estimate: null, bound: null, threshold: null, observed: null });
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
    expect(text.endsWith("}\n")).toBe(true);
  });

  it("gives gates their four numbers and data checks none", () => {
    const { checks } = JSON.parse(renderRunJson(emptyResult({ checks: [checkOf(), checkOf({ code: "min-class-f1", threshold: 0.5 })] })));
    expect(Object.keys(checks[0])).toEqual("code subject status observed expected message suggestion remedies where power".split(" "));
    expect(Object.keys(checks[1]).slice(-4)).toEqual(["rows", "estimate", "bound", "threshold"]);
  });
});

describe("annotations", () => {
  const where = (file: string, line = 4, column = 2) => checkOf({ where: { file, line, column }, message: "wrong" });
  const lineOf = (check: ReturnType<typeof checkOf>, workspace: string | null = "/home/space") =>
    renderAnnotations(emptyResult({ checks: [check] }), contextOf(), workspace)[1];

  it("name the file from the repository's root", () => {
    expect(lineOf(where("/home/space/cfg/retrain.yml"))).toBe("::error file=cfg/retrain.yml,line=4,col=2,title=range%3A age::wrong");
    expect(lineOf(where("cfg/retrain.yml"))).toContain("file=cfg/retrain.yml,");
    expect(lineOf(where("/home/space/a,b:c%.yml"))).toContain("file=a%2Cb%3Ac%25.yml,");
  });

  it("find a data file by its address", () => {
    const file = { name: "2014.csv", digest: "", bytes: 1, rows: 1, uri: "/home/space/data/2014.csv", versionId: null };
    const result = emptyResult({ checks: [where("2014.csv")], data: { digest: null, rows: 1, files: [file] } });
    expect(renderAnnotations(result, contextOf(), "/home/space")[1]).toContain("::error file=data/2014.csv,line=4,");
  });

  it("say the place in words where it is outside", () => {
    for (const file of ["/home/spaceship/a.yml", "../a.yml", "/etc/passwd", "s3://bucket/a.csv"]) {
      expect(lineOf(where(file))).toBe(`::error title=range%3A age::${file}:4:2: wrong`);
    }
    expect(lineOf(where("a.yml"), null)).toBe("::error title=range%3A age::a.yml:4:2: wrong");
  });
});

describe("terminal", () => {
  it("takes at most 12 lines for a run that passed, and colour only when asked", () => {
    const result = emptyResult({
      verdict: "promoted",
      championId: "d".repeat(64),
      evaluation: { candidate: scoreOf(["a"]), champion: null, dummy: null },
      checks: [checkOf({ status: "pass" })],
    });
    const text = renderTerminal(result, contextOf(), { reportPath: "report/report.html" });
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(12);
    expect(text).toContain("report/report.html");
    expect(text).not.toContain("\u001b");
    expect(renderTerminal(result, contextOf(), { color: true })).toContain("\u001b[1;32mPromoted.\u001b[0m");
  });
});

describe("text", () => {
  it("shows what cannot be seen", () => {
    expect(visible("a\u202eb\u00a0c\r\n\ufeff\ud800é中")).toBe("a\\u{202e}b\\u{a0}c\\r\\n\\u{feff}\\u{d800}é中");
  });

  it("tells names in backticks from words", () => {
    expect(segmentsOf("column `a b` and `c`.").map(({ kind, text }) => `${kind}:${text}`)).toEqual([
      "text:column ",
      "code:a b",
      "text: and ",
      "code:c",
      "text:.",
    ]);
    expect(segmentsOf("a ` b")).toEqual([
      { kind: "text", text: "a " },
      { kind: "text", text: "` b" },
    ]);
  });
});

describe("numbers", () => {
  it("never make two different scores look the same", () => {
    expect(scores([0.7996, 0.8, null])).toEqual(["0.7996", "0.8000", "–"]);
    expect(scores([0.79999999, 0.8])).toEqual(["0.79999999", "0.80000000"]);
    expect(scores([0.5, 0.5])).toEqual(["0.500", "0.500"]);
  });

  it("read well", () => {
    expect([count(1234567), count(null), score(-0.0001), score(Number.NaN)]).toEqual(["1,234,567", "–", "0.000", "–"]);
    expect([byteSize(0), byteSize(1023), byteSize(1024), byteSize(5 * 2 ** 30)]).toEqual(["0 B", "1,023 B", "1.0 KiB", "5.0 GiB"]);
    expect([duration(12.4), duration(1500), duration(61_000), duration(3_660_000)]).toEqual(["12 ms", "1.5 s", "1 min 1 s", "1 h 1 min"]);
  });
});

describe("colours", () => {
  const channel = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const parts = (color: string) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
  const luminance = (color: string) => {
    const [r = 0, g = 0, b = 0] = parts(color).map(channel);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string) => {
    const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const [light = "", dark = ""] = STYLE.split("@media (prefers-color-scheme: dark)");
  const palette = (css: string) => new Map([...css.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map((match) => [match[1]!, match[2]!]));

  it.each([
    ["light", palette(light)],
    ["dark", palette(dark)],
  ])("are told apart in the %s scheme", (_, colors) => {
    const pair = (front: string, back: string) => contrast(colors.get(front)!, colors.get(back)!);
    for (const back of ["page", "card", "well"]) for (const front of ["ink", "soft"]) expect(pair(front, back)).toBeGreaterThanOrEqual(4.5);
    for (const tone of ["good", "bad", "attention", "neutral"]) expect(pair(tone, `${tone}-wash`)).toBeGreaterThanOrEqual(4.5);
    for (const mark of ["candidate", "champion", "dummy"]) expect(pair(mark, "card")).toBeGreaterThanOrEqual(3);
    // Numbers stand on cells of any fullness between the empty and the full one.
    for (const fill of ["hit", "miss"]) expect(pair("ink", fill)).toBeGreaterThanOrEqual(4.5);
  });
});
