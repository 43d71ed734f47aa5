// npm run bench -- churn [NIGHTS]: how many answers change when one more file is learned from, beside scikit-learn's forest with a fixed seed.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { f1Score } from "../../src/evaluate/confusion.ts";
import { type Answers, allClasses, answersOf, confusionIn } from "../../src/evaluate/rows.ts";
import type { Column, Dataset } from "../../src/types/table.ts";
import { forestOn } from "../../test/evaluate/world.ts";
import { SETS } from "../replay/sets.ts";

const nights = Number(process.argv[2] ?? 20);
const TREES = 100;
/** Asked of each table's ratio to scikit-learn's churn, and of the mean over the tables. */
const MOST = { each: 1, mean: 0.75 };
const cache = process.env.REPLAY_DIR ?? join(tmpdir(), "gated-retrain-replay");
mkdirSync(cache, { recursive: true });

/** Files 0 … file - 1 are learned, then file `file` too; both are asked about the one after it. */
function nightsOf({ files }: Dataset, start: number): number[] {
  const all = files.length - 1 - start;
  const count = Math.min(nights, all);
  return Array.from({ length: count }, (_, i) => start + Math.floor((i * all) / count));
}

const range = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i);
const share = (a: Int32Array, b: Int32Array) => a.reduce((sum, said, i) => sum + (said === b[i] ? 0 : 1), 0) / a.length;
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const f1 = (answers: Answers) => f1Score(confusionIn(answers), "weighted", null);

interface Churn {
  /** Share of the next file's rows that are answered otherwise. */
  changed: number[];
  /** Weighted F1 of the newer model on them. */
  f1: number[];
}

function ours(dataset: Dataset, at: number[]): Churn {
  const asked = at.map((file) => {
    const { start, end } = dataset.files[file + 1]!;
    return [dataset.files[file]!.start, dataset.files[file]!.end].map((rows) => {
      const forest = forestOn(dataset, range(0, rows), 42, TREES);
      return answersOf(forest, { dataset, classes: allClasses(dataset, [forest]), unitOf: null }, range(start, end));
    }) as [Answers, Answers];
  });
  return { changed: asked.map(([old, fresh]) => share(old.predicted, fresh.predicted)), f1: asked.map(([, fresh]) => f1(fresh)) };
}

function theirs(dataset: Dataset, at: number[]): Churn {
  const folder = mkdtempSync(join(tmpdir(), "gated-retrain-churn-"));
  try {
    const cells = (column: Column) =>
      Array.from(column.kind === "number" ? column.values : column.codes, (x) => (Number.isNaN(x) ? null : x));
    const columnOf = (name: string) => cells(dataset.columns.find((column) => column.name === name)!);
    const bounds = at.map((file) => [dataset.files[file]!.start, dataset.files[file]!.end, dataset.files[file + 1]!.end]);
    const task = { columns: dataset.features.map(columnOf), labels: columnOf(dataset.target), bounds, trees: TREES };
    writeFileSync(join(folder, "task.json"), JSON.stringify(task));
    const python = process.env.GR_PYTHON ?? ".venv/bin/python";
    execFileSync(python, [join(process.cwd(), "bench/churn/sklearn_churn.py"), folder], { stdio: ["ignore", "ignore", "inherit"] });
    return JSON.parse(readFileSync(join(folder, "churn.json"), "utf8")) as Churn;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.stdout.write(
  `${"".padEnd(14)}${"changed: ours".padStart(14)}${"scikit-learn".padStart(14)}${"ratio".padStart(8)}${"F1: ours".padStart(12)}${"scikit-learn".padStart(14)}\n`,
);
const percent = (value: number) => `${(100 * value).toFixed(2)} %`;
const ratios: number[] = [];
for (const { name, start, load } of SETS) {
  const dataset = load(cache);
  const at = nightsOf(dataset, start);
  const [a, b] = [ours(dataset, at), theirs(dataset, at)];
  const ratio = mean(a.changed) / mean(b.changed);
  ratios.push(ratio);
  process.stdout.write(
    `${name.padEnd(14)}${percent(mean(a.changed)).padStart(14)}${percent(mean(b.changed)).padStart(14)}${ratio.toFixed(2).padStart(8)}${mean(a.f1).toFixed(4).padStart(12)}${mean(b.f1).toFixed(4).padStart(14)}\n`,
  );
}
const kept = mean(ratios) <= MOST.mean && ratios.every((ratio) => ratio <= MOST.each);
process.stdout.write(
  `mean ratio ${mean(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}): ${kept ? "kept" : "BROKEN"}: promised at most ${MOST.mean}, each table at most ${MOST.each}\n`,
);
process.exitCode = kept ? 0 : 1;
