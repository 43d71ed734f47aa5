// limits.memory and limits.minutes hold wherever a run stands: exit 4 or an end within 1.2 × the limit, and a run.json in every case.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it, test } from "vitest";
import type { RunResult } from "../../src/types/run.ts";
import { random } from "./batches.ts";
import { cli, newFolder } from "./cli.ts";

/** MiB. A run on a small table takes less than half of it. */
const LIMIT = Number(process.env.MEMORY_LIMIT ?? 200);
/** Of the rows: enough to be above the limit in most cases. */
const SCALE = Number(process.env.MEMORY_SCALE ?? 0.15);

const lines = (header: string, count: number, line: (row: number) => string) => {
  const all = [header];
  for (let row = 0; row < count * SCALE; row++) all.push(line(row));
  return `${all.join("\n")}\n`;
};
const label = (row: number) => (row % 3 === 0 ? "yes" : "no");
const euro = "€".repeat(40);
const draw = random(16);
const columns = (count: number) => Array.from({ length: count }, (_, i) => `c${i}`).join(",");
const cells = (count: number, cell: (i: number) => string | number) => Array.from({ length: count }, (_, i) => cell(i)).join(",");

/** Name, the file's name, its text, and further settings. */
const INPUTS: [name: string, file: string, text: () => string, set?: string[]][] = [
  ["a small table", "d.csv", () => lines("x,label", 300, (row) => `${row % 17},${label(row)}`)],
  [
    "gz of narrow cells",
    "d.csv.gz",
    () => lines(`${columns(20)},label`, 250_000, (row) => `${cells(20, (i) => (row + i) % 10)},${label(row)}`),
  ],
  ["gz of one narrow column", "d.csv.gz", () => lines("x,label", 3_000_000, (row) => `${row % 10},${label(row)}`)],
  ["gz of empty cells", "d.csv.gz", () => lines(`${columns(60)},label`, 150_000, (row) => `${",".repeat(60)}${label(row)}`)],
  ["distinct non-Latin texts", "d.csv", () => lines("x,note,label", 400_000, (row) => `${row % 7},${row} ${euro},${label(row)}`)],
  ["distinct Latin texts", "d.csv.gz", () => lines("x,note,label", 500_000, (row) => `${row % 7},${row}${"n".repeat(300)},${label(row)}`)],
  [
    "quoted cells",
    "d.csv",
    () => lines("x,note,label", 400_000, (row) => `${row % 7},"${row}, ""quoted"" ${"q".repeat(60)}",${label(row)}`),
  ],
  [
    "cells that V8 does not hash",
    "d.csv",
    () => lines("x,note,label", 4_000, (row) => `${row % 7},${"a".repeat(17_000)}${row},${label(row)}`),
  ],
  [
    "10,000 columns",
    "d.csv",
    () => lines(`${columns(9_999)},label`, 1_500, (row) => `${cells(9_999, (i) => (row * i) % 10)},${label(row)}`),
  ],
  [
    "10,000 columns of texts",
    "d.csv",
    () => lines(`${columns(9_999)},label`, 600, (row) => `${cells(9_999, (i) => `t${row}-${i}`)},${label(row)}`),
  ],
  ["one giant column of numbers", "d.csv", () => lines("x,label", 2_500_000, (row) => `${draw()},${label(row)}`)],
  [
    "1,000 classes",
    "d.csv",
    () => lines("x,y,z,label", 12_000, () => `${cells(3, () => Math.floor(draw() * 25))},c${Math.floor(draw() * 1000)}`),
    ["limits.minutes=0.2"],
  ],
  ["999 classes of one feature", "d.csv", () => lines("x,label", 20_000, (row) => `${Math.floor(draw() * 9)},k${row % 999}`)],
  ["a class per row", "d.csv", () => lines("x,label", 60_000, (row) => `${row % 9},k${row}`)],
  [
    "many trees",
    "d.csv",
    () => lines("x,y,label", 30_000, (row) => `${draw()},${draw()},${label(row)}`),
    ["train.trees=5000", "limits.model-bytes=2GiB"],
  ],
  [
    "long names",
    "d.csv",
    () => lines(`${cells(400, (i) => `${"n".repeat(20_000)}${i}`)},label`, 20, (row) => `${cells(400, (i) => i)},${label(row)}`),
  ],
];

async function run(file: string, text: string, limit: number, set: string[] = []) {
  const cwd = await newFolder();
  await writeFile(join(cwd, file), file.endsWith(".gz") ? gzipSync(text, { level: 1 }) : text);
  const sets = ["train.trees=5", "split.salt=s", `limits.memory=${limit}MiB`, ...set];
  const words = [
    "run",
    "--data",
    file,
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
  const done = await cli(words, { cwd });
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
];

test.each(INPUTS.filter(([name]) => process.env.MEMORY_ALL !== undefined || SHORT.includes(name)))("%s", async (_, file, text, set) => {
  const { code, result, stderr } = await run(file, text(), LIMIT, set);
  expect(code, stderr).toBeOneOf([0, 1, 4]);
  expect(result.exitCode).toBe(code);
  if (code === 4)
    expect(result.error).toMatchObject({
      kind: "limit",
      problems: [{ message: expect.stringMatching(/memory|limits\.(model-bytes|minutes)/) }],
    });
  expect(result.environment.peakMemoryBytes).toBeLessThan(1.2 * LIMIT * 2 ** 20);
});

it("says the stage and how to go on, and keeps what it had found", async () => {
  const { code, result } = await run(
    "d.csv",
    lines("x,label", 400, (row) => `${row % 17},${label(row)}`),
    1,
  );
  expect(code).toBe(4);
  expect(result.reason).toMatch(/^The run needs more memory than limits\.memory \(1 MiB\), at the stage \w+\. .*raise limits\.memory/);
  expect(result.championId).toBeNull();
});

it("ends inside a stage when limits.minutes is over", async () => {
  const text = lines("x,y,label", 60_000 / SCALE, (row) => `${draw()},${draw()},${label(row)}`);
  const { code, result } = await run("d.csv", text, 4000, ["limits.minutes=0.01", "train.trees=2000", "limits.model-bytes=2GiB"]);
  expect({ code, reason: result.reason }).toEqual({ code: 4, reason: expect.stringMatching(/limits\.minutes \(0\.01\)/) });
});
