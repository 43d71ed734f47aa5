// The bundle on Windows' own Node, under wine: the whole life of a registry, by paths of every form; the models are those of this system.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { RunResult } from "../../src/types/run.ts";
import { CLI, cli, cliJson, newFolder, sha256 } from "../e2e/cli.ts";
import { fileOfDay, QUICK, writeDay } from "../e2e/days.ts";

const NODE = process.env.GR_NODE_WINDOWS ?? "";
const NIGHTS = [2, 3, 4, 5, 6];

let prefix: string;

/** As a Windows program names a file of this machine. */
const drive = (path: string) => `Z:${path.replaceAll("/", "\\")}`;

interface Ended<T = RunResult> {
  code: number | null;
  stdout: string;
  stderr: string;
  json: T;
}

/** Output goes to files: Windows' Node does not take this system's pipes. */
async function onWindows<T = RunResult>(words: string[], cwd: string, isJson = true): Promise<Ended<T>> {
  const folder = await mkdtemp(join(tmpdir(), "gated-retrain-wine-"));
  const [out, err] = ["out", "err"].map((name) => join(folder, name)) as [string, string];
  const files = [out, err].map((path) => openSync(path, "w"));
  const env = { ...process.env, WINEDEBUG: "-all", WINEPREFIX: prefix, NODE_SKIP_PLATFORM_CHECK: "1", NODE_NO_WARNINGS: "1" };
  const args = [NODE, drive(CLI), ...words, ...(isJson ? ["--json", "-"] : [])];
  const child = spawn("wine", args, { cwd, env, stdio: ["ignore", ...files] });
  const [code] = (await once(child, "close")) as [number | null];
  files.forEach(closeSync);
  const [stdout, stderr] = await Promise.all([readFile(out, "utf8"), readFile(err, "utf8")]);
  return { code, stdout, stderr, json: (isJson && stdout !== "" ? JSON.parse(stdout) : null) as T };
}

/** A folder with the data of so many days; `crlf`: as a checkout on Windows may have it. */
async function home(days: number[], crlf = false): Promise<string> {
  const folder = await newFolder();
  await mkdir(join(folder, "data"));
  for (const day of days) await arrive(folder, day, crlf);
  return folder;
}

async function arrive(folder: string, day: number, crlf = false): Promise<void> {
  await writeDay(join(folder, "data"), day, { rows: day === 1 ? 240 : 60, seed: day });
  const path = join(folder, "data", fileOfDay(day));
  if (crlf) await writeFile(path, (await readFile(path, "utf8")).replaceAll("\n", "\r\n"));
}

const settings = ["--target", "label", "--f1-threshold", "0.6", "--set", ...QUICK];

beforeAll(async () => {
  prefix = join(await newFolder(), "prefix");
  // The first start makes the prefix.
  const { code, stdout, stderr } = await onWindows(["--version"], await newFolder(), false);
  expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^\d+\.\d+\.\d+/);
});

describe("on Windows", () => {
  it("the demo tells its story, in the same words", async () => {
    const [there, here] = await Promise.all([newFolder(), newFolder()]);
    const [windows, linux] = await Promise.all([
      onWindows(["demo", "--out", "story"], there, false),
      cli(["demo", "--out", "story"], { cwd: here }),
    ]);
    expect(windows.code, windows.stderr).toBe(0);
    const told = ({ stdout }: { stdout: string }) => stdout.match(/^.*\b[0-9a-f]{12}\b/gm) ?? [];
    expect(told(windows).length).toBeGreaterThan(1);
    expect(told(windows)).toEqual(told(linux));
  });

  it("init, five nights, rollback, verify, predict: relative paths with backslashes, absolute ones, a drive; ids are this system's", async () => {
    const [there, here] = await Promise.all([home([1], true), home([1])]);
    const data = ["data\\data_{YYYYMMDD}.csv", "data/data_{YYYYMMDD}.csv", drive(join(there, "data/data_{YYYYMMDD}.csv"))];
    const registries = ["models", ".\\models", drive(join(there, "models")), `directory:${drive(join(there, "models"))}`];
    const nights = [1, ...NIGHTS];
    for (const [n, day] of nights.entries()) {
      if (day > 1) await Promise.all([arrive(there, day, true), arrive(here, day)]);
      const windows = await onWindows(["run", "--data", data[n % 3]!, "--registry", registries[n % 4]!, ...settings], there);
      const linux = await cliJson(["run", "--data", data[1]!, "--registry", "models", ...settings], { cwd: here });
      expect(windows.json, windows.stderr).toMatchObject({ verdict: "promoted", error: null });
      expect(windows.json.modelId).toBe(linux.json.modelId);
      expect(windows.json.data?.files.map(({ name }) => name)).toEqual(linux.json.data?.files.map(({ name }) => name));
      expect(windows.json.evaluation).toEqual(linux.json.evaluation);
    }
    expect((await onWindows(["run", "--data", data[2]!, "--registry", registries[2]!, ...settings], there)).json.verdict).toBe("skipped");
    const files = async (root: string) => (await readdir(join(root, "models/model"))).sort();
    expect(await files(there)).toEqual(await files(here));
    for (const name of await files(here)) {
      const [a, b] = await Promise.all([there, here].map((root) => readFile(join(root, "models/model", name))));
      expect(sha256(a!)).toBe(sha256(b!));
    }
    const [back, same] = await Promise.all([
      onWindows(["rollback", "--registry", registries[2]!, "--reason", "worse"], there),
      cliJson(["rollback", "--registry", "models", "--reason", "worse"], { cwd: here }),
    ]);
    expect(back.json.championId).toBe(same.json.championId);
    const verified = await onWindows(["verify", "--registry", registries[1]!], there);
    expect(verified.json).toMatchObject({ verdict: "checked", championId: same.json.championId });
    // This system takes over what Windows wrote.
    expect((await cliJson(["verify", "--registry", "models"], { cwd: there })).json.verdict).toBe("checked");
    const asked = (out: string, path: string) => ["predict", "--registry", "models", "--data", path, "--out", out];
    expect((await onWindows(asked("out\\predictions.csv", `data\\${fileOfDay(2)}`), there)).code).toBe(0);
    expect((await onWindows(asked(drive(join(there, "absolute.csv")), drive(join(there, "data", fileOfDay(2)))), there)).code).toBe(0);
    await cliJson(asked("predictions.csv", `data/${fileOfDay(2)}`), { cwd: here });
    const expected = await readFile(join(here, "predictions.csv"), "utf8");
    for (const name of ["out/predictions.csv", "absolute.csv"]) expect(await readFile(join(there, name), "utf8")).toBe(expected);
  });

  it("init writes files for every system, and run needs no flag", async () => {
    const folder = await home([1]);
    const done = await onWindows<{ files: string[] }>(["init", "--data", "data\\data_{YYYYMMDD}.csv", "--target", "label"], folder);
    expect(done.json.files, done.stderr).toEqual(["schema.yml", "retrain.yml", ".github/workflows/retrain.yml"]);
    expect(await readFile(join(folder, "retrain.yml"), "utf8")).toContain("files: data/data_{YYYYMMDD}.csv");
    const windows = await onWindows(["run"], folder);
    expect(windows.json, windows.stderr).toMatchObject({ verdict: "promoted" });
    await rename(join(folder, "registry"), join(folder, "windows"));
    expect((await cliJson(["run"], { cwd: folder })).json.modelId).toBe(windows.json.modelId);
  });

  it("validate, by each form of path; a near miss and its advice have paths that can be pasted", async () => {
    const folder = await home([1, 2, 3]);
    const paths = (form: (path: string) => string) => [1, 2, 3].map((day) => form(`data/${fileOfDay(day)}`));
    for (const form of [(path: string) => path, (path: string) => path.replace("/", "\\"), (path: string) => drive(join(folder, path))]) {
      const [one, two, three] = paths(form) as [string, string, string];
      const { json, stderr } = await onWindows(["validate", "--data", three, "--reference", one, two, "--target", "label"], folder);
      expect(json, stderr).toMatchObject({ verdict: "checked" });
    }
    await rename(join(folder, "data", fileOfDay(3)), join(folder, "data", `new_${fileOfDay(3)}`));
    const missed = await onWindows(["run", "--data", "data\\data_{YYYYMMDD}.csv", ...settings], folder);
    const check = missed.json.checks.find(({ code, status }) => code === "near-miss" && status === "fail");
    expect(check?.suggestion).toContain('files: ["data/data_{YYYYMMDD}.csv", "data/new_data_{YYYYMMDD}.csv"]');
  });

  it("a drive without a folder, a device's name and a folder that is not there are mistakes in words", async () => {
    const folder = await home([1]);
    const run = (data: string, registry = "models") => onWindows(["run", "--data", data, "--registry", registry, ...settings], folder);
    expect((await run("Z:data\\*.csv")).json.error?.problems[0]?.message).toContain("names a drive and no folder of it");
    expect((await run("data\\nul")).json.error?.problems[0]?.message).toContain("Windows keeps for a device");
    expect((await run("data\\*.csv", "aux")).json.error?.problems[0]?.message).toContain("Windows keeps for a device");
    const [missing] = (await run("nowhere\\deep\\*.csv")).json.checks;
    expect(missing?.message).toContain("there is no folder nowhere");
  });

  it("two runs at once: one lock, two promotions or a skip, and a registry that verifies", async () => {
    const folder = await home([1, 2]);
    const words = ["run", "--data", "data\\data_{YYYYMMDD}.csv", "--registry", "models", ...settings];
    const both = await Promise.all([onWindows(words, folder), onWindows(words, folder)]);
    for (const { json, stderr } of both)
      expect(json, stderr).toMatchObject({ error: null, verdict: expect.stringMatching(/promoted|skipped/) });
    expect((await onWindows(["verify", "--registry", "models"], folder)).json.verdict).toBe("checked");
    expect(await readdir(join(folder, "models"))).not.toContain("registry.lock");
  });
});
