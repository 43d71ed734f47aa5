// The newest accepted rows are gone while older ones are there: nothing is judged until they are back or left out by the entry that is printed.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RunResult } from "../../src/types/run.ts";
import { rows } from "./batches.ts";
import { newFolder } from "./cli.ts";
import { commandHere } from "./here.ts";

const ROWS = 250;
const HEADER = "x0,x1,color,noise,label";
const lines = (n: number) => rows(ROWS, 20 + n, 0.03).map((row) => row.join(","));
const csv = (all: string[]) => `${[HEADER, ...all].join("\n")}\n`;
const CONFIG = `data: {files: "data/*.csv"}
target: label
split: {salt: newest}
train: {trees: 8}
gates: {champion: {margin: 0.5}}
registry: directory:registry
`;

async function begun(deliver: (cwd: string, last: number) => Promise<void>) {
  const cwd = await newFolder();
  await mkdir(join(cwd, "data"));
  await writeFile(join(cwd, "retrain.yml"), CONFIG);
  const run = async () => (await commandHere("run", [], cwd)).json as RunResult;
  for (const last of [2, 3, 4]) {
    await deliver(cwd, last);
    expect((await run()).verdict).toBe("promoted");
  }
  return { cwd, run };
}

const told = ({ checks }: RunResult) => checks.find(({ code }) => code === "accepted-rows");
const daily = async (cwd: string, last: number) => {
  for (let n = 1; n <= last; n++) await writeFile(join(cwd, `data/d_${n}.csv`), csv(lines(n)));
};
const grown = async (cwd: string, last: number) =>
  writeFile(join(cwd, "data/all.csv"), csv(Array.from({ length: last }, (_, i) => lines(i + 1)).flat()));

async function exclude(cwd: string, { suggestion }: { suggestion: string | null }) {
  const entry = /exclude: (\[.*\])/.exec(suggestion ?? "")![1]!;
  const path = join(cwd, "retrain.yml");
  await writeFile(path, (await readFile(path, "utf8")).replace('csv"}', `csv", exclude: ${entry}}`));
}

describe("newest accepted rows that are gone", () => {
  it("of daily files make a run inconclusive, also beside a new file, until they are back or excluded", async () => {
    const { cwd, run } = await begun(daily);
    await rm(join(cwd, "data/d_4.csv"));
    await writeFile(join(cwd, "data/d_5.csv"), csv(lines(5)));
    const lost = await run();
    expect([lost.verdict, told(lost)?.status]).toEqual(["inconclusive", "inconclusive"]);
    expect(told(lost)?.message).toContain(`${ROWS} of the ${ROWS} newest accepted rows are gone`);
    await exclude(cwd, told(lost)!);
    const without = await run();
    expect([without.verdict, told(without)?.status]).toEqual(["promoted", "pass"]);
    expect(without.split!.trainRows + without.split!.holdoutRows).toBe(4 * ROWS);
  }, 200_000);

  it("of a file that is cut short are no loss of corrections, which bring as many new rows", async () => {
    const { cwd, run } = await begun(grown);
    const all = [1, 2, 3, 4].flatMap(lines);
    await writeFile(join(cwd, "data/all.csv"), csv(all.slice(0, 3.2 * ROWS)));
    expect((await run()).verdict).toBe("inconclusive");
    const corrected = all.map((line, i) => (i < 3 * ROWS ? line : line.replace(/^[\d.]+/, (x) => (Number(x) + 0.1).toFixed(1))));
    await writeFile(join(cwd, "data/all.csv"), csv(corrected));
    expect(told(await run())?.status).toBe("warn");
  }, 200_000);

  it("an older state without anything new is skipped, a window that moves on and an older file that is erased are judged", async () => {
    const { cwd, run } = await begun(daily);
    await rm(join(cwd, "data/d_4.csv"));
    expect((await run()).verdict).toBe("skipped");
    await writeFile(join(cwd, "data/d_4.csv"), csv(lines(4)));
    await rm(join(cwd, "data/d_1.csv"));
    await writeFile(join(cwd, "data/d_5.csv"), csv(lines(5)));
    const moved = await run();
    expect([moved.verdict, told(moved)?.status]).toEqual(["promoted", "warn"]);
    await rm(join(cwd, "data/d_2.csv"));
    expect((await run()).verdict).toBe("promoted");
  }, 200_000);
});
