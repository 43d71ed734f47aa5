import { describe, expect, test } from "vitest";
import { schemaFromJson, schemaToJson } from "../../src/config/schema/schema.ts";
import { inferSchema, targetCandidates } from "../../src/schema/infer/infer.ts";
import { ConfigError } from "../../src/types/errors.ts";
import { validate } from "../../src/validate/validate.ts";
import { failures, gaussian, seeded, tableFile } from "./build.ts";

const ROWS = 400;
const random = seeded(7);
const column = (draw: (row: number) => string | number) => Array.from({ length: ROWS }, (_, row) => draw(row));
const oneOf = <T>(...values: T[]): T => values[Math.floor(random() * values.length)]!;
const someText = () => Array.from({ length: 6 }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join("");

const COLUMNS: Record<string, (string | number)[]> = {
  measure: column(() => (20 + 5 * gaussian(random)).toFixed(2)),
  count: column(() => Math.floor(4 * random())),
  gaps: column(() => (random() < 0.1 ? "N/A" : Math.round(100 * random()))),
  trace: column((row) => (row % 40 === 0 ? "T" : (30 * random()).toFixed(1))),
  scientific: column(() => oneOf("1e-5", "2.5E3", "7")),
  thousands: column(() => oneOf("1,234", "12,000", "999", "5,100.5")),
  comma: column(() => `${Math.floor(100 * random())},${Math.floor(10 * random())}`),
  percent: column(() => `${Math.floor(100 * random())}%`),
  zip: column(() => String(Math.floor(99999 * random())).padStart(5, "0")),
  phone: column(() => `+4912345${Math.floor(1e6 * random())}`),
  yes: column(() => oneOf("yes", "no")),
  True: column(() => oneOf("True", "False", "")),
  zeroOne: column(() => oneOf(0, 1)),
  day: column((row) => new Date(Date.UTC(2024, 0, 1 + row)).toISOString().slice(0, 10)),
  moment: column((row) => new Date(Date.UTC(2024, 0, 1) + row * 3.6e6).toISOString()),
  slash: column((row) => new Date(Date.UTC(2024, 0, 1 + row)).toISOString().slice(0, 10).split("-").reverse().join("/")),
  either: column((row) => `0${1 + (row % 9)}/0${1 + (row % 7)}/2024`),
  epoch: column((row) => 1.7e9 + row * 60),
  row: column((row) => row + 1),
  customer_id: column((row) => 1e6 + ((row * 7919) % 5e5)),
  uuid: column((row) => `${String(row).padStart(8, "0")}-aaaa-4bbb-8ccc-ddddeeeeffff`),
  comment: column(() => `${someText()} ${someText()} ${someText()}`),
  color: column(() => oneOf("red", "green", "blue")),
  city: column(() => `city ${Math.floor(90 * random() ** 3)}`),
  constant: column(() => "same"),
  empty: column(() => ""),
  label: column(() => oneOf("true", "false")),
};

const { schema, notes } = inferSchema([tableFile(COLUMNS)], { target: "label" });
const of = (name: string) => schema.fields.find((field) => field.name === name)!;

test.each<[string, string, string]>([
  ["measure", "number", "feature"],
  ["count", "integer", "feature"],
  ["gaps", "integer", "feature"],
  ["trace", "number", "feature"],
  ["scientific", "number", "feature"],
  ["thousands", "number", "feature"],
  ["comma", "number", "feature"],
  ["percent", "integer", "feature"],
  ["zip", "string", "id"],
  ["phone", "string", "id"],
  ["yes", "boolean", "feature"],
  ["True", "boolean", "feature"],
  ["zeroOne", "integer", "feature"],
  ["day", "date", "time"],
  ["moment", "datetime", "time"],
  ["slash", "date", "time"],
  ["either", "string", "feature"],
  ["epoch", "integer", "time"],
  ["row", "integer", "id"],
  ["customer_id", "integer", "id"],
  ["uuid", "string", "id"],
  ["comment", "string", "ignore"],
  ["color", "string", "feature"],
  ["city", "string", "feature"],
  ["constant", "string", "feature"],
  ["empty", "string", "ignore"],
  ["label", "string", "target"],
])("%s is %s, role %s", (name, type, role) => {
  expect([of(name).type, of(name).role]).toEqual([type, role]);
});

test("the schema that was inferred passes the data it was inferred from", () => {
  const { checks, dataset } = validate({ files: [tableFile(COLUMNS)], schema, target: "label", reference: null, showValues: false });
  expect(failures(checks)).toEqual([]);
  expect(dataset?.features).not.toContain("customer_id");
});

test("the schema comes back from its recorded form", () => {
  expect(schemaFromJson(schemaToJson(schema))).toEqual(schema);
});

test("missing tokens, notations, formats", () => {
  expect(of("gaps").missingValues).toEqual(["", "N/A"]);
  expect(of("gaps").constraints.required).toBeUndefined();
  expect(of("trace").missingValues).toEqual(["", "T"]);
  expect(of("comma").decimalChar).toBe(",");
  expect(of("thousands").groupChar).toBe(",");
  expect(of("percent").bareNumber).toBe(false);
  expect(of("yes")).toMatchObject({ trueValues: ["yes"], falseValues: ["no"] });
  expect(of("slash").format).toBe("%d/%m/%Y");
  expect(notes.get("either")?.[0]).toContain("day and month cannot be told apart");
  expect(notes.get("gaps")?.[0]).toContain('"N/A" is taken for a missing value');
});

test("constraints: required, ranges with margins, closed and open lists", () => {
  const values = COLUMNS.measure!.map(Number);
  const { minimum, maximum, required } = of("measure").constraints;
  const width = Math.max(...values) - Math.min(...values);
  expect(required).toBe(true);
  expect(minimum).toBeLessThanOrEqual(Math.min(...values) - width / 2);
  expect(maximum).toBeGreaterThanOrEqual(Math.max(...values) + width / 2);
  expect(String(maximum).length).toBeLessThan(6);
  expect(of("count").constraints).toEqual({ required: true, minimum: 0, maximum: 5 });
  expect(of("color").constraints.enum).toEqual(["blue", "green", "red"]);
  expect(of("city").constraints.enum).toBeUndefined();
  expect(of("constant").constraints).toEqual({ required: true });
  expect(of("label").constraints).toEqual({ required: true, enum: ["false", "true"] });
  expect(of("row").constraints).toEqual({ required: true, unique: true });
  expect(of("day").constraints).toEqual({ required: true });
});

test("a list that later files lengthen is open", () => {
  const files = [1, 2, 3, 4].map((month) =>
    tableFile({ month: Array<string>(200).fill(`m${month}`), label: column(() => oneOf("a", "b")).slice(0, 200) }),
  );
  const month = inferSchema(files, { target: "label" }).schema.fields[0]!;
  expect(month.constraints.enum).toBeUndefined();
});

test("the header of most files counts; the others are found wanting", () => {
  const make = (name: string) => tableFile({ [name]: [1, 2, 3], label: ["a", "b", "a"] });
  expect(inferSchema([make("old_x"), make("x"), make("x")], { target: "label" }).schema.fields.map((field) => field.name)).toEqual([
    "x",
    "label",
  ]);
});

describe("targets", () => {
  test("candidates in order of likelihood, whatever their case", () => {
    expect(targetCandidates(["x", "Outcome", "y", "LABEL", "labels", "target"])).toEqual(["target", "LABEL", "y", "Outcome"]);
  });
  test("a number target lists its classes; yes and no stay what they are", () => {
    const infer = (label: (string | number)[]) =>
      inferSchema([tableFile({ x: label.map((_, i) => i), label })], { target: "label" }).schema.fields[1]!;
    expect(infer([0, 1, 2, 1])).toMatchObject({ type: "integer", role: "target", constraints: { enum: ["0", "1", "2"] } });
    expect(infer(["yes", "no", "yes"])).toMatchObject({ type: "string", constraints: { enum: ["no", "yes"] } });
  });
  test("one that is no column is the user's mistake", () => {
    expect(() => inferSchema([tableFile({ x: [1] })], { target: "y" })).toThrow(ConfigError);
  });
  test("none", () => {
    expect(inferSchema([tableFile({ x: [1] })], { target: null }).schema.fields[0]!.role).toBe("feature");
  });
});
