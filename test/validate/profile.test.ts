import fc from "fast-check";
import { expect, test } from "vitest";
import { QUANTILE_LEVELS } from "../../src/profile/number.ts";
import { columnProfile, profileOf } from "../../src/profile/profile.ts";
import type { Column } from "../../src/types/table.ts";
import { gaussian, seeded } from "./build.ts";

const numbers = (values: number[]) => columnProfile({ kind: "number", name: "x", type: "number", values: Float64Array.from(values) });

test("quantiles are numpy's, from the least to the greatest value; NaN is missing", () => {
  const cells = Array.from({ length: 101 }, (_, i) => (i === 0 ? -0 : i));
  const profile = numbers([Number.NaN, ...cells.reverse()]);
  if (profile.kind !== "number") throw new Error("not a number profile");
  expect(profile).toMatchObject({ rows: 102, missing: 1, distinct: 101, run: 1, still: 0, atoms: [], grain: [0.109, 1, 1, 1] });
  // numpy.quantile(range(101), level)
  expect(profile.quantiles.slice(0, 7)).toEqual([0, 0.1, 0.3, 1, 2, 3.125, 6.25]);
  expect(profile.quantiles).toHaveLength(QUANTILE_LEVELS.length);
  expect(profile.quantiles.at(-1)).toBe(100);
});

test("values that repeat are counted one by one, the others are smooth", () => {
  const few = numbers([3, 1, 1, 2, 2, 2, Number.NaN]);
  expect(few).toMatchObject({ atoms: [1, 2, 3], counts: [2, 3, 1], quantiles: [], run: 3, still: 3 });
  const mixed = numbers([...Array.from({ length: 90 }, (_, i) => i / 7), ...Array.from({ length: 10 }, () => -999)]);
  expect(mixed).toMatchObject({ atoms: [-999], counts: [10] });
  expect(mixed).toMatchObject({ quantiles: expect.arrayContaining([0]) });
});

test("no values, no quantiles", () => {
  expect(numbers([Number.NaN])).toMatchObject({ missing: 1, distinct: 0, quantiles: [], atoms: [] });
});

test("the order of rows does not matter to what is no order", () => {
  const values = fc.array(fc.oneof(fc.double(), fc.integer()), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(values, (list) => {
      const of = (cells: number[]) => JSON.stringify({ ...numbers(cells), run: 0, still: 0, falls: 0 });
      expect(of([...list].reverse())).toBe(of(list));
      expect(of(list)).not.toContain("null");
    }),
  );
});

test("common values by count, then by code point; all cells in buckets", () => {
  const categories = Array.from({ length: 70 }, (_, i) => String.fromCharCode(65 + i));
  const codes = Int32Array.from([0, 3, 3, 2, 2, 5, ...categories.map((_, i) => i + 1)]);
  const profile = columnProfile({ kind: "category", name: "x", type: "string", codes, categories });
  if (profile.kind !== "category") throw new Error("not a category profile");
  expect(profile).toMatchObject({ rows: 76, missing: 1, distinct: 70, values: ["B", "C", "E"], counts: [3, 3, 2] });
  expect(profile.buckets.reduce((a, b) => a + b, 0)).toBe(75);
});

test("a profile of 50 columns takes about 20 kB", () => {
  const random = seeded(11);
  const columns = Array.from({ length: 50 }, (_, k): Column => {
    if (k % 3 > 0)
      return {
        kind: "number",
        name: `measure_${k}`,
        type: "number",
        values: Float64Array.from({ length: 2000 }, () => gaussian(random) * 10 ** (k % 5)),
      };
    const categories = Array.from({ length: 12 }, (_, c) => `value ${c}`);
    return {
      kind: "category",
      name: `kind_${k}`,
      type: "string",
      codes: Int32Array.from({ length: 2000 }, () => 1 + Math.floor(12 * random())),
      categories,
    };
  });
  expect(JSON.stringify(profileOf({ rows: 2000, columns })).length).toBeLessThan(25_000);
});
