// Contract 1 between us and a script that is judged: the folder that it gets, the file that describes it, its environment (docs/engines.md).
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { JudgedScript } from "../../types/command.ts";
import type { Column } from "../../types/table.ts";
import { CONTRACT_VERSION } from "./command-recipe.ts";
import type { ProgramTask } from "./program.ts";

export interface JudgedTask extends ProgramTask {
  config: JudgedScript;
  threads: number;
  /** `train.seed`. */
  seed: number;
}

/** What a script is told besides rows. */
export interface Terms {
  step: "train" | "predict";
  target: string;
  /** Sorted by code point; none: a regression. */
  classes: string[];
  features: Column[];
}

export interface Job {
  /** The working directory: copies of `train.files`. */
  code: string;
  /** Inside: input, model, output. */
  folder: string;
  env: Record<string, string>;
}

/** Makes the folder of one run of a program, and removes it afterwards. */
export async function withJob<T>(task: JudgedTask, terms: Terms, work: (job: Job) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "gated-retrain-job-"));
  try {
    const code = join(folder, "code");
    for (const below of ["code", dirname(inputOf(terms)), "model", "output"]) await mkdir(join(folder, below), { recursive: true });
    for (const name of task.config.files) {
      await mkdir(dirname(join(code, name)), { recursive: true });
      await copyFile(join(task.config.folder, name), join(code, name));
    }
    await writeFile(join(folder, "contract.json"), `${JSON.stringify(contractOf(task, terms, folder), null, 2)}\n`);
    await writeFile(join(folder, "input/schema.json"), `${JSON.stringify(schemaOf(terms), null, 2)}\n`);
    return await work({ code, folder, env: environmentOf(task, terms, folder) });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Where the rows are that this step gets. */
export function inputOf({ step }: Pick<Terms, "step">): string {
  return step === "train" ? "input/train/train.csv" : "input/test/test.csv";
}

/** A seed that every library takes, from 1 to 32767. */
const seedOf = (seed: number) => 1 + (seed % 32_767);

function contractOf({ limits, leftMs, threads, seed }: JudgedTask, terms: Terms, folder: string) {
  const { step, target, classes } = terms;
  return {
    contract: CONTRACT_VERSION,
    step,
    task: classes.length === 0 ? "regression" : "classification",
    target,
    ...(classes.length === 0 ? {} : { classes }),
    seed: seedOf(seed),
    threads,
    memory_mb: limits.memory === null ? null : Math.floor(limits.memory / 2 ** 20),
    deadline_s: Math.max(1, Math.floor(leftMs() / 1000)),
    paths: {
      [step === "train" ? "train" : "test"]: join(folder, inputOf(terms)),
      schema: join(folder, "input/schema.json"),
      model: join(folder, "model"),
      ...(step === "predict" ? { predictions: join(folder, PREDICTIONS) } : { environment: join(folder, ENVIRONMENT) }),
      failure: join(folder, FAILURE),
    },
    ...(step === "predict" ? { row_id: idColumn(terms) } : {}),
  };
}

export const PREDICTIONS = "output/predictions.csv";
export const ENVIRONMENT = "output/environment.json";
export const FAILURE = "output/failure";

/** The column of row ids: `row_id`, where no feature, target or class has that name. */
export function idColumn({ features, target, classes }: Terms): string {
  const taken = new Set([target, ...classes, ...features.map(({ name }) => name)]);
  const names = ["row_id", ...Array.from(taken, (_, i) => `row_id_${i + 2}`)];
  return names.find((name) => !taken.has(name))!;
}

/** A Table Schema of the rows as they are handed out. */
function schemaOf(terms: Terms) {
  const { features, target, classes, step } = terms;
  const fields = features.map(({ name, type }) => ({ name, type }));
  const answer = classes.length === 0 ? { name: target, type: "number" } : { name: target, type: "string", constraints: { enum: classes } };
  return { fields: step === "train" ? [...fields, answer] : [{ name: idColumn(terms), type: "string" }, ...fields], missingValues: [""] };
}

/** With the names of SageMaker's training toolkit, which many scripts read. */
function environmentOf({ threads, seed }: JudgedTask, terms: Terms, folder: string): Record<string, string> {
  const count = String(threads);
  return {
    GATED_RETRAIN_CONTRACT: join(folder, "contract.json"),
    GATED_RETRAIN_SEED: String(seedOf(seed)),
    PYTHONHASHSEED: String(seedOf(seed)),
    OMP_NUM_THREADS: count,
    OPENBLAS_NUM_THREADS: count,
    MKL_NUM_THREADS: count,
    NUMEXPR_NUM_THREADS: count,
    [terms.step === "train" ? "SM_CHANNEL_TRAIN" : "SM_CHANNEL_TEST"]: join(folder, dirname(inputOf(terms))),
    SM_MODEL_DIR: join(folder, "model"),
    SM_OUTPUT_DATA_DIR: join(folder, "output"),
    SM_HPS: "{}",
    SM_NUM_CPUS: count,
  };
}
