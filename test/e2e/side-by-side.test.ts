// Two models of one repository, two steps of one job, and a log that nobody reads.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RunResult } from "../../src/types/run.ts";
import { random } from "./batches.ts";
import { CLI, newFolder } from "./cli.ts";
import { DATA, QUICK, writeDay } from "./days.ts";
import { cliJsonHere } from "./here.ts";
import { runStep } from "./step.ts";

/** Each target follows from a column of its own. */
async function twoTargets(folder: string): Promise<void> {
  const draw = random(7);
  const lines = Array.from({ length: 600 }, () => {
    const [a, b] = [draw(), draw()];
    return `${a.toFixed(4)},${b.toFixed(4)},${a > 0.5 ? "yes" : "no"},${b > 0.5 ? "yes" : "no"}`;
  });
  await mkdir(join(folder, "data"));
  await writeFile(join(folder, "data/data_20260101.csv"), ["x0,x1,churn,fraud", ...lines, ""].join("\n"));
}

describe("a second model in the first one's registry", () => {
  const words = (target: string) => ["run", "--data", DATA, "--target", target, "--f1-threshold", "0.6", "--set", ...QUICK];

  it.each([
    [[], "directory:", "/registry-fraud"],
    [["--registry", "models/churn"], "directory:", "/models/churn-fraud"],
  ])("is told apart from a changed split, whatever columns it reads (%j)", async (registry, scheme, own) => {
    const cwd = await newFolder();
    await twoTargets(cwd);
    expect((await cliJsonHere([...words("churn"), ...registry], { cwd })).json.verdict).toBe("promoted");
    const { json } = await cliJsonHere([...words("fraud"), ...registry], { cwd });
    expect(json.verdict).toBe("inconclusive");
    const gate = json.checks.find(({ code }) => code === "champion");
    expect(gate?.message).toMatch(/the champion of directory:\S+ predicts "churn", this run "fraud"\.$/);
    expect(gate?.suggestion).toContain(`registry: "${scheme}`);
    expect(gate?.suggestion).toContain(`${own}"`);
    const followed = await cliJsonHere([...words("fraud"), "--registry", `.${own}`], { cwd });
    expect(followed.json.verdict).toBe("promoted");
  });
});

describe("steps of one job", () => {
  it("keep their reports apart: the outputs of the first go on to name its own, after a verify and a failure too", async () => {
    const [workspace, temp] = await Promise.all([newFolder(), newFolder()]);
    await mkdir(join(workspace, "data"));
    await writeDay(join(workspace, "data"), 1, { rows: 240, seed: 1 });
    const runner = { workspace, temp };
    const first = await runStep(runner, {});
    const others = [await runStep(runner, { inputs: { mode: "verify" } }), await runStep(runner, { inputs: { data: "nothing/*.csv" } })];
    const reports = [first, ...others].map(({ outputs }) => outputs["run-json"]!);
    expect(new Set(reports.map((path) => dirname(path))).size).toBe(3);
    const read = async (path: string) => JSON.parse(await readFile(path, "utf8")) as RunResult;
    expect((await read(reports[0]!)).modelId).toBe(first.outputs["model-id"]);
    expect((await read(reports[2]!)).verdict).toBe("rejected");
    for (const { outputs } of [first, ...others]) expect(existsSync(outputs["report-path"]!)).toBe(true);
  });
});

describe("a log that nobody reads or that is full", () => {
  type Output = number | "closed";

  async function exitOf(args: string[], cwd: string, env: NodeJS.ProcessEnv, [out, err]: [Output, Output]): Promise<number | null> {
    const stdio = [out, err].map((one) => (one === "closed" ? ("pipe" as const) : one));
    const child = spawn(process.execPath, args, { cwd, env, stdio: ["ignore", ...stdio] });
    for (const stream of [child.stdout, child.stderr]) stream?.destroy();
    const [code] = await once(child, "exit");
    return code as number | null;
  }

  it.each<[string, (full: number, none: number) => [Output, Output]]>([
    ["standard error without a reader", (_, none) => [none, "closed"]],
    ["standard output without a reader", (_, none) => ["closed", none]],
    ["neither has a reader", () => ["closed", "closed"]],
    ["standard error on a full disk", (full, none) => [none, full]],
    ["standard output on a full disk", (full, none) => [full, none]],
  ])("changes neither the run nor its exit code: %s", async (_name, outputs) => {
    const cwd = await newFolder();
    await mkdir(join(cwd, "data"));
    await writeDay(join(cwd, "data"), 1, { rows: 240, seed: 1 });
    const [full, none] = [openSync("/dev/full", "w"), openSync("/dev/null", "w")];
    const words = ["--data", DATA, "--target", "label", "--f1-threshold", "0.6", "--set", ...QUICK, "--json", "-"];
    expect(await exitOf([CLI, "run", ...words], cwd, process.env, outputs(full, none))).toBe(0);
    expect(existsSync(join(cwd, "registry/champion.json"))).toBe(true);
    expect(await exitOf([CLI, "verify", "--registry", "registry"], cwd, process.env, outputs(full, none))).toBe(0);
    // A mistake stays one.
    expect(await exitOf([CLI, "run", "--data"], cwd, process.env, outputs(full, none))).toBe(2);
    const step = {
      PATH: process.env.PATH,
      HOME: cwd,
      GITHUB_WORKSPACE: cwd,
      GITHUB_EVENT_NAME: "schedule",
      GITHUB_REF: "refs/heads/main",
      INPUT_DATA: DATA,
      INPUT_TARGET: "label",
      INPUT_REGISTRY: "directory:other",
      INPUT_SET: QUICK.join("\n"),
      RUNNER_TEMP: cwd,
    };
    expect(await exitOf([join(dirname(CLI), "index.js")], cwd, step, outputs(full, none))).toBe(0);
    expect(existsSync(join(cwd, "other/champion.json"))).toBe(true);
    for (const file of [full, none]) closeSync(file);
  });
});
