import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderCategories } from "../../src/model/forest/category-order.ts";

describe("orderCategories", () => {
  it("puts categories with like labels together, those of the commonest class first", () => {
    const codes = Int32Array.from({ length: 1200 }, (_, i) => (i % 4) + 1);
    const labels = codes.map((code, i) => (code === 2 || code === 4 ? Number(i % 10 < 1) : Number(i % 10 < 8)));
    expect(orderCategories(codes, labels, 4, 2)).toEqual(
      [1, 3, 0, 2].sort((a, b) => ([1, 3].includes(a) ? 0 : 1) - ([1, 3].includes(b) ? 0 : 1) || a - b),
    );
  });

  it("leaves rare categories in their own order", () => {
    const codes = Int32Array.from({ length: 120 }, (_, i) => (i % 60) + 1);
    const labels = codes.map((code) => (code * 7) % 3);
    expect(orderCategories(codes, labels, 60, 3)).toEqual(Array.from({ length: 60 }, (_, k) => k));
  });

  it("lists each category that occurs twice or more, one time, whatever the labels", () => {
    const cells = fc.array(fc.tuple(fc.nat(12), fc.nat(3)), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(cells, (rows) => {
        const codes = Int32Array.from(rows, ([code]) => code);
        const order = orderCategories(
          codes,
          Int32Array.from(rows, ([, label]) => label),
          12,
          4,
        );
        const counts = new Map<number, number>();
        for (const code of codes) if (code > 0) counts.set(code - 1, (counts.get(code - 1) ?? 0) + 1);
        const expected = [...counts].filter(([, count]) => count >= 2).map(([category]) => category);
        expect([...order].sort((a, b) => a - b)).toEqual(expected.sort((a, b) => a - b));
      }),
    );
  });
});
