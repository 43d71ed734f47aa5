import fc from "fast-check";
import { expect, test } from "vitest";
import { ascendingOrder, sortNumbers } from "../../src/stats/order.ts";
import { distinctNumbers, Ranked } from "../../src/stats/ranked.ts";

/** Many equal ones, huge ones and none at all among them. */
const number = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  fc.double(),
);
const numbers = fc.oneof(
  fc.array(number, { maxLength: 40 }),
  fc.array(number, { minLength: 200, maxLength: 600, size: "max" }),
  fc.integer({ min: 1, max: 3000 }).map((rows) => Array.from({ length: rows }, (_, i) => (i * 7919) % rows)),
);
const sorted = (values: number[]) => Float64Array.from(values.filter((value) => !Number.isNaN(value)).map((value) => value + 0)).sort();

test("ranks are those of the sorted numbers, in whatever order they are asked for (property)", () => {
  const questions = fc.array(fc.tuple(fc.constantFrom("at", "lowest", "highest"), fc.double({ min: 0, max: 1, noNaN: true })), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(numbers, questions, (values, asked) => {
      const all = sorted(values);
      const ranked = new Ranked(Float64Array.from(values));
      expect([ranked.length, ranked.least, ranked.most]).toEqual([all.length, all[0] ?? Number.NaN, all.at(-1) ?? Number.NaN]);
      for (const [how, share] of asked) {
        const count = Math.round(share * all.length);
        if (how === "lowest") expect(ranked.lowest(count)).toEqual(all.subarray(0, count));
        else if (how === "highest") expect(ranked.highest(count)).toEqual(all.subarray(all.length - count));
        else if (count < all.length) expect(ranked.at(count)).toBe(all[count]);
      }
    }),
    { seed: 22, numRuns: 1000 },
  );
});

test("different numbers are each there once, few and many of them (property)", () => {
  fc.assert(
    fc.property(numbers, (values) => {
      expect(distinctNumbers(Float64Array.from(values))).toEqual(sorted(values).filter((value, i, all) => i === 0 || value !== all[i - 1]));
    }),
    { seed: 22, numRuns: 500 },
  );
  const many = Float64Array.from({ length: 60_000 }, (_, i) => (i * 7919) % 30_000);
  expect(distinctNumbers(many)).toEqual(Float64Array.from({ length: 30_000 }, (_, i) => i));
});

test("the ascending order is the same by radix as by comparison (property)", () => {
  fc.assert(
    fc.property(numbers, fc.boolean(), (some, isLong) => {
      const few = some.filter((value) => !Number.isNaN(value));
      if (few.length === 0) return;
      const values = Float64Array.from({ length: isLong ? 2500 : few.length }, (_, i) => few[i % few.length]!);
      const rank = (a: number, b: number) => a - b || Number(Object.is(b, -0)) - Number(Object.is(a, -0));
      const expected = Array.from(values, (_, i) => i).sort((i, j) => {
        if (values[i] === values[j]) return rank(values[i] === 0 ? values[i]! : 0, values[j] === 0 ? values[j]! : 0) || i - j;
        return values[i]! < values[j]! ? -1 : 1;
      });
      expect(Array.from(ascendingOrder(values))).toEqual(expected);
    }),
    { seed: 22, numRuns: 300 },
  );
});

test("many numbers are sorted as few are", () => {
  const cells = [0, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324, -5e-324, 1.5, -1.5, 2 ** 53, -(2 ** 53)];
  const values = Float64Array.from({ length: 40_000 }, (_, i) => (i % 3 === 0 ? cells[i % cells.length]! : Math.sin(i) * 10 ** (i % 40)));
  const expected = values.slice(1).sort();
  expect(sortNumbers(values.subarray(1))).toEqual(expected);
});
