// What accepted rows cost: time and memory of knowing them again against their number, and whole runs against the number of files.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accept, NEW_ROWS, type Night, night } from "./one-night.ts";
import { manyFiles } from "./whole-runs.ts";

const [first, ...rest] = process.argv.slice(2);
const MOST_BYTES = 24;
const MOST_STORED = 2000;
const MOST_EXPONENT = 1.1;
const MOST_RATIO = 2;

let broken = 0;
const promise = (isKept: boolean, text: string) => {
  broken += isKept ? 0 : 1;
  console.log(`${isKept ? "  " : "! "}${text}`);
};

function apart<T>(step: string, rows: number, folder: string): T {
  const words = ["--expose-gc", "--max-semi-space-size=2", process.argv[1]!, step, String(rows), folder];
  return JSON.parse(execFileSync(process.execPath, words, { encoding: "utf8" }) || "null");
}

function rowsAgainst(sizes: number[]): void {
  const nights = sizes.map((rows) => {
    const folder = mkdtempSync(join(tmpdir(), "gated-retrain-history-"));
    try {
      mkdirSync(folder, { recursive: true });
      apart("accept", rows, folder);
      const found = apart<Night>("night", rows, folder);
      console.log(
        `${rows.toLocaleString("en")} accepted rows: ${found.seconds.toFixed(2)} s CPU; a row ${found.held.toFixed(1)} bytes held, ${found.peak.toFixed(1)} at most; ${NEW_ROWS} more store ${found.stored} bytes`,
      );
      return { rows, ...found };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  const [least, most] = [nights[0]!, nights.at(-1)!];
  const exponent = Math.log(most.seconds / least.seconds) / Math.log(most.rows / least.rows);
  promise(exponent <= MOST_EXPONENT, `time grows with the rows to the ${exponent.toFixed(2)}, promised at most ${MOST_EXPONENT}`);
  promise(most.held <= MOST_BYTES, `${most.held.toFixed(1)} bytes a row are held, promised at most ${MOST_BYTES}`);
  promise(most.stored < MOST_STORED, `a night of ${NEW_ROWS} rows stores ${most.stored} bytes, promised less than ${MOST_STORED}`);
}

if (first === "accept") accept(Number(rest[0]), rest[1]!);
else if (first === "night") console.log(JSON.stringify(night(Number(rest[0]), rest[1]!)));
else {
  const most = Number(first ?? 1_000_000);
  rowsAgainst([most / 16, most / 4, most]);
  for (const { files, ratio, exponent } of manyFiles(Number(rest[0] ?? 4000))) {
    promise(
      ratio <= MOST_RATIO,
      `${files} accepted files and the new ones take ${ratio.toFixed(2)} times a first run, promised at most ${MOST_RATIO}`,
    );
    if (exponent !== null)
      promise(exponent <= MOST_EXPONENT, `time grows with the files to the ${exponent.toFixed(2)}, promised at most ${MOST_EXPONENT}`);
  }
  process.exitCode = broken === 0 ? 0 : 1;
}
