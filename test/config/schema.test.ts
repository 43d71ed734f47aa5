import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseSchema, readSchema, schemaFromJson, schemaToJson } from "../../src/config/schema/schema.ts";
import { canonicalBytes } from "../../src/publish/records/canonical.ts";
import { DamagedError } from "../../src/types/errors.ts";
import type { JsonValue } from "../../src/types/problem.ts";
import type { Field, Schema } from "../../src/types/schema.ts";
import { sampled } from "../times.ts";

const canonical = (json: JsonValue) => new TextDecoder().decode(canonicalBytes(json));

function field(entry: string): Field {
  return parseSchema(`fields: [${entry}, {name: other}]`, "schema.yml", null).fields[0]!;
}

test("a field's drift is read, recorded, and absent where nothing is said", () => {
  expect(field("{name: a, drift: off}").drift).toBe("off");
  expect(field("{name: a}").drift).toBeUndefined();
  const schema = parseSchema("fields: [{name: a, drift: warning}, {name: b}]", "s.yml", null);
  expect(schemaFromJson(schemaToJson(schema)).fields.map(({ drift }) => drift)).toEqual(["warning", undefined]);
  expect(() => field("{name: a, drift: maybe}")).toThrow(/drift/);
});

test("a field without keys has the standard's defaults", () => {
  expect(parseSchema("fields: [{name: a}]", "s.yml", null)).toEqual({
    fields: [
      {
        name: "a",
        type: "any",
        format: "default",
        constraints: {},
        missingValues: null,
        decimalChar: ".",
        groupChar: null,
        bareNumber: true,
        trueValues: ["true", "True", "TRUE", "1"],
        falseValues: ["false", "False", "FALSE", "0"],
        aliases: [],
        role: "feature",
        where: { file: "s.yml", line: 1, column: 17 },
      },
    ],
    missingValues: [""],
    primaryKey: [],
    fieldsMatch: "exact",
    file: "s.yml",
  });
});

test("both versions' spellings are understood", () => {
  const text = `
$schema: https://datapackage.org/profiles/2.0/tableschema.json
title: Customers
fields:
  - {name: id, type: integer, title: Number, rdfType: "http://schema.org/identifier", role: id, example: 3}
  - {name: grade, type: string, categories: [{value: a, label: best}, b, 3], categoriesOrdered: true}
  - {name: seen, type: date, format: "fmt:%d/%m/%Y", constraints: {minimum: 01/02/2024, maximum: "31/12/2024"}}
  - {name: label, aliases: target, constraints: {required: true, unique: false, enum: [yes, no, 1.0]}}
missingValues: [{value: "", label: none}, -99, n/a]
primaryKey: id
fieldsMatch: [superset]
`;
  const schema = parseSchema(text, "s.yml", "label");
  expect(schema).toMatchObject({ primaryKey: ["id"], fieldsMatch: "superset", missingValues: ["", "-99", "n/a"] });
  expect(schema.fields.map(({ role }) => role)).toEqual(["id", "feature", "feature", "target"]);
  expect(schema.fields[1]?.constraints).toEqual({ enum: ["a", "b", "3"] });
  expect(schema.fields[2]).toMatchObject({
    format: "%d/%m/%Y",
    constraints: { minimum: Date.UTC(2024, 1, 1) / 1000, maximum: Date.UTC(2024, 11, 31) / 1000 },
  });
  expect(schema.fields[3]).toMatchObject({ aliases: ["target"], constraints: { required: true, enum: ["yes", "no", "1.0"] } });
});

describe("bounds and enums are typed as the cells are", () => {
  test.each([
    ["number, constraints: {minimum: -1.5e3, maximum: '2'}", { minimum: -1500, maximum: 2 }],
    ["number, decimalChar: ',', groupChar: '.', constraints: {minimum: 0.5, maximum: '1.000,5'}", { minimum: 0.5, maximum: 1000.5 }],
    ["number, decimalChar: ',', constraints: {enum: [0.5, '1,5']}", { enum: ["0,5", "1,5"] }],
    ["integer, constraints: {exclusiveMinimum: -0, exclusiveMaximum: 10}", { exclusiveMinimum: 0, exclusiveMaximum: 10 }],
    ["date, constraints: {minimum: 1970-01-02}", { minimum: 86_400 }],
    ["date, format: '%Y%m%d', constraints: {minimum: 19700102}", { minimum: 86_400 }],
    ["datetime, constraints: {maximum: '1970-01-01T01:00:00.5+01:00'}", { maximum: 0.5 }],
    ["time, constraints: {maximum: 01:00:01}", { maximum: 3601 }],
    ["year, constraints: {minimum: 2000, maximum: '2024'}", { minimum: 2000, maximum: 2024 }],
    ["yearmonth, constraints: {minimum: 1970-02}", { minimum: 31 * 86_400 }],
    ["boolean, trueValues: ['ja'], falseValues: ['nein'], constraints: {enum: [true]}", { enum: ["ja"] }],
    ["string, constraints: {minLength: 0, maxLength: 3, pattern: '[a-c]+'}", { minLength: 0, maxLength: 3, pattern: "[a-c]+" }],
    ["any, constraints: {enum: [01, 1e5, True, x, x]}", { enum: ["01", "1e5", "True", "x"] }],
  ])("%s", (entry, expected) => {
    expect(field(`{name: a, type: ${entry}}`).constraints).toEqual(expected);
  });
});

test.each([
  "(?=a)",
  "(?<!a)b",
  "(a)\\1",
  "a{1001}",
  "(a{1000}){1000}",
  "[",
  "(",
  "a**",
  `${"(?:x{0,500}y{0,500})".repeat(100)}`,
  "(".repeat(3000),
  "x".repeat(4097),
])("the pattern %s ends in one sentence with its place", (pattern) => {
  const started = process.cpuUsage().user;
  const { schema, problems } = readSchema(
    `fields:\n  - name: a\n    type: string\n    constraints:\n      pattern: ${JSON.stringify(pattern)}\n`,
    "s.yml",
    null,
  );
  expect(schema).toBeNull();
  expect(problems.map(({ where }) => where)).toEqual([{ file: "s.yml", line: 5, column: 16 }]);
  // A hostile pattern must not become expensive while it is judged (5 s of processor time, some 10 times what it takes).
  expect(process.cpuUsage().user - started).toBeLessThan(5e6);
});

const NAME = fc.string({ unit: "grapheme", minLength: 0, maxLength: 8 });
const WORDS = fc.uniqueArray(fc.string({ maxLength: 4 }), { maxLength: 3 });
const RANGE = (low: fc.Arbitrary<JsonValue>, high: fc.Arbitrary<JsonValue>) =>
  fc.record({ minimum: low, maximum: high, required: fc.boolean(), unique: fc.boolean() }, { requiredKeys: [] }) as fc.Arbitrary<JsonValue>;
const DAY = (from: string, to: string) => fc.date({ min: new Date(from), max: new Date(to), noInvalidDate: true });

const KINDS: fc.Arbitrary<{ [key: string]: JsonValue }>[] = [
  fc.record({
    type: fc.constantFrom("number", "integer"),
    constraints: RANGE(fc.integer({ max: 0 }), fc.integer({ min: 0 })),
    groupChar: fc.constantFrom("'", " "),
    bareNumber: fc.boolean(),
  }),
  fc.record({
    type: fc.constant("number"),
    decimalChar: fc.constantFrom(".", ","),
    constraints: RANGE(
      fc.double({ noNaN: true, noDefaultInfinity: true, max: 0 }),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }),
    ),
  }),
  fc.record({ type: fc.constantFrom("date", "datetime", "time", "year", "yearmonth"), format: fc.constant("default") }),
  fc.record({
    type: fc.constant("datetime"),
    constraints: RANGE(
      DAY("0001-01-01", "1970-01-01").map((day) => day.toISOString()),
      DAY("1970-01-02", "9999-12-31").map((day) => day.toISOString()),
    ),
  }),
  fc.record({
    type: fc.constant("date"),
    format: fc.constantFrom("%d/%m/%Y", "fmt:%d/%m/%Y"),
    constraints: RANGE(fc.constant("05/03/1960"), fc.constantFrom("04/05/2030", "31/12/9999")),
  }),
  fc.record({ type: fc.constant("boolean"), trueValues: fc.constant(["y"]), falseValues: fc.constant(["n", "N"]), missingValues: WORDS }),
  fc.record({
    type: fc.constant("string"),
    constraints: fc.record({ enum: fc.uniqueArray(fc.string(), { minLength: 1 }), minLength: fc.nat() }),
  }),
  fc.record({ type: fc.constant("any"), title: fc.string(), role: fc.constantFrom("feature", "id", "time", "ignore") }),
];

const DOCUMENT = fc
  .record({
    fields: fc.array(fc.tuple(NAME, fc.oneof(...KINDS)), { minLength: 1, maxLength: 6 }),
    missingValues: WORDS,
    fieldsMatch: fc.constantFrom("exact", "equal", "subset", "superset", "partial"),
    title: fc.string(),
  })
  .map(
    ({ fields, ...rest }) =>
      ({ ...rest, fields: fields.map(([name, kind], index) => ({ name: `${name}${index}`, ...kind })) }) as JsonValue,
  );

function placeless(schema: Schema): Schema {
  return { ...schema, file: null, fields: schema.fields.map((one) => ({ ...one, where: null })) };
}

function reversed(json: JsonValue): JsonValue {
  if (Array.isArray(json)) return json.map(reversed);
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(
    Object.entries(json)
      .reverse()
      .map(([key, value]) => [key, reversed(value)]),
  );
}

test("property: a schema survives being recorded; the record is the same for every spelling and is a schema itself", () => {
  fc.assert(
    fc.property(DOCUMENT, fc.boolean(), (document, indent) => {
      const schema = parseSchema(JSON.stringify(document, null, indent ? "\t" : 0), "s.json", null);
      const recorded = schemaToJson(schema);
      const text = canonical(recorded);
      expect(schemaFromJson(JSON.parse(text))).toEqual(placeless(schema));
      expect(canonical(schemaToJson(schemaFromJson(recorded)))).toBe(text);
      expect(canonical(schemaToJson(parseSchema(JSON.stringify(reversed(document)), "other.yml", null)))).toBe(text);
      expect(placeless(parseSchema(text, "s.json", null))).toEqual(placeless(schema));
      expect(text).not.toMatch(/"(title|where|file)":/);
    }),
    { numRuns: sampled(300) },
  );
});

test("property: a recorded schema that somebody changed is a schema or one DamagedError", () => {
  const base = schemaToJson(
    parseSchema(
      "fields: [{name: a, type: date, constraints: {minimum: 2020-01-01}}, {name: b, type: string}]\nprimaryKey: a\n",
      "s.yml",
      "b",
    ),
  );
  const key = fc.oneof(
    fc.constantFrom("fields", "primaryKey", "missingValues", "fieldsMatch", "__proto__", "constructor", "toString"),
    fc.string(),
  );
  fc.assert(
    fc.property(key, fc.jsonValue(), fc.boolean(), (name, value, inField) => {
      const changed = JSON.parse(JSON.stringify(base)) as { fields: { [key: string]: JsonValue }[] } & { [key: string]: JsonValue };
      Object.defineProperty(inField ? changed.fields[0] : changed, name, { value, enumerable: true, configurable: true, writable: true });
      try {
        expect(schemaFromJson(changed as JsonValue).fields.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(DamagedError);
      }
    }),
    { numRuns: sampled(500) },
  );
});

test("a recorded schema nested 100,000 deep is refused, not a stack overflow", () => {
  let deep: JsonValue = [];
  for (let level = 0; level < 100_000; level++) deep = [deep];
  expect(() => schemaFromJson({ fields: deep })).toThrow(DamagedError);
});

test("everything of Table Schema that a table can be held to comes back from its normalised form", () => {
  const text = `
encoding: windows-1252
dialect: {delimiter: ";"}
uniqueKeys: [[a, b]]
foreignKeys:
  - {fields: a, reference: {fields: [b]}}
  - {fields: [a], reference: {resource: others, fields: c}}
fields:
  - {name: a, type: duration, constraints: {minimum: P1D}}
  - {name: b, type: list, delimiter: "|", itemType: date, role: ignore, constraints: {maxLength: 3}}
  - {name: c, type: geopoint, format: array, role: ignore}
  - {name: d, type: string, categories: [low, high], categoriesOrdered: true}
`;
  const schema = parseSchema(text, "s.yml", null);
  expect(schema).toMatchObject({
    encoding: "windows-1252",
    delimiter: ";",
    uniqueKeys: [["a", "b"]],
    foreignKeys: [
      { fields: ["a"], resource: null, reference: ["b"] },
      { fields: ["a"], resource: "others", reference: ["c"] },
    ],
  });
  expect(schema.fields[0]!.constraints).toEqual({ minimum: 86_400 });
  expect(schema.fields[1]!.list).toEqual({ delimiter: "|", itemType: "date" });
  const again = schemaFromJson(schemaToJson(schema));
  expect(canonical(schemaToJson(again))).toBe(canonical(schemaToJson(schema)));
});

test("what cannot be trained on is named, unless it is not trained on", () => {
  const problems = (role: string) => readSchema(`fields: [{name: tags, type: list${role}}, {name: x}]`, "s.yml", null).problems;
  expect(problems("")).toHaveLength(1);
  expect(problems("")[0]!.message).toContain('"tags" holds more than one value per row and cannot be trained on');
  expect(problems(", role: ignore")).toEqual([]);
});

test("keys that name no field", () => {
  const text = "fields: [{name: a}]\nuniqueKeys: [[b]]\nforeignKeys: [{fields: [a], reference: {fields: [a, a]}}]";
  expect(readSchema(text, "s.yml", null).problems.map(({ message }) => message)).toEqual([
    expect.stringContaining('uniqueKeys[0] (s.yml:2:14) names "b", which is no field'),
    expect.stringContaining("refers with 1 to 2 fields"),
  ]);
});
