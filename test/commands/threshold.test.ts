import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { doubt, type FirstFit } from "../../src/commands/init/init-files.ts";
import { thresholdFrom } from "../../src/commands/init/init-threshold.ts";
import type { Evaluation, Metric } from "../../src/types/judgement.ts";

const ROWS = 1000;

/** A first fit with these scores, where `rare` of 1000 held-out rows are of the second class. */
function fitted(rare: number, weighted: number, macro: number): Evaluation {
  const f1 = (average: "weighted" | "macro", value: number): Metric => {
    return { name: "f1", average, class: null, slice: null, value, lower: null, upper: null, rows: ROWS };
  };
  const confusion = (counts: number[][]) => ({ classes: ["no", "yes"], counts });
  const constant = [
    [ROWS - rare, 0],
    [rare, 0],
  ];
  return {
    candidate: { metrics: [f1("weighted", weighted), f1("macro", macro)], confusion: confusion(constant) },
    champion: null,
    dummy: { metrics: [], confusion: confusion(constant) },
  };
}

const MARGIN = 0.05;

describe("how sure a threshold is", () => {
  const said = (lower: number | null, threshold: number) => doubt({ threshold, lower, holdoutRows: 40 } as FirstFit).join();

  it("is said where sound batches may miss it, with a bound that is never rounded up", () => {
    expect(said(0.7, 0.7)).toBe("");
    expect(said(0.5279, 0.528)).toContain("at least 0.52 (40 rows): sound batches may miss the threshold by chance");
    expect(said(null, 0.5)).toContain("Too few of them are of some class");
  });
});

describe("the threshold that init finds", () => {
  it("is the first fit's weighted F1 with .05 of room", () => {
    expect(thresholdFrom(fitted(400, 0.873, 0.86), MARGIN, ROWS)).toMatchObject({ average: "weighted", threshold: 0.82, predicts: true });
  });

  it("is macro F1's where weighted F1 leaves hardly any room above what needs no feature", () => {
    // 90 of 1000: always "no" reaches .868 weighted, so .918 is asked for.
    expect(thresholdFrom(fitted(90, 0.945, 0.75), MARGIN, ROWS)).toMatchObject({ average: "weighted", threshold: 0.92 });
    expect(thresholdFrom(fitted(90, 0.929, 0.75), MARGIN, ROWS)).toMatchObject({ average: "macro", threshold: 0.7 });
  });

  it("is never above the fit that is said to predict: run would reject what init has just trained (property)", () => {
    const score = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), score, score, (rare, weighted, macro) => {
        const { predicts, f1, threshold } = thresholdFrom(fitted(rare, weighted, macro), MARGIN, ROWS);
        expect(predicts).toBe(f1 >= threshold);
      }),
    );
  });
});
