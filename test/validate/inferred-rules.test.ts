// An inferred rule is a guess: what barely breaks it warns, what breaks it fails; what somebody wrote down is held to the letter.
import { expect, test } from "vitest";
import { inferSchema } from "../../src/schema/infer/infer.ts";
import type { Schema } from "../../src/types/schema.ts";
import type { SourceFile } from "../../src/types/table.ts";
import { validate } from "../../src/validate/validate.ts";
import { failures, seeded, tableFile } from "./build.ts";

const ROWS = 400;
const batch = (name: string, month: number, change: (row: number, value: number) => number | string = (_, value) => value): SourceFile => {
  const random = seeded(month + 1);
  const values = Array.from({ length: ROWS }, (_, row) => change(row, Math.round(random() * 1000) / 10));
  const label = values.map((_, row) => (row % 2 ? "up" : "down"));
  const counts = { month: values.map(() => month), trial_day: values.map(() => 3 * month), round: values.map(() => 50 + month) };
  return tableFile({ heat: values, ...counts, label }, name);
};
const history = [1, 2, 3, 4, 5, 6].map((month) => batch(`d${month}.csv`, month));
const { schema, notes } = inferSchema(history, { target: "label" });
const judged = (file: SourceFile, by: Schema = schema) =>
  validate({ files: [file], schema: by, target: "label", reference: null, showValues: false }).checks;
const statuses = (file: SourceFile, by?: Schema) =>
  judged(file, by).flatMap(({ code, subject, status }) => (subject === "heat" && status !== "pass" ? [`${code} ${status}`] : []));

test("the calendar bounds a month, and nothing bounds what moves on with the files", () => {
  const of = (name: string) => schema.fields.find((field) => field.name === name)!.constraints;
  expect(of("month")).toMatchObject({ minimum: 1, maximum: 12 });
  expect(of("round")).not.toHaveProperty("maximum");
  expect(of("trial_day")).not.toHaveProperty("maximum");
  expect(notes.get("round")!.join(" ")).toContain("move on from file to file");
  expect(failures(judged(batch("d12.csv", 12)))).toEqual([]);
});

test("two gaps warn and twenty fail; all fail by a schema that was written", () => {
  const gaps = (count: number) => batch("d7.csv", 7, (row, value) => (row < count ? "" : value));
  expect(statuses(gaps(2))).toEqual(["required warn"]);
  expect(statuses(gaps(20))).toEqual(["required fail"]);
  expect(statuses(gaps(2), { ...schema, file: "schema.yml" })).toEqual(["required fail"]);
});

test("a value just outside warns, one far outside fails", () => {
  const { maximum } = schema.fields[0]!.constraints;
  const one = (value: number) => batch("d7.csv", 7, (row, other) => (row === 9 ? value : other));
  expect(statuses(one(maximum! + 5))).toEqual(["range warn"]);
  expect(statuses(one(maximum! * 100))).toEqual(["range fail"]);
});

test("names that every object has are names", () => {
  const table = Object.fromEntries(["constructor", "__proto__x", "toString"].map((name) => [name, history[0]!.table.lines]));
  const cells = Array.from({ length: ROWS }, (_, row) => String(row % 37));
  const file = tableFile({
    ...Object.fromEntries(Object.keys(table).map((name) => [name, cells])),
    label: cells.map((_, row) => (row % 2 ? "a" : "b")),
  });
  expect(inferSchema([file], { target: "label" }).schema.fields).toHaveLength(4);
});
