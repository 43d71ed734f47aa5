import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byCodePoint } from "../../src/table/columns/code-point.ts";
import { concatColumns } from "../../src/table/columns/dataset.ts";
import { parseCell } from "../../src/table/values/values.ts";
import type { Field } from "../../src/types/schema.ts";
import type { CategoryColumn, Column } from "../../src/types/table.ts";
import { sampled } from "../times.ts";
import { field, typed } from "./dataset.ts";

const valuesOf = (column: Column): (number | string | null)[] =>
  column.kind === "number"
    ? [...column.values].map((value) => (Number.isNaN(value) ? null : value))
    : [...column.codes].map((code) => (code === 0 ? null : column.categories[code - 1]!));

const text = fc.oneof(
  fc.constantFrom(
    "",
    "NA",
    "-999",
    "0",
    "1",
    "1.0",
    "1.5",
    "-0",
    "01",
    "1e2",
    "true",
    "FALSE",
    "1,5",
    "1.234",
    "2024-02-29",
    "2023-02-29",
    "nan",
    "INF",
    "$5",
    "x",
  ),
  fc.double().map(String),
  fc.string({ maxLength: 4 }),
);
const anyField: fc.Arbitrary<Field> = fc.constantFrom(
  field("f", "number"),
  field("f", "integer"),
  field("f", "boolean"),
  field("f", "string"),
  field("f", "any"),
  field("f", "date"),
  field("f", "year"),
  field("f", "number", { decimalChar: ",", groupChar: "." }),
  field("f", "integer", { groupChar: "." }),
  field("f", "number", { bareNumber: false }),
);

describe("typeColumn", () => {
  test("is parseCell and missingValues, cell by cell (property)", () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 30 }), anyField, fc.subarray(["", "NA", "-999", "1.0"]), (texts, as, missing) => {
        const { column, invalid } = typed(texts, as, missing);
        const expected = texts.map((one) => (missing.includes(one) ? Number.NaN : parseCell(one, as)));
        expect([...invalid]).toEqual(expected.flatMap((value, row) => (value === null ? [row] : [])));
        expect(valuesOf(column)).toEqual(expected.map((value) => (typeof value === "number" && Number.isNaN(value) ? null : value)));
      }),
      { numRuns: sampled(2000) },
    );
  });

  test("missing comes before typing: -999 and 0 are missing where the schema says so", () => {
    expect(valuesOf(typed(["-999", "-999.0", "0", "5"], field("f", "number"), ["-999", "0"]).column)).toEqual([null, -999, null, 5]);
  });

  test("categories are sorted by code point, those of a boolean always both there", () => {
    expect((typed(["b", "\u{10000}", "a", "\uffff", "B"], field("f", "string")).column as CategoryColumn).categories).toEqual([
      "B",
      "a",
      "b",
      "\uffff",
      "\u{10000}",
    ]);
    expect((typed(["1"], field("f", "boolean")).column as CategoryColumn).categories).toEqual(["false", "true"]);
  });

  test("text that looks like a number keeps its spelling", () => {
    expect((typed(["1", "1.0", "01", "1.00", "1"], field("f", "string")).column as CategoryColumn).categories).toEqual([
      "01",
      "1",
      "1.0",
      "1.00",
    ]);
  });
});

describe("concatColumns", () => {
  test("is typing all rows at once (property)", () => {
    fc.assert(
      fc.property(fc.array(fc.array(text, { maxLength: 10 }), { minLength: 1, maxLength: 4 }), anyField, (parts, as) => {
        const joined = concatColumns(parts.map((part) => typed(part, as).column));
        expect(joined).toEqual(typed(parts.flat(), as).column);
      }),
    );
  });

  test("many categories", () => {
    const names = Array.from({ length: 200_000 }, (_, i) => `c${String(i).padStart(6, "0")}`);
    const { column } = typed(names, field("f", "string"));
    expect((concatColumns([column, column]) as CategoryColumn).categories).toEqual([...names].sort(byCodePoint));
  });
});
