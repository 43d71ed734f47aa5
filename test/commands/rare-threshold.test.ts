import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rareThreshold } from "../../src/commands/init/init-threshold.ts";
import { baselineOf, requiredAboveDummy } from "../../src/evaluate/scores/dummy.ts";
import type { Evaluation } from "../../src/types/judgement.ts";
import { scoreOf } from "../evaluate/score-of.ts";

const MARGIN = 0.05;
const RARE = { name: "yes", rows: 100, share: 0.02, classWeights: "none" } as const;

/** A first fit that finds `right` of `rare` rows and takes `wrong` of the others for them. */
function fitted(rows: number, rare: number, right: number, wrong: number): Evaluation {
  const truth = Int32Array.from({ length: rows }, (_, i) => (i < rare ? 1 : 0));
  const said = truth.map((c, i) => (c === 1 ? (i < right ? 1 : 0) : i < rare + wrong ? 1 : 0));
  const classes = ["no", "yes"];
  const constant = scoreOf(truth, new Int32Array(rows), classes, "yes");
  return { candidate: scoreOf(truth, said, classes, "yes"), champion: null, dummy: constant };
}

describe("the threshold of a rare class that init finds", () => {
  it("is below the fit by as much as its interval is wide", () => {
    const fit = rareThreshold(fitted(5000, 40, 30, 10), MARGIN, 5000, RARE);
    expect(fit).toMatchObject({ average: "binary", predicts: true, dummyMargin: null });
    expect(fit.threshold).toBeLessThanOrEqual(fit.lower!);
    expect(fit.f1 - fit.threshold).toBeGreaterThan(0.1);
  });

  it("asks a class that is hard to predict for half of what it gained over guessing, if that is sure", () => {
    const fit = rareThreshold(fitted(60_000, 900, 250, 8000), MARGIN, 60_000, RARE);
    expect(fit.f1).toBeLessThan(requiredAboveDummy(fit.dummy, MARGIN));
    expect(fit).toMatchObject({ predicts: true, dummyMargin: expect.closeTo((fit.f1 - fit.dummy) / 2, 2) });
    expect(rareThreshold(fitted(500, 10, 1, 40), MARGIN, 500, RARE).predicts).toBe(false);
  });

  it("is above what saying nothing but the class would reach", () => {
    const blind = rareThreshold(fitted(1000, 490, 490, 510), MARGIN, 1000, { ...RARE, share: 0.49 });
    expect(blind).toMatchObject({ predicts: false, dummy: expect.closeTo(0.658, 3) });
  });

  it("is one that the fit reaches, and its dummy too, where it is said to predict (property)", () => {
    const counts = fc.tuple(fc.integer({ min: 1, max: 200 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 500 }));
    fc.assert(
      fc.property(counts, ([rare, found, wrong]) => {
        const evaluation = fitted(2000, rare, Math.round(rare * found), wrong);
        const fit = rareThreshold(evaluation, MARGIN, 2000, RARE);
        expect(fit.predicts).toBe(fit.f1 >= fit.threshold);
        const floor = requiredAboveDummy(baselineOf(evaluation.dummy!.confusion, "binary", "yes").f1, fit.dummyMargin ?? MARGIN);
        if (fit.predicts) expect(fit.f1).toBeGreaterThanOrEqual(floor);
      }),
    );
  });
});
