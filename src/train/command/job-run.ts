// One run of a judged script's program: rows are laid out, it runs, they are what they were, and what it wrote is read.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { check } from "../../findings/check.ts";
import { FAILURE, inputOf, type Job, type JudgedTask, type Terms, withJob } from "./contract.ts";
import { Failed, runProgram } from "./program.ts";
import { readStart } from "./written.ts";

/** Bytes of a script's own words that are shown. */
const MOST_WORDS = 1024;

interface JobRun<T> {
  command: string[];
  /** The key of retrain.yml that names it. */
  key: string;
  /** Writes the rows, and what else the program is to find. */
  prepare: (job: Job) => Promise<void>;
  /** `said`: what the program printed at its end. */
  read: (job: Job, said: string) => Promise<T>;
}

/** Throws Failed for what the program did wrong, with what it wrote into `output/failure`; LimitError for time, memory and size. */
export async function runJob<T>(task: JudgedTask, terms: Terms, { command, key, prepare, read }: JobRun<T>): Promise<T> {
  const handedOut = ["contract.json", "input/schema.json", inputOf(terms)];
  return await withJob(task, terms, async (job) => {
    await prepare(job);
    const before = await digestsOf(job.folder, handedOut);
    try {
      const said = await runProgram(task, { command, key, folder: job.code, env: job.env });
      const after = await digestsOf(job.folder, handedOut);
      const changed = handedOut.find((_, i) => before[i] !== after[i]);
      if (changed !== undefined) throw new Failed(changedCheck(changed, command, key));
      return await read(job, said);
    } catch (error) {
      throw error instanceof Failed ? await withOwnWords(error, job.folder) : error;
    }
  });
}

function changedCheck(name: string, command: string[], key: string) {
  const message = `${name} is not what was handed out any more after ${command[0]} ran.`;
  return check("command", key, "fail", message, {
    suggestion: "Write into the folders of paths.model and output alone; copy rows before changing them.",
  });
}

/** null: it is not there. */
async function digestsOf(folder: string, names: string[]): Promise<(string | null)[]> {
  return await Promise.all(
    names.map(async (name) => {
      const hash = createHash("sha256");
      return await pipeline(createReadStream(join(folder, name)), hash).then(
        () => hash.digest("hex"),
        () => null,
      );
    }),
  );
}

async function withOwnWords(error: Failed, folder: string): Promise<Failed> {
  const bytes = await readStart(folder, FAILURE, MOST_WORDS);
  const words = new TextDecoder()
    .decode(bytes)
    .replace(/[\p{C}\s]+/gu, " ")
    .trim();
  return words === ""
    ? error
    : new Failed({ ...error.check, message: `${error.check.message.replace(/\.?$/, ".")} It wrote into ${FAILURE}: ${words}` });
}
