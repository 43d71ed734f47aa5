import fc from "fast-check";
import { expect, test } from "vitest";
import { shortestOf } from "../../src/table/values/shortest.ts";
import { sampled } from "../times.ts";

/** By writing the number out. */
function expected(text: string): number {
  const value = Number(text);
  return Number.isInteger(value) || String(value) !== text ? Number.NaN : value;
}

const read = (text: string) => shortestOf(Buffer.from(text), 0, text.length);

const doubles = fc
  .tuple(fc.integer({ min: -9, max: 17 }), fc.double({ min: -1, max: 1, noNaN: true }))
  .map(([exponent, value]) => value * 10 ** exponent);

/** Powers of two and what stands beside them: below them doubles lie twice as close. */
const edges = fc.tuple(fc.integer({ min: -24, max: 54 }), fc.integer({ min: -3, max: 3 })).map(([exponent, steps]) => {
  const value = 2 ** exponent;
  return value + steps * value * Number.EPSILON;
});

test("a text is the shortest of its double exactly where String gives it back", () => {
  fc.assert(
    fc.property(fc.oneof(doubles, edges), fc.integer({ min: 13, max: 19 }), fc.nat(9), (value, digits, digit) => {
      for (const text of [String(value), value.toPrecision(digits), value.toFixed(digits)]) {
        expect(read(text)).toBe(expected(text));
        const other = text.slice(0, -1) + digit;
        expect(read(other)).toBe(expected(other));
        expect(read(text + digit)).toBe(expected(text + digit));
      }
    }),
    { seed: 22, numRuns: sampled(5000) },
  );
});

test("what is no such decimal is not taken for one", () => {
  for (const text of [
    "1.",
    ".5000000000000001",
    "00.1234567890123456",
    "1.2345678901234500",
    "-",
    "1.234567890123456.7",
    "1e-7",
    "12345678901234567",
  ])
    expect(read(text)).toBe(expected(text));
});
