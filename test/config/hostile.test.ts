import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readSchema } from "../../src/config/schema/schema.ts";
import type { Problem } from "../../src/types/problem.ts";
import { sampled } from "../times.ts";
import { load, mistakes, placed } from "./load.ts";

const CONFIG = `data:
  files: ["data/data_{YYYYMMDD}.csv", "more/**/*.csv.gz"]
  window: 90d
  freshness: 36h
  exclude: [{file: a.csv, reason: "broken: twice"}]
target: &t label
split: {holdout: 0.2, by: {id: customer}, salt: abc}
train: {engine: forest, trees: 10, export: [onnx, json]}
gates:
  f1-threshold: 0.80
  f1-average: binary
  positive-class: *t
  champion: {margin: 0.02, confidence: 0.95}
limits: {rows: 5e6, bytes: 2GiB}
registry: directory:models
`;
const SCHEMA = `fields:
  - name: customer
    type: integer
    role: id
    constraints: {minimum: 0, maximum: 1e9}
  - {name: day, type: date, format: "%d/%m/%Y", aliases: [Day, "the day"]}
  - {name: label, constraints: {enum: [a, b], required: true}}
missingValues: ["", NA]
primaryKey: [customer, day]
fieldsMatch: equal
`;

/** Everything a user reads: sentences without line breaks, bounded, and never an unexplained place. */
function expectClear(problems: readonly Problem[]): void {
  for (const { message, where, got, expected } of problems) {
    expect(message).toMatch(/^\S.*[.?]$/u);
    expect(message.length).toBeLessThan(1200);
    expect(got).not.toBeNull();
    expect(expected).not.toBeNull();
    if (where) expect(Math.min(where.line, where.column)).toBeGreaterThan(0);
  }
}

const SNIPPETS = [
  ..."{}[]:,&*!|>%@`'\"#?-~\t\n\u0000\u2028\ufeff😀".split(""),
  "<<: *t",
  "__proto__: 1",
  "constructor",
  "? ",
  "---\n",
  "...\n",
  "!!js/undefined ",
  "!!binary ",
  "*t",
  "&a [*a]",
  ".nan",
  ".inf",
  "-0",
  "0x10",
  "1e999",
  "null",
  "  ",
  "%YAML 1.1\n---\n",
  "{YYYY}",
  "data: 1\n",
  "fields: 1\n",
  "\ud800",
];
type Edit = { at: number; drop: number; put: string };
const EDITS: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({
    at: fc.noBias(fc.integer({ min: 0, max: 9999 })).map((n) => n / 10_000),
    drop: fc.constantFrom(0, 0, 1, 2, 5),
    put: fc.oneof(fc.constantFrom(...SNIPPETS), fc.string({ maxLength: 3 })),
  }),
  { minLength: 1, maxLength: 3 },
);

function edited(text: string, edits: Edit[]): string {
  return edits.reduce((now, { at, drop, put }) => {
    const offset = Math.floor(at * now.length);
    return now.slice(0, offset) + put + now.slice(offset + drop);
  }, text);
}

test("property: any edit of a configuration ends in a Config or in a ConfigError", async () => {
  const cwd = placed({ "schema.yml": SCHEMA });
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(EDITS, async (edits) => {
      placed({ "retrain.yml": edited(CONFIG, edits) }, cwd);
      const problems = await mistakes({ cwd });
      expectClear(problems);
      if (problems.length === 0) accepted++;
    }),
    { numRuns: sampled(600) },
  );
  expect(accepted).toBeGreaterThan(0);
  expect(accepted).toBeLessThan(sampled(580));
});

test("property: any edit of a schema ends in a Schema or in a list of mistakes", () => {
  let accepted = 0;
  fc.assert(
    fc.property(EDITS, fc.boolean(), (edits, targeted) => {
      const { schema, problems } = readSchema(edited(SCHEMA, edits), "schema.yml", targeted ? "label" : null);
      expectClear(problems);
      expect(schema === null).toBe(problems.length > 0);
      if (schema) accepted++;
    }),
    { numRuns: sampled(1000) },
  );
  expect(accepted).toBeGreaterThan(0);
});

test("property: any value at any key ends in a Config or in a ConfigError", async () => {
  const keys = [
    "data",
    "data.files",
    "data.exclude",
    "target",
    "split",
    "split.by",
    "train.export",
    "gates.champion",
    "registry",
    "limits.bytes",
    "__proto__",
    "constructor.prototype",
    "toString",
  ];
  const value = fc.oneof(fc.jsonValue(), fc.constantFrom("__proto__", "*a", "&a", "a: b: c", "{", "- x", "9".repeat(400)));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...keys), value, async (key, told) => {
      const set = [`${key}=${typeof told === "string" ? told : JSON.stringify(told)}`];
      expectClear(await mistakes({ values: { data: ["a.csv"], target: "y" }, set }));
    }),
    { numRuns: sampled(300) },
  );
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

/** Independent mistakes, each of one line. */
const SLIPS: [line: string, key: string][] = [
  ["window: 30 fles", "data.window"],
  ["freshness: soon", "data.freshness"],
  ["fresness: 3h", "data.fresness"],
  ["ignore: {a: b}", "data.ignore"],
  ["bucket-owner: me", "data.bucket-owner"],
  ["exclude: [{file: a.csv, digest: x}]", "data.exclude[0].digest"],
  ["__proto__: 3", "data.__proto__"],
];

test("property: of any set of mistakes every one is reported, in its line, and nothing else", async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(SLIPS, { minLength: 1 }), fc.boolean(), async (slips, badTarget) => {
      const lines = ["data:", "  files: a.csv", ...slips.map(([line]) => `  ${line}`), badTarget ? "target: [x]" : "target: x"];
      const problems = await mistakes({ files: { "retrain.yml": lines.join("\n") } });
      const expected = slips.map(([, key], index) => `${index + 3} ${key}`);
      if (badTarget) expected.push(`${slips.length + 3} target`);
      expect(problems.map(({ where, message }) => `${where?.line} ${message.split(" (")[0]}`)).toEqual(expected);
    }),
    { numRuns: sampled(150) },
  );
});

test("documents made to be expensive are refused in one sentence", async () => {
  const bomb = [
    "a: &a [x, x, x, x, x, x, x, x, x, x]",
    ...Array.from(
      { length: 12 },
      (_, i) =>
        `k${i}: &k${i} [${Array(10)
          .fill(i === 0 ? "*a" : `*k${i - 1}`)
          .join(", ")}]`,
    ),
  ].join("\n");
  const documents = [
    bomb,
    "[".repeat(20_000),
    "{a: ".repeat(10_000),
    "- ".repeat(10_000),
    "? ".repeat(10_000),
    Array.from({ length: 100 }, (_, i) => `${" ".repeat(i)}a:`).join("\n"),
    ",".repeat(10_000),
    `[${",".repeat(10_000)}]`,
  ];
  for (const document of documents) {
    const problems = await mistakes({ files: { "retrain.yml": document } });
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThan(300);
    expectClear(problems);
  }
});

test("thousands of mistakes are counted, not printed", async () => {
  const { problems } = readSchema(
    `fields:\n${Array.from({ length: 3000 }, (_, i) => `  - {name: c${i}, typ: x}\n`).join("")}`,
    "s.yml",
    null,
  );
  expect(problems).toHaveLength(1001);
  expect(problems.at(-1)?.message).toBe("There are 2000 more mistakes; mend these first.");
});

test("no golden mistake leaks a phrase of the parser's own", async () => {
  for (const folder of ["config", "schema"]) {
    const golden = new URL(`../golden/${folder}/`, import.meta.url);
    for (const name of readdirSync(golden).filter((one) => one.endsWith(".txt")))
      expect(readFileSync(new URL(name, golden), "utf8")).not.toMatch(/Invalid (input|string|option)|undefined|\[object/);
  }
  await expect(load({})).rejects.toThrow("No data is named");
});
