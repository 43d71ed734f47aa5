// A file beside the pattern: a near miss, unless all of its rows are accepted ones.
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { RunResult } from "../../src/types/run.ts";
import { rows } from "./batches.ts";
import { newFolder } from "./cli.ts";
import { commandHere } from "./here.ts";

const csv = (seed: number) =>
  `x0,x1,color,noise,label\n${rows(150, seed)
    .map((row) => row.join(","))
    .join("\n")}\n`;

it("newer files of which all rows are accepted are not missed; one with new rows is", async () => {
  const cwd = await newFolder();
  await mkdir(join(cwd, "data"));
  for (const day of [1, 2, 3]) await writeFile(join(cwd, `data/d_2026-01-0${day}.csv`), csv(day));
  const words = ["--data", "data/d_{YYYY}-{MM}-{DD}.csv", "--target", "label", "--registry", "directory:registry"];
  const set = ["--set", "train.trees=5", "gates.champion.margin=0.5"];
  const run = async () => (await commandHere("run", [...words, ...set], cwd)).json as RunResult;
  const missed = ({ checks }: RunResult) => checks.filter(({ code }) => code === "near-miss").map(({ status }) => status);
  expect((await run()).verdict).toBe("promoted");
  await copyFile(join(cwd, "data/d_2026-01-03.csv"), join(cwd, "data/copy_d_2026-01-05.csv"));
  const copied = await run();
  expect([copied.verdict, missed(copied)]).toEqual(["skipped", ["pass"]]);
  await writeFile(join(cwd, "data/copy_d_2026-01-05.csv"), csv(9));
  const fresh = await run();
  expect([fresh.verdict, missed(fresh)]).toEqual(["rejected", ["fail"]]);
});
