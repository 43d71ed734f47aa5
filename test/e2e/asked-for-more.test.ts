// Gates and window are no part of a run's inputs: one that asks for more than the champion was judged by is judged at once.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { newFolder } from "./cli.ts";
import { DATA, QUICK, writeDay } from "./days.ts";
import { cliJsonHere } from "./here.ts";

async function champion(rows = 300) {
  const cwd = await newFolder();
  await mkdir(join(cwd, "data"));
  for (const day of [1, 2]) await writeDay(join(cwd, "data"), day, { rows, seed: day });
  const run = async (...set: string[]) => {
    const { code, json } = await cliJsonHere(
      ["run", "--data", DATA, "--target", "label", "--registry", "directory:registry", "--set", ...QUICK, ...set],
      { cwd },
    );
    return { code, json, said: `${code} ${json.verdict}` };
  };
  const first = await run("gates.f1-threshold=0.5");
  expect(first.said).toBe("0 promoted");
  return { cwd, run, first };
}

it("a floor that the champion does not reach is rejected, every night, until it is set back", async () => {
  const { run, first } = await champion();
  for (const night of [1, 2]) {
    const { said, json } = await run("gates.f1-threshold=0.999");
    expect({ night, said, championId: json.championId }).toEqual({ night, said: "1 rejected", championId: first.json.modelId });
    expect(json.checks.find(({ code }) => code === "f1-threshold")?.status).toBe("fail");
  }
  expect((await run("gates.f1-threshold=0.5")).said).toBe("0 skipped");
  expect((await run("gates.f1-threshold=0.4")).said).toBe("0 skipped");
});

it.each([
  ["a reachable threshold", ["gates.f1-threshold=0.55"]],
  ["a class's floor", ["gates.f1-threshold=0.5", "gates.min-class-f1={yes: 0.1}"]],
  ["a metric", ["gates.f1-threshold=0.5", "gates.metrics.accuracy=0.5"]],
  ["another average", ["gates.f1-threshold=0.5", "gates.f1-average=macro"]],
])("%s is judged once, and then the champion was judged by it", async (_, set) => {
  const { run, first } = await champion();
  const judged = await run(...set);
  expect(judged.said, JSON.stringify(judged.json.checks.filter(({ status }) => status !== "pass"))).toBe("0 promoted");
  expect(judged.json.championId).toBe(first.json.modelId);
  expect((await run(...set)).said).toBe("0 skipped");
});

it("few rows do not leave it undecided: a model is no worse than itself", async () => {
  const { run } = await champion(60);
  expect((await run("gates.f1-threshold=0.51")).said).toBe("0 promoted");
});

it("another window trains another model from the same rows", async () => {
  const { run, first } = await champion();
  const narrower = await run("gates.f1-threshold=0.5", "data.window=latest");
  expect(narrower.json.verdict).not.toBe("skipped");
  expect(narrower.json.modelId).not.toBe(first.json.modelId);
});

it("it does not wait for more rows, and brings back nothing that was rolled back", async () => {
  const { cwd, run } = await champion();
  const waiting = "retrain.when={min-new-rows: 1000000}";
  await writeDay(join(cwd, "data"), 3, { rows: 300, seed: 3 });
  expect((await run("gates.f1-threshold=0.5", waiting)).said).toBe("0 skipped");
  expect((await run("gates.f1-threshold=0.999", waiting)).said).toBe("1 rejected");
  expect((await run("gates.f1-threshold=0.5")).json.verdict).toMatch(/promoted|kept/);
  const back = await cliJsonHere(["rollback", "--registry", "directory:registry", "--reason", "bad"], { cwd });
  if (back.code === 0) expect((await run("gates.f1-threshold=0.52")).said).toBe("0 skipped");
});
