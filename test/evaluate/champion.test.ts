import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pairedDifference } from "../../src/evaluate/compare/paired.ts";
import { planSplit } from "../../src/evaluate/compare/split-plan.ts";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import { tangoLower } from "../../src/stats/tango.ts";
import type { RegistryConfig } from "../../src/types/config.ts";
import type { Manifest } from "../../src/types/registry.ts";
import { judged, type Line, lines, requestOf, type Scene } from "./scripted.ts";

const TRAIN = lines(10, { truth: "no", candidate: "no", champion: "no", train: true });
const other = (label: string) => (label === "no" ? "yes" : "no");

/** Rows of both classes in turn: first those only the candidate gets right, then those only the champion does, then rows both get right. */
function duel(rows: number, candidateOnly: number, championOnly: number): Line[] {
  return Array.from({ length: rows }, (_, i) => {
    const truth = i % 2 === 0 ? "no" : "yes";
    const candidate = i >= candidateOnly && i < candidateOnly + championOnly ? other(truth) : truth;
    return { truth, candidate, champion: i < candidateOnly ? other(truth) : truth };
  });
}

const gateOf = (rows: Line[], more: Partial<Scene> = {}) => judged({ lines: [...TRAIN, ...rows], ...more }).check("champion");

describe("champion", () => {
  it("is not listed on the first run", () => {
    expect(judged({ lines: lines(20, { truth: "no", candidate: "no" }) }).check("champion")).toBeUndefined();
  });

  it("lets identical predictions pass from the exact number of rows on, and not before", () => {
    // 1 - .05^(1/n) ≤ .02 from n = 149 on.
    expect(gateOf(duel(148, 0, 0))).toMatchObject({ status: "undecided", rows: 148, estimate: 0 });
    expect(gateOf(duel(148, 0, 0))?.message).toContain("about 1 more row would decide");
    expect(gateOf(duel(149, 0, 0))).toMatchObject({ status: "pass", rows: 149, threshold: -0.02 });
    expect(gateOf(duel(10, 0, 0))).toMatchObject({ status: "undecided" });
  });

  it("asks the same of one class's rows alone, as long as the models agree on them", () => {
    const gates = { f1Average: "binary" as const, positiveClass: "yes" };
    const common = lines(3000, { truth: "no", candidate: "no", champion: "no" });
    const rare = (count: number) => lines(count, { truth: "yes", candidate: "yes", champion: "yes" });
    expect(gateOf([...common, ...rare(148)], { gates })).toMatchObject({ status: "undecided", estimate: 0 });
    expect(gateOf([...common, ...rare(149)], { gates })).toMatchObject({ status: "pass", estimate: 0 });
    // Where they disagree, the interval knows by itself how much that may mean: here four times what was seen.
    const worse = (count: number) => lines(count, { truth: "yes", candidate: "no", champion: "yes" });
    expect(gateOf([...common, ...rare(149), ...worse(1)], { gates })).toMatchObject({ bound: expect.closeTo(-0.015, 3) });
    expect(gateOf([...common, ...rare(149), ...worse(5)], { gates })).toMatchObject({
      status: "undecided",
      bound: expect.closeTo(-0.034, 2),
    });
  });

  it("asks for more rows under a horizon", () => {
    const champion = { margin: 0.02, confidence: 0.95, horizon: 32, undecided: "keep" as const };
    expect(gateOf(duel(300, 0, 0), { gates: { champion } })).toMatchObject({ status: "undecided" });
    expect(gateOf(duel(330, 0, 0), { gates: { champion } })).toMatchObject({ status: "pass" });
  });

  it("decides three ways", () => {
    expect(gateOf(duel(1000, 60, 10))).toMatchObject({ status: "pass" });
    expect(gateOf(duel(1000, 10, 100))).toMatchObject({
      status: "fail",
      remedies: [{ kind: "command", value: ["accept", "--reason", "what is right has changed"] }],
    });
    expect(gateOf(duel(1000, 30, 50))).toMatchObject({ status: "undecided" });
    expect(gateOf(duel(1000, 30, 50))?.message).toMatch(/champion kept, .*more rows would decide/);
  });

  it("judges accuracy's difference by Tango's interval, where F1 is the accuracy", () => {
    const bound = gateOf(duel(1000, 60, 30), { gates: { f1Average: "micro" } })?.bound;
    expect(bound).toBeCloseTo(tangoLower(60, 30, 1000, 1.6448536269514722), 9);
  });

  it("lets rows of one group count as one", () => {
    const rows = duel(1000, 60, 30);
    const answers = (who: "candidate" | "champion") => ({
      rows: Int32Array.from(rows.keys()),
      truth: Int32Array.from(rows, (row) => (row.truth === "yes" ? 1 : 0)),
      predicted: Int32Array.from(rows, (row) => (row[who] === "yes" ? 1 : 0)),
      classes: ["no", "yes"],
      units: null as Int32Array | null,
    });
    const gates = { f1Average: "micro" as const, positiveClass: null };
    const [candidate, champion] = [answers("candidate"), answers("champion")];
    const doubled = (a: typeof candidate) => ({
      ...a,
      rows: Int32Array.from({ length: 2000 }, (_, i) => i),
      truth: Int32Array.from({ length: 2000 }, (_, i) => a.truth[i >> 1]!),
      predicted: Int32Array.from({ length: 2000 }, (_, i) => a.predicted[i >> 1]!),
    });
    const pairs = Int32Array.from({ length: 2000 }, (_, i) => i >> 1);
    const once = pairedDifference(candidate, champion, gates, 0.05);
    const twice = pairedDifference({ ...doubled(candidate), units: pairs }, doubled(champion), gates, 0.05);
    expect(twice.lower).toBeCloseTo(once.lower, 12);
    expect(twice.upper).toBeCloseTo(once.upper, 12);
    expect(pairedDifference(doubled(candidate), doubled(champion), gates, 0.05).lower).toBeGreaterThan(once.lower);
  });

  it("holds the candidate to the best model so far too, so that small losses do not add up", () => {
    const rows = duel(2000, 10, 30).map((line) => ({ ...line, best: line.truth }));
    const { check } = judged({ lines: [...TRAIN, ...rows], best: true });
    expect(check("champion")).toMatchObject({ status: "pass" });
    expect(check("best")).toMatchObject({ status: "undecided", estimate: expect.closeTo(-0.015, 3) });
    expect(check("best")?.message).toContain("the best model so far (bbbbbbbbbbbb)");
    expect(check("best")?.where?.line).toBe("gates.champion".length);
  });

  it("counts the looks, and passes with a warning where the horizon has been used up", () => {
    const champion = { margin: 0.02, confidence: 0.95, horizon: 3, undecided: "keep" as const };
    const gates = { champion };
    expect(gateOf(duel(2000, 10, 10), { gates, looks: 2 })).toMatchObject({ status: "pass" });
    expect(gateOf(duel(2000, 10, 10), { gates, looks: 2 })?.message).toContain("look 3 of 3");
    expect(gateOf(duel(2000, 10, 10), { gates, looks: 3 })).toMatchObject({ status: "warn" });
    expect(gateOf(duel(2000, 10, 10), { looks: 7 })?.message).toContain("look 8 at this hold-out, each with its own error");
  });

  it("is inconclusive on another hold-out, and says the way out", () => {
    const result = gateOf(duel(500, 5, 0), { championComparable: false });
    expect(result).toMatchObject({ status: "inconclusive", estimate: null });
    expect(result?.message).toContain("hold-out changed: reset");
  });

  it("tells a champion of another target apart from another hold-out: reset would end the other model's line", () => {
    const manifest = { target: "churn", split: { by: "row", share: 0.2, columns: ["a"], salt: "s", hash: 1 } } as unknown as Manifest;
    const dataset = { ...requestOf({ lines: duel(20, 1, 0) }).dataset, target: "Fraud (y/n)" };
    const split = { holdout: 0.2, by: "row" as const, column: null, columns: ["region"], salt: "other" };
    const access = { bucket: "models", owner: null, role: null, region: null, endpoint: null, pathStyle: null };
    const homes: [RegistryConfig, string][] = [
      [{ kind: "branch", branch: "model-registry", keep: 10 }, "branch:model-registry-fraud-y-n"],
      [{ kind: "s3", prefix: "", access }, "s3://models/fraud-y-n"],
      [{ kind: "s3", prefix: "a/b", access }, "s3://models/a/b-fraud-y-n"],
    ];
    for (const [registry, own] of homes) {
      const { otherTarget } = planSplit({ split, whereOf: () => null, registry }, manifest, dataset);
      const { checks } = evaluate({ ...requestOf({ lines: duel(500, 5, 0), championComparable: false, best: true }), otherTarget });
      for (const gate of checks.filter(({ code }) => code === "champion" || code === "best")) {
        expect(gate).toMatchObject({ status: "inconclusive", estimate: null });
        expect(gate.message).toContain('predicts "churn", this run "Fraud (y/n)"');
        expect(gate.remedies).toEqual([{ kind: "config", file: "retrain.yml", key: "registry", value: own }]);
      }
    }
    expect(
      planSplit({ split, whereOf: () => null, registry: homes[0]![0] }, { ...manifest, target: dataset.target }, dataset).otherTarget,
    ).toBeNull();
  });

  it("is inconclusive without rows", () => {
    expect(gateOf([])).toMatchObject({ status: "inconclusive", rows: 0 });
  });

  it("is fair: the difference turns its sign when the two change places, and bounds stay apart", () => {
    const cell = fc.record({ truth: fc.nat(2), a: fc.nat(2), b: fc.nat(2) });
    const averages = fc.constantFrom("weighted" as const, "macro" as const, "micro" as const);
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 80 }), averages, (cells, f1Average) => {
        const classes = ["x", "y", "z"];
        const answers = (who: "a" | "b") => ({
          rows: Int32Array.from(cells.keys()),
          truth: Int32Array.from(cells, (c) => c.truth),
          predicted: Int32Array.from(cells, (c) => c[who]),
          classes,
          units: null,
        });
        const gates = { f1Average, positiveClass: null };
        const there = pairedDifference(answers("a"), answers("b"), gates, 0.05);
        const back = pairedDifference(answers("b"), answers("a"), gates, 0.05);
        const nearest = 1 - 0.05 ** (1 / cells.length) - 1e-12;
        expect(there.difference).toBeCloseTo(-back.difference, 12);
        expect(there.lower).toBeCloseTo(-back.upper, 12);
        return there.difference - there.lower >= nearest && there.upper - there.difference >= nearest;
      }),
    );
  });
});
