import { describe, expect, test } from "vitest";
import { ConfigError } from "../../src/types/errors.ts";
import type { Schema } from "../../src/types/schema.ts";
import { validate } from "../../src/validate/validate.ts";
import { csvFile, failures, field, schemaOf, tableFile } from "./build.ts";

const fields = [field("a", { type: "integer" }), field("b"), field("label", { role: "target" })];

async function judged(csv: string, fieldsMatch: Schema["fieldsMatch"], more: Partial<Schema> = {}) {
  const result = validate({
    files: [await csvFile(csv)],
    schema: schemaOf(fields, { fieldsMatch, ...more }),
    target: "label",
    reference: null,
    showValues: false,
  });
  const columns = result.checks.filter((check) => check.code.startsWith("column-") && check.status !== "pass");
  return { ...result, columns: columns.map((check) => `${check.status} ${check.code} ${check.subject}`) };
}

const FULL = "a,b,label\n1,x,up\n2,y,down\n";
const MOVED = "b,label,a\nx,up,1\ny,down,2\n";
const MORE = "a,b,zone,label\n1,x,n,up\n2,y,s,down\n";
const FEWER = "b,label\nx,up\ny,down\n";

describe("fieldsMatch as Table Schema v2 has it", () => {
  test.each<[Schema["fieldsMatch"], string, string, string[]]>([
    ["exact", "all in order", FULL, []],
    ["exact", "moved", MOVED, ["fail column-order data_20260101.csv"]],
    ["equal", "moved", MOVED, []],
    ["equal", "one more", MORE, ["fail column-new zone"]],
    ["equal", "one fewer", FEWER, ["fail column-missing a"]],
    ["subset", "one more", MORE, []],
    ["subset", "one fewer", FEWER, ["fail column-missing a"]],
    ["superset", "one more", MORE, ["warn column-new zone"]],
    ["superset", "one fewer", FEWER, ["warn column-missing a"]],
    ["partial", "one more", MORE, []],
    ["partial", "one fewer", FEWER, ["warn column-missing a"]],
    ["partial", "without the target", "a,b\n1,x\n", ["fail column-missing label"]],
  ])("%s: %s", async (mode, _, csv, expected) => {
    expect((await judged(csv, mode)).columns).toEqual(expected);
  });

  test("what is allowed besides is named in every report and never becomes a feature", async () => {
    const { checks, dataset } = await judged(MORE, "partial");
    expect(checks.find((check) => check.code === "column-new")).toMatchObject({ subject: "zone", status: "pass" });
    expect(dataset?.columns.map((column) => column.name)).toEqual(["a", "b", "label"]);
    expect(dataset?.features).toEqual(["a", "b"]);
  });

  test("an allowed gap is a column of missing values", async () => {
    const { dataset } = await judged(FEWER, "partial");
    expect(dataset?.columns[0]).toEqual({ kind: "number", name: "a", type: "integer", values: new Float64Array([Number.NaN, Number.NaN]) });
  });

  test("a required field may not be missing, whatever the mode", async () => {
    const required = [field("a", { type: "integer", constraints: { required: true } }), ...fields.slice(1)];
    expect((await judged(FEWER, "partial", { fields: required })).columns).toEqual(["fail column-missing a"]);
  });
});

test("aliases: the field's own name wins, the first alias comes next, the rest is extra", async () => {
  const withAliases = [field("a", { type: "integer", aliases: ["old_a", "A"] }), ...fields.slice(1)];
  const aliased = await judged("A,b,label\n1,x,up\n2,y,down\n", "equal", { fields: withAliases });
  expect(aliased.columns).toEqual([]);
  expect(aliased.dataset?.columns[0]?.name).toBe("a");
  const both = await judged("A,a,b,label\n1,5,x,up\n2,6,y,down\n", "equal", { fields: withAliases });
  expect(both.columns).toEqual(["fail column-new A"]);
});

test("a column twice in the header is no column to trust", () => {
  const file = tableFile({ a: [1, 2], b: ["x", "y"], label: ["up", "down"] });
  file.table.header.push("a");
  file.table.columns.push(file.table.columns[0]!);
  const { checks } = validate({
    files: [file],
    schema: schemaOf(fields, { fieldsMatch: "partial" }),
    target: "label",
    reference: null,
    showValues: false,
  });
  expect(failures(checks).map((check) => check.message)).toEqual([expect.stringContaining("stands more than once in the header")]);
});

test("a missing column leaves no dataset, and every other finding is still made", async () => {
  const { dataset, checks } = await judged("a,label\nx,up\n2,down\n", "equal");
  expect(dataset).toBeNull();
  expect(failures(checks).map((check) => check.code)).toEqual(["column-missing", "type"]);
});

describe("the target", () => {
  const target = (cells: (string | number)[], type: "string" | "integer" | "number" | "boolean" = "string") => {
    const schema = schemaOf([field("x", { type: "integer" }), field("label", { type, role: "target" })]);
    const file = tableFile({ x: cells.map((_, i) => i), label: cells });
    return validate({ files: [file], schema, target: "label", reference: null, showValues: false });
  };
  const ofStatus = (cells: (string | number)[]) => target(cells).checks.find((check) => check.code === "target")?.status;
  const many = (count: number, text: string) => Array<string>(count).fill(text);

  test("numbers become classes by their shortest decimal text", () => {
    const { dataset } = target(["10", "2.0", "2", "-1"], "number");
    expect(dataset?.columns[1]).toMatchObject({ kind: "category", categories: ["-1", "10", "2"] });
    expect(dataset?.columns[1]).toHaveProperty("codes", Int32Array.of(2, 3, 3, 1));
  });
  test("a boolean class that no row has is none", () => {
    expect(target(["true", "true"], "boolean").dataset?.columns[1]).toMatchObject({ categories: ["true"] });
  });
  test("one class fails, a rare one warns, an id fails", () => {
    expect(ofStatus(many(20, "up"))).toBe("fail");
    expect(ofStatus([...many(20, "up"), ...many(3, "down")])).toBe("warn");
    expect(ofStatus([...many(20, "up"), ...many(20, "down")])).toBe("pass");
    expect(ofStatus(Array.from({ length: 40 }, (_, i) => `row ${i}`))).toBe("fail");
  });
  test("a missing label is no fault of its cell: such rows are left out before, unless the schema requires it", () => {
    expect(failures(target(["up", "", "down"]).checks)).toEqual([]);
  });
  test("measurements are refused: regression is not supported", () => {
    expect(() =>
      target(
        Array.from({ length: 60 }, (_, i) => `${i}.5`),
        "number",
      ),
    ).toThrow(ConfigError);
    expect(() => target(["0.5", "1", "1.5", "0.5"], "number")).not.toThrow();
  });
  test("a target that the schema lacks is the user's mistake", () => {
    const input = { files: [], schema: schemaOf(fields), target: "lable", reference: null, showValues: false };
    expect(() => validate(input)).toThrow(ConfigError);
  });
  test("without a target there are checks and a profile, and no dataset", async () => {
    const result = validate({ files: [await csvFile(FULL)], schema: schemaOf(fields), target: null, reference: null, showValues: false });
    expect(failures(result.checks)).toEqual([]);
    expect(result.dataset).toBeNull();
    expect(result.profile?.rows).toBe(2);
  });
});

test("files one after the other: spans, merged classes, roles", async () => {
  const schema = schemaOf([field("id", { type: "integer", role: "id" }), field("b"), field("label", { role: "target" })]);
  const files = [
    await csvFile("id,b,label\n1,x,up\n", "one.csv", { accepted: true }),
    await csvFile("id,b,label\n2,w,down\n3,x,up\n", "two.csv", { inWindow: false }),
  ];
  const { dataset } = validate({ files, schema, target: "label", reference: null, showValues: false });
  expect(dataset?.files).toMatchObject([
    { name: "one.csv", start: 0, end: 1, accepted: true, inWindow: true },
    { name: "two.csv", start: 1, end: 3, accepted: false, inWindow: false },
  ]);
  expect(dataset?.columns[1]).toMatchObject({ categories: ["w", "x"], codes: Int32Array.of(2, 1, 2) });
  expect(dataset?.features).toEqual(["b"]);
  expect(dataset?.rows).toBe(3);
});
