import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { betaCdf, betaQuantile } from "../../src/stats/beta.ts";
import { binomialMass, logGamma } from "../../src/stats/binomial.ts";
import { normalQuantile } from "../../src/stats/normal.ts";

const level = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });
const shape = fc.oneof(fc.double({ min: 1, max: 50, noNaN: true }), fc.integer({ min: 1, max: 1_000_000 }));

describe("log-gamma", () => {
  it("is ln (n - 1)! at whole numbers and ln √π at a half", () => {
    let factorial = 0;
    for (let n = 1; n <= 200; n++) {
      expect(Math.abs(logGamma(n) - factorial)).toBeLessThanOrEqual(1e-13 * Math.max(1, factorial));
      factorial += Math.log(n);
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
    expect(logGamma(0.1)).toBeCloseTo(2.252712651734206, 12);
  });
});

describe("binomial mass", () => {
  it("sums to 1", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, p) => {
        let sum = 0;
        for (let x = 0; x <= n; x++) sum += binomialMass(x, n, p, 1 - p);
        expect(sum).toBeCloseTo(1, 11);
      }),
    );
  });

  it("stays exact where factorials overflow", () => {
    // scipy.stats.binom.pmf(500000, 1000000, .5)
    expect(binomialMass(500_000, 1_000_000, 0.5, 0.5) / 0.0007978843613433128).toBeCloseTo(1, 9);
  });
});

describe("beta", () => {
  it("quantile and distribution function undo each other", () => {
    fc.assert(
      fc.property(level, shape, shape, (p, a, b) => {
        const x = betaQuantile(p, a, b);
        const step = Math.max(3e-16, 1e-9 * Math.min(x, 1 - x));
        return betaCdf(x - step, a, b) <= p * (1 + 1e-7) + 1e-9 && betaCdf(x + step, a, b) >= p * (1 - 1e-7) - 1e-9;
      }),
      { numRuns: 60 },
    );
  });

  it("is mirrored when its shapes change places", () => {
    fc.assert(
      fc.property(level, shape, shape, (x, a, b) => {
        expect(betaCdf(x, a, b)).toBeCloseTo(1 - betaCdf(1 - x, b, a), 8);
      }),
      { numRuns: 60 },
    );
  });

  it("has a closed form when one shape is 1", () => {
    fc.assert(fc.property(level, fc.integer({ min: 1, max: 1000 }), (p, a) => Math.abs(betaQuantile(p, a, 1) - p ** (1 / a)) < 1e-12));
  });

  it("knows no quantile outside its range", () => {
    expect(betaQuantile(1.5, 1, 1)).toBeNaN();
    expect(betaQuantile(0.5, 0, 1)).toBeNaN();
    expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1]);
  });
});

describe("the normal quantile", () => {
  it("gives the numbers of the tables, both tails alike", () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
    expect(normalQuantile(0.95)).toBeCloseTo(1.6448536269514722, 14);
    expect(normalQuantile(0.5)).toBe(0);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 499 }), (k) => Math.abs(normalQuantile(k / 1000) + normalQuantile(1 - k / 1000)) < 1e-12),
    );
  });

  it("ends at infinity", () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(normalQuantile(-0.1)).toBeNaN();
  });
});
