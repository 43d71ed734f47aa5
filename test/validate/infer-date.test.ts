import { describe, expect, test } from "vitest";
import { dateFormatOf } from "../../src/schema/infer/date.ts";
import { inferSchema } from "../../src/schema/infer/infer.ts";
import { parseCell } from "../../src/table/values/values.ts";
import { field, tableFile } from "./build.ts";

const read = (text: string, texts = [text]) => {
  const found = dateFormatOf(texts);
  if (found === null || found.type === "string") return found?.type ?? null;
  const seconds = parseCell(text, field("x", { type: found.type, format: found.format })) as number;
  return [found.type, new Date(seconds * 1000).toISOString().replace(".000Z", "Z")];
};

describe("moments as programs write them", () => {
  test.each([
    ["2026-01-13 06:00:00+01", "2026-01-13T05:00:00Z"],
    ["2026-01-13 06:00:00.25-0330", "2026-01-13T09:30:00.250Z"],
    ["2026-01-13 06:00:00 UTC", "2026-01-13T06:00:00Z"],
    ["2026-01-13 06:00:00 +0000", "2026-01-13T06:00:00Z"],
    ["2026-01-13T06:00Z", "2026-01-13T06:00:00Z"],
    ["Tue Jan 13 06:00:00 CET 2026", "2026-01-13T05:00:00Z"],
    ["Tue Jan 13 06:00:00 GMT+02:00 2026", "2026-01-13T04:00:00Z"],
    ["Tue Jan 13 06:00:00 2026", "2026-01-13T06:00:00Z"],
    ["Tue, 13 Jan 2026 06:00:00 +0100", "2026-01-13T05:00:00Z"],
    ["Tue, 13 Jan 2026 06:00:00 GMT", "2026-01-13T06:00:00Z"],
    ["Tuesday, January 13, 2026 6:00:00 AM", "2026-01-13T06:00:00Z"],
    ["20260113T060000", "2026-01-13T06:00:00Z"],
    ["20260113T060000Z", "2026-01-13T06:00:00Z"],
    ["20260113T060000+0100", "2026-01-13T05:00:00Z"],
    ["20260113 0600", "2026-01-13T06:00:00Z"],
    ["13-JAN-26 06.00.00.000000 AM", "2026-01-13T06:00:00Z"],
    ["13-JAN-26 06.00.00.000000 PM +01:00", "2026-01-13T17:00:00Z"],
    ["13/Jan/2026:06:00:00 +0100", "2026-01-13T05:00:00Z"],
    ["Jan 13 2026  6:00AM", "2026-01-13T06:00:00Z"],
    ["2026/01/13 06:00", "2026-01-13T06:00:00Z"],
    ["13.01.2026 06:00:00", "2026-01-13T06:00:00Z"],
    ["1/13/2026 6:00 PM", "2026-01-13T18:00:00Z"],
  ])("%s", (text, iso) => {
    expect(read(text)).toEqual(["datetime", iso]);
  });

  test.each([
    ["13-JAN-26", "2026-01-13"],
    ["13 January 2026", "2026-01-13"],
    ["2026-1-3", "2026-01-03"],
    ["Tue 13 Jan 2026", "2026-01-13"],
    ["13.01.26", "2026-01-13"],
  ])("%s is a day", (text, day) => {
    expect(read(text)).toEqual(["date", `${day}T00:00:00Z`]);
  });

  test.each(["12.500", "12.05", "1.1.1", "v1.2", "SKU-12 2026", "3 of 4", "2026-001", "12 Monkeys 2026", "06.30"])("%s is none", (text) => {
    expect(read(text)).toBeNull();
  });

  test("what reads two ways stays text, with both formats", () => {
    expect(read("01/02/2026")).toBe("string");
    expect(dateFormatOf(["01/02/2026"])?.note).toContain('("%d/%m/%Y" or "%m/%d/%Y")');
    expect(dateFormatOf(["26-01-13", "26-02-14"])?.note).toContain('"%y-%m-%d"');
    expect(read("07/07/2026")).toEqual(["date", "2026-07-07T00:00:00Z"]);
  });

  test("days among moments are midnight", () => {
    expect(read("2026-01-13", ["2026-01-13", "2026-01-13 06:30:00"])).toEqual(["datetime", "2026-01-13T00:00:00Z"]);
  });
});

describe("dates without separators are no amounts", () => {
  const label = Array.from({ length: 40 }, (_, row) => (row % 2 === 0 ? "a" : "b"));
  const typeOf = (cells: (string | number)[]) => {
    const inferred = inferSchema([tableFile({ x: cells, label })], { target: "label" }).schema.fields[0]!;
    return [inferred.type, inferred.format, inferred.role];
  };
  test("20260105 is a day, with a time of day a moment", () => {
    expect(typeOf(label.map((_, row) => 20260101 + (row % 28)))).toEqual(["date", "%Y%m%d", "time"]);
    expect(typeOf(label.map((_, row) => 20260101063000 + (row % 28) * 1e6))).toEqual(["datetime", "%Y%m%d%H%M%S", "time"]);
  });
  test("one number that is no day makes them numbers", () => {
    expect(typeOf(label.map((_, row) => (row === 7 ? 20261301 : 20260101 + (row % 28)))).slice(0, 1)).toEqual(["integer"]);
    expect(typeOf(label.map((_, row) => 20260101 + (row % 3))).slice(0, 1)).toEqual(["integer"]);
  });
});

describe("a column of texts most of which are dates", () => {
  const days = Array.from({ length: 60 }, (_, i) => `2026-03-${String(1 + (i % 28)).padStart(2, "0")}`);
  const infer = (texts: string[], name = "x") => {
    const { schema, notes } = inferSchema([tableFile({ [name]: texts, label: texts.map((_, i) => (i % 2 === 0 ? "a" : "b")) })], {
      target: "label",
    });
    return { field: schema.fields[0]!, notes: (notes.get(name) ?? []).join(" ") };
  };

  test.each<[string, string[], string]>([
    ["words", ["open", "open", "running"], `'x: {type: date, missingValues: ["","open","running"]}'`],
    ["an impossible day", ["2026-02-30"], `'x: {type: date, missingValues: ["","2026-02-30"]}'`],
  ])("names the first that is none, and the line: %s", (_, strays, line) => {
    const { field, notes } = infer([...days, ...strays]);
    expect(field.type).toBe("string");
    expect(notes).toContain(`${strays.length === 1 ? "1 cell is" : "3 cells are"} not, the first at data_20260101.csv:62:1`);
    expect(notes).toContain(line);
  });

  test("names their format", () => {
    const { notes } = infer([...days.map((day) => day.split("-").reverse().join(".")), "offen"]);
    expect(notes).toContain(`'x: {type: date, format: "%d.%m.%Y", missingValues: ["","offen"]}'`);
  });

  test.each(["0000-00-00", "00.00.0000"])("%s is a gap", (zero) => {
    const dotted = zero.includes(".") ? days.map((day) => day.split("-").reverse().join(".")) : days;
    expect(infer([...dotted, zero]).field).toMatchObject({ type: "date", missingValues: ["", zero] });
  });

  test("numbers of days as spreadsheets count them are a time, by their name", () => {
    const serial = days.map((_, i) => String(45_000 + ((i * 37) % 400)));
    expect(infer(serial, "date").field.role).toBe("time");
    expect(infer(serial, "orders").field.role).toBe("feature");
  });
});
