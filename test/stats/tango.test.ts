import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tangoLower, tangoUpper } from "../../src/stats/tango.ts";

/** The share of second-kind pairs that makes these counts most likely when the difference is `delta`, found by search. */
function mostLikely(first: number, second: number, pairs: number, delta: number): number {
  const likelihood = (q: number) => {
    const cells = [
      [first, q + delta],
      [second, q],
      [pairs - first - second, 1 - 2 * q - delta],
    ];
    return cells.reduce((total, [count, share]) => total + (count === 0 ? 0 : count! * Math.log(Math.max(share!, 1e-300))), 0);
  };
  let [low, high] = [Math.max(0, -delta), (1 - delta) / 2];
  for (let i = 0; i < 200; i++) {
    const [a, b] = [low + (high - low) / 3, high - (high - low) / 3];
    if (likelihood(a) < likelihood(b)) low = a;
    else high = b;
  }
  return (low + high) / 2;
}

const Z = 1.959963984540054;
const counts = fc
  .record({ first: fc.integer({ min: 1, max: 60 }), second: fc.integer({ min: 1, max: 60 }), rest: fc.integer({ min: 1, max: 2000 }) })
  .map(({ first, second, rest }) => ({ first, second, pairs: first + second + rest }));

describe("Tango's bounds", () => {
  it("are where the score test just does not reject, with the likelihood maximised by search", () => {
    fc.assert(
      fc.property(counts, ({ first, second, pairs }) => {
        const delta = tangoLower(first, second, pairs, Z);
        const q = mostLikely(first, second, pairs, delta);
        const score = (first - second - pairs * delta) / Math.sqrt(pairs * (2 * q + delta - delta * delta));
        expect(score).toBeCloseTo(Z, 4);
      }),
    );
  });

  it("hold the difference, and turn their signs when the two change places", () => {
    fc.assert(
      fc.property(counts, ({ first, second, pairs }) => {
        const [lower, upper] = [tangoLower(first, second, pairs, Z), tangoUpper(first, second, pairs, Z)];
        expect(lower).toBeLessThan((first - second) / pairs);
        expect(upper).toBeGreaterThan((first - second) / pairs);
        expect(lower).toBeCloseTo(-tangoUpper(second, first, pairs, Z), 12);
      }),
    );
  });

  it("without a discordant pair are z² / (n + z²)", () => {
    expect(tangoUpper(0, 0, 100, Z)).toBeCloseTo(Z ** 2 / (100 + Z ** 2), 9);
  });
});
