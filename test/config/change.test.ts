// Which words of a change count: the head's files on the disk, the base's as another reader gives them.
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { loadChange } from "../../src/config/change/change.ts";
import type { TextReader } from "../../src/config/load.ts";
import { problem } from "../../src/types/errors.ts";
import { placed } from "./load.ts";

const BASE = `data: {files: data/*.csv, freshness: 36h}
target: label
registry: directory:registry
limits: {rows: 1000}
train: {engine: forest, trees: 50}
gates: {f1-threshold: 0.8}
`;

async function changed(head: string | null, base: string | null, { inputsCount = true, values = {}, set = [] as string[] } = {}) {
  const cwd = placed(head === null ? {} : { "retrain.yml": head });
  const read: TextReader = async (file, name) => {
    if (base !== null && file === resolve(cwd, "retrain.yml")) return { text: base, problem: null };
    return {
      text: null,
      problem: name === "retrain.yml" || name.startsWith(".github") || name.endsWith("yaml") ? null : problem(`${name} is not there.`),
    };
  };
  const loaded = await loadChange({ caller: "workflow", cwd, values, set, publish: true, threads: 2 }, { read, inputsCount });
  return { cwd, ...loaded };
}

const keys = ({ overruled }: Awaited<ReturnType<typeof changed>>) => overruled.map(({ got, where }) => `${where?.line ?? "-"} ${got}`);

describe("the head's words", () => {
  it("count for what is under review, the base's for the rest", async () => {
    const head = BASE.replace("data/*.csv", "s/*.csv")
      .replace("rows: 1000", "rows: 9")
      .replace("forest, trees: 50", "ml-random-forest, trees: 7")
      .replace("0.8", "0.1");
    const done = await changed(head, BASE);
    expect(done.followed).toMatchObject({
      data: { files: [`${done.cwd}/data/*.csv`] },
      limits: { rows: 1000 },
      train: { engine: "forest", trees: 7 },
      gates: { f1Threshold: 0.1 },
      publish: false,
    });
    expect(keys(done)).toEqual(["1 data.files", "4 limits.rows", "5 train.engine"]);
  });

  it.each([
    ["split: {by: {file: secrets.csv}}", "", "row", null, ["7 split.by.file"]],
    ['split: {by: "file: secrets.csv"}', "", "row", null, ["7 split.by"]],
    ["split: {by: {file: secrets.csv}}", "split: {by: {file: golden.csv}}", "file", "golden.csv", ["7 split.by.file"]],
    ["split: {by: row}", "split: {by: {file: golden.csv}}", "file", "golden.csv", ["7 split.by"]],
    ["retrain: {when: always}", "split: {by: {file: golden.csv}}", "file", "golden.csv", ["7 retrain.when", "1 split.by.file"]],
    ["split: {by: {file: golden.csv}}", "split: {by: {file: golden.csv}}", "file", "golden.csv", []],
    ["split: {by: {time: at}}", "split: {by: {group: shop}}", "time", null, []],
  ])("name no golden file: %s over %s", async (head, base, by, golden, overruled) => {
    const done = await changed(`${BASE}${head}\n`, `${BASE}${base}\n`);
    expect(done.followed?.split.by).toBe(by);
    expect(done.followed?.data.golden?.path ?? null).toBe(golden === null ? null : `${done.cwd}/${golden}`);
    expect(keys(done)).toEqual(overruled);
  });

  it.each(["split.by.file=secrets.csv", 'split.by="file: secrets.csv"'])("name none by an input that is the author's: %s", async (set) => {
    const counting = await changed(BASE, BASE, { set: [set] });
    expect(counting.base?.data.golden?.path).toBe(`${counting.cwd}/secrets.csv`);
    const done = await changed(BASE, BASE, { inputsCount: false, set: [set] });
    expect(done.followed).toMatchObject({ split: { by: "row" }, data: { golden: null } });
    expect(keys(done)).toHaveLength(1);
  });

  it.each<[string, string | null, string[]]>([
    ["another order of keys", BASE.split("\n").reverse().join("\n"), []],
    ["another notation", BASE.replace("{rows: 1000}", "\n  rows: 1e3").replace("directory:registry", '"directory:registry"'), []],
    ["a section left blank", `${BASE}report:\n`, []],
    ["a key left out", BASE.replace(", freshness: 36h", ""), ["1 data.freshness"]],
    ["a section left out", BASE.replace("limits: {rows: 1000}\n", ""), ["1 limits.rows"]],
    [
      "a section added",
      `${BASE}report: {show-values: true, dir: elsewhere, comment: false}\n`,
      ["7 report.show-values", "7 report.comment"],
    ],
    ["leave to publish", `${BASE}publish-from: [topic]\n`, ["7 publish-from"]],
    ["a list for a text", BASE.replace("data/*.csv", "[data/*.csv]"), ["1 data.files"]],
  ])("with %s", async (_, head, expected) => {
    expect(keys(await changed(head, BASE))).toEqual(expected);
  });

  it("are read for all their mistakes, in base-only keys too", async () => {
    await expect(changed(`${BASE.replace("rows: 1000", "rows: none")}bananas: 1\n`, BASE)).rejects.toThrow(/limits\.rows.*\n.*bananas/s);
  });

  it("cannot show values, whatever they say", async () => {
    const done = await changed(`${BASE}report: {show-values: true}\n`, BASE);
    expect(done.followed?.report.showValues).toBe(false);
  });
});

describe("inputs", () => {
  const given = { values: { registry: "directory:elsewhere", "f1-threshold": "0.5" }, set: ["limits.rows=7", "train.trees=3"] };

  it("count in full where the workflow is the base's", async () => {
    const done = await changed(BASE, BASE, given);
    expect(done.followed).toMatchObject({
      registry: { path: `${done.cwd}/elsewhere` },
      limits: { rows: 7 },
      train: { trees: 3 },
      gates: { f1Threshold: 0.5 },
    });
    expect(keys(done)).toEqual([]);
  });

  it("count for what is under review where the change touches the workflow", async () => {
    const done = await changed(BASE, BASE, { ...given, inputsCount: false });
    expect(done.followed).toMatchObject({
      registry: { path: `${done.cwd}/registry` },
      limits: { rows: 1000 },
      train: { trees: 3 },
      gates: { f1Threshold: 0.5 },
    });
    expect(keys(done)).toEqual(["1 registry", "4 limits.rows"]);
  });

  it("may be all that the base has", async () => {
    const values = { data: "data/*.csv", target: "label", registry: "directory:registry" };
    expect((await changed(null, null, { values })).followed).toMatchObject({ target: "label" });
    expect((await changed(null, null, { values, inputsCount: false })).followed).toBeNull();
  });
});

describe("a base that cannot be used", () => {
  it.each<[string, string | null, RegExp]>([
    ["has no configuration", null, /at the base commit there is no configuration that can be used: No data is named/],
    ["is no YAML", "{", /is not valid YAML/],
    ["has mistakes", `${BASE}bananas: 1\n`, /bananas/],
  ])("%s: nothing is followed, and it is no mistake of the author's", async (_, base, reason) => {
    const done = await changed(BASE, base);
    expect(done).toMatchObject({ followed: null, base: null, overruled: [] });
    expect(done.reason).toMatch(reason);
  });
});

test("property: nothing that a head says moves data, registry, limits or engine", async () => {
  const words = fc.constantFrom("a/*.csv", "/etc/*", "[x.csv]", "{}", "null", "1", "~", "'directory:/tmp'", "directory:x", "true", "[]");
  const lines = fc.array(fc.tuple(fc.constantFrom("data", "registry", "limits", "train", "report", "publish-from", "x"), words), {
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(lines, async (said) => {
      const unique = [...new Map(said)];
      const head = `target: label\n${unique.map(([key, value]) => `${key}: ${value}\n`).join("")}`;
      const done = await changed(head, BASE, { values: { data: "d.csv", registry: "directory:d" }, inputsCount: false }).catch(() => null);
      if (done === null) return;
      const { followed, base } = done;
      expect([followed?.data, followed?.registry, followed?.limits, followed?.train.engine, followed?.publishFrom]).toEqual([
        base?.data,
        base?.registry,
        base?.limits,
        base?.train.engine,
        base?.publishFrom,
      ]);
      expect(followed?.data.files).toEqual([`${done.cwd}/data/*.csv`]);
    }),
    { numRuns: 60 },
  );
});
