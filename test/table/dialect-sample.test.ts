import { expect, test } from "vitest";
import { DIALECTS, tried } from "../../bench/csv/dialects.ts";

test("40 dialects of a table are read as meant, or by the line that init prints", async () => {
  expect(DIALECTS).toHaveLength(40);
  const outcomes = [];
  for (const dialect of DIALECTS) outcomes.push(await tried(3, dialect));
  expect(outcomes.filter(({ how }) => how === "wrong")).toEqual([]);
  expect(outcomes.filter(({ how }) => how === "as meant").length).toBeGreaterThanOrEqual(36);
});
