import { describe, expect, it } from "vitest";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import { ConfigError } from "../../src/types/errors.ts";
import { judged, type Line, lines, repeating, requestOf, type Scene, textColumn } from "./scripted.ts";

const ROWS: Line[] = [
  ...lines(30, { truth: "a", candidate: "a", champion: "a", file: 0, train: true }),
  ...lines(20, { truth: "b", candidate: "b", champion: "b", file: 0, train: true }),
  ...lines(40, { truth: "a", candidate: "a", champion: "a", file: 0 }),
  ...lines(40, { truth: "b", candidate: "b", champion: "b", file: 0 }),
  ...lines(40, { truth: "a", candidate: "a", champion: "a", file: 1, train: true }),
  ...lines(40, { truth: "b", candidate: "b", champion: "b", file: 1 }),
];
const SCENE: Scene = { lines: ROWS, accepted: [true, false] };

describe("evaluate", () => {
  it("lists the gates in order, each with rows, estimate, bound, threshold and a sentence", () => {
    const { checks } = judged(SCENE);
    expect(checks.map((check) => check.code)).toEqual([
      "f1-threshold",
      "f1-earlier",
      "f1-batch",
      "dummy",
      "champion",
      "champion-earlier",
      "class-f1",
    ]);
    for (const check of checks) {
      expect(check.rows).toBeGreaterThan(0);
      for (const value of [check.estimate, check.bound, check.threshold]) expect(value).toEqual(expect.any(Number));
      expect(check.message).toMatch(/^[A-Z].*\.$/);
      expect(check.where).not.toBeNull();
    }
  });

  it("scores with every class that the data or a model knows, sorted by code point", () => {
    const request = requestOf({ ...SCENE, classes: ["a", "b", "Zed"].sort() });
    const champion = repeating("champion says", ["a", "b", "é"]);
    const { evaluation } = evaluate({ ...request, champion });
    expect(evaluation.candidate?.confusion.classes).toEqual(["Zed", "a", "b", "é"]);
    expect(evaluation.champion?.confusion.counts).toEqual(evaluation.candidate?.confusion.counts);
    expect(evaluation.candidate?.metrics.find((metric) => metric.name === "accuracy")?.value).toBe(1);
  });

  it("looks at no row that it was not given", () => {
    const spoiled = [...ROWS.slice(0, 10), ...lines(25, { truth: "b", candidate: "a", champion: "a", file: 0 }), ...ROWS.slice(10)];
    const [plain, full] = [requestOf(SCENE), requestOf({ ...SCENE, lines: spoiled })];
    const given = (rows: Int32Array) => rows.map((row) => (row < 10 ? row : row + 25));
    const trainRows = given(plain.trainRows);
    const holdoutRows = given(plain.holdoutRows);
    expect(evaluate({ ...full, trainRows, holdoutRows })).toEqual(evaluate(plain));
  });

  it("names a feature that the champion needs and the data has not", () => {
    const request = requestOf(SCENE);
    const { checks, evaluation } = evaluate({ ...request, champion: repeating("gone", ["a", "b"]) });
    const champion = checks.find((check) => check.code === "champion");
    expect(evaluation.champion).toBeNull();
    expect(champion).toMatchObject({ status: "inconclusive" });
    expect(champion?.message).toContain('its feature "gone" is not among the columns');
    expect(champion?.suggestion).toContain("alias");
  });

  it("names a feature that changed its kind", () => {
    const request = requestOf(SCENE);
    const values = new Float64Array(request.dataset.rows);
    const columns = [...request.dataset.columns, { kind: "number" as const, name: "size", type: "number" as const, values }];
    const { checks } = evaluate({ ...request, dataset: { ...request.dataset, columns }, champion: repeating("size", ["a", "b"]) });
    expect(checks.find((check) => check.code === "champion")?.message).toContain("was trained on categories and now holds numbers");
  });

  it("refuses a positive class that nobody knows, with its place", () => {
    const request = requestOf({ ...SCENE, gates: { f1Average: "binary", positiveClass: "c" } });
    const problems = () => {
      try {
        evaluate(request);
      } catch (error) {
        return error instanceof ConfigError ? error.problems : error;
      }
      return null;
    };
    expect(problems()).toMatchObject([
      { got: '"c"', expected: 'one of "a", "b"', where: { file: "retrain.yml", line: "gates.positive-class".length } },
    ]);
  });

  it("keeps names that others chose on one short line", () => {
    const nasty = `x\n::error::${"y".repeat(500)}`;
    const rows = lines(20, { truth: nasty, candidate: nasty });
    const message = judged({ lines: [...rows, ...lines(5, { truth: nasty, candidate: nasty, train: true })] }).check(
      "f1-threshold",
    )?.message;
    expect(message).not.toContain("\n");
    expect(message?.length).toBeLessThan(250);
  });

  it("predicts more rows than fit one block", () => {
    const truth = Array.from({ length: 150_000 }, (_, i) => (i % 3 === 0 ? "b" : "a"));
    const dataset = {
      rows: truth.length,
      columns: [textColumn("says", truth), textColumn("label", truth)],
      features: ["says"],
      target: "label",
      files: [{ name: "all.csv", start: 0, end: truth.length, accepted: false, inWindow: true }],
    };
    const holdoutRows = Int32Array.from(truth.keys());
    const request = { ...requestOf(SCENE), dataset, holdoutRows, trainRows: Int32Array.of(0, 1), champion: null };
    const { evaluation } = evaluate({ ...request, candidate: repeating("says", ["a", "b"]) });
    expect(evaluation.candidate?.confusion.counts).toEqual([
      [100_000, 0],
      [0, 50_000],
    ]);
  });
});
