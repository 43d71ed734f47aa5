// Hashes of accepted rows by a secret: a registry that began without one goes on with it, and not without it again.
import { appendFile, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { keyFingerprint } from "../../src/table/rows/row-hashes.ts";
import type { HistoryEntry } from "../../src/types/registry.ts";
import type { RunResult } from "../../src/types/run.ts";
import { rows } from "./batches.ts";
import { newFolder } from "./cli.ts";
import { cliJsonHere } from "./here.ts";

const SECRET = "kept-where-secrets-are-kept";
const lines = (n: number) =>
  rows(300, 40 + n, 0.03)
    .map((row) => `${row.join(",")}\n`)
    .join("");

async function recordsIn(cwd: string) {
  const folder = join(cwd, "registry/history");
  const entries = await Promise.all((await readdir(folder)).map(async (name) => JSON.parse(await readFile(join(folder, name), "utf8"))));
  return (entries as HistoryEntry[]).sort((a, b) => a.time.localeCompare(b.time)).map(({ rows: record }) => record!);
}

it("a growing file is followed from the salt to the secret; without it, and with another, nothing is judged", async () => {
  const cwd = await newFolder();
  const config =
    "data: {files: all.csv}\ntarget: label\nsplit: {salt: known}\ntrain: {trees: 10}\ngates: {champion: {margin: 0.5}}\nregistry: directory:registry\n";
  await writeFile(join(cwd, "retrain.yml"), config);
  await writeFile(join(cwd, "all.csv"), `x0,x1,color,noise,label\n${lines(1)}`);
  const run = async (key: string | null) => {
    const { GATED_RETRAIN_ROWS_KEY: _, ...env } = process.env;
    const { json } = await cliJsonHere<RunResult>(["run"], { cwd, env: key === null ? env : { ...env, GATED_RETRAIN_ROWS_KEY: key } });
    return json;
  };
  const grow = (n: number) => appendFile(join(cwd, "all.csv"), lines(n));
  const told = (json: RunResult) => json.checks.find(({ code }) => code === "accepted-rows");

  expect((await run(null)).verdict).toBe("promoted");
  expect((await run(SECRET)).verdict).toBe("skipped");
  await grow(2);
  const secret = await run(SECRET);
  expect([secret.verdict, told(secret)?.observed]).toEqual(["promoted", 300]);
  await grow(3);
  for (const key of [null, "another"]) {
    const refused = await run(key);
    expect([refused.verdict, told(refused)?.status]).toEqual(["inconclusive", "inconclusive"]);
    expect(told(refused)?.suggestion).toContain("GATED_RETRAIN_ROWS_KEY");
  }
  const third = await run(SECRET);
  expect([third.verdict, told(third)?.observed]).toEqual(["promoted", 600]);
  const records = await recordsIn(cwd);
  expect(records.map(({ key, secret: isSecret }) => [key, isSecret])).toEqual([
    [keyFingerprint("known"), undefined],
    [keyFingerprint(SECRET), true],
    [keyFingerprint(SECRET), true],
  ]);
}, 120_000);
