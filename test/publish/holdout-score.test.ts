import { expect, it } from "vitest";
import { holdoutScore } from "../../src/publish/records/holdout-score.ts";
import { averageOf, classCounts, present } from "../../src/stats/class-scores.ts";

it("averages as the report does: over the classes with a row or a prediction", () => {
  const confusion = {
    classes: ["a", "b", "gone"],
    counts: [
      [40, 10, 0],
      [5, 45, 0],
      [0, 0, 0],
    ],
  };
  const score = holdoutScore(confusion)!;
  // 2 · 40 / (50 + 45) and 2 · 45 / (50 + 55), by hand.
  expect(score.macro).toBeCloseTo((80 / 95 + 90 / 105) / 2, 12);
  expect(score.macro).toBe(averageOf("f1", present(classCounts(confusion)), "macro"));
  expect(score.accuracy).toBe(0.85);
  expect(score.classes.map(({ name, support }) => [name, support])).toEqual([
    ["a", 50],
    ["b", 50],
    ["gone", 0],
  ]);
  expect(holdoutScore({ classes: ["a"], counts: [[0]] })).toBeNull();
});
