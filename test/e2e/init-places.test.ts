// init in a repository that has files of its own, and init without data.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { newFolder, ROOT, snapshot } from "./cli.ts";
import { writeDay } from "./days.ts";
import { commandHere } from "./here.ts";

const WORDS = ["--data", "data/data_{YYYYMMDD}.csv", "--target", "label"];
const WORKFLOW = ".github/workflows/retrain.yml";
const THEIRS = "name: Retrain\non: push\njobs: {}\n";

async function repository(files: Record<string, string> = {}): Promise<string> {
  const cwd = await newFolder();
  await mkdir(join(cwd, "data"));
  await writeDay(join(cwd, "data"), 1, { rows: 240, seed: 1 });
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, name)), { recursive: true });
    await writeFile(join(cwd, name), content);
  }
  return cwd;
}

describe("init in a repository with files of its own", () => {
  it.each([
    [{ [WORKFLOW]: THEIRS }, ["schema.yml", "retrain.yml", ".github/workflows/gated-retrain.yml"]],
    [
      { [WORKFLOW]: THEIRS, ".github/workflows/gated-retrain.yml": THEIRS },
      ["schema.yml", "retrain.yml", ".github/workflows/gated-retrain-2.yml"],
    ],
    [{ "schema.yml": "openapi: 3.1.0\npaths: {}\n" }, ["retrain-schema.yml", "retrain.yml", WORKFLOW]],
    [{ "schema.yml": "not: [yaml\n", [WORKFLOW]: "" }, ["retrain-schema.yml", "retrain.yml", ".github/workflows/gated-retrain.yml"]],
  ])(
    "takes other names beside %j, says so, and run works; --force changes only what is ours",
    async (theirs: Record<string, string>, ours) => {
      const cwd = await repository(theirs);
      const first = await commandHere("init", WORDS, cwd);
      expect(first).toMatchObject({ code: 0, json: { files: ours } });
      for (const name of Object.keys(theirs)) expect(first.text).toContain(`${name}`);
      expect((await commandHere("run", [], cwd)).json.verdict).toBe("promoted");
      const again = await commandHere("init", WORDS, cwd);
      expect(again.code).toBe(2);
      expect(again.text).toContain(`${ours[2]} is there already`);
      expect(await commandHere("init", [...WORDS, "--force"], cwd)).toMatchObject({ code: 0, json: { files: ours } });
      for (const [name, content] of Object.entries(theirs)) expect(await readFile(join(cwd, name), "utf8")).toBe(content);
    },
  );

  it.each(["name: retrain\nschedule: daily\n", "- a list\n"])(
    "never takes the place of another program's retrain.yml (%j)",
    async (content) => {
      const cwd = await repository({ "retrain.yml": content });
      const before = await snapshot(cwd);
      for (const force of [[], ["--force"]]) {
        const { code, text } = await commandHere("init", [...WORDS, ...force], cwd);
        expect(code).toBe(2);
        expect(text).toContain("retrain.yml is there and is no configuration of gated-retrain");
      }
      expect(await snapshot(cwd)).toEqual(before);
    },
  );
});

describe("init without --data", () => {
  it.each([
    [{ "sales.csv": "a,b\n1,2\n" }, "sales.csv is the only CSV file here: --data sales.csv takes it."],
    [{ "data/my sales.tsv.gz": "" }, "--data 'data/my sales.tsv.gz' takes it."],
    [{ "data/a.csv": "", "data/b.csv": "" }, "here are data/a.csv, data/b.csv: --data 'data/*.csv' takes them"],
    [{ "notes.txt": "" }, "name the files to learn from, such as --data data/*.csv."],
  ])("with %j", async (files: Record<string, string>, words) => {
    const cwd = await newFolder();
    for (const [name, content] of Object.entries({ ...files, [WORKFLOW]: THEIRS })) {
      await mkdir(dirname(join(cwd, name)), { recursive: true });
      await writeFile(join(cwd, name), content);
    }
    const { code, text } = await commandHere("init", [], cwd);
    expect(code).toBe(2);
    expect(text).toContain(`--data is missing: `);
    expect(text).toContain(words);
    expect(text).not.toContain("retrain.yml");
  });
});

describe("the samples that publish", () => {
  it.each(["nightly", "data-push"])("%s: no run is cancelled while it works, and none by hand while it waits", async (name) => {
    const workflow = parse(await readFile(join(ROOT, `examples/${name}.yml`), "utf8")) as {
      on: { workflow_dispatch?: { inputs?: { mode?: object } } };
      concurrency: { group: string; "cancel-in-progress": boolean };
    };
    const { group, "cancel-in-progress": cancels } = workflow.concurrency;
    expect(cancels).toBe(false);
    expect(group.startsWith("retrain")).toBe(true);
    const hasModes = workflow.on.workflow_dispatch?.inputs?.mode !== undefined;
    expect(group.includes("inputs.mode")).toBe(hasModes);
  });
});
