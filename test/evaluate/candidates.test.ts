// A seeded sample of `npm run bench -- candidates`: real forests before the real gates.
import { expect, it } from "vitest";
import { otherSeeds, worse } from "../../bench/candidates/trial.ts";

it("of 200 candidates by the champion's recipe and another seed at most 5 in 100 are rejected", () => {
  const { rejected, promoted, kept } = otherSeeds(200, 1000, 1);
  expect(promoted + kept + rejected).toBe(200);
  expect(rejected).toBeLessThanOrEqual(10);
  expect(promoted).toBeGreaterThan(0);
});

it("a candidate that is 5 points worse on 1,000 rows is rejected, not kept, in at least 95 of 100", () => {
  const { tally, difference, disagreement } = worse("region", 0.05, 1000, 150, 2);
  expect(difference).toBeCloseTo(-0.05, 2);
  // Two models disagree on all the rows that one of them gets wrong besides.
  expect(disagreement).toBeGreaterThan(0.05);
  expect(tally.rejected).toBeGreaterThanOrEqual(0.95 * 150);
  expect(tally.promoted).toBe(0);
});
