// One small history of mixed rows, and the id of the model that a run of the bundle makes of it.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { nextRandom, randomBelow, seedRandom } from "../../src/model/forest/random.ts";
import type { RunResult } from "../../src/types/run.ts";
import { cliJson, newFolder } from "./cli.ts";

const ROWS = 2500;
const FILES = 2;

/** Numbers with all their digits, integers, words and gaps; the target depends on each, with noise. */
function csvText(seed: number): string {
  const random = seedRandom(seed, 0);
  const uniform = () => nextRandom(random) / 2 ** 32;
  const lines = Array.from({ length: ROWS / FILES }, () => {
    const [x, y, count, town] = [uniform() * 10, uniform() - 0.5, randomBelow(random, 40), randomBelow(random, 9)];
    const score = x + 4 * y + count / 8 + (town % 3) * 2 + uniform() * 2;
    const cells = [x, y, count, `Stadt ${town}`].map((cell) => (randomBelow(random, 12) === 0 ? "" : String(cell)));
    return [...cells, score > 11 ? "hoch" : score > 8 ? "mittel" : "tief"].join(",");
  });
  return `x,y,count,town,target\n${lines.join("\n")}\n`;
}

export interface Layout {
  /** Where the files lie, below a new folder. */
  folder: string;
  gz: boolean;
}

/** Writes the history; the pattern that matches it. */
export async function history({ folder, gz }: Layout): Promise<string> {
  const dir = join(await newFolder(), folder);
  await mkdir(dir, { recursive: true });
  for (let file = 1; file <= FILES; file++) {
    const text = csvText(file);
    await writeFile(join(dir, `data_2026010${file}.csv${gz ? ".gz" : ""}`), gz ? gzipSync(text) : text);
  }
  return join(dir, `data_{YYYYMMDD}.csv${gz ? ".gz" : ""}`);
}

/** A run into a registry of its own. */
export async function resultOf(pattern: string, { threads = 2, node = process.execPath } = {}): Promise<RunResult> {
  const registry = join(await newFolder(), "registry");
  const flags = ["--target", "target", "--threads", String(threads), "--registry", registry, "--set", "split.salt=identity"];
  const { json, stderr } = await cliJson(["run", "--data", pattern, ...flags], { node, cwd: await newFolder() });
  if (json.verdict !== "promoted") throw new Error(`${json.verdict}: ${json.reason}\n${stderr}`);
  return json;
}
