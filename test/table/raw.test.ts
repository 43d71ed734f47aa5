import fc from "fast-check";
import { expect, test } from "vitest";
import { cellText, RawColumnBuilder, SHORTEST_CELL, TEXT_CELL } from "../../src/table/columns/raw.ts";
import { sampled } from "../times.ts";

const pack = (texts: string[]) => {
  const builder = new RawColumnBuilder();
  for (const text of texts) builder.addText(text);
  return builder.finish();
};

const numeric = fc.oneof(
  fc.double().map(String),
  fc.tuple(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.nat(20)).map(([value, decimals]) => value.toFixed(decimals)),
  fc.stringMatching(/^-?[0-9]{1,17}(\.[0-9]{0,17})?$/),
  fc.string({ unit: fc.constantFrom("0", "1", "9", ".", "-", "+", "e"), maxLength: 20 }),
);

test("any text comes back (property)", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string({ unit: "binary" }), numeric), { maxLength: 200 }), (texts) => {
      const column = pack(texts);
      expect(texts.map((_, row) => cellText(column, row))).toEqual(texts);
    }),
    { numRuns: sampled(500) },
  );
});

test("a plain number is the double that its text denotes (property)", () => {
  fc.assert(
    fc.property(numeric, (text) => {
      const column = pack([text]);
      if (column.decimals[0] !== TEXT_CELL) expect(column.values[0]).toBe(Number(text));
    }),
    { numRuns: sampled(5000) },
  );
});

test("usual numbers take no text, unusual ones keep theirs", () => {
  expect(pack(["0", "-1", "3.50", "0.001", "-0.5", "123456789012345"]).texts).toEqual([]);
  const unusual = ["", "-0", "-0.00", "007", ".5", "5.", "+1", "1e3", "1234567890123456", " 1", "-", "."];
  expect(pack(unusual).texts).toEqual(unusual);
});

test("numbers with all digits of a double take no text; integers and longer notations keep theirs", () => {
  const full = ["0.30000000000000004", "-0.6692862843113287", "123456.78901234567", "-0.00012345678901234567"];
  const column = pack(full);
  expect(column.texts).toEqual([]);
  expect([...column.decimals]).toEqual(full.map(() => SHORTEST_CELL));
  expect([...column.values]).toEqual(full.map(Number));
  const kept = ["0.300000000000000040", "0.3000000000000000001", "12345678901234567", "1.2345678901234567e-05"];
  expect(pack(kept).texts).toEqual(kept);
});

test("a text that repeats is kept once", () => {
  const column = pack(["x", "1", "y", "x", "__proto__", "x"]);
  expect(column.texts).toEqual(["x", "y", "__proto__"]);
  expect([...column.values]).toEqual([0, 1, 1, 0, 2, 0]);
});
