import fc from "fast-check";
import { expect, test } from "vitest";
import { columnProfile } from "../../src/validate/profile.ts";

test("quantiles are numpy's, from the least to the greatest value; NaN is missing", () => {
  const values = Float64Array.from([3, Number.NaN, 1, 2, -0]);
  const profile = columnProfile({ kind: "number", name: "x", type: "number", values });
  expect(profile).toMatchObject({ rows: 5, missing: 1, distinct: 4 });
  if (profile.kind !== "number") throw new Error("not a number profile");
  // numpy.quantile([0, 1, 2, 3], k / 20)
  expect(profile.quantiles).toEqual([
    0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1.05, 1.2, 1.35, 1.5, 1.65, 1.8, 1.95, 2.1, 2.25, 2.4, 2.55, 2.7, 2.85, 3,
  ]);
});

test("no values, no quantiles", () => {
  expect(columnProfile({ kind: "number", name: "x", type: "number", values: new Float64Array([Number.NaN]) })).toMatchObject({
    missing: 1,
    distinct: 0,
    quantiles: [],
  });
});

test("the order of rows does not matter", () => {
  const values = fc.array(fc.oneof(fc.double(), fc.integer()), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(values, (list) => {
      const of = (cells: number[]) =>
        JSON.stringify(columnProfile({ kind: "number", name: "x", type: "number", values: Float64Array.from(cells) }));
      expect(of([...list].reverse())).toBe(of(list));
      expect(of(list)).not.toContain("null");
    }),
  );
});

test("top values by count, then by code point, at most 50", () => {
  const categories = Array.from({ length: 70 }, (_, i) => String.fromCharCode(65 + i));
  const codes = Int32Array.from([0, 3, 3, 2, 2, 5, ...categories.map((_, i) => i + 1)]);
  const profile = columnProfile({ kind: "category", name: "x", type: "string", codes, categories });
  if (profile.kind !== "category") throw new Error("not a category profile");
  expect(profile).toMatchObject({ rows: 76, missing: 1, distinct: 70 });
  expect(profile.top).toHaveLength(50);
  expect(profile.top.slice(0, 4)).toEqual([
    { value: "B", count: 3 },
    { value: "C", count: 3 },
    { value: "E", count: 2 },
    { value: "A", count: 1 },
  ]);
});
