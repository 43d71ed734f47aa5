import { expect, it } from "vitest";
import { holdOut } from "../../src/evaluate/compare/holdout.ts";
import type { SplitRecord } from "../../src/types/registry.ts";
import type { Dataset } from "../../src/types/table.ts";

const BY_TIME: SplitRecord = { by: "time", share: 0.2, columns: ["t"], salt: "", hash: 1, cut: 8 };

/** Ten rows in time order, the last two held out; code 0 has no label. */
function holdoutOf(codes: number[]) {
  const times = { kind: "number" as const, name: "t", type: "number" as const, values: Float64Array.from(codes.keys()) };
  const labels = { kind: "category" as const, name: "y", type: "string" as const, codes: Int32Array.from(codes), categories: ["a", "b"] };
  const files = [{ name: "d.csv", start: 0, end: codes.length, accepted: false, inWindow: true }];
  const dataset: Dataset = { rows: codes.length, columns: [times, labels], features: ["t"], target: "y", files };
  return holdOut(dataset, BY_TIME).checks.find(({ code }) => code === "holdout")!;
}

it.each([
  ["two classes", [1, 2, 0, 1, 2, 1, 0, 1, 1, 2], "pass", "2 of 10 rows are held out"],
  ["one class", [1, 1, 1, 1, 1, 1, 1, 1, 1, 2], "inconclusive", "All 8 labelled training rows are of one class"],
  ["one class, and rows without a label", [1, 0, 0, 1, 1, 1, 0, 1, 1, 2], "inconclusive", "All 5 labelled training rows are of one class"],
  ["no label at all", [0, 0, 0, 0, 0, 0, 0, 0, 1, 2], "inconclusive", "No training row has a label"],
] as const)("%s", (_, codes, status, words) => {
  const check = holdoutOf([...codes]);
  expect(check.status).toBe(status);
  expect(check.message).toContain(words);
});
