// Engine ml-random-forest: the unchanged npm package; its trees become a Forest in which every leaf votes for one class.
import { assembleForest } from "../model/forest/assemble.ts";
import { inexpressible, readStockTrees, type StockModel } from "../model/stock-json.ts";
import type { TrainConfig } from "../types/config.ts";
import { ConfigError, problem } from "../types/errors.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { Forest } from "../types/model.ts";
import type { Progress } from "../types/run.ts";
import type { TrainingSet } from "./forest-engine.ts";
import { trainStock } from "./stock-package.ts";
import { deadlineOf, memoryError, runThreads, workerFile } from "./threads.ts";
import type { StockJob, StockOptions } from "./worker-job.ts";

/** Above this many rows the package takes very long: it is quadratic in them. */
const MANY_ROWS = 20_000;
/** The package's default: a node of at most this many rows becomes a leaf. */
const STOCK_MIN_ROWS = 3;

/** The package's options. For min-leaf it has only a smallest node size, here twice the leaf's rows. */
export function stockOptions({ trees, seed, maxDepth, minLeaf }: TrainConfig): StockOptions {
  const least = minLeaf === "auto" ? 1 : minLeaf;
  const minNumSamples = Math.max(STOCK_MIN_ROWS, 2 * least - 1);
  return { nEstimators: trees, seed, noOOB: true, treeOptions: { minNumSamples, ...(maxDepth === null ? {} : { maxDepth }) } };
}

/**
 * Trains with the ml-random-forest package in a thread of its own. Throws ConfigError for columns that it cannot take, LimitError over
 * time.
 */
export async function trainStockForest(
  trainingSet: TrainingSet,
  config: TrainConfig,
  minutes: number,
  progress: Progress,
): Promise<{ forest: Forest; json: string; checks: CheckResult[] }> {
  const unfit = inexpressible(trainingSet.columns);
  if (unfit.length > 0) throw new ConfigError(unfit.map((name) => unfitProblem(name)));
  const { rows, labels, classes, columns } = trainingSet;
  const checks = rows.length > MANY_ROWS ? [manyRows(rows.length)] : [];
  for (const check of checks) progress(check.message);
  const job: StockJob = { kind: "stock", values: rowMajor(trainingSet), features: columns.length, labels, options: stockOptions(config) };
  const json = await run(job, minutes);
  const trees = readStockTrees(JSON.parse(json) as StockModel);
  const features = columns.map(({ name, type }) => ({ name, type, kind: "number" as const, categories: [] }));
  return { forest: assembleForest({ engine: "ml-random-forest", features, classes, trees }), json, checks };
}

/** Runs the package in a thread, which can be stopped when the time is up. */
async function run(job: StockJob, minutes: number): Promise<string> {
  const file = workerFile();
  if (file === null) return trainStock(job);
  let json: string | null = null;
  try {
    await runThreads(file, job, 1, deadlineOf(minutes), (report) => {
      if (report.kind === "stock") json = report.json;
    });
  } catch (error) {
    throw memoryError(error) ?? error;
  }
  if (json === null) throw new Error("The training thread ended without a model.");
  return json;
}

function rowMajor({ columns, rows }: TrainingSet): Float64Array {
  const values = new Float64Array(rows.length * columns.length);
  columns.forEach((column, f) => {
    if (column.kind === "number") for (let i = 0; i < rows.length; i++) values[i * columns.length + f] = column.values[rows[i]!]!;
  });
  return values;
}

function unfitProblem(name: string) {
  return problem(
    `Engine ml-random-forest takes complete numbers only, but column ${JSON.stringify(name)} holds text or missing values. Use engine: forest, or give the column role: ignore.`,
    { got: name, expected: "numbers without missing values" },
  );
}

function manyRows(rows: number): CheckResult {
  return {
    code: "engine-rows",
    subject: "model",
    status: "warn",
    observed: rows,
    expected: MANY_ROWS,
    message: `Engine ml-random-forest trains on ${rows} rows; its time grows with their square, so above ${MANY_ROWS} it may take hours.`,
    suggestion: "train: {engine: forest}",
    where: null,
  };
}
