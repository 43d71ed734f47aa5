// A finding about new rows prints an entry by which they are left out: followed literally, in whatever file the rows come then.
import { appendFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { RunResult } from "../../src/types/run.ts";
import { rows } from "./batches.ts";
import { newFolder } from "./cli.ts";
import { cliJsonHere, commandHere } from "./here.ts";

const ROWS = 300;
const HEADER = "x0,x1,color,noise,label";
const batch = (n: number): string[] => rows(ROWS, 70 + n, 0.03).map((row) => row.join(","));
const csv = (lines: string[]) => `${[HEADER, ...lines].join("\n")}\n`;
/** A copy of accepted rows among new ones, and colours that nobody knows. */
const broken = [
  ...batch(2).slice(0, 70),
  ...batch(9)
    .slice(0, 60)
    .map((line) => line.replace(/red|green|blue/, "mauve")),
];
const CONFIG = `data: {files: "data/*.csv"}
target: label
split: {salt: aside}
train: {trees: 10}
gates: {champion: {margin: 0.5}}
registry: directory:registry
`;

async function grown() {
  const cwd = await newFolder();
  await mkdir(join(cwd, "data"));
  await writeFile(join(cwd, "retrain.yml"), CONFIG);
  const all = join(cwd, "data/all.csv");
  const run = async () => (await commandHere("run", [], cwd)).json as RunResult;
  await writeFile(all, csv([]));
  for (let n = 1; n <= 3; n++) {
    await appendFile(all, `${batch(n).join("\n")}\n`);
    const night = await run();
    expect([night.verdict, night.reason]).toEqual(["promoted", expect.anything()]);
  }
  return { cwd, all, run };
}

/** The entry that findings print, which must be one and the same. */
function entryOf({ checks }: RunResult): string {
  const entries = checks.flatMap(({ suggestion }) => /exclude: (\[\{rows: .*\}\])/.exec(suggestion ?? "")?.[1] ?? []);
  const names = new Set(entries.map((entry) => (parse(entry) as { rows: string }[])[0]!.rows));
  expect(names.size).toBe(1);
  return entries[0]!;
}

const found = ({ checks }: RunResult, code: string) => checks.find((check) => check.code === code);

describe("data.exclude by rows", () => {
  it("leaves the rows of a grown file out, there, after more rows, and in another file; promotions keep their names", async () => {
    const { cwd, all, run } = await grown();
    await appendFile(all, `${broken.join("\n")}\n`);
    const rejected = await run();
    expect(rejected.verdict).toBe("rejected");
    await writeFile(join(cwd, "retrain.yml"), CONFIG.replace('csv"}', `csv", exclude: ${entryOf(rejected)}}`));
    const skipped = await run();
    expect([skipped.verdict, found(skipped, "excluded-rows")]).toEqual([
      "skipped",
      expect.objectContaining({ status: "pass", observed: 130, message: "130 rows that data.exclude names are left out" }),
    ]);
    await appendFile(all, `${batch(4).join("\n")}\n`);
    const next = await run();
    expect([next.verdict, next.split!.trainRows + next.split!.holdoutRows]).toEqual(["promoted", 4 * ROWS]);
    // The record that named the rows is gone; the entry has them.
    await rm(join(cwd, "registry/runs"), { recursive: true });
    await rm(all);
    await writeFile(join(cwd, "data/old.csv"), csv([...batch(4), ...broken.slice(50), ...batch(1), ...batch(2)]));
    await writeFile(join(cwd, "data/young.csv"), csv([...batch(3), ...broken.slice(0, 50)]));
    const moved = await run();
    expect([moved.verdict, found(moved, "excluded-rows")?.observed]).toEqual(["skipped", 130]);
    // Where they are gone, the accepted rows that equal some of them stay.
    await writeFile(join(cwd, "data/old.csv"), csv([...batch(4), ...batch(1), ...batch(2)]));
    await writeFile(join(cwd, "data/young.csv"), csv([...batch(3), ...batch(5)]));
    const without = await run();
    expect([without.verdict, without.split!.trainRows + without.split!.holdoutRows]).toEqual(["promoted", 5 * ROWS]);
    expect(found(without, "excluded-rows")?.message).toBe("data.exclude names rows, and none of them is there");
    const verified = await cliJsonHere<{ verdict: string }>(["verify", "--registry", "directory:registry"], { cwd });
    expect(verified.json.verdict).toBe("checked");
  }, 300_000);

  it("without a record it holds while the rows come as they were, and is said to hold no more when they do not", async () => {
    const { cwd, all, run } = await grown();
    const before = await readFile(all);
    await appendFile(all, `${broken.join("\n")}\n`);
    const rejected = await run();
    await rm(join(cwd, "registry/runs"), { recursive: true });
    await writeFile(join(cwd, "retrain.yml"), CONFIG.replace('csv"}', `csv", exclude: ${entryOf(rejected)}}`));
    expect((await run()).verdict).toBe("skipped");
    await writeFile(all, before);
    await appendFile(all, `${broken.slice(1).join("\n")}\n`);
    const other = await run();
    expect([other.verdict, found(other, "excluded-rows")?.status]).toEqual(["rejected", "warn"]);
  }, 300_000);

  it("leaves out what a promotion accepted, by the name that its warning had printed", async () => {
    const { cwd, all, run } = await grown();
    await writeFile(
      join(cwd, "retrain.yml"),
      CONFIG.replace("target:", "checks: {enum: warning, frozen: warning, new-values: warning, replay: warning}\ntarget:"),
    );
    await appendFile(all, `${broken.join("\n")}\n`);
    const warned = await run();
    expect(warned.verdict).toBe("promoted");
    await writeFile(join(cwd, "retrain.yml"), CONFIG.replace('csv"}', `csv", exclude: ${entryOf(warned)}}`));
    const retrained = await run();
    expect([retrained.verdict, retrained.split!.trainRows + retrained.split!.holdoutRows]).toEqual(["promoted", 3 * ROWS]);
    expect(found(retrained, "accepted-rows")).toMatchObject({ status: "pass", observed: 3 * ROWS });
  }, 300_000);
});
