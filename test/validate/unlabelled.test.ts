// The share of rows without a label that is a finding.
import { expect, it } from "vitest";
import type { SourceFile } from "../../src/types/table.ts";
import { unlabelledChecks } from "../../src/validate/accepted/unlabelled.ts";

const ROWS = 400;
const file = (hits: number) => ({ name: "day_7.csv", uri: "day_7.csv", accepted: false, unlabelled: { hits, cells: ROWS } }) as SourceFile;
const known = (hits: number[]) => hits.map((one) => ({ profile: { rows: ROWS - one }, unlabelled: { hits: one, cells: ROWS } }));
const NONE = [0, 0, 0, 0, 0, 0];

it.each<[string, number, number[], string]>([
  ["one in twenty where none ever was", 22, NONE, "warn"],
  ["a fifth where none ever was", 80, NONE, "fail"],
  ["two in a hundred where none ever was", 8, NONE, "pass"],
  ["one in twelve where some always were", 33, [8, 20, 12, 16, 24, 10], "pass"],
  ["a quarter where some always were", 100, [8, 20, 12, 16, 24, 10], "fail"],
])("%s", (_, hits, past, status) => {
  const [check] = unlabelledChecks([file(hits)], "label", known(past));
  expect(check).toMatchObject({ code: "unlabelled", status, suggestion: status === "pass" ? null : expect.any(String) });
});
