import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cliJson, newFolder, snapshot } from "./cli.ts";
import { DATA, QUICK, writeDay } from "./days.ts";

it("the same inputs again are skipped: no model is trained, no gate judges, nothing is written", async () => {
  const cwd = await newFolder();
  await mkdir(join(cwd, "data"));
  for (const day of [1, 2]) await writeDay(join(cwd, "data"), day, { rows: 300, seed: day });
  const run = (...more: string[]) =>
    cliJson(["run", "--data", DATA, "--target", "label", "--registry", "directory:registry", "--set", ...QUICK, ...more], { cwd });
  const first = await run();
  expect(first.json.verdict).toBe("promoted");
  const before = await snapshot(join(cwd, "registry"));
  for (const look of [1, 2, 3]) {
    const { code, json } = await run();
    expect({ look, code, verdict: json.verdict, modelId: json.modelId }).toEqual({ look, code: 0, verdict: "skipped", modelId: null });
    expect(json.evaluation).toBeNull();
    expect(json.checks.filter(({ code: name, threshold }) => name === "champion" || typeof threshold === "number")).toEqual([]);
    expect(Object.keys(json.timings)).not.toEqual(expect.arrayContaining(["train"]));
    expect(Object.keys(json.timings)).not.toEqual(expect.arrayContaining(["evaluate"]));
  }
  expect(await snapshot(join(cwd, "registry"))).toEqual(before);
  const changed = await run("train.seed=7");
  expect(changed.json.verdict).not.toBe("skipped");
});
