import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { rows, writeBatch } from "./batches.ts";
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

it("with retrain.when.min-new-rows a run waits for enough rows of files that passed, and for nothing else", async () => {
  const cwd = await newFolder();
  await mkdir(join(cwd, "data"));
  const add = (day: number, rows: number, inverted = false) => writeDay(join(cwd, "data"), day, { rows, seed: day, inverted });
  const run = (...more: string[]) =>
    cliJson(["run", "--data", DATA, "--target", "label", "--registry", "directory:registry", "--set", ...QUICK, ...more], { cwd });
  const patient = (...more: string[]) => run("retrain.when={min-new-rows: 50%}", ...more);
  for (const day of [1, 2]) await add(day, 300);
  expect((await patient()).json.verdict).toBe("promoted");
  const before = await snapshot(join(cwd, "registry"));

  await add(3, 200);
  const waiting = await patient();
  expect({ code: waiting.code, verdict: waiting.json.verdict, modelId: waiting.json.modelId }).toEqual({
    code: 0,
    verdict: "skipped",
    modelId: null,
  });
  expect(waiting.json.reason).toBe(
    "Waiting for more rows: 200 of 300 new ones have come (50 % of the champion's 600). No data check failed.",
  );
  expect(waiting.json.checks.map(({ code }) => code)).toEqual(expect.arrayContaining(["drift", "label-noise"]));
  expect(await snapshot(join(cwd, "registry"))).toEqual(before);
  // Another recipe is judged at once, and so is whoever counts rows and not shares.
  expect((await patient("train.seed=7", "--dry-run")).json.verdict).toBe("checked");
  expect((await run("retrain.when.min-new-rows=200", "--dry-run")).json.verdict).toBe("checked");

  await add(4, 100, true);
  const wrong = await patient();
  expect({ code: wrong.code, verdict: wrong.json.verdict }).toEqual({ code: 1, verdict: "rejected" });
  await add(4, 100);
  expect((await patient()).json.verdict).toBe("promoted");
});

it("wrong labels are not kept waiting", async () => {
  const cwd = await newFolder();
  await mkdir(join(cwd, "data"));
  const run = () =>
    cliJson(
      [
        "run",
        "--data",
        DATA,
        "--target",
        "label",
        "--registry",
        "directory:registry",
        "--set",
        ...QUICK,
        "retrain.when={min-new-rows: 90%}",
      ],
      { cwd },
    );
  for (const day of [1, 2, 3]) await writeDay(join(cwd, "data"), day, { rows: 300, seed: day });
  expect((await run()).json.verdict).toBe("promoted");
  await writeDay(join(cwd, "data"), 4, { rows: 200, seed: 4, inverted: true });
  const { code, json } = await run();
  expect({ code, verdict: json.verdict }).toEqual({ code: 1, verdict: "rejected" });
  expect(json.checks.filter(({ status }) => status === "fail").map(({ code: name }) => name)).toContain("label-swap");
});

it("rows of a golden file are not among those that a run waits for", async () => {
  const cwd = await newFolder();
  await mkdir(join(cwd, "data"));
  const run = () =>
    cliJson(
      [
        "run",
        ...["--data", DATA, "--target", "label", "--registry", "directory:registry"],
        ...["--set", ...QUICK, "retrain.when={min-new-rows: 150}", "split.by={file: golden.csv}"],
      ],
      { cwd },
    );
  await writeBatch(join(cwd, "golden.csv"), rows(200, 9, 0));
  await writeDay(join(cwd, "data"), 1, { rows: 300, seed: 1 });
  expect((await run()).json.verdict).toBe("promoted");
  await writeDay(join(cwd, "data"), 2, { rows: 100, seed: 2 });
  const { json } = await run();
  expect(json.verdict).toBe("skipped");
  expect(json.reason).toContain("100 of 150 new ones");
});
