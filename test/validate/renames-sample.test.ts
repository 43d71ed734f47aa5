// A seeded sample of bench/renames over tables made here: changed columns told right, and none matched that were dropped and added.
import { expect, test } from "vitest";
import { casesOf } from "../../bench/renames/cases.ts";
import { score } from "../../bench/renames/judge.ts";
import { promises, tallyTable } from "../../bench/renames/tally.ts";

test("columns renamed, dropped, added, split, merged, converted and swapped are told right", () => {
  const cases = casesOf([], 3);
  const scores = cases.map(score);
  const { right, falseMatches } = promises(scores);
  expect(cases.length, tallyTable(scores)).toBeGreaterThanOrEqual(200);
  expect(right, tallyTable(scores)).toBeGreaterThanOrEqual(0.95);
  expect(falseMatches, tallyTable(scores)).toBeLessThanOrEqual(0.02);
});
