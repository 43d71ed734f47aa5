import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCell, timeFormatProblem } from "../../src/table/values/values.ts";
import type { FieldType } from "../../src/types/field-types.ts";
import type { Field } from "../../src/types/schema.ts";
import { sampled } from "../times.ts";
import { field } from "./dataset.ts";

const parse = (text: string, type: FieldType, rest: Partial<Field> = {}) => parseCell(text, field("f", type, rest));
const iso = (text: string, type: FieldType, format = "default") => {
  const seconds = parse(text, type, { format });
  return typeof seconds === "number" ? new Date(seconds * 1000).toISOString().replace(".000Z", "Z") : seconds;
};

describe("number", () => {
  test.each([
    ["1.5", 1.5],
    ["-0.1", -0.1],
    ["+7", 7],
    ["1e-3", 0.001],
    ["1.2E+3", 1200],
    [".5", 0.5],
    ["5.", 5],
    [" 5 ", 5],
    ["007", 7],
    ["123456789012345678901234567890", 1.2345678901234568e29],
    ["NaN", Number.NaN],
    ["nan", Number.NaN],
  ])("%j is %d", (text, value) => {
    expect(parse(text, "number")).toBe(value);
  });

  test.each(["", " ", ".", "-", "1.2.3", "1,5", "0x10", "1e", "e5", "1_000", "INF", "-inf", "Infinity", "1e999", "5%", "١", "1 2", "1\n"])(
    "%j does not parse",
    (text) => {
      expect(parse(text, "number")).toBeNull();
    },
  );

  test("reads what JavaScript writes (property)", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(parse(String(value), "number")).toBe(value + 0);
        expect(parse(String(value).replace(".", ","), "number", { decimalChar: "," })).toBe(value + 0);
      }),
      { numRuns: sampled(3000) },
    );
  });

  test("a typeset minus, and blanks and apostrophes between thousands, whichever they are", () => {
    expect([parse("−5", "number"), parse("−5", "integer"), parse("−1,5", "number", { decimalChar: "," })]).toEqual([-5, -5, -1.5]);
    const spaced = ["1 234", "1\u00a0234", "1\u202f234", "1\u2009234"];
    for (const groupChar of [" ", "\u00a0", "\u202f"])
      expect(spaced.map((text) => parse(text, "number", { groupChar }))).toEqual([1234, 1234, 1234, 1234]);
    expect(["1'234.5", "1’234.5"].map((text) => parse(text, "number", { groupChar: "'" }))).toEqual([1234.5, 1234.5]);
    expect([parse("1 234", "number"), parse("1'234", "number"), parse("1 234", "number", { groupChar: "," })]).toEqual([null, null, null]);
  });

  test("points between the thousands of whole numbers", () => {
    expect(
      ["12.500", "900", "1.234.567", "-1.000", "12.5", "0.630", "12.5000"].map((text) => parse(text, "integer", { groupChar: "." })),
    ).toEqual([12500, 900, 1234567, -1000, null, null, null]);
  });

  test("decimal and group characters", () => {
    expect(parse("1.234.567,5", "number", { decimalChar: ",", groupChar: "." })).toBe(1234567.5);
    expect(parse("1 234", "number", { groupChar: " " })).toBe(1234);
    expect(parse("1,234", "number", { groupChar: "," })).toBe(1234);
    expect(
      ["12,34,567", "1,5", "0,630", "1234,567", "1,23,4", "1,234,56.5"].map((text) => parse(text, "number", { groupChar: "," })),
    ).toEqual([1234567, null, null, null, null, null]);
    expect(parse(",234", "number", { groupChar: "," })).toBeNull();
    expect(parse("1,", "number", { groupChar: "," })).toBeNull();
  });

  test("bareNumber: false drops what surrounds, but never a sign", () => {
    const loose = (text: string) => parse(text, "number", { bareNumber: false });
    expect(["-$5", "(5)", "($1.50)", "$-5", "5.00-", "−5 kg", "5.00 EUR-"].map(loose)).toEqual([-5, -5, -1.5, -5, -5, -5, -5]);
    expect(["5.-", "12-month", "Rs.500", "Fr. 5"].map(loose)).toEqual([5, 12, 500, 5]);
    expect(["(-5)", "-5-", "low-cost 5", "5 (net"].map(loose)).toEqual([null, null, null, 5]);
    expect([loose("$1.5"), loose("12 %"), loose("€ -3"), loose("5 kg"), loose("$.5")]).toEqual([1.5, 12, -3, 5, 0.5]);
    expect([loose("kg"), loose("1-2"), loose("12 m2")]).toEqual([null, null, null]);
  });
});

describe("integer", () => {
  test.each([
    ["42", 42],
    ["-1", -1],
    ["+3", 3],
    ["1.0", 1],
    ["1.", 1],
    ["007", 7],
    ["9007199254740991", 9007199254740991],
    ["1.5", null],
    ["1e3", null],
    ["9007199254740992", null],
    ["9007199254740990.5", null],
    ["1,000", null],
    ["NaN", null],
  ])("%j: %s", (text, value) => {
    expect(parse(text, "integer")).toBe(value);
  });
});

describe("boolean, text", () => {
  test("a boolean is one of its words", () => {
    expect([parse("True", "boolean"), parse("0", "boolean"), parse("yes", "boolean"), parse("", "boolean")]).toEqual([
      "true",
      "false",
      null,
      null,
    ]);
    expect(parse("ja", "boolean", { trueValues: ["ja"], falseValues: ["nein"] })).toBe("true");
  });

  test("text is kept as it is", () => {
    expect([parse(" x ", "string"), parse("", "any")]).toEqual([" x ", ""]);
  });
});

describe("dates", () => {
  test("every day reads as the calendar has it (property)", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }), (date) => {
        const day = date.toISOString().slice(0, 10);
        expect(parse(day, "date")).toBe(Date.parse(day) / 1000);
        expect(parse(date.toISOString(), "datetime")).toBeCloseTo(date.getTime() / 1000, 3);
      }),
    );
  });

  test.each([
    ["2024-02-29", "date", "default", "2024-02-29T00:00:00Z"],
    ["2023-02-29", "date", "default", null],
    ["1900-02-29", "date", "default", null],
    ["2024-13-01", "date", "default", null],
    ["2024-00-10", "date", "default", null],
    ["24-01-01", "date", "default", null],
    ["2024-1-1", "date", "default", null],
    ["2024-01-01T00:00:00Z", "date", "default", null],
    ["29/02/2024", "date", "%d/%m/%Y", "2024-02-29T00:00:00Z"],
    ["30/02/2024", "date", "%d/%m/%Y", null],
    ["1/2/24", "date", "%d/%m/%y", "2024-02-01T00:00:00Z"],
    ["20240229", "date", "%Y%m%d", "2024-02-29T00:00:00Z"],
    ["Feb 29, 2024", "date", "%b %d, %Y", "2024-02-29T00:00:00Z"],
    ["060/2024", "date", "%j/%Y", "2024-02-29T00:00:00Z"],
    ["366/2023", "date", "%j/%Y", null],
    ["2024-02-29", "date", "any", "2024-02-29T00:00:00Z"],
    ["29 February 2024", "date", "any", "2024-02-29T00:00:00Z"],
    ["03/04/2024", "date", "any", null],
    ["2024-02-29T13:30:00Z", "datetime", "default", "2024-02-29T13:30:00Z"],
    ["2024-02-29T13:30:00", "datetime", "default", "2024-02-29T13:30:00Z"],
    ["2024-02-29 13:30", "datetime", "default", "2024-02-29T13:30:00Z"],
    ["2024-02-29T13:30:00+05:30", "datetime", "default", "2024-02-29T08:00:00Z"],
    ["2024-02-29T13:30:00.5-0100", "datetime", "default", "2024-02-29T14:30:00.500Z"],
    ["2024-02-29T24:00:00Z", "datetime", "default", null],
    ["2024-02-29", "datetime", "default", null],
    ["29.02.2024 1:05 PM", "datetime", "%d.%m.%Y %I:%M %p", "2024-02-29T13:05:00Z"],
    ["2024-02-29 13:05:10.250 +0200", "datetime", "%Y-%m-%d %H:%M:%S.%f %z", "2024-02-29T11:05:10.250Z"],
    ["2024-02", "yearmonth", "default", "2024-02-01T00:00:00Z"],
    ["2024-13", "yearmonth", "default", null],
  ] as const)("%s as %s %s", (text, type, format, expected) => {
    expect(iso(text, type, format)).toBe(expected);
  });

  test("time and year", () => {
    expect([parse("13:30:05", "time"), parse("13:30", "time"), parse("24:00:00", "time")]).toEqual([48605, 48600, null]);
    expect(parse("1:30 pm", "time", { format: "%I:%M %p" })).toBe(48600);
    expect([parse("2024", "year"), parse("2024.0", "year"), parse("24", "year"), parse("2024-01", "year")]).toEqual([
      2024,
      2024,
      null,
      null,
    ]);
  });

  test("patterns that are not understood are named", () => {
    expect(timeFormatProblem("%d/%m/%Y")).toBeNull();
    expect(timeFormatProblem("any")).toBeNull();
    expect(timeFormatProblem("%Q")).toContain("%Q is not a directive");
    expect(timeFormatProblem("DD/MM/YYYY")).toContain("no directive");
    expect(timeFormatProblem("%Y-%Y")).toContain("twice");
    expect(timeFormatProblem("%")).toContain("not a directive");
  });
});

describe("days of no year", () => {
  test.each([
    ["%j", ["001", "002", "059", "060", "366"]],
    ["%A", ["Monday", "Tuesday", "Sunday"]],
    ["%a", ["Mon", "Tue", "Sun"]],
    ["%d", ["01", "02", "31"]],
    ["%m", ["01", "02", "12"]],
  ])("%s tells them apart", (format, texts) => {
    const values = texts.map((text) => parse(text, "date", { format }));
    expect(new Set(values).size).toBe(texts.length);
    expect(values).not.toContain(null);
  });
  test("%j counts from the first of January 1900, as Python does", () => {
    expect(["001", "004", "000", "367"].map((text) => iso(text, "date", "%j"))).toEqual([
      "1900-01-01T00:00:00Z",
      "1900-01-04T00:00:00Z",
      null,
      null,
    ]);
    expect(iso("2024-366", "date", "%Y-%j")).toBe("2024-12-31T00:00:00Z");
    expect(iso("2023-366", "date", "%Y-%j")).toBeNull();
  });
});
