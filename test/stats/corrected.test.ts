import { expect, it } from "vitest";
import { correctedMean } from "../../src/stats/corrected.ts";

it("is Nadeau and Bengio's interval, worked by hand", () => {
  // Mean .8, S² = .0001·(4 + 1 + 0 + 1 + 4)/4 = .00025; (1/5 + 1/4) S² = .0001125; t(.975, 4) = 2.7764451051977987.
  const { mean, lower, upper } = correctedMean([0.78, 0.79, 0.8, 0.81, 0.82], 0.25, 0.95);
  expect(mean).toBeCloseTo(0.8, 12);
  expect(upper - mean).toBeCloseTo(2.7764451051977987 * Math.sqrt(0.0001125), 10);
  expect(mean - lower).toBeCloseTo(upper - mean, 12);
});

it("has no width without spread, and none at all of one score", () => {
  expect(correctedMean([0.5, 0.5, 0.5], 0.25, 0.95)).toEqual({ mean: 0.5, lower: 0.5, upper: 0.5 });
  expect(correctedMean([0.5], 0.25, 0.95).lower).toBeNaN();
});
