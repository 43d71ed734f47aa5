import { describe, expect, it } from "vitest";
import { judge } from "../../src/evaluate/judge.ts";
import { judged, type Line, lines, type Scene } from "./scripted.ts";

const TRAIN = [...lines(6, { truth: "no", candidate: "no", train: true }), ...lines(4, { truth: "yes", candidate: "yes", train: true })];

/** Half "no", half "yes"; the first `wrong` of each half are predicted as the other. */
function answered(rows: number, wrong: number, more: Partial<Line> = {}): Line[] {
  return ["no", "yes"].flatMap((truth) => {
    const other = truth === "no" ? "yes" : "no";
    return Array.from({ length: rows / 2 }, (_, i) => ({ truth, candidate: i < wrong / 2 ? other : truth, ...more }));
  });
}

const scene = (rows: Line[], more: Partial<Scene> = {}): Scene => ({ lines: [...TRAIN, ...rows], ...more });

describe("f1-threshold", () => {
  it("fails below the threshold, and states its numbers and its place in the file", () => {
    const result = judged(scene(answered(200, 60))).check("f1-threshold");
    expect(result).toMatchObject({
      status: "fail",
      rows: 200,
      threshold: 0.8,
      where: { file: "retrain.yml", line: "gates.f1-threshold".length },
    });
    expect(result?.estimate).toBeCloseTo(0.7, 12);
    expect(result?.bound).toBeLessThan(0.7);
    expect(result?.message).toBe("Weighted F1 is 0.700 on 200 hold-out rows, below the threshold of 0.800.");
  });

  it("passes where the lower bound reaches the threshold, and warns where only the estimate does", () => {
    expect(judged(scene(answered(400, 20))).check("f1-threshold")).toMatchObject({ status: "pass" });
    expect(judged(scene(answered(40, 6))).check("f1-threshold")).toMatchObject({ status: "warn" });
    expect(judged(scene(answered(40, 6), { gates: { require: "confident" } })).check("f1-threshold")).toMatchObject({
      status: "inconclusive",
    });
  });

  it("offers a lower threshold only where the champion does not reach it either", () => {
    const offered = (champion: boolean) => {
      const rows = answered(400, 100).map((line) => (champion ? { ...line, champion: line.truth } : line));
      return judged(scene(rows)).check("f1-threshold")?.remedies;
    };
    expect(offered(false)).toMatchObject([{ kind: "config", key: "gates.f1-threshold" }]);
    expect(offered(true)).toEqual([]);
  });

  it("lets a score pass that equals the threshold", () => {
    expect(judged(scene(answered(200, 40))).check("f1-threshold")).toMatchObject({ status: "warn" });
  });

  it("is not run without a threshold, while the others are", () => {
    const { checks } = judged(scene(answered(200, 60), { gates: { f1Threshold: null } }));
    expect(checks.map((check) => check.code)).toEqual(["dummy"]);
  });

  it("never prints a failing score that looks like the threshold", () => {
    const { check } = judged(scene(answered(20_000, 4008)));
    expect(check("f1-threshold")?.message).toContain("is 0.7996 on 20,000 hold-out rows, below the threshold of 0.8000");
  });
});

describe("nothing to judge", () => {
  const only = (truth: string) => scene(lines(50, { truth, candidate: truth }));

  it("is inconclusive without hold-out rows, scores included", () => {
    const { evaluation, checks } = judged(scene([]));
    expect(evaluation).toEqual({ candidate: null, champion: null, dummy: null });
    expect(checks.map(({ code, status, rows }) => [code, status, rows])).toEqual([
      ["f1-threshold", "inconclusive", 0],
      ["dummy", "inconclusive", 0],
    ]);
  });

  it("is inconclusive when no hold-out row has a label", () => {
    expect(judged(scene(lines(30, { truth: "", candidate: "no" }))).check("f1-threshold")).toMatchObject({
      status: "inconclusive",
      rows: 0,
    });
  });

  it("is inconclusive when all hold-out rows are of one class", () => {
    const result = judged(only("no")).check("f1-threshold");
    expect(result).toMatchObject({ status: "inconclusive", estimate: null });
    expect(result?.message).toContain('All of the 50 hold-out rows are of class "no"');
  });

  it("is inconclusive without training rows: there is no most frequent class", () => {
    expect(judged({ lines: answered(100, 4) }).check("dummy")).toMatchObject({ status: "inconclusive" });
  });

  it("is inconclusive when the positive class has no hold-out row", () => {
    const rows = [...lines(30, { truth: "no", candidate: "no" }), ...lines(30, { truth: "maybe", candidate: "maybe" })];
    const result = judged(scene(rows, { gates: { f1Average: "binary", positiveClass: "yes" } })).check("f1-threshold");
    expect(result).toMatchObject({ status: "inconclusive" });
    expect(result?.message).toContain('positive class "yes"');
  });

  it("warns when a class that the candidate knows has no hold-out row", () => {
    const result = judged(scene(answered(400, 8), { classes: ["no", "rare", "yes"] })).check("f1-threshold");
    expect(result).toMatchObject({ status: "warn" });
    expect(result?.message).toContain('No hold-out row is of class "rare"');
  });
});

describe("dummy", () => {
  it("asks for the most frequent class's F1 plus the margin, in the same average", () => {
    const rows = [...lines(90, { truth: "no", candidate: "no" }), ...lines(10, { truth: "yes", candidate: "no" })];
    const { check, evaluation } = judged(scene(rows, { gates: { f1Threshold: null, f1Average: "macro" } }));
    expect(check("dummy")).toMatchObject({ status: "fail", rows: 100 });
    expect(check("dummy")?.threshold).toBeCloseTo((0.9 + 0.1) / 2 + 0.05, 12);
    expect(evaluation.dummy?.confusion.counts).toEqual([
      [90, 0],
      [10, 0],
    ]);
    expect(judged(scene(answered(100, 20), { gates: { f1Average: "macro" } })).check("dummy")).toMatchObject({ status: "pass" });
  });

  it("asks for half of what is missing where the margin cannot be reached", () => {
    const rows = [...lines(980, { truth: "no", candidate: "no" }), ...lines(20, { truth: "yes", candidate: "yes" })];
    const result = judged(scene(rows)).check("dummy");
    const dummy = 0.98 * (1960 / 1980);
    expect(result).toMatchObject({ status: "pass" });
    expect(result?.threshold).toBeCloseTo((1 + dummy) / 2, 12);
  });
});

describe("f1-earlier", () => {
  it("judges accepted files only, and is not listed when nothing is accepted", () => {
    const rows = [...answered(100, 60, { file: 0 }), ...answered(300, 0, { file: 1 })];
    const { check } = judged({ lines: [...TRAIN, ...rows], accepted: [true, false] });
    expect(check("f1-threshold")).toMatchObject({ status: "pass", rows: 400 });
    expect(check("f1-earlier")).toMatchObject({ status: "fail", rows: 100 });
    expect(judged(scene(answered(100, 0))).checks.map((c) => c.code)).toEqual(["f1-threshold", "dummy"]);
  });

  it("is inconclusive when accepted files have no hold-out row, or a champion's files are all gone", () => {
    const fresh = answered(100, 0, { file: 1 });
    expect(judged({ lines: [...TRAIN, ...fresh], accepted: [true, false] }).check("f1-earlier")).toMatchObject({
      status: "inconclusive",
      rows: 0,
    });
    const gone = answered(100, 0, { champion: "no" });
    const { check, checks } = judged(scene(gone, { accepted: [false] }));
    expect(check("f1-earlier")).toMatchObject({ status: "inconclusive", rows: 0 });
    expect(check("f1-batch")).toMatchObject({ status: "inconclusive" });
    expect(judge(checks, { undecided: "keep" }).verdict).not.toBe("promoted");
  });
});
