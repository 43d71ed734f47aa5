import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fisherGreater, fisherTwoSided } from "../../src/stats/fisher.ts";

const count = fc.nat(40);
const table = fc.tuple(count, count, count, count);

/** By definition, over all tables with these margins, in exact integers. */
function enumerated(a: number, b: number, c: number, d: number): { greater: number; twoSided: number } {
  const choose = (n: number, k: number) => {
    let result = 1n;
    for (let i = 0; i < k; i++) result = (result * BigInt(n - i)) / BigInt(i + 1);
    return result;
  };
  const weight = (x: number) => choose(a + b, x) * choose(c + d, a + c - x);
  let [all, greater, twoSided] = [0n, 0n, 0n];
  for (let x = Math.max(0, a - d); x <= Math.min(a + b, a + c); x++) {
    all += weight(x);
    if (x >= a) greater += weight(x);
    if (weight(x) <= weight(a)) twoSided += weight(x);
  }
  const share = (part: bigint) => Number((part * 10n ** 18n) / all) / 1e18;
  return { greater: share(greater), twoSided: share(twoSided) };
}

describe("Fisher's exact test", () => {
  it("is what enumerating the tables gives", () => {
    fc.assert(
      fc.property(table, (cells) => {
        const exact = enumerated(...cells);
        expect(fisherGreater(...cells)).toBeCloseTo(exact.greater, 11);
        expect(fisherTwoSided(...cells)).toBeCloseTo(exact.twoSided, 11);
      }),
    );
  });

  it("does not mind which way round the table lies", () => {
    fc.assert(
      fc.property(table, ([a, b, c, d]) => {
        expect(fisherGreater(a, b, c, d)).toBeCloseTo(fisherGreater(a, c, b, d), 12);
        expect(fisherGreater(a, b, c, d)).toBeCloseTo(fisherGreater(d, c, b, a), 12);
        expect(fisherTwoSided(a, b, c, d)).toBeCloseTo(fisherTwoSided(b, a, d, c), 12);
      }),
    );
  });

  it("splits the tables at the observed one, at any size", () => {
    for (const size of [1e3, 1e5, 1e6, 3e7]) {
      const [a, b, c, d] = [size, 2 * size + 17, size + 300, 2 * size];
      // P(X ≥ a) + P(X ≤ a) - P(X = a) = 1
      const mass = fisherGreater(a, b, c, d) - fisherGreater(a + 1, b - 1, c - 1, d + 1);
      const less = fisherGreater(c, d, a, b);
      expect(fisherGreater(a, b, c, d) + less - mass).toBeCloseTo(1, 9);
    }
  });

  it("keeps relative precision far out in the tail", () => {
    // The outermost table alone: 1 / C(60, 30), and 1 / C(400, 200) by Python's exact integers.
    expect(fisherGreater(30, 0, 0, 30) / (1 / 1.1826458156486142e17)).toBeCloseTo(1, 9);
    expect(fisherGreater(200, 0, 0, 200) / 9.713217247611181e-120).toBeCloseTo(1, 9);
    expect(fisherTwoSided(30, 0, 0, 30) / (2 / 1.1826458156486142e17)).toBeCloseTo(1, 9);
  });

  it("has nothing to say about an empty row or column", () => {
    const empty: [number, number, number, number][] = [
      [0, 0, 3, 4],
      [3, 4, 0, 0],
      [0, 3, 0, 4],
      [0, 0, 0, 0],
    ];
    for (const cells of empty) {
      expect(fisherGreater(...cells)).toBe(1);
      expect(fisherTwoSided(...cells)).toBe(1);
    }
  });
});
