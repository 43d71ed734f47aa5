// Every command that the README shows, run as shown in a copy of what a clone holds.
import { exec } from "node:child_process";
import { cp, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadConfig } from "../../src/config/load.ts";
import { CHECK_CODES } from "../../src/types/check-codes.ts";
import { newFolder, ROOT, snapshot } from "./cli.ts";

const shell = promisify(exec);

/** This very test is what `npm cit` runs. */
const RUN_BY_THE_RUNNER = "npm cit";

interface Workflow {
  on: { workflow_dispatch: object | null };
  concurrency: { group: string };
  jobs: Record<string, { name?: string; "timeout-minutes"?: number; steps: { name?: string; uses?: string; with?: object }[] }>;
}

/** Without what only explains itself to a person, and without what the step is told. */
function inShort(workflow: Workflow): object {
  const jobs = Object.entries(workflow.jobs).map(([id, { name: _, "timeout-minutes": __, steps, ...job }]) => {
    const short = steps.map(({ name: _name, with: given, ...step }) => {
      const isOurs = step.uses?.includes("gated-retrain@");
      return isOurs ? { ...step, uses: "gated-retrain" } : { ...step, with: given };
    });
    return [id, { ...job, steps: short }];
  });
  // What modes by hand add to the group.
  const concurrency = { ...workflow.concurrency, group: workflow.concurrency.group.replace(/\$\{\{.*\}\}/, "") };
  return { ...workflow, concurrency, on: { ...workflow.on, workflow_dispatch: null }, jobs: Object.fromEntries(jobs) };
}

function blocks(markdown: string, language: string): string[] {
  return [...markdown.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map((match) => match[1]!);
}

describe("README", () => {
  let readme: string;
  let clone: string;

  beforeAll(async () => {
    readme = await readFile(join(ROOT, "README.md"), "utf8");
    clone = await newFolder();
    for (const name of ["dist", "examples", "package.json"]) await cp(join(ROOT, name), join(clone, name), { recursive: true });
  });

  it("shows commands that do what it says, in their order", async () => {
    const commands = blocks(readme, "sh").flatMap((block) => block.trim().split("\n"));
    expect(commands).toContain(RUN_BY_THE_RUNNER);
    const env: NodeJS.ProcessEnv = { ...process.env, NODE_NO_WARNINGS: "1", PATH: `${dirname(process.execPath)}:${process.env.PATH}` };
    const champions: string[] = [];
    for (const command of commands.filter((one) => one !== RUN_BY_THE_RUNNER)) {
      if (command.includes("rollback")) {
        // There must be something to go back to: a second model, by another recipe.
        await shell("node dist/cli.js run --set train.seed=1 gates.champion.margin=0.5", { cwd: clone, env });
        env.PREVIOUS = champions[0];
      }
      await expect(shell(command, { cwd: clone, env }), command).resolves.toBeDefined();
      const files = await snapshot(join(clone, "registry"));
      if ("/champion.json" in files)
        champions.push((JSON.parse(await readFile(join(clone, "registry/champion.json"), "utf8")) as { id: string }).id);
    }
    expect(champions.at(-1)).toBe(champions[0]);
    expect((await readFile(join(clone, "predictions.csv"), "utf8")).trimEnd().split("\n")).toHaveLength(1 + 365);
  });

  it("shows the workflow that init writes, the nightly sample in short, with inputs that exist", async () => {
    const [shown] = blocks(readme, "yaml").map((block) => parse(block) as Workflow);
    const sample = parse(await readFile(join(ROOT, "examples/nightly.yml"), "utf8")) as Workflow;
    const written = parse(await readFile(join(clone, ".github/workflows/retrain.yml"), "utf8")) as Workflow;
    const action = parse(await readFile(join(ROOT, "action.yml"), "utf8"));
    for (const { jobs } of [shown!, sample])
      expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(jobs.retrain!.steps[1]!.with!)));
    expect(inShort(shown!)).toEqual(inShort(sample));
    expect(inShort(written)).toEqual(inShort(sample));
  });

  it("explains every key of retrain.yml with an example that is one", async () => {
    const [config, schema] = blocks(await readFile(join(ROOT, "docs/configuration.md"), "utf8"), "yaml");
    const dir = await newFolder();
    await writeFile(join(dir, "retrain.yml"), config!);
    await writeFile(join(dir, "schema.yml"), schema!);
    const read = await loadConfig({ caller: "terminal", cwd: dir, values: {}, set: [], publish: false, threads: 1 });
    expect(read).toMatchObject({ target: "label", gates: { f1Threshold: 0.8 }, train: { export: ["onnx", "json"] } });
    expect(read.schema?.fields.map((field) => field.name)).toEqual(["order_id", "placed_at", "amount", "country", "label"]);
    const engines = blocks(await readFile(join(ROOT, "docs/engines.md"), "utf8"), "yaml");
    const known = JSON.parse(await readFile(join(ROOT, "schema/retrain.schema.json"), "utf8")).properties;
    const keys = (value: object) =>
      Object.entries(value).flatMap(([key, part]) => [key, ...Object.keys(part.properties ?? {}).map((sub) => `${key}.${sub}`)]);
    // Keys of a script of one's own stand on a page of theirs; command/docs.test.ts loads its blocks.
    const told = [config!, ...engines].flatMap((text) =>
      Object.entries<object>(parse(text)).flatMap(([key, part]) => [
        key,
        ...(typeof part === "object" ? Object.keys(part).map((sub) => `${key}.${sub}`) : []),
      ]),
    );
    const onlyInWords = ["split.columns", "gates.positive-class"];
    // docs/checks.md tells of each code; a test of its own compares.
    const codes = CHECK_CODES.map((code) => `checks.${code}`);
    expect(keys(known).filter((key) => !told.includes(key) && !onlyInWords.includes(key) && !codes.includes(key))).toEqual([]);
  });

  it("lists every input and output of action.yml", async () => {
    const action = parse(await readFile(join(ROOT, "action.yml"), "utf8"));
    const rows = readme.split("\n").filter((line) => line.startsWith("| `"));
    const named = new Set(rows.flatMap((line) => [...line.split("|")[1]!.matchAll(/`([^`]+)`/g)].map((match) => match[1]!)));
    for (const name of [...Object.keys(action.inputs), ...Object.keys(action.outputs)]) expect(named, name).toContain(name);
    for (const [name, { description }] of Object.entries<{ description: string }>({ ...action.inputs, ...action.outputs })) {
      expect(description.length, name).toBeGreaterThan(15);
    }
  });
});
