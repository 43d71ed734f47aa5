import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binomialMass } from "../../src/stats/binomial.ts";
import { clopperPearson, clopperPearsonUpper, wilson, wilsonF1 } from "../../src/stats/interval.ts";

const trial = fc.integer({ min: 1, max: 500 }).chain((trials) => fc.tuple(fc.nat(trials), fc.constant(trials)));

describe("intervals of a proportion", () => {
  it("hold the share, and the exact one is mirrored for failures", () => {
    fc.assert(
      fc.property(trial, fc.constantFrom(0.8, 0.95, 0.999), ([successes, trials], confidence) => {
        for (const interval of [clopperPearson, wilson]) {
          const { lower, upper } = interval(successes, trials, confidence);
          const mirrored = interval(trials - successes, trials, confidence);
          expect(lower).toBeLessThanOrEqual(successes / trials);
          expect(upper).toBeGreaterThanOrEqual(successes / trials);
          expect(lower).toBeCloseTo(1 - mirrored.upper, 10);
        }
      }),
    );
  });

  it("cover at least as often as they say, when they are exact", () => {
    for (const trials of [5, 30, 100]) {
      for (const share of [0.01, 0.1, 0.37, 0.5, 0.95]) {
        let covered = 0;
        for (let x = 0; x <= trials; x++) {
          const { lower, upper } = clopperPearson(x, trials, 0.95);
          if (lower <= share && share <= upper) covered += binomialMass(x, trials, share, 1 - share);
        }
        expect(covered).toBeGreaterThanOrEqual(0.95);
      }
    }
  });

  it("have closed forms at the ends", () => {
    expect(clopperPearsonUpper(0, 149, 0.95)).toBeCloseTo(1 - 0.05 ** (1 / 149), 12);
    expect(clopperPearson(149, 149, 0.9).lower).toBeCloseTo(0.05 ** (1 / 149), 12);
    expect([clopperPearson(0, 9, 0.9).lower, clopperPearsonUpper(9, 9, 0.95)]).toEqual([0, 1]);
  });

  it("know nothing without trials", () => {
    expect(wilson(0, 0, 0.95)).toEqual({ lower: 0, upper: 1 });
    expect(wilsonF1(0, 0, 0, 0.95)).toEqual({ lower: 0, upper: 1 });
  });

  it("give one class's F1 the interval that the reference vectors' README names", () => {
    const { lower, upper } = wilsonF1(80, 15, 25, 0.95);
    expect(lower).toBeCloseTo(0.732823, 6);
    expect(upper).toBeCloseTo(0.85366, 6);
    const exact = clopperPearson(80, 120, 0.95);
    expect((2 * exact.lower) / (1 + exact.lower)).toBeCloseTo(0.730015, 6);
    expect((2 * exact.upper) / (1 + exact.upper)).toBeCloseTo(0.857185, 6);
  });
});
