// Run results for tests: one shape, every name of which may be replaced.
import fc from "fast-check";
import type { ReportContext } from "../../src/report/sentences/view.ts";
import type { CheckResult, CheckStatus, Metric, ModelScore } from "../../src/types/judgement.ts";
import type { RunResult } from "../../src/types/run.ts";

const STATUSES: CheckStatus[] = ["pass", "warn", "undecided", "fail", "inconclusive"];

export function checkOf(parts: Partial<CheckResult> = {}): CheckResult {
  const base = {
    code: "range",
    subject: "age",
    status: "fail",
    observed: 3,
    expected: 0,
    message: "3 cells of age are too large.",
  } as const;
  return { ...base, suggestion: null, where: null, ...parts };
}

export function emptyResult(parts: Partial<RunResult> = {}): RunResult {
  return {
    version: 1,
    evidence: null,
    reported: null,
    verdict: "rejected",
    error: null,
    reason: "Something was wrong.",
    exitCode: 1,
    publication: "not-moved",
    skipped: null,
    failedStage: null,
    modelId: null,
    championId: null,
    checks: [],
    data: null,
    split: null,
    evaluation: null,
    timings: { total: 12 },
    environment: { node: "22.0.0", platform: "linux-x64", threads: 2, peakMemoryBytes: 1e8 },
    ...parts,
  };
}

export function contextOf(parts: Partial<ReportContext> = {}): ReportContext {
  return {
    title: "weather",
    registry: "directory:registry",
    command: "run",
    started: "terminal",
    runUrl: null,
    showValues: false,
    ...parts,
  };
}

export function scoreOf(
  classes: string[],
  counts: number[][] = classes.map((_, i) => classes.map((_, j) => (i === j ? 9 : 1))),
): ModelScore {
  const metric = (name: string, average: Metric["average"], of: string | null): Metric => ({
    name,
    average,
    class: of,
    slice: null,
    value: 0.75,
    lower: 0.7,
    upper: 0.8,
    rows: 90,
  });
  const metrics = [metric("f1", "weighted", null), metric("accuracy", null, null), ...classes.map((name) => metric("f1", null, name))];
  return { metrics, confusion: { classes, counts } };
}

/** Every place of a run where text from outside may stand. */
export interface Names {
  title: string;
  registry: string;
  started: string;
  reason: string;
  file: string;
  column: string;
  message: string;
  suggestion: string;
  classes: [string, string, string];
  got: string;
}

export const PLAIN_NAMES: Names = {
  title: "title",
  registry: "registry",
  started: "started",
  reason: "reason",
  file: "file",
  column: "column",
  message: "message",
  suggestion: "suggestion",
  classes: ["a", "b", "c"],
  got: "got",
};

export function named(names: Names): { result: RunResult; context: ReportContext } {
  const { file, column, message, suggestion, classes, got } = names;
  const where = { file, line: 3, column: 7 };
  const digest = `sha256:${"ab".repeat(32)}`;
  const checks = STATUSES.map((status) => checkOf({ status, subject: column, message, suggestion, where, observed: got, expected: got }));
  const gate = checkOf({ code: "f1-threshold", subject: column, message, rows: 90, estimate: 0.75, bound: 0.7, threshold: 0.8 });
  const score = scoreOf(classes);
  const result = emptyResult({
    reason: names.reason,
    checks: [...checks, gate],
    modelId: "c".repeat(64),
    championId: "d".repeat(64),
    data: { digest, rows: 100, files: [{ name: file, digest, bytes: 2000, rows: 100, uri: `/data/${file}`, versionId: null }] },
    split: { by: "row", trainRows: 10, holdoutRows: 90 },
    evaluation: { candidate: score, champion: score, dummy: null },
    error: { kind: "config", problems: [{ message, where, got, expected: got }] },
  });
  return { result, context: contextOf({ title: names.title, registry: names.registry, started: names.started, runUrl: names.got }) };
}

const ATTACKS = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "</code></pre></td></table><h1>",
  '"onmouseover="alert(1)" x=\'y\'',
  "]]><!-- -->",
  "&lt;b&gt; &amp;#64;",
  "a|b\\|c\\\\|d",
  "``` \n```\n# head",
  "`a` ``b``",
  "\n| x | y |\n| - | - |\n| z | w |\n",
  "\r\n::error file=a.ts,line=1::owned\r\n::set-output name=verdict::promoted",
  " ::stop-commands::x",
  "##[error]old",
  "![i](https://evil.example/i.png)[l](javascript:alert(1))",
  "https://evil.example www.evil.example mail@evil.example ftp://x.example",
  "@octocat @acme/team #12 GH-7 acme/x#1",
  "\u202etxt.exe\u202c \u200b\ufeff\u2028\u2029\u0085\u00a0",
  "\u001b[31mred\u001b[0m\u0007\u009b31m\u0000",
  "\ud800 \udfff",
  "__proto__",
  "constructor",
  "1. one",
  "- item",
  "+ item",
  "* item",
  "=====",
  "    code",
  "$x$ ~~s~~ ~s~ **b** _i_ <b>",
  "[x]: https://evil.example\n[^1]: note",
  "%0A::error::x",
  "a,b=c:d",
  "",
  " ",
];

/** Attacks, alone and glued together, amid any other text. */
export function hostileText(): fc.Arbitrary<string> {
  const piece = fc.oneof(fc.constantFrom(...ATTACKS), fc.string({ unit: "binary", maxLength: 12 }), fc.string({ maxLength: 12 }));
  return fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join(""));
}

/** Never blank: a blank name or message may leave its section out. */
export function hostileNames(): fc.Arbitrary<Names> {
  const text = hostileText().map((name) => (name.trim() === "" ? `${name}x` : name));
  return fc.record({
    title: text,
    registry: text,
    started: text,
    reason: text,
    file: text,
    column: text,
    message: text,
    suggestion: text,
    classes: fc.tuple(text, text, text).map(([a, b, c]): Names["classes"] => [`${a}1`, `${b}2`, `${c}3`]),
    got: text,
  });
}

export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
