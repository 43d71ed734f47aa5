// npm run bench -- evaluate [ROWS] [ROUNDS]: candidate, champion and best on so many hold-out rows, against the time that parsing them takes.
import { createReadStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEFAULT_LIMITS } from "../../src/config/defaults.ts";
import { NO_BASELINES } from "../../src/evaluate/compare/evaluation-request.ts";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import { readTable } from "../../src/table/read/read-table.ts";
import type { Forest } from "../../src/types/model.ts";
import type { Column, Dataset, RawTable } from "../../src/types/table.ts";
import { forestOn, gatesWith } from "../../test/evaluate/world.ts";
import { writeRows } from "../data.mjs";

const [rows = 1_000_000, rounds = 3] = process.argv.slice(2).map(Number);
const COLUMNS = 20;
const TRAINED = 20_000;
const TREES = 100;
const print = (line: string) => process.stdout.write(`${line}\n`);

async function parse(path: string): Promise<RawTable> {
  const options = { delimiter: ",", maxColumns: DEFAULT_LIMITS.columns, maxCellBytes: DEFAULT_LIMITS.cell, maxRows: 1e9 };
  const read = await readTable(() => createReadStream(path, { highWaterMark: 1 << 20 }), options);
  if ("fault" in read) throw new Error(JSON.stringify(read.fault));
  return read.table;
}

/** The cells are plain numbers, the last column is text. */
function datasetOf({ header, columns, rows: count }: RawTable): Dataset {
  const typed = columns.map((raw, c): Column => {
    const name = header[c]!;
    if (c < columns.length - 1) return { kind: "number", name, type: "number", values: raw.values };
    const categories = [...raw.texts].sort();
    const codeOf = raw.texts.map((text) => categories.indexOf(text) + 1);
    return { kind: "category", name, type: "string", categories, codes: Int32Array.from(raw.values, (text) => codeOf[text]!) };
  });
  const files = [{ name: "data.csv", start: 0, end: count, accepted: true, inWindow: true }];
  return { rows: count, columns: typed, features: header.slice(0, -1), target: header.at(-1)!, files };
}

const dir = await mkdtemp(join(tmpdir(), "gated-retrain-bench-"));
const path = join(dir, "data.csv");
await writeRows(path, { rows, columns: COLUMNS, seed: 1 });
const { size } = await stat(path);
print(
  `${rows} rows × ${COLUMNS} numbers and a label, ${(size / 1e6).toFixed(0)} MB; three forests of ${TREES} trees, each of ${TRAINED} rows`,
);

const all = Int32Array.from({ length: rows }, (_, row) => row);
const started = performance.now();
let table = await parse(path);
print(`  first parse, not counted: ${((performance.now() - started) / 1000).toFixed(1)} s`);
const dataset = datasetOf(table);
const forests = [1, 2, 3].map((seed) => forestOn(dataset, all.subarray(0, TRAINED), seed, TREES)) as [Forest, Forest, Forest];
print(`  nodes: ${forests.map((forest) => forest.mode.length).join(", ")}`);

const ratios: number[] = [];
for (let round = 0; round <= rounds; round++) {
  const [beforeParse, cpuParse] = [performance.now(), process.cpuUsage()];
  table = await parse(path);
  const parsing = performance.now() - beforeParse;
  const parsingCpu = process.cpuUsage(cpuParse).user / 1000;
  globalThis.gc?.();
  const rss = process.memoryUsage().rss;
  const [beforeJudging, cpuJudging] = [performance.now(), process.cpuUsage()];
  const { checks } = evaluate({
    dataset,
    trainRows: all.subarray(0, TRAINED),
    holdoutRows: all,
    ...NO_BASELINES,
    candidate: forests[0],
    champion: forests[1],
    best: { id: "b".repeat(64), model: forests[2] },
    gates: gatesWith(0.5),
    whereOf: () => null,
    showValues: false,
  });
  const judging = performance.now() - beforeJudging;
  const judgingCpu = process.cpuUsage(cpuJudging).user / 1000;
  if (round > 0) ratios.push(judging / parsing);
  const memory = (process.memoryUsage().rss - rss) / 2 ** 20;
  const seconds = [parsing, judging, parsingCpu, judgingCpu].map((ms) => (ms / 1000).toFixed(1));
  print(
    `  ${round === 0 ? "warm-up" : `round ${round}`}: parsed ${seconds[0]} s (CPU ${seconds[2]}), judged ${seconds[1]} s (CPU ${seconds[3]}), ratio ${(judging / parsing).toFixed(2)}; ${checks.length} checks; resident +${memory.toFixed(0)} MiB`,
  );
}
ratios.sort((a, b) => a - b);
const median = ratios[ratios.length >> 1] ?? Number.NaN;
print(
  `ratio ${median.toFixed(2)} (${ratios[0]?.toFixed(2)} to ${ratios.at(-1)?.toFixed(2)}), promised below 1; most resident memory ever ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`,
);
await rm(dir, { recursive: true, force: true });
process.exitCode = median < 1 ? 0 : 1;
