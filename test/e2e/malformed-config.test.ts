// Whatever retrain.yml or a schema holds: exit 2 with every mistake at its place, or a run as usual; never a stack.
import { cp, mkdir, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampled } from "../times.ts";
import { rows, writeBatch } from "./batches.ts";
import { cliJson, newFolder, snapshot } from "./cli.ts";
import { fileOfDay } from "./days.ts";
import { commandHere, type Ended, expectClear, findingsOf } from "./here.ts";
import { CONFIG_CASES, type TextCase } from "./malformed-configs.ts";
import { JSON_SCHEMA_CASES, SCHEMA, SCHEMA_CASES } from "./malformed-schemas.ts";

const CONFIG = `data:
  files: data/data_{YYYYMMDD}.csv
  window: all
schema: schema.yml
target: label
split: {holdout: 0.2, by: row, salt: s}
train: {engine: forest, trees: 5, seed: 1}
gates:
  f1-threshold: 0.6
  champion: {margin: 0.5}
registry: directory:registry
`;

let template: string;

beforeAll(async () => {
  template = await newFolder();
  await mkdir(join(template, "data"));
  await writeBatch(join(template, "data", fileOfDay(1)), rows(240, 1, 0));
  await writeFile(join(template, "retrain.yml"), CONFIG);
  await writeFile(join(template, "schema.yml"), SCHEMA);
  const first = await commandHere("run", [], template);
  expect(first.json.verdict, first.text).toBe("promoted");
  await writeBatch(join(template, "data", fileOfDay(2)), rows(60, 2, 0));
});

afterAll(() => rm(template, { recursive: true }));

async function homeWith(name: string, content: TextCase["content"]): Promise<string> {
  const home = await newFolder();
  await cp(template, home, { recursive: true });
  const path = join(home, name);
  await rm(path, { force: true });
  if (typeof content === "function") await content(path);
  else await writeFile(path, content);
  return home;
}

/** Exit 2 names the file; what is not promoted leaves the registry byte for byte. */
async function judged(home: string, ended: Promise<Ended>): Promise<Ended> {
  const before = await snapshot(join(home, "registry"));
  const result = await ended;
  expectClear(result);
  if (result.code >= 2) expect(await snapshot(join(home, "registry"))).toEqual(before);
  return result;
}

function expectMistake(ended: Ended, file: string, { code = 2, line, names }: TextCase): void {
  expect([code].flat(), `${ended.text}`).toContain(ended.code);
  if (ended.code !== 2) return;
  const found = findingsOf(ended);
  expect(
    found.some(({ message, where }) => message.includes(file) || where?.file.endsWith(file)),
    ended.text,
  ).toBe(true);
  if (line !== undefined) expect(found.map(({ where }) => where?.line)).toContain(line);
  if (names !== undefined) expect(found.map(({ message }) => message).join("\n")).toMatch(names);
}

describe(`${CONFIG_CASES.length} malformed configurations`, () => {
  it.each(CONFIG_CASES)("$says", async (one) => {
    const home = await homeWith("retrain.yml", one.content);
    expectMistake(await judged(home, commandHere("run", ["--config", "retrain.yml"], home)), "retrain.yml", one);
    expectClear(await commandHere("validate", ["--config", "retrain.yml", "--data", `data/${fileOfDay(2)}`], home));
    await rm(home, { recursive: true });
  });
});

describe(`${SCHEMA_CASES.length + JSON_SCHEMA_CASES.length} malformed schemas`, () => {
  const files = [
    ...SCHEMA_CASES.map((one) => ({ ...one, name: "schema.yml" })),
    ...JSON_SCHEMA_CASES.map((one) => ({ ...one, name: "schema.json" })),
  ];
  it.each(files)("$name: $says", async ({ name, ...one }) => {
    const home = await homeWith(name, one.content);
    expectMistake(await judged(home, commandHere("run", ["--schema", name], home)), name, one);
    const data = ["--data", `data/${fileOfDay(2)}`, "--target", "label"];
    expectMistake(await commandHere("validate", [...data, "--schema", name], home), name, one);
    const trained = await commandHere("train", [...data, "--schema", name, "--trees", "2", "--out", "trained"], home);
    expectClear(trained);
    if (one.code === undefined) expect(trained.code).toBe(2);
    await rm(home, { recursive: true });
  });
});

it("a sample of both through the bundle in its own process", async () => {
  const cases = [
    ...CONFIG_CASES.map((one) => ({ ...one, name: "retrain.yml" })),
    ...SCHEMA_CASES.map((one) => ({ ...one, name: "schema.yml" })),
  ];
  for (const [index, one] of cases.entries()) {
    if (index % 6 !== 1) continue;
    const home = await homeWith(one.name, one.content);
    const run = await cliJson(["run", "--report-dir", "report"], { cwd: home });
    const ended: Ended = { name: "run", code: run.code!, text: run.stderr, json: run.json };
    expectClear(ended);
    expectMistake(ended, one.name, one);
    await rm(home, { recursive: true });
  }
});

describe("places", () => {
  const PLACES: [string, (path: string) => Promise<unknown>][] = [
    ["a folder", (path) => mkdir(path)],
    ["a link to nowhere", (path) => symlink("/no/such/file", path)],
    ["a link to itself", (path) => symlink(path, path)],
    ["an endless device", (path) => symlink("/dev/zero", path)],
    ["a sparse file of 3 GiB", async (path) => writeFile(path, "").then(() => truncate(path, 3 * 2 ** 30))],
    ["nothing", async () => {}],
  ];
  it.each(PLACES)("%s for a configuration or a schema", async (_, make) => {
    for (const name of ["retrain.yml", "schema.yml"]) {
      const home = await homeWith(name, make);
      expectMistake(await judged(home, commandHere("run", ["--config", "retrain.yml"], home)), name, { says: "", content: make });
      await rm(home, { recursive: true });
    }
  });
});

describe("flags", () => {
  const WORDS: string[][] = [
    ["--set", "gates"],
    ["--set", "gates.f1-threshold"],
    ["--set", "=1"],
    ["--set", "a=b"],
    ["--set", "gates.f1-threshold=high"],
    ["--set", "gates.f1-threshold=[1"],
    ["--set", "__proto__.polluted=1"],
    ["--set", "gates.__proto__.polluted=1"],
    ["--set", "constructor.prototype.polluted=1"],
    ["--set", `${"a.".repeat(5000)}b=1`],
    ["--f1-threshold", "2"],
    ["--f1-threshold", "NaN"],
    ["--f1-threshold", ""],
    ["--threads", "0"],
    ["--threads", "1e9"],
    ["--threads", "two"],
    ["--window", "yesterday"],
    ["--engine", "magic"],
    ["--registry", "s3:/wrong"],
    ["--registry", "branch:"],
    ["--registry", "directory:"],
    ["--registry", "directory:retrain.yml"],
    ["--registry", "a\0b"],
    ["--data", ""],
    ["--data", "data/\0.csv"],
    ["--data", "data/{YYYY}/{MM"],
    ["--config", ""],
    ["--config", "none.yml"],
    ["--config", "a\0b"],
    ["--schema", "a\0b"],
    ["--report-dir", "a\0b", "--f1-threshold", "2"],
    ["--target", "nonesuch"],
    ["--target", ""],
    ["--nonsense"],
    ["word"],
    ["--config"],
    ["--config", "retrain.yml", "--config", "retrain.yml"],
    ["--dry-run=yes"],
    ["--window", "\u001b[31m\u202e"],
  ];
  it.each(WORDS.map((words) => [words]))("%j", async (words) => {
    const home = await homeWith("retrain.yml", CONFIG);
    const ended = await judged(home, commandHere("run", words, home));
    expect([1, 2], ended.text).toContain(ended.code);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    await rm(home, { recursive: true });
  });
});

describe("any text", () => {
  const PARTS = [
    ...[
      "{",
      "}",
      "[",
      "]",
      ": ",
      "- ",
      "\n",
      "\n  ",
      "&a ",
      "*a",
      "<<: *a",
      "!!js ",
      "|\n",
      ">-\n",
      "'",
      '"',
      "#",
      "---\n",
      "...\n",
      "%YAML 1.1\n",
      "? ",
    ],
    ...[
      "null",
      "~",
      "1e999",
      "-0",
      "0x1f",
      "2026-01-01",
      ".nan",
      ".inf",
      "__proto__",
      "constructor",
      "fields",
      "name",
      "label",
      "gates",
      "\t",
      "\0",
      "\ufeff",
      "\u2028",
    ],
  ];
  const mutilated = (text: string) =>
    fc
      .array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), remove: fc.nat(30), insert: fc.constantFrom(...PARTS, "") }), {
        minLength: 1,
        maxLength: 6,
      })
      .map((edits) =>
        edits.reduce((all, { at, remove, insert }) => {
          const start = Math.floor(at * all.length);
          return all.slice(0, start) + insert + all.slice(start + remove);
        }, text),
      );
  const soup = fc.array(fc.constantFrom(...PARTS), { maxLength: 40 }).map((parts) => parts.join(""));
  const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value));

  const survives = (name: string) => async (content: string) => {
    const home = await homeWith(name, content);
    // A mutilated text may name another data file or registry: only how it ends is held.
    expectClear(await commandHere("run", ["--dry-run", "--config", "retrain.yml", "--set", "train.trees=2", "limits.minutes=1"], home));
    await rm(home, { recursive: true });
  };

  it("80 configurations", async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(mutilated(CONFIG), mutilated(CONFIG), soup, json), survives("retrain.yml")), {
      numRuns: sampled(80),
      seed: 1,
    });
  });

  it("80 schemas", async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(mutilated(SCHEMA), mutilated(SCHEMA), soup, json), survives("schema.yml")), {
      numRuns: sampled(80),
      seed: 2,
    });
  });
});
