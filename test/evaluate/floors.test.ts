// Gates besides F1: single classes, slices, any metric, calibration. None passes without rows to judge.
import { describe, expect, it } from "vitest";
import type { CheckResult } from "../../src/types/judgement.ts";
import { judged, type Line, lines, type Scene } from "./scripted.ts";

const TRAIN = [...lines(10, { truth: "no", candidate: "no", train: true }), ...lines(5, { truth: "yes", candidate: "yes", train: true })];

/** 90 % right, 30 % of class yes. */
const ROWS: Line[] = Array.from({ length: 1000 }, (_, i) => {
  const truth = i % 10 < 3 ? "yes" : "no";
  return { truth, candidate: i % 10 === 0 ? "no" : truth };
});

function gatesOf(code: string, scene: Partial<Scene>, rows = ROWS): CheckResult[] {
  return judged({ lines: [...TRAIN, ...rows], ...scene }).checks.filter((check) => check.code === code);
}

describe("min-class-f1", () => {
  it("judges each class by its own F1", () => {
    const minClassF1 = [
      { class: "yes", atLeast: 0.9 },
      { class: "no", atLeast: 0.9 },
    ];
    // yes: TP 200, FN 100: F1 .8. no: TP 700, FP 100: F1 .933.
    const [yes, no] = gatesOf("min-class-f1", { gates: { minClassF1 } });
    expect(yes).toMatchObject({ subject: "yes", status: "fail", rows: 300, estimate: expect.closeTo(0.8, 12), threshold: 0.9 });
    expect(no).toMatchObject({ subject: "no", status: "pass", rows: 700 });
  });

  it("is inconclusive for a class without rows, known or not", () => {
    const minClassF1 = [{ class: "maybe", atLeast: 0.1 }];
    const [gate] = gatesOf("min-class-f1", { gates: { minClassF1 } });
    expect(gate).toMatchObject({ status: "inconclusive", rows: 0, estimate: null });
    expect(gate?.suggestion).toContain('"no", "yes"');
  });
});

describe("metrics", () => {
  it("must reach their value, and log loss and Brier score may not exceed it", () => {
    const metrics = [
      { name: "accuracy", bound: 0.85 },
      { name: "recall", bound: 0.95 },
      { name: "mcc", bound: 0.5 },
      { name: "brier", bound: 0.3 },
      { name: "log-loss", bound: 0.1 },
    ];
    const found = gatesOf("metrics", { gates: { metrics } });
    expect(found.map(({ subject, status }) => [subject, status])).toEqual([
      ["accuracy", "pass"],
      ["recall", "fail"],
      ["mcc", "pass"],
      ["brier", "pass"],
      ["log-loss", "fail"],
    ]);
    expect(found[0]).toMatchObject({ estimate: expect.closeTo(0.9, 12), rows: 1000 });
  });

  it("are inconclusive where they are not defined", () => {
    const gates = {
      metrics: [
        { name: "roc-auc", bound: 0.5 },
        { name: "accuracy", bound: 0 },
      ],
    };
    const oneClass = lines(200, { truth: "no", candidate: "no" });
    expect(gatesOf("metrics", { gates }, oneClass).map(({ status }) => status)).toEqual(["inconclusive", "pass"]);
    expect(gatesOf("metrics", { gates }, []).map(({ status }) => status)).toEqual(["inconclusive", "inconclusive"]);
  });
});

describe("calibration", () => {
  it("fails when confidence is far from the share of right answers", () => {
    // The model is always certain, and right in 90 of 100.
    expect(gatesOf("calibration", { gates: { calibration: { maxError: 0.05 } } })).toMatchObject([
      { status: "fail", estimate: expect.closeTo(0.1, 2), rows: 1000 },
    ]);
    expect(gatesOf("calibration", { gates: { calibration: { maxError: 0.2 } } })).toMatchObject([{ status: "pass" }]);
  });

  it("is inconclusive without rows", () => {
    expect(gatesOf("calibration", { gates: { calibration: { maxError: 1 } } }, [])).toMatchObject([{ status: "inconclusive" }]);
  });
});

describe("slices", () => {
  const asked = { column: "region", value: null, from: null, to: null, minF1: 0.8, minRows: 50 };
  /** `north` is answered badly, and has a tenth of the rows. */
  const REGIONS: Line[] = ROWS.map((line, i) => {
    const region = i % 20 < 2 ? "north" : i % 3 === 0 ? "south" : "west";
    return { ...line, region, candidate: region === "north" ? (i % 40 < 20 ? line.truth : "no") : line.truth };
  });

  it("named by a value are judged as the whole is", () => {
    const gates = {
      slices: [
        { ...asked, value: "north" },
        { ...asked, value: "south" },
        { ...asked, value: "east" },
      ],
    };
    expect(gatesOf("slices", { gates }, REGIONS).map(({ status, rows }) => [status, rows])).toEqual([
      ["fail", 100],
      ["pass", 300],
      ["inconclusive", 0],
    ]);
  });

  it("of every value fail only beyond chance, and name no value unless values are shown", () => {
    const [gate] = gatesOf("slices", { gates: { slices: [asked] } }, REGIONS);
    expect(gate).toMatchObject({ status: "fail", subject: "region", rows: 100 });
    expect(gate?.message).toContain('"region" at its value no. 3 by frequency');
    expect(gate?.message).not.toContain("north");
    const [shown] = gatesOf("slices", { gates: { slices: [asked] }, showValues: true }, REGIONS);
    expect(shown?.message).toContain('"region" = "north"');
  });

  it("found among all features name the weakest", () => {
    const [gate] = gatesOf("slices", { gates: { slices: [{ ...asked, column: null }] } }, REGIONS);
    expect(gate).toMatchObject({ status: "fail", subject: "model" });
  });

  it("are inconclusive without a column, a value or enough rows", () => {
    const none = { ...asked, column: "no such column" };
    const few = { ...asked, minRows: 5000 };
    expect(gatesOf("slices", { gates: { slices: [none, few] } }, REGIONS).map(({ status }) => status)).toEqual([
      "inconclusive",
      "inconclusive",
    ]);
  });
});
