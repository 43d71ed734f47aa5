// Engine command where we judge: the script gets training rows and writes a model; it answers rows without labels with that model's files.
import { randomInt } from "node:crypto";
import { join } from "node:path";
import { outputTail } from "../../clients/child.ts";
import { check } from "../../findings/check.ts";
import { type NamedFile, readTar, writeTar } from "../../model/canonical-tar.ts";
import { byCodePoint } from "../../table/columns/code-point.ts";
import { columnOf } from "../../table/columns/dataset.ts";
import { LimitError } from "../../types/errors.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { Answered, Estimated, ScriptModel } from "../../types/model.ts";
import type { Column, Dataset } from "../../types/table.ts";
import { countOf } from "./command-engine.ts";
import { idColumn, inputOf, type Job, type JudgedTask, PREDICTIONS, type Terms } from "./contract.ts";
import { type Ids, writeCsv } from "./csv-out.ts";
import { type Reported, reportedEnvironment } from "./environment.ts";
import { runJob } from "./job-run.ts";
import { readEstimates, readPredictions } from "./predictions.ts";
import { Failed } from "./program.ts";
import { readModel, readWritten, Unusable, writeFiles } from "./written.ts";

/** Rows of a dataset, and which columns a script sees of them. */
export interface ScriptRows {
  dataset: Dataset;
  /** Row numbers. */
  rows: Int32Array;
  features: string[];
}

export interface MadeModel {
  model: ScriptModel;
  /** Sorted by name. */
  files: NamedFile[];
  check: CheckResult;
  reported: Reported;
}

/** What is handed out as the target; absent: the labels that the rows have. */
export type HandedOut = (target: Column) => Column;

/** Trains on labelled rows. Throws Failed for what the program did wrong, LimitError for time, memory and size. */
export async function trainScript(
  task: JudgedTask,
  { dataset, rows, features }: ScriptRows,
  handedOut: HandedOut = (target) => target,
): Promise<MadeModel> {
  const { config, limits } = task;
  const target = columnOf(dataset, dataset.target);
  const classes = classesIn(target, rows);
  const columns = features.map((name) => columnOf(dataset, name));
  const terms: Terms = { step: "train", target: dataset.target, classes, features: columns };
  return await runJob(task, terms, {
    command: config.command,
    key: "train.command",
    prepare: ({ folder }) => writeCsv(join(folder, inputOf(terms)), [...columns, handedOut(target)], rows, null),
    read: async ({ folder }, said) => {
      const files = await modelIn(folder, limits.modelBytes, said);
      const message = `${config.command[0]} was handed ${rows.length} training rows and wrote the model (${countOf(files)}).`;
      const ran = check("command", "train.command", "pass", message);
      const model: ScriptModel = { engine: "command", archive: writeTar(files), classes };
      return { model, files, check: ran, reported: await reportedEnvironment(folder) };
    },
  });
}

/** Of these rows, sorted by code point; none where the target is numbers. */
function classesIn(target: Column, rows: Int32Array): string[] {
  if (target.kind === "number") return [];
  return [...new Set(rows.map((row) => target.codes[row]! - 1))].map((code) => target.categories[code]!).sort(byCodePoint);
}

async function modelIn(folder: string, mostBytes: number, said: string): Promise<NamedFile[]> {
  try {
    const files = await readModel(folder, ["model"], new Map(), mostBytes);
    return files.map(({ name, bytes }) => ({ name: name.slice("model/".length), bytes }));
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    const suggestion = "Write the model's files into the folder that SM_MODEL_DIR names (paths.model of contract.json).";
    throw new Failed(check("command", "train.command", "fail", `${error.message}.${outputTail(said)}`, { suggestion }));
  }
}

/**
 * Asks a model of classes about rows by `train.predict` of today's configuration. The rows are handed out shuffled, under names that say
 * nothing, and without the target. Throws Failed, LimitError.
 */
export async function askScript(task: JudgedTask, model: ScriptModel, asked: ScriptRows): Promise<Answered> {
  const { classes } = model;
  const { rows, read } = await answersOf(task, model, asked, (bytes, ids) => readPredictions(bytes, ids, classes));
  const width = classes.length;
  const predicted = new Int32Array(asked.dataset.rows).fill(-1);
  const probabilities = read.probabilities && new Float64Array(asked.dataset.rows * width);
  rows.forEach((row, i) => {
    predicted[row] = read.predicted[i]!;
    probabilities?.set(read.probabilities!.subarray(i * width, (i + 1) * width), row * width);
  });
  return { engine: "command", classes, predicted, probabilities, trouble: null };
}

/** The same of a regression. */
export async function askForNumbers(task: JudgedTask, model: ScriptModel, asked: ScriptRows): Promise<Estimated> {
  const { rows, read } = await answersOf(task, model, asked, readEstimates);
  const values = new Float64Array(asked.dataset.rows).fill(Number.NaN);
  rows.forEach((row, i) => {
    values[row] = read[i]!;
  });
  return { values, trouble: null };
}

/** `rows`: those asked about in the order of the hand-out, which is that of what was read. */
async function answersOf<T>(
  task: JudgedTask,
  { archive, classes }: ScriptModel,
  { dataset, features, rows: asked }: ScriptRows,
  reader: (bytes: Uint8Array, ids: Ids) => Promise<T>,
): Promise<{ rows: Int32Array; read: T }> {
  const columns = features.map((name) => columnOf(dataset, name));
  const terms: Terms = { step: "predict", target: dataset.target, classes, features: columns };
  const rows = shuffled(asked);
  const ids: Ids = { column: idColumn(terms), values: Array.from(rows, (_, i) => `r${i + 1}`) };
  const most = 2 ** 20 + rows.length * MOST_CELL_BYTES * (classes.length + 2);
  const read = await runJob(task, terms, {
    command: task.config.predict,
    key: "train.predict",
    prepare: async ({ folder }) => {
      await writeFiles(join(folder, "model"), readTar(archive));
      await writeCsv(join(folder, inputOf(terms)), columns, rows, ids);
    },
    read: (job, said) => readAnswers(job, most, said, (bytes) => reader(bytes, ids)),
  });
  return { rows, read };
}

/** Bytes of a line of answers that are allowed for a class, besides some for the id. */
const MOST_CELL_BYTES = 64;

async function readAnswers<T>({ folder }: Job, most: number, said: string, reader: (bytes: Uint8Array) => Promise<T>): Promise<T> {
  try {
    const bytes = await readWritten(folder, PREDICTIONS, new Map(), most, "").catch((error: unknown) => {
      if (error instanceof LimitError) throw new Unusable(`${PREDICTIONS} is larger than ${most} bytes; expected a line for each row_id`);
      throw error instanceof Unusable ? new Unusable(`${PREDICTIONS} ${error.message}; expected a CSV file of its own`) : error;
    });
    return await reader(bytes);
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    throw new Failed(check("predictions", "train.predict", "fail", `${error.message}.${outputTail(said)}`));
  }
}

/** Unpredictable, for the order of files may follow their labels (R. Durstenfeld 1964). */
function shuffled(rows: Int32Array): Int32Array {
  const mixed = rows.slice();
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
  }
  return mixed;
}

/** The columns that a script sees: the features, and of a split by time its times. */
export function seenBy({ features, columns }: Dataset, splitColumns: string[]): string[] {
  return columns.map(({ name }) => name).filter((name) => features.includes(name) || splitColumns.includes(name));
}
