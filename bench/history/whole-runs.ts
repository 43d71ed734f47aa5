// Runs of the built bundle over many small files: a first run on all of them, and one that knows all but the newest.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunResult } from "../../src/types/run.ts";
import { rows } from "../../test/e2e/batches.ts";

const PER_FILE = 20;
const NEW_FILES = 24;
const START = Date.UTC(2026, 0, 1);

function writeFiles(folder: string, from: number, to: number): void {
  mkdirSync(folder, { recursive: true });
  for (let n = from; n < to; n++) {
    const hour = new Date(START + 3_600_000 * n).toISOString().slice(0, 13);
    const lines = rows(PER_FILE, n, 0.05).map((cells) => cells.join(","));
    writeFileSync(join(folder, `h_${hour.replace("T", "-")}.csv`), `${["x0,x1,color,noise,label", ...lines].join("\n")}\n`);
  }
}

function run(cwd: string, registry: string): RunResult {
  const words = ["--data", "data/h_*.csv", "--target", "label", "--registry", `directory:${registry}`, "--threads", "1", "--json", "-"];
  const set = ["--set", "train.trees=20", "gates.champion.margin=0.3"];
  const cli = join(process.cwd(), "dist/cli.js");
  const { stdout } = spawnSync(process.execPath, [cli, "run", ...words, ...set], { cwd, encoding: "utf8", maxBuffer: 2 ** 28 });
  return JSON.parse(stdout);
}

const spent = ({ timings }: RunResult) => timings.total ?? Number.NaN;

export interface ManyFiles {
  files: number;
  /** The run that knows them against a first run on as many. */
  ratio: number;
  /** Of the time against the number of files; null: of the smallest number. */
  exponent: number | null;
}

/** With a quarter of so many files, and with all. */
export function manyFiles(most: number): ManyFiles[] {
  let before: { files: number; time: number } | null = null;
  return [most / 4, most].map((files) => {
    const cwd = mkdtempSync(join(tmpdir(), "gated-retrain-history-"));
    try {
      writeFiles(join(cwd, "data"), 0, files);
      run(cwd, "registry");
      writeFiles(join(cwd, "data"), files, files + NEW_FILES);
      const [next, anew] = [run(cwd, "registry"), run(cwd, "other")];
      const [time, first] = [spent(next), spent(anew)];
      console.log(
        `${files} files of ${PER_FILE} rows, ${NEW_FILES} new: ${next.verdict} in ${(time / 1000).toFixed(1)} s; a first run ${(first / 1000).toFixed(1)} s`,
      );
      const exponent = before === null ? null : Math.log(time / before.time) / Math.log(files / before.files);
      before = { files, time };
      return { files, ratio: time / first, exponent };
    } finally {
      rmSync(cwd, { recursive: true, force: true });
    }
  });
}
