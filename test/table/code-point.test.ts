import fc from "fast-check";
import { expect, test } from "vitest";
import { byCodePoint } from "../../src/table/columns/code-point.ts";
import { sampled } from "../times.ts";

test("orders as UTF-8 bytes do (property)", () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
      fc.constantFrom("a", "\ud7ff", "\ue000", "\uffff", "\u{10000}", "\u{10ffff}"),
    ),
    maxLength: 4,
  });
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(byCodePoint(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
    { numRuns: sampled(5000) },
  );
});
