import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { f1Score } from "../../src/evaluate/scores/confusion.ts";
import type { Metric, ModelScore } from "../../src/types/judgement.ts";
import { scoreOf } from "./score-of.ts";

const at = (score: ModelScore, name: string, average: string | null, label: string | null): Metric => {
  const found = score.metrics.find((m) => m.name === name && m.average === average && m.class === label);
  if (found === undefined) throw new Error(`no ${name} ${average} ${label}`);
  return found;
};

// sklearn.metrics.classification_report([0,0,0,1,1,2], [0,0,1,1,2,1], digits=6)
const TRUTH = Int32Array.of(0, 0, 0, 1, 1, 2);
const PREDICTED = Int32Array.of(0, 0, 1, 1, 2, 1);

describe("scores", () => {
  it("are scikit-learn's", () => {
    const score = scoreOf(TRUTH, PREDICTED, ["a", "b", "c"]);
    expect(score.confusion).toEqual({
      classes: ["a", "b", "c"],
      counts: [
        [2, 1, 0],
        [0, 1, 1],
        [0, 1, 0],
      ],
    });
    expect(at(score, "accuracy", null, null).value).toBe(0.5);
    expect(at(score, "f1", null, "a").value).toBeCloseTo(0.8, 12);
    expect(at(score, "f1", null, "b").value).toBeCloseTo(0.4, 12);
    expect(at(score, "f1", null, "c").value).toBe(0);
    expect(at(score, "f1", "macro", null).value).toBeCloseTo(0.4, 12);
    expect(at(score, "f1", "weighted", null).value).toBeCloseTo(3.2 / 6, 12);
    expect(at(score, "precision", null, "b").value).toBeCloseTo(1 / 3, 12);
    expect(at(score, "recall", null, "c").rows).toBe(1);
  });

  it("average over classes that have a row or a prediction, as scikit-learn does unless labels are given", () => {
    const score = scoreOf(TRUTH, PREDICTED, ["a", "b", "c", "never seen"]);
    expect(at(score, "f1", "macro", null).value).toBeCloseTo(0.4, 12);
    const absent = at(score, "f1", null, "never seen");
    expect([absent.value, absent.lower, absent.upper, absent.rows]).toEqual([0, null, null, 0]);
  });

  it("of a positive class are listed as binary", () => {
    const score = scoreOf(TRUTH, PREDICTED, ["a", "b", "c"], "b");
    expect(at(score, "f1", "binary", "b").value).toBeCloseTo(0.4, 12);
    expect(at(score, "f1", "binary", "b").rows).toBe(6);
    expect(f1Score(score.confusion, "binary", "b")).toBeCloseTo(0.4, 12);
    expect(f1Score(score.confusion, "binary", "no such class")).toBeNaN();
  });

  it("carry an interval that holds the value, within the bounds of the score", () => {
    const problems = fc
      .integer({ min: 1, max: 5 })
      .chain((classes) =>
        fc.array(fc.tuple(fc.nat(classes - 1), fc.nat(classes - 1)), { minLength: 1, maxLength: 60 }).map((pairs) => ({ classes, pairs })),
      );
    fc.assert(
      fc.property(problems, ({ classes, pairs }) => {
        const names = Array.from({ length: classes }, (_, i) => `c${i}`);
        const score = scoreOf(
          Int32Array.from(pairs, (p) => p[0]),
          Int32Array.from(pairs, (p) => p[1]),
          names,
          "c0",
        );
        return score.metrics.every(({ name, value, lower, upper }) => {
          const least = name === "mcc" || name === "kappa" ? -1 : 0;
          if (!(value >= least - 1e-12 && value <= 1 + 1e-12)) return false;
          return lower === null || upper === null
            ? lower === upper
            : lower >= least && lower <= value + 1e-9 && value <= upper + 1e-9 && upper <= 1;
        });
      }),
    );
  });

  it("survive class names that are names of object members", () => {
    const score = scoreOf(Int32Array.of(0, 1), Int32Array.of(0, 1), ["__proto__", "constructor"], "__proto__");
    expect(at(score, "f1", null, "__proto__").value).toBe(1);
    expect(at(score, "f1", "binary", "__proto__").value).toBe(1);
  });
});
