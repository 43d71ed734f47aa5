import { describe, expect, test } from "vitest";
import { inferSchema } from "../../src/schema/infer/infer.ts";
import { validate } from "../../src/validate/validate.ts";
import { csvFile, failures } from "./build.ts";

const rows = (from: number) =>
  Array.from({ length: 60 }, (_, i) => `P${from + i},${(i * 7) % 23}.5,${i % 9},${i % 2 === 0 ? "yes" : "no"}`);
const HEADER = "id,weight,count,label";

const infer = async (first: string[][]) => {
  const files = await Promise.all(
    first.map((lines, i) => csvFile([HEADER, ...lines, ...rows(100 * i)].join("\n"), `d_2026010${i + 1}.csv`)),
  );
  const inferred = inferSchema(files, { target: "label" });
  const judged = validate({ files, schema: inferred.schema, target: "label", reference: null, showValues: false });
  return { ...inferred, failures: failures(judged.checks), rows: judged.dataset?.rows };
};

describe("lines below the header that are no rows", () => {
  test.each<[string, string[][], number[]]>([
    ["units in every file", [[",kg,pieces,"], [",kg,pieces,"]], [2]],
    ["units for all columns", [["text,kg,n,class"], ["text,kg,n,class"]], [2]],
    ["one file with a known unit", [[",kg,,"]], [2]],
    [
      "types below units",
      [
        [",kg,pieces,", "text,float,int,text"],
        [",kg,pieces,", "text,float,int,text"],
      ],
      [2, 3],
    ],
  ])("%s", async (_, first, lines) => {
    const found = await infer(first);
    expect(found.schema.dialect?.commentRows).toEqual(lines);
    expect(found.remarks.join()).toContain("no row of the data");
    expect(found.schema.fields.map(({ type }) => type)).toEqual(["string", "number", "integer", "string"]);
    expect(found.schema.fields[3]!.constraints.enum).toEqual(["no", "yes"]);
    expect([found.failures, found.rows]).toEqual([[], 60 * first.length]);
  });

  test.each<[string, string[][]]>([
    ["a cell that is a fault", [["P9,12O.5,3,yes"]]],
    ["gaps", [["P9,NA,,yes"]]],
    ["a usual row", [["P9,1.5,3,yes"]]],
    ["units in one file of two", [[",kg,pieces,"], ["P9,1.5,3,yes"]]],
  ])("%s is a row", async (_, first) => {
    expect((await infer(first)).schema.dialect).toBeUndefined();
  });
});

describe("a first line that looks like a row", () => {
  const remarks = async (header: string, line: (i: number) => string, target: string) =>
    inferSchema([await csvFile([header, ...Array.from({ length: 60 }, (_, i) => line(i))].join("\n"))], { target }).remarks.join();
  test("is said, with what reads it as one", async () => {
    const iris = (i: number) =>
      `${(4 + (i % 30) / 10).toFixed(1)},${(2 + (i % 20) / 10).toFixed(1)},Iris-${i % 2 === 0 ? "setosa" : "virginica"}`;
    const said = await remarks("5.1,3.5,Iris-setosa", iris, "Iris-setosa");
    expect(said).toContain("looks like a row");
    expect(said).toContain("--dialect '{header: false}'");
  });
  test.each([
    ["years", "2019,2020,2021,kind"],
    ["names", "length,width,depth,kind"],
  ])("%s are names", async (_, header) => {
    expect(await remarks(header, (i) => `${i % 7},${i % 5},${i % 3},${i % 2 === 0 ? "a" : "b"}`, "kind")).toBe("");
  });
});

describe("a last line that is no row", () => {
  const remarks = async (last: string, more: string[] = []) =>
    inferSchema([await csvFile([HEADER, ...more, ...rows(0), last].join("\n"))], { target: "label" }).remarks.join(" ");

  test.each(["Total,812.5,240,", "Summe,812.5,240,no", "Итого:,812.5,240,no"])("%s is told as a total", async (last) => {
    expect(await remarks(last)).toContain("the last row of data_20260101.csv, line 62 looks like a total and is read as a row.");
  });

  test("a name that other rows have too is none", async () => {
    expect(await remarks("Total,5.5,2,no", ["Total,4.5,3,yes"])).not.toContain("total");
  });
});
