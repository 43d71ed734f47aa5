// The same rows night by night in other shapes of delivery: the same verdicts, scores and sides.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import type { RunResult } from "../../src/types/run.ts";
import { type Row, random, rows } from "./batches.ts";
import { cliJson, newFolder } from "./cli.ts";
import { commandHere } from "./here.ts";

const FIRST = 3;
const NIGHTS = 2;
const ROWS = 150;
const HEADER = "time,x0,x1,color,noise,label";

const day = (n: number): string[] =>
  rows(ROWS, 70 + n, 0.05).map((row: Row, i) => {
    const time = new Date(Date.UTC(2026, 0, n, 0, 7 * i)).toISOString().slice(0, 19);
    return [`${time}Z`, ...row].join(",");
  });
const days = (last: number) => Array.from({ length: last }, (_, i) => day(i + 1));
const csv = (lines: string[]) => `${[HEADER, ...lines].join("\n")}\n`;

function shuffled(lines: string[], seed: number): string[] {
  const next = random(seed);
  return lines
    .map((line) => [next(), line] as const)
    .sort(([a], [b]) => a - b)
    .map(([, line]) => line);
}

/** What lies in the folder when so many days have come. */
const SHAPES: Record<string, (last: number) => Record<string, string | Buffer>> = {
  "a file a day": (last) => Object.fromEntries(days(last).map((lines, i) => [`d_${i + 1}.csv`, csv(lines)])),
  "one file that grows": (last) => ({ "all.csv": csv(days(last).flat()) }),
  "a file of three days, of which the last grows": (last) =>
    Object.fromEntries(
      [0, 3]
        .filter((from) => from < last)
        .map((from) => [
          `part_${from}.csv`,
          csv(
            days(last)
              .slice(from, from + 3)
              .flat(),
          ),
        ]),
    ),
  "a snapshot in random order": (last) => ({ "all.csv": csv(shuffled(days(last).flat(), last)) }),
  "compressed, with other line ends": (last) => ({ "all.csv.gz": gzipSync(csv(days(last).flat()).replaceAll("\n", "\r\n")) }),
};

const SCHEMA = `fields:
  - {name: time, type: datetime, role: time}
  - {name: x0, type: number}
  - {name: x1, type: number}
  - {name: color, type: string}
  - {name: noise, type: number}
  - {name: label, type: string}
`;

async function followed(shape: (last: number) => Record<string, string | Buffer>) {
  const cwd = await newFolder();
  await mkdir(join(cwd, "data"));
  await writeFile(join(cwd, "schema.yml"), SCHEMA);
  const words = ["--data", "data/*.csv*", "--target", "label", "--schema", "schema.yml", "--registry", "directory:registry"];
  const told = [];
  for (let night = 0; night <= NIGHTS; night++) {
    for (const name of await readdir(join(cwd, "data"))) await rm(join(cwd, "data", name));
    for (const [name, content] of Object.entries(shape(FIRST + night))) await writeFile(join(cwd, "data", name), content);
    const run = async () => {
      const ended = await commandHere("run", [...words, "--set", "train.trees=5", "gates.champion.margin=0.5", "split.salt=shapes"], cwd);
      return ended.json as RunResult;
    };
    const json = await run();
    const f1 = json.evaluation?.candidate?.metrics.find((metric) => metric.name === "f1" && metric.average === "weighted");
    const again = await run();
    told.push({ verdict: json.verdict, again: again.verdict, f1: f1?.value, rows: f1?.rows, split: json.split });
  }
  const verified = await cliJson<{ verdict: string }>(["verify", "--registry", "directory:registry"], { cwd });
  return { told, verified: verified.json.verdict };
}

it("in whatever files rows come, each night is judged alike, and a second look finds nothing new", async () => {
  const found = [];
  for (const shape of Object.values(SHAPES)) found.push(await followed(shape));
  const [daily, ...others] = found;
  expect(daily!.told.map(({ verdict, again }) => [verdict, again])).toEqual(Array(NIGHTS + 1).fill(["promoted", "skipped"]));
  expect(daily!.verified).toBe("checked");
  Object.keys(SHAPES)
    .slice(1)
    .forEach((shape, i) => {
      expect({ shape, ...others[i] }).toEqual({ shape, ...daily });
    });
}, 300_000);
