// Intervals where rows come in groups: those of a group are alike, and count for less than as many independent rows.
import { describe, expect, it } from "vitest";
import type { EvaluationRequest } from "../../src/evaluate/compare/evaluation-request.ts";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import { LikelihoodTally } from "../../src/evaluate/scores/likelihood.ts";
import { calibrationError } from "../../src/evaluate/scores/likelihood-metrics.ts";
import { scoreOfAnswers } from "../../src/evaluate/scores/metrics.ts";
import type { Answers } from "../../src/evaluate/scores/rows.ts";
import { f1IntervalOf } from "../../src/evaluate/scores/score-interval.ts";
import { normal, uniforms } from "./random.ts";
import { type Line, requestOf } from "./scripted.ts";

const CLASSES = ["no", "yes"];

/** Every group has a share of right answers of its own, beta-like around .8, and all rows share its luck. */
function grouped(uniform: () => number, groups: number, size: number, alike: number): Answers {
  const rows = groups * size;
  const truth = new Int32Array(rows);
  const predicted = new Int32Array(rows);
  const units = new Int32Array(rows);
  for (let g = 0; g < groups; g++) {
    const right = Math.min(1, Math.max(0, 0.8 + alike * normal(uniform)));
    for (let i = g * size; i < (g + 1) * size; i++) {
      units[i] = g;
      truth[i] = uniform() < 0.4 ? 1 : 0;
      predicted[i] = uniform() < right ? truth[i]! : 1 - truth[i]!;
    }
  }
  return { rows: Int32Array.from(truth.keys()), truth, predicted, classes: CLASSES, units };
}

const averages = ["weighted", "macro", "micro", "binary"] as const;
const intervalOf = (answers: Answers, average: (typeof averages)[number]) => f1IntervalOf(answers, average, "yes", 0.95);
const width = (answers: Answers, average: (typeof averages)[number]) => {
  const interval = intervalOf(answers, average);
  return interval === null ? Number.POSITIVE_INFINITY : interval.upper - interval.lower;
};

/** Row i many times over, all copies in one group. */
function copied(answers: Answers, times: number): Answers {
  const rows = Int32Array.from({ length: answers.rows.length * times }, (_, i) => i);
  const at = (values: Int32Array) => rows.map((i) => values[Math.floor(i / times)]!);
  return {
    rows,
    truth: at(answers.truth),
    predicted: at(answers.predicted),
    classes: CLASSES,
    units: rows.map((i) => Math.floor(i / times)),
  };
}

describe("an interval by groups", () => {
  it.each(averages)("is as wide for ten copies of each row as for the rows themselves: %s F1", (average) => {
    const alone = { ...grouped(uniforms(1), 400, 1, 0), units: null };
    const tenfold = copied(alone, 10);
    // Student's t for 400 groups is a little wider than the normal.
    expect(width(tenfold, average) / width(alone, average)).toBeCloseTo(1, 1);
    expect(width({ ...tenfold, units: null }, average)).toBeLessThan(0.4 * width(alone, average));
  });

  it.each(averages)("covers what independent rows do not: %s F1", (average) => {
    const uniform = uniforms(averages.indexOf(average) + 70);
    const truth = intervalOf({ ...grouped(uniform, 200_000, 1, 0.2), units: null }, average)!;
    const value = (truth.lower + truth.upper) / 2;
    const rounds = 600;
    let [byGroup, byRow] = [0, 0];
    for (let round = 0; round < rounds; round++) {
      const answers = grouped(uniform, 40, 15, 0.2);
      const covers = (one: Answers) => {
        const interval = intervalOf(one, average)!;
        return interval.lower <= value && value <= interval.upper ? 1 : 0;
      };
      byGroup += covers(answers);
      byRow += covers({ ...answers, units: null });
    }
    process.stdout.write(`${average}: covered by group ${byGroup / rounds}, by row ${byRow / rounds}\n`);
    expect(byGroup / rounds).toBeGreaterThan(0.93);
    expect(byGroup / rounds).toBeLessThan(0.99);
    expect(byRow / rounds).toBeLessThan(0.85);
  });

  it("is none of one group, and never narrower than that of independent rows", () => {
    const uniform = uniforms(3);
    for (let round = 0; round < 50; round++) {
      const answers = grouped(uniform, 2 + round, 7, 0.1);
      for (const average of averages)
        expect(width(answers, average)).toBeGreaterThanOrEqual(width({ ...answers, units: null }, average) - 1e-12);
    }
    const one = { ...grouped(uniform, 30, 5, 0), units: new Int32Array(150) };
    for (const average of averages) expect(intervalOf(one, average)).toBe(null);
  });

  it("holds for perfect answers too: ten groups of a hundred rows say less than a thousand rows", () => {
    const answers = grouped(uniforms(5), 10, 100, 0);
    const perfect = { ...answers, predicted: answers.truth };
    expect(intervalOf(perfect, "micro")!.lower).toBeLessThan(0.75);
    expect(intervalOf({ ...perfect, units: null }, "micro")!.lower).toBeGreaterThan(0.99);
  });

  it("is what the gates state by group", () => {
    const region = (i: number) => `shop ${Math.floor(i / 30)}`;
    // A shop is mostly right or mostly wrong as a whole.
    const lines = Array.from({ length: 600 }, (_, i): Line => {
      const truth = i % 2 === 0 ? "yes" : "no";
      const wrong = Math.floor(i / 30) % 4 === 0 && i % 3 !== 0;
      return { truth, candidate: wrong ? (truth === "yes" ? "no" : "yes") : truth, region: region(i) };
    });
    const bounds = (holdout: EvaluationRequest["holdout"]) => {
      const gates = { f1Threshold: 0.1, metrics: [{ name: "mcc", bound: 0 }], minClassF1: [{ class: "yes", atLeast: 0.1 }] };
      const { checks } = evaluate({ ...requestOf({ lines, gates }), holdout });
      return new Map(checks.map(({ code, bound }) => [code, bound ?? Number.NaN]));
    };
    const byRow = bounds(requestOf({ lines }).holdout);
    const byGroup = bounds({ by: "group", column: "region", championCut: null, bestCut: null });
    for (const code of ["f1-threshold", "metrics", "min-class-f1"]) expect(byGroup.get(code)).toBeLessThan(byRow.get(code)! - 0.05);
  });

  it("is told to be none because all rows are of one group", () => {
    const lines = Array.from(
      { length: 200 },
      (_, i): Line => ({ truth: i % 2 ? "yes" : "no", candidate: i % 2 ? "yes" : "no", region: "only" }),
    );
    const holdout = { by: "group" as const, column: "region", championCut: null, bestCut: null };
    const { checks } = evaluate({ ...requestOf({ lines, gates: { f1Threshold: 0.5 } }), holdout });
    expect(checks.find(({ code }) => code === "f1-threshold")?.message).toContain("all of the rows are of one group");
  });

  it("is used for every metric that has one", () => {
    const answers = grouped(uniforms(9), 60, 10, 0.25);
    const scored = (units: Int32Array | null) => {
      const tally = new LikelihoodTally(answers.truth, 2, Int32Array.of(0, 1), units);
      const probabilities = Float64Array.from({ length: 1200 }, (_, k) => {
        const said = answers.predicted[k >> 1]!;
        return (k & 1) === said ? 0.6 + ((k >> 1) % 7) / 20 : 0.4 - ((k >> 1) % 7) / 20;
      });
      tally.add({ classes: answers.predicted, probabilities });
      const likelihood = tally.close();
      expect(calibrationError(likelihood).value).toBeGreaterThan(-1);
      return scoreOfAnswers({ ...answers, units }, "yes", likelihood).metrics;
    };
    const [byGroup, byRow] = [scored(answers.units), scored(null)];
    expect(byGroup.map(({ name, average, class: label }) => [name, average, label])).toEqual(
      byRow.map(({ name, average, class: label }) => [name, average, label]),
    );
    const wide = byGroup.filter((metric, i) => metric.upper! - metric.lower! > 1.2 * (byRow[i]!.upper! - byRow[i]!.lower!));
    expect(wide.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["accuracy", "f1", "mcc", "kappa", "balanced-accuracy", "roc-auc", "average-precision", "log-loss", "brier"]),
    );
    for (const [i, metric] of byGroup.entries())
      if (metric.name !== "calibration-error") expect(metric.value).toBeCloseTo(byRow[i]!.value, 12);
  });

  it("equals that of the rows where every group is one row", () => {
    const answers = grouped(uniforms(11), 500, 1, 0);
    const tally = (units: Int32Array | null) => {
      const one = new LikelihoodTally(answers.truth, 2, Int32Array.of(0, 1), units);
      one.add({
        classes: answers.predicted,
        probabilities: Float64Array.from({ length: 1000 }, (_, k) => ((k & 1) === answers.predicted[k >> 1]! ? 0.8 : 0.2)),
      });
      return one.close();
    };
    const [byGroup, byRow] = [tally(answers.units), tally(null)];
    expect(byGroup.logLoss.variance).toBeCloseTo(byRow.logLoss.variance, 10);
    expect(byGroup.brier.variance).toBeCloseTo(byRow.brier.variance, 10);
    expect(byGroup.rankings![0]!.ranking.aucVariance / byRow.rankings![0]!.ranking.aucVariance).toBeCloseTo(1, 1);
    expect(byGroup.rankings![0]!.ranking.averagePrecisionVariance / byRow.rankings![0]!.ranking.averagePrecisionVariance).toBeCloseTo(1, 1);
  });
});
