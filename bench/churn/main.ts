// npm run bench -- churn [NIGHTS]: how many answers change when one more file is learned from, beside scikit-learn's forest with a fixed seed.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { f1Score } from "../../src/evaluate/scores/confusion.ts";
import { type Answers, allClasses, answersOf, confusionIn } from "../../src/evaluate/scores/rows.ts";
import type { Column, Dataset } from "../../src/types/table.ts";
import { forestOn } from "../../test/evaluate/world.ts";
import { cacheFolder, SETS } from "../replay/sets.ts";

const nights = Number(process.argv[2] ?? 12);
const TREES = 100;
/** The rows that come next are asked, so many of them. */
const ASKED = 3000;
/** Promised of the mean over the tables of our churn by scikit-learn's. */
const MOST = 1.1;
const cache = cacheFolder();

interface Night {
  /** Rows from the first on that one model learned, and those that the other learned. */
  old: number;
  fresh: number;
  /** Both are asked about the rows from `fresh` up to this one. */
  end: number;
}

function nightsOf({ files, rows }: Dataset, start: number): Night[] {
  const all = files.length - 1 - start;
  const count = Math.min(nights, all);
  return Array.from({ length: count }, (_, i) => {
    const { start: old, end: fresh } = files[start + Math.floor((i * all) / count)]!;
    return { old, fresh, end: Math.min(rows, fresh + ASKED) };
  });
}

const range = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i);
const share = (a: Int32Array, b: Int32Array) => a.reduce((sum, said, i) => sum + (said === b[i] ? 0 : 1), 0) / a.length;
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const f1 = (answers: Answers) => f1Score(confusionIn(answers), "weighted", null);

interface Churn {
  /** Share of rows that are answered otherwise. */
  changed: number[];
  /** Weighted F1 of the newer model on them. */
  f1: number[];
}

function ours(dataset: Dataset, at: Night[]): Churn {
  const asked = at.map(({ old, fresh, end }) =>
    [old, fresh].map((rows) => {
      const forest = forestOn(dataset, range(0, rows), 42, TREES);
      return answersOf(forest, { dataset, classes: allClasses(dataset, [forest]), unitOf: null }, range(fresh, end));
    }),
  ) as [Answers, Answers][];
  return { changed: asked.map(([old, fresh]) => share(old.predicted, fresh.predicted)), f1: asked.map(([, fresh]) => f1(fresh)) };
}

function theirs(dataset: Dataset, at: Night[]): Churn {
  const folder = mkdtempSync(join(tmpdir(), "gated-retrain-churn-"));
  try {
    const cells = (column: Column) =>
      Array.from(column.kind === "number" ? column.values : column.codes, (x) => (Number.isNaN(x) ? null : x));
    const columnOf = (name: string) => cells(dataset.columns.find((column) => column.name === name)!);
    const bounds = at.map(({ old, fresh, end }) => [old, fresh, end]);
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
const kept = mean(ratios) <= MOST;
const spread = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
process.stdout.write(`mean ratio ${mean(ratios).toFixed(2)} (${spread}): ${kept ? "kept" : "BROKEN"}, promised at most ${MOST}\n`);
process.exitCode = kept ? 0 : 1;
