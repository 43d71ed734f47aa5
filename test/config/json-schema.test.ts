import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { editorSchemas } from "../../src/config/json-schema.ts";

const read = (file: string) => readFileSync(new URL(`../../schema/${file}`, import.meta.url), "utf8");
const golden = (folder: string) => new URL(`../golden/${folder}/`, import.meta.url);

/** The committed JSON Schema as a judge of its own: not the zod definition that it was made from. */
function accepts(file: string, document: unknown): boolean {
  const json = JSON.parse(read(file)) as Parameters<typeof z.fromJSONSchema>[0];
  return z.fromJSONSchema(json).safeParse(document).success;
}

const EXAMPLES = [
  "data: {files: 'data/*.csv'}\ntarget: label\n",
  `
data:
  files: ["data_{YYYYMMDD}.csv", other/**/*.csv.gz]
  window: 30 files
  freshness: 36h
  ignore: ["*.md5"]
  exclude: [{file: data_20260101.csv, digest: "sha256:${"0".repeat(64)}", reason: broken export}]
schema: schema.yml
target: label
split: {holdout: 0.2, by: row, salt: abc}
retrain: {when: new-data}
train: {engine: forest, trees: 100, seed: 42, export: [onnx]}
gates:
  f1-threshold: 0.80
  f1-average: weighted
  champion: {margin: 0.02, confidence: 0.95, horizon: 1, undecided: keep}
  dummy: {margin: 0.05}
registry: {to: "directory:models"}
limits: {rows: 5e6, bytes: 2GiB, minutes: 30, model-bytes: 40MiB}
report: {show-values: false}
`,
  "split: {by: {id: customer}}\n",
];

test.each(editorSchemas())("schema/$file is what the definitions give", ({ file, json }) => {
  expect(read(file), "run npm run schema").toBe(`${JSON.stringify(json, null, 2)}\n`);
});

test.each(EXAMPLES)("the editors' schema accepts %s", (text) => {
  expect(accepts("retrain.schema.json", parse(text))).toBe(true);
});

test("the editors' schema accepts a Table Schema", () => {
  const text =
    'fields:\n  - {name: a, type: date, format: "%d/%m/%Y", title: A, constraints: {minimum: 01/01/2020}, aliases: [b]}\nprimaryKey: a\nfieldsMatch: equal\n';
  expect(accepts("table-schema.schema.json", parse(text))).toBe(true);
  expect(accepts("table-schema.schema.json", { fields: [{ name: "a", type: "nmber" }] })).toBe(false);
  expect(accepts("table-schema.schema.json", { field: [] })).toBe(false);
});

test("the editors' schema underlines what is no configuration", () => {
  const mistaken = ["unknown-keys.yml", "wrong-values.yml", "later.yml", "later-more.yml", "blank-values.yml"];
  expect(readdirSync(golden("config"))).toEqual(expect.arrayContaining(mistaken));
  for (const name of mistaken)
    expect(accepts("retrain.schema.json", parse(readFileSync(new URL(name, golden("config")), "utf8"))), name).toBe(false);
});

test("every key has a description", () => {
  const bare: string[] = [];
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === "properties")
        for (const [name, child] of Object.entries(value as Record<string, { description?: string }>))
          if (!child.description) bare.push(`${path}.${name}`);
      visit(value, `${path}.${key}`);
    }
  };
  for (const { file, json } of editorSchemas()) visit(json, file);
  expect(bare).toEqual([]);
});
