import fc from "fast-check";
import { expect, test } from "vitest";
import { assign } from "../../src/validate/header/assignment.ts";
import { sampled } from "../times.ts";

function best(scores: number[][], row = 0, taken = new Set<number>()): number {
  if (row === scores.length) return 0;
  let most = best(scores, row + 1, taken);
  scores[row]!.forEach((score, j) => {
    if (taken.has(j) || score <= 0) return;
    most = Math.max(most, score + best(scores, row + 1, new Set([...taken, j])));
  });
  return most;
}

test("the pairs add up to as much as trying everything finds, and none is made twice", () => {
  const matrix = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })).chain(([rows, columns]) =>
    fc.array(
      fc.array(
        fc.integer({ min: -3, max: 10 }).map((n) => n / 10),
        { minLength: columns, maxLength: columns },
      ),
      { minLength: rows, maxLength: rows },
    ),
  );
  fc.assert(
    fc.property(matrix, (scores) => {
      const pairs = assign(scores);
      const made = pairs.filter((j) => j >= 0);
      expect(new Set(made).size).toBe(made.length);
      const sum = pairs.reduce((total, j, i) => total + (j < 0 ? 0 : scores[i]![j]!), 0);
      expect(sum).toBeCloseTo(best(scores), 9);
      pairs.forEach((j, i) => {
        if (j >= 0) expect(scores[i]![j]!).toBeGreaterThan(0);
      });
    }),
    { numRuns: sampled(500) },
  );
});
