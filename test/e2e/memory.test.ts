// limits.memory and limits.minutes hold wherever a run stands: exit 4 or an end within 1.2 × the limit, and a run.json in every case.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it, test } from "vitest";
import type { RunResult } from "../../src/types/run.ts";
import { put } from "../fakes/s3/store.ts";
import { keyOf, openS3, PATTERN } from "./bucket.ts";
import { cli, newFolder } from "./cli.ts";
import { draw, INPUTS, type Input, label, lines, SCALE } from "./memory-inputs.ts";

/** MiB. A run on a small table takes less than half of it. */
const LIMIT = Number(process.env.MEMORY_LIMIT ?? 200);

async function run({ files, data, set = [] }: Omit<Input, "name">, limit: number, env?: Record<string, string>) {
  const cwd = await newFolder();
  for (const [file, text] of Object.entries(files())) {
    const isPlain = file.endsWith(".gz") && typeof text === "string";
    await writeFile(join(cwd, file), isPlain ? gzipSync(text, { level: 1 }) : text);
  }
  const sets = ["train.trees=5", "split.salt=s", `limits.memory=${limit}MiB`, ...set];
  const words = [
    "run",
    "--data",
    data,
    "--target",
    "label",
    "--threads",
    "2",
    "--report-dir",
    "report",
    "--json",
    "out.json",
    "--set",
    ...sets,
  ];
  const done = await cli(words, { cwd, ...(env && { env: { ...process.env, ...env } }) });
  const result = JSON.parse(await readFile(join(cwd, "report/run.json"), "utf8")) as RunResult;
  expect(JSON.parse(await readFile(join(cwd, "out.json"), "utf8")).exitCode).toBe(done.code);
  return { ...done, result };
}

/** The others take minutes where little is free: MEMORY_ALL=1 runs them too. */
const SHORT = [
  "a small table",
  "gz of narrow cells",
  "distinct non-Latin texts",
  "cells that V8 does not hash",
  "1,000 classes",
  "long names",
  "a schema of 5,000 fields with 80 values each",
];

test.each(INPUTS.filter(({ name }) => process.env.MEMORY_ALL !== undefined || SHORT.includes(name)))("$name", async (input) => {
  await expectWithin(input);
});

it("a folder of a bucket that lists 20,000 keys", async () => {
  const s3 = await openS3();
  const sales = s3.buckets.create("sales", { versioned: true });
  const day = (row: number) => `${row % 17},${label(row)}`;
  for (let i = 0; i < 20_000 * SCALE; i++) put(sales, `new/other_${i}_${"k".repeat(500)}.csv`, "x,label\n1,yes\n");
  put(sales, keyOf(1), lines("x,label", 3_000, day));
  await expectWithin({ files: () => ({}), data: PATTERN }, s3.env);
});

/** Exit 4 or an end, with a run.json, below 1.2 × the limit. */
async function expectWithin(input: Omit<Input, "name">, env?: Record<string, string>): Promise<void> {
  const begun = performance.now();
  const { code, result, stderr } = await run(input, LIMIT, env);
  expect(code, stderr).toBeOneOf([0, 1, 4]);
  expect(result.exitCode).toBe(code);
  if (code === 4)
    expect(result.error).toMatchObject({
      kind: "limit",
      problems: [{ message: expect.stringMatching(/memory|limits\.(model-bytes|minutes|cell)/) }],
    });
  const peak = result.environment.peakMemoryBytes / 2 ** 20;
  if (process.env.MEMORY_ALL !== undefined)
    console.log(
      `exit ${code}, ${peak.toFixed(0)} of ${LIMIT} MiB, ${((performance.now() - begun) / 1000).toFixed(0)} s: ${result.reason.slice(0, 200)}`,
    );
  expect(peak).toBeLessThan(1.2 * LIMIT);
}

it("says the stage and how to go on, and keeps what it had found", async () => {
  const text = () => lines("x,label", 400, (row) => `${row % 17},${label(row)}`);
  const { code, result } = await run({ files: () => ({ "d.csv": text() }), data: "d.csv" }, 1);
  expect(code).toBe(4);
  expect(result.reason).toMatch(/^The run needs more memory than limits\.memory \(1 MiB\), at the stage \w+\. .*raise limits\.memory/);
  expect(result.championId).toBeNull();
});

it("ends inside a stage when limits.minutes is over", async () => {
  const text = () => lines("x,y,label", 60_000 / SCALE, (row) => `${draw()},${draw()},${label(row)}`);
  const set = ["limits.minutes=0.01", "train.trees=2000", "limits.model-bytes=2GiB"];
  const { code, result } = await run({ files: () => ({ "d.csv": text() }), data: "d.csv", set }, 4000);
  expect({ code, reason: result.reason }).toEqual({ code: 4, reason: expect.stringMatching(/limits\.minutes \(0\.01\)/) });
});
