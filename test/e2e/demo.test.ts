import { execFileSync } from "node:child_process";
import { cp, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { RunResult } from "../../src/types/run.ts";
import { cli, newFolder, node, ROOT } from "./cli.ts";

interface Demo {
  registry: string;
  report: string;
  runs: { title: string; result: RunResult }[];
}

describe("demo", () => {
  let dir: string;
  let stdout: string;
  let demo: Demo;

  beforeAll(async () => {
    // A clone without node_modules: only what the bundle needs at run time.
    const clone = await newFolder();
    for (const name of ["dist", "examples", "package.json"]) await cp(join(ROOT, name), join(clone, name), { recursive: true });
    dir = join(await newFolder(), "demo");
    const json = join(await newFolder(), "demo.json");
    const finished = await node([join(clone, "dist/cli.js"), "demo", "--out", dir, "--json", json], { cwd: clone });
    expect(finished).toMatchObject({ code: 0, stderr: "" });
    stdout = finished.stdout;
    demo = JSON.parse(await readFile(json, "utf8")) as Demo;
    await rm(clone, { recursive: true });
  });

  const run = (chapter: number) => demo.runs[chapter - 1]!.result;

  it("tells its story in at most 40 lines and ends with a report to open", async () => {
    const lines = stdout.trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(lines.at(-1)).toContain(demo.report);
    const html = await readFile(demo.report, "utf8");
    expect(html).toContain("</html>");
    expect(html).not.toMatch(/(?:src|href)="https?:/);
  });

  it("promotes, skips, rejects the rename and the shuffled labels, promotes the right year, rolls back", () => {
    expect(demo.runs.map(({ result }) => result.verdict)).toEqual(["promoted", "skipped", "rejected", "rejected", "promoted", "promoted"]);
    expect(demo.runs.map(({ result }) => result.exitCode)).toEqual([0, 0, 1, 1, 0, 0]);
    const renames = run(3).checks.filter((check) => check.code === "column-renamed");
    expect(renames.map((check) => check.suggestion).join("\n")).toMatch(/aliases: \[max_temp\][\s\S]*aliases: \[windspeed\]/);
    expect(stdout).toContain("aliases: [max_temp]");
    expect(
      run(4)
        .checks.filter((check) => check.status === "fail")
        .map((check) => check.code),
    ).toContain("f1-threshold");
    expect(run(6)).toMatchObject({ championId: run(1).modelId, reason: `rollback to ${run(1).modelId}` });
    expect(run(5).championId).not.toBe(run(1).modelId);
  });

  it("leaves a registry whose digests hold under sha256sum and whose champion it names", async () => {
    const models = (await readdir(join(demo.registry, "model"))).filter((name) => name.endsWith(".manifest.json"));
    const digest = (path: string) => execFileSync("sha256sum", [path], { encoding: "utf8" }).slice(0, 64);
    expect(models).toHaveLength(2);
    for (const name of models) {
      const path = join(demo.registry, "model", name);
      expect(`model_${digest(path)}.manifest.json`).toBe(name);
      const manifest = JSON.parse(await readFile(path, "utf8")) as { files: { digest: string; size: number }[] };
      const onnx = path.replace(".manifest.json", ".onnx");
      expect(manifest.files).toContainEqual(expect.objectContaining({ digest: `sha256:${digest(onnx)}` }));
    }
    for (const name of await readdir(join(demo.registry, "history")))
      expect(`${digest(join(demo.registry, "history", name))}.json`).toBe(name);
    const pointer = JSON.parse(await readFile(join(demo.registry, "champion.json"), "utf8")) as { id: string };
    expect(pointer.id).toBe(run(1).modelId);
    const verified = await cli(["verify", "--registry", demo.registry]);
    expect(verified.code).toBe(0);
  });

  it("holds the rolled-back inputs until something changes", async () => {
    const config = join(dir, "retrain.yml");
    const again = await cli(["run", "--config", config, "--json", "-"]);
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({ verdict: "skipped", championId: run(1).modelId });
    const changed = await cli(["run", "--config", config, "--set", "train.seed=7", "--json", "-"]);
    expect(JSON.parse(changed.stdout).verdict).not.toBe("skipped");
  });
});
