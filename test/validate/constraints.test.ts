import { expect, test } from "vitest";
import { ConfigError } from "../../src/types/errors.ts";
import type { Field, Schema } from "../../src/types/schema.ts";
import type { SourceFile } from "../../src/types/table.ts";
import { validate } from "../../src/validate/validate.ts";
import { csvFile, failures, field, schemaOf, tableFile } from "./build.ts";

const label = field("label", { role: "target" });
const check = (files: SourceFile[], schema: Schema, showValues = false) =>
  validate({ files, schema, target: "label", reference: null, showValues }).checks;

/** One column `x` beside a sound target. */
async function only(cells: string[], x: Partial<Field>, showValues = false) {
  const rows = cells.map((cell, i) => `${JSON.stringify(cell).replaceAll('\\"', '""')},${i % 2 ? "up" : "down"}`);
  const file = await csvFile(`x,label\n${rows.join("\n")}\n`);
  return failures(check([file], schemaOf([field("x", x), label]), showValues));
}

test("a type finding says what the cells look like, how many, where and what to do", async () => {
  const cells = Array.from({ length: 1000 }, (_, i) => (i === 15 || i === 40 || i === 41 ? "n.b." : String(i)));
  const [finding] = await only(cells, { type: "number" });
  expect(finding).toMatchInlineSnapshot(`
    {
      "advice": [
        {
          "kind": "prose",
          "text": "Correct the cells; or, if they are right, adapt \`type\`, \`format\` or \`missingValues\` of \`x\` in the schema.",
        },
        {
          "kind": "prose",
          "text": "To leave the file out, add to \`data\` in retrain.yml, or its item to the \`exclude\` that is there:",
        },
        {
          "kind": "code",
          "text": "exclude: [{file: data_20260101.csv, digest: "sha256:abababababababababababababababababababababababababababababababab", reason: "type of x"}]",
        },
      ],
      "code": "type",
      "expected": "number",
      "message": "column \`x\` is text in 3 of 1,000 rows, expected number; first at line 17 of data_20260101.csv (then 42, 43)",
      "observed": "3 of 1000 rows",
      "remedies": [
        {
          "file": "retrain.yml",
          "key": "data.exclude",
          "kind": "exclude",
          "value": {
            "digest": "sha256:abababababababababababababababababababababababababababababababab",
            "file": "data_20260101.csv",
            "reason": "type of x",
          },
        },
      ],
      "status": "fail",
      "subject": "x",
      "suggestion": "Correct the cells; or, if they are right, adapt \`type\`, \`format\` or \`missingValues\` of \`x\` in the schema.
    To leave the file out, add to \`data\` in retrain.yml, or its item to the \`exclude\` that is there: exclude: [{file: data_20260101.csv, digest: "sha256:abababababababababababababababababababababababababababababababab", reason: "type of x"}]",
      "where": {
        "column": 1,
        "file": "data_20260101.csv",
        "line": 17,
      },
    }
  `);
});

test("values appear only when asked for", async () => {
  const hidden = await only(["1", "secret"], { type: "integer" });
  const shown = await only(["1", "secret"], { type: "integer" }, true);
  expect(JSON.stringify(hidden)).not.toContain("secret");
  expect(shown[0]!.message).toContain('found "secret"');
});

test.each<[string, string[], Partial<Field>, string, string]>([
  ["required", ["1", "", "2"], { type: "integer", constraints: { required: true } }, "required", "1 of 3 rows"],
  [
    "a cell that does not parse is not missing too",
    ["1", "x", "2"],
    { type: "integer", constraints: { required: true } },
    "type",
    "1 of 3 rows",
  ],
  ["enum of text", ["a", "b", "c"], { constraints: { enum: ["a", "b"] } }, "enum", "1 of 3 rows"],
  ["enum of numbers", ["1", "2.0", "3"], { type: "number", constraints: { enum: ["1", "2"] } }, "enum", "1 of 3 rows"],
  ["enum of booleans", ["true", "false"], { type: "boolean", constraints: { enum: ["true"] } }, "enum", "1 of 2 rows"],
  ["minimum", ["-1", "0", "1"], { type: "number", constraints: { minimum: 0 } }, "range", "1 of 3 rows"],
  ["exclusive maximum", ["9", "10", "11"], { type: "number", constraints: { exclusiveMaximum: 10 } }, "range", "2 of 3 rows"],
  ["range of dates", ["2026-01-01", "1999-01-01"], { type: "date", constraints: { minimum: 946684800 } }, "range", "1 of 2 rows"],
  ["length in code points", ["😀😀", "😀", "abc"], { constraints: { minLength: 2, maxLength: 2 } }, "length", "2 of 3 rows"],
  ["pattern of the whole value", ["AB1", "xAB1", "AB1x"], { constraints: { pattern: "[A-Z]+\\d" } }, "pattern", "2 of 3 rows"],
  ["pattern with alternatives is anchored", ["ab", "abc"], { constraints: { pattern: "a|ab" } }, "pattern", "1 of 2 rows"],
  ["pattern over numbers as written", ["10", "1.0"], { type: "number", constraints: { pattern: "\\d+" } }, "pattern", "1 of 2 rows"],
  ["unique text", ["a", "b", "a", "a"], { constraints: { unique: true } }, "unique", "2 of 4 rows"],
  ["unique numbers, however written", ["1", "1.0", "2"], { type: "number", constraints: { unique: true } }, "unique", "1 of 3 rows"],
  ["format", ["a@b.org", "nobody"], { format: "email" }, "type", "1 of 2 rows"],
])("%s", async (_, cells, x, code, observed) => {
  const found = await only(cells, x);
  expect(found.map((finding) => [finding.code, finding.subject, finding.observed])).toEqual([[code, "x", observed]]);
});

test("missing cells break no rule but required", async () => {
  const constraints = { enum: ["1"], minimum: 0, maximum: 2, unique: true };
  expect(await only(["", "1", ""], { type: "integer", constraints })).toEqual([]);
});

test("an evil pattern is linear", async () => {
  const found = await only([`${"a".repeat(50_000)}!`, "aa"], { constraints: { pattern: "(a+)+" } });
  expect(found.map((finding) => finding.code)).toEqual(["pattern"]);
});

test("a pattern that RE2 cannot read is the schema's mistake, with its line", async () => {
  const where = { file: "schema.yml", line: 7, column: 5 };
  await expect(only(["a"], { constraints: { pattern: "(?=a)" }, where })).rejects.toSatisfy(
    (error) => error instanceof ConfigError && error.problems[0]!.where === where,
  );
});

test("primary keys: repeated and incomplete ones, each file for itself", async () => {
  const schema = schemaOf([field("a", { type: "integer" }), field("b"), label], { primaryKey: ["a", "b"] });
  const text = "a,b,label\n1,x,up\n1,y,down\n1,x,up\n,z,down\n2,x,up\n";
  const files = [await csvFile(text, "one.csv"), await csvFile("a,b,label\n1,x,up\n2,x,down\n", "two.csv")];
  const found = failures(check(files, schema));
  expect(found.map((finding) => [finding.code, finding.observed, finding.where?.line])).toEqual([["primary-key", "2 of 5 rows", 4]]);
});

test("every check that ran is listed, passes too, one per column over all files", async () => {
  const schema = schemaOf([field("age", { type: "integer", constraints: { required: true, minimum: 0 } }), label]);
  const files = [await csvFile("age,label\n1,up\n2,down\n", "one.csv"), await csvFile("label,age\nup,3\n", "two.csv")];
  const checks = check(files, schema);
  expect(failures(checks)).toEqual([]);
  expect(checks.filter((one) => one.subject === "age").map((one) => [one.code, one.status, one.observed])).toEqual([
    ["type", "pass", "0 of 3 rows"],
    ["required", "pass", "0 of 3 rows"],
    ["range", "pass", "0 of 3 rows"],
  ]);
  expect(checks.map((one) => one.code)).toEqual(expect.arrayContaining(["column-missing", "column-new", "target"]));
});

test("each file that breaks a rule has its finding; an accepted file has no entry to paste", async () => {
  const schema = schemaOf([field("age", { type: "integer" }), label]);
  const files = [
    await csvFile("age,label\nx,up\n1,down\n", "one.csv"),
    await csvFile("age,label\nx,up\n2,down\n", "two.csv", { accepted: true }),
    await csvFile("age,label\n1,up\n", "three.csv"),
  ];
  const found = failures(check(files, schema));
  expect(found.map((finding) => finding.where)).toEqual([
    { file: "one.csv", line: 2, column: 1 },
    { file: "two.csv", line: 2, column: 1 },
  ]);
  expect(found.map((finding) => finding.suggestion?.includes("exclude: [{file: "))).toEqual([true, false]);
});

test("thousands of findings are bounded and counted", () => {
  const names = Array.from({ length: 1500 }, (_, i) => `c${i}`);
  const file = tableFile({ ...Object.fromEntries(names.map((name) => [name, ["x", "y"]])), label: ["up", "down"] });
  const found = failures(check([file], schemaOf([...names.map((name) => field(name, { type: "number" })), label])));
  expect(found).toHaveLength(1001);
  expect(found.at(-1)).toMatchObject({ code: "type", observed: 500 });
});

test("hostile names stay on one line and out of prototypes", () => {
  const names = ["__proto__", "constructor", "a\nb::error::", "x".repeat(5000), "`|<b>"];
  const file = tableFile({ label: ["up", "down"] });
  file.table.header.push(...names);
  for (const _ of names) file.table.columns.push(file.table.columns[0]!);
  const schema = schemaOf([label, ...names.map((name) => field(name, { type: "number" }))]);
  const found = failures(check([file], schema));
  expect(found).toHaveLength(names.length);
  for (const finding of found) {
    expect(finding.message).not.toContain("\n");
    expect(finding.message.length).toBeLessThan(500);
  }
});

test.each<[string, Partial<Field>, string[], string[]]>([
  ["list of integers", { type: "list", list: { delimiter: ";", itemType: "integer" } }, ["1;2", ""], ["1;x", "1,2"]],
  ["object", { type: "object" }, ['{"a":1}'], ["[1]", "{a:1}", "3"]],
  ["array", { type: "array", constraints: { maxLength: 2 } }, ["[1,2]"], ["[1,2,3]", "{}"]],
  ["geopoint", { type: "geopoint" }, ["13.4, 52.5", "-180,90"], ["52.5", "200, 10", "10, 91"]],
  ["geopoint as an array", { type: "geopoint", format: "array" }, ["[13.4, 52.5]"], ["13.4, 52.5", '["1","2"]']],
  ["geopoint as an object", { type: "geopoint", format: "object" }, ['{"lon": 1, "lat": 2}'], ['{"lon": 1}']],
  ["geojson", { type: "geojson" }, ['{"type":"Point","coordinates":[1,2]}'], ['{"type":"Pint"}', "{}"]],
  ["duration", { type: "duration" }, ["P1DT2H", "PT0.5S", "-P2W"], ["P", "1 day", "PT"]],
  ["year", { type: "year" }, ["2024", "-0044"], ["24", "2024-01"]],
  ["yearmonth", { type: "yearmonth" }, ["2024-02"], ["2024-13", "2024-1"]],
])("structured types: %s", async (_, x, sound, broken) => {
  expect(await only([...sound, sound[0]!], { role: "ignore", ...x })).toEqual([]);
  const found = (await only(broken, { role: "ignore", ...x })).filter(({ code }) => code !== "target");
  const count = found.reduce((sum, { observed }) => sum + Number(String(observed).split(" ")[0]), 0);
  expect(count).toBe(broken.length);
});

test("unique keys over several fields, where a row with a gap equals no other", async () => {
  const schema = schemaOf([field("a"), field("b"), label], { uniqueKeys: [["a", "b"]] });
  const found = failures(check([await csvFile("a,b,label\n1,1,x\n1,2,y\n1,1,x\n,1,y\n,1,x\n")], schema));
  expect(found).toMatchObject([{ code: "unique-key", subject: "a, b", observed: "1 of 5 rows", where: { line: 4, column: 1 } }]);
});

test("a foreign key into the same file, and one into another resource that is said to be unjudged", async () => {
  const keys = [
    { fields: ["boss"], resource: null, reference: ["id"] },
    { fields: ["shop"], resource: "shops", reference: ["id"] },
  ];
  const schema = schemaOf([field("id", { type: "integer" }), field("boss", { type: "integer" }), field("shop"), label], {
    foreignKeys: keys,
  });
  const checks = check([await csvFile("id,boss,shop,label\n1,,s,x\n2,1.0,s,y\n3,9,s,x\n")], schema);
  expect(failures(checks)).toMatchObject([
    { code: "foreign-key", subject: "boss", observed: "1 of 3 rows", where: { line: 4, column: 2 } },
  ]);
  expect(checks.filter(({ code, status }) => code === "foreign-key" && status === "warn")).toMatchObject([
    { code: "foreign-key", subject: "shop" },
  ]);
});
