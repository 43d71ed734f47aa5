import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { rows, writeBatch } from "./batches.ts";
import { newFolder, snapshot } from "./cli.ts";
import { DATA, fileOfDay, QUICK, writeDay } from "./days.ts";
import { cliJsonHere } from "./here.ts";

it("the same inputs again are skipped: no model is trained, no gate judges, nothing is written", async () => {
  const cwd = await newFolder();
  await mkdir(join(cwd, "data"));
  for (const day of [1, 2]) await writeDay(join(cwd, "data"), day, { rows: 300, seed: day });
  const run = (...more: string[]) =>
    cliJsonHere(["run", "--data", DATA, "--target", "label", "--registry", "directory:registry", "--set", ...QUICK, ...more], { cwd });
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

it("are the same whatever files hold them, and a corrected file is judged", async () => {
  const cwd = await newFolder();
  await mkdir(join(cwd, "data"));
  const file = (day: number) => join(cwd, "data", fileOfDay(day));
  const run = (...more: string[]) =>
    cliJsonHere(
      ["run", "--data", "data/data_{YYYYMMDD}.csv*", "--target", "label", "--registry", "directory:registry", "--set", ...QUICK, ...more],
      { cwd },
    );
  for (const day of [1, 2]) await writeDay(join(cwd, "data"), day, { rows: 300, seed: day });
  const [one, two] = await Promise.all([1, 2].map((day) => readFile(file(day), "utf8")));
  expect((await run()).json.verdict).toBe("promoted");
  const { "/champion.json": pointer } = await snapshot(join(cwd, "registry"));
  const lines = (text: string) => text.trimEnd().split("\n");
  const rearranged: Record<string, () => Promise<unknown>> = {
    "other line ends": () => writeFile(file(2), two!.replaceAll("\n", "\r\n")),
    compressed: async () => {
      await writeFile(`${file(2)}.gz`, gzipSync(two!));
      await rm(file(2));
    },
    "another name": () => rename(file(2), file(3)),
    "in one file": async () => {
      await writeFile(file(1), [...lines(one!), ...lines(two!).slice(1), ""].join("\n"));
      await rm(file(2));
    },
    "in three files": async () => {
      const [header, ...rows] = lines(two!);
      await writeFile(file(2), [header, ...rows.slice(0, 120), ""].join("\n"));
      await writeFile(file(3), [header, ...rows.slice(120), ""].join("\n"));
    },
  };
  for (const [how, rearrange] of Object.entries(rearranged)) {
    await rearrange();
    const { code, json } = await run();
    expect({ how, code, verdict: json.verdict, digest: json.data?.digest }).toMatchObject({ how, code: 0, verdict: "skipped" });
    expect(json.data?.digest).toMatch(/^sha256:/);
    expect(json.checks.filter(({ status }) => status === "fail")).toEqual([]);
    // Whoever waited for new rows hears that there are none.
    if (how === "another name") {
      const message = expect.stringContaining("under other names (`data_20260103.csv`); nothing is new");
      expect(json.checks).toContainEqual(expect.objectContaining({ code: "accepted-rows", status: "pass", message }));
    }
    for (const name of await readdir(join(cwd, "data"))) await rm(join(cwd, "data", name));
    await writeFile(file(1), one!);
    await writeFile(file(2), two!);
  }
  expect((await snapshot(join(cwd, "registry")))["/champion.json"]).toBe(pointer);

  await writeFile(
    file(1),
    one!.replace(/(yes|no)\n/, (_, label) => `${label === "yes" ? "no" : "yes"}\n`),
  );
  const corrected = await run("--dry-run");
  expect(corrected.json.checks.filter(({ status }) => status === "fail")).toEqual([]);
  expect(corrected.json.verdict).toBe("checked");
  // The same rows beside their own file are there twice.
  await writeFile(file(1), one!);
  await writeFile(file(3), two!);
  const twice = await run();
  expect(twice.json.verdict).toBe("rejected");
  expect(twice.json.checks.find(({ status }) => status === "fail")?.code).toBe("replay");
});

it("with retrain.when.min-new-rows a run waits for enough rows of files that passed, and for nothing else", async () => {
  const cwd = await newFolder();
  await mkdir(join(cwd, "data"));
  const add = (day: number, rows: number, inverted = false) => writeDay(join(cwd, "data"), day, { rows, seed: day, inverted });
  const run = (...more: string[]) =>
    cliJsonHere(["run", "--data", DATA, "--target", "label", "--registry", "directory:registry", "--set", ...QUICK, ...more], { cwd });
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
    cliJsonHere(
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
    cliJsonHere(
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
