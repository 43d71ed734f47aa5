// Scores of a run that leaves no record: two digits everywhere, cut and never rounded up.
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { renderSummary } from "../../src/report/markdown/summary.ts";
import { outputsOf } from "../../src/report/outputs.ts";
import { renderRunJson } from "../../src/report/run-json.ts";
import { coarsened } from "../../src/report/sentences/coarse.ts";
import { renderTerminal } from "../../src/report/terminal.ts";
import type { CheckResult } from "../../src/types/judgement.ts";
import { checkOf, contextOf, emptyResult, scoreOf } from "./samples.ts";

const gate = (parts: Partial<CheckResult>) => checkOf({ code: "f1-threshold", subject: "model", rows: 99, ...parts });

test("what does not reach a threshold never looks as if it did", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (estimate, threshold) => {
      const message = `F1 is ${estimate.toFixed(6)} on 99 hold-out rows.`;
      const { checks, reason } = coarsened(
        emptyResult({ reason: message, checks: [gate({ estimate, bound: estimate, threshold, message })] }),
      );
      const [check] = checks;
      expect(check!.estimate!).toBeLessThanOrEqual(estimate + 1e-9);
      expect(check!.estimate! * 100).toBeCloseTo(Math.round(check!.estimate! * 100), 9);
      expect(check!.threshold).toBe(threshold);
      expect(reason).toBe(check!.message);
    }),
  );
});

describe("a coarse result", () => {
  const score = scoreOf(
    ["a", "b"],
    [
      [123, 4],
      [56, 7891],
    ],
  );
  score.metrics = score.metrics.map((metric) => ({ ...metric, value: 0.87654, lower: 0.81234, upper: 0.91239 }));
  const messages = [
    gate({
      estimate: 0.87654,
      bound: 0.81234,
      threshold: 0.805,
      observed: 0.87654,
      expected: 0.805,
      message: 'Weighted F1 is 0.877 on 99 rows of "0.12345" and reaches the threshold of 0.805.',
    }),
    gate({
      code: "dummy",
      estimate: 0.87654,
      bound: null,
      threshold: 0.65432,
      message: "A guess reaches .60432, so 0.65432 is asked for (12.3 %).",
    }),
    gate({
      code: "champion",
      estimate: -0.01234,
      bound: -0.03456,
      threshold: -0.025,
      message: "F1 is 0.012 below the champion's; with 97.5 % confidence it may be up to 0.035 below, and the margin is 0.025 (12.3 %).",
    }),
    checkOf({ code: "range", message: "column `x` is 0.12345 in 3 rows", observed: 0.12345 }),
  ];
  const coarse = coarsened(emptyResult({ checks: messages, evaluation: { candidate: score, champion: score, dummy: null } }));

  it("keeps what the configuration states and what is no score", () => {
    expect(coarse.checks.map(({ message }) => message)).toEqual([
      'Weighted F1 is 0.87 on 99 rows of "0.12345" and reaches the threshold of 0.805.',
      "A guess reaches 0.60, so 0.65 is asked for (12 %).",
      "F1 is 0.01 below the champion's; with 97.5 % confidence it may be up to 0.03 below, and the margin is 0.025 (12 %).",
      "column `x` is 0.12345 in 3 rows",
    ]);
    expect(coarse.checks.map(({ estimate, bound, threshold, observed }) => [estimate, bound, threshold, observed])).toEqual([
      [0.87, 0.81, 0.805, 0.87],
      [0.87, null, 0.65, 3],
      [-0.02, -0.04, -0.025, 3],
      [undefined, undefined, undefined, 0.12345],
    ]);
  });

  it("prints numbers of the configuration exactly, with no third digit that says nothing", () => {
    const score = scoreOf(
      ["a", "b"],
      [
        [80, 20],
        [20, 80],
      ],
    );
    const message = "Weighted F1 is 0.800 on 200 hold-out rows, at least 0.741 with 95 % confidence: it reaches the threshold of 0.100.";
    const told = (threshold: number) => {
      const checks = [gate({ estimate: 0.80123, bound: 0.74123, threshold, message: message.replace("0.100", threshold.toFixed(3)) })];
      const result = coarsened(emptyResult({ verdict: "checked", checks, evaluation: { candidate: score, champion: null, dummy: null } }));
      return [renderTerminal(result, contextOf()), renderSummary(result, contextOf())].join("\n");
    };
    expect(told(0.1)).toContain("and 0.10 is asked for");
    expect(told(0.1)).not.toMatch(/\d\.\d{3}/);
    expect(told(0.805)).toContain("and 0.805 is asked for");
    expect(
      told(0.805)
        .match(/\d\.\d{3}\d*/g)
        ?.filter((number) => number !== "0.805"),
    ).toEqual([]);
  });

  it("cuts what a sentence rounded as the number itself", () => {
    const message = "Weighted F1 is 0.780 on 99 hold-out rows, at least 0.670 with 95 % confidence.";
    const [check] = coarsened(emptyResult({ checks: [gate({ estimate: 0.77951, bound: 0.66951, threshold: 0.6, message })] })).checks;
    expect(check?.message).toBe("Weighted F1 is 0.77 on 99 hold-out rows, at least 0.66 with 95 % confidence.");
    expect([check?.estimate, check?.bound]).toEqual([0.77, 0.66]);
  });

  it("has no finer score in outputs, run.json and confusion counts", () => {
    expect(outputsOf(coarse)).toMatchObject({ f1: "0.87", "f1-lower": "0.81" });
    expect(renderRunJson(coarse)).not.toMatch(/0\.87654|0\.81234|0\.91239|0\.65432|7891/);
    expect(coarse.evaluation?.candidate?.confusion.counts).toEqual([
      [120, 4],
      [56, 7900],
    ]);
  });
});
