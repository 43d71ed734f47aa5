// Engine command: runs a team's own program and reads the model files and the score that it wrote.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { outputTail } from "../../clients/child.ts";
import { check } from "../../findings/check.ts";
import { type NamedFile, readTar, writeTar } from "../../model/canonical-tar.ts";
import type { ReportedNumber, ReportedScript } from "../../types/command.ts";
import type { CheckResult } from "../../types/judgement.ts";
import { Failed, type ProgramTask, runProgram } from "./program.ts";
import { reportedNumber } from "./reported.ts";
import { readModel, readWritten, type Traces, tracesOf, Unusable, writeFiles } from "./written.ts";

const MOST_OUTPUT_BYTES = 2 ** 20;
/** Environment variable of `train.score`: the folder with the champion's files. */
const MODEL_FOLDER_VARIABLE = "GATED_RETRAIN_MODEL_DIR";

/** A program run in the configuration's folder. */
export interface CommandTask extends ProgramTask {
  config: ReportedScript;
}

interface CommandResult {
  files: NamedFile[];
  /** All of `files` as one tar. */
  archive: Uint8Array;
  number: ReportedNumber;
  /** The champion's score on today's data by `train.score`; null: not computed. */
  champion: ReportedNumber | null;
}

/** The result, or the check that failed. */
export type CommandOutcome = { result: CommandResult; checks: CheckResult[] } | { result: null; checks: CheckResult[] };

/** Runs the program. Throws LimitError for time, memory and size; all other faults of the program are failed checks. `championArchive`: also scored. */
export async function trainByCommand(task: CommandTask, championArchive: Uint8Array | null): Promise<CommandOutcome> {
  const { config, limits } = task;
  try {
    const before = await tracesOf(config.folder, [...config.model, config.outputs.file]);
    const said = await runProgram(task, { command: config.command, key: "train.command" });
    const files = await readModel(config.folder, config.model, before, limits.modelBytes).catch((error: unknown) => {
      throw error instanceof Unusable
        ? new Failed(check("command", "train.model", "fail", `${error.message}.${outputTail(said)}`, { suggestion: ANEW }))
        : error;
    });
    const number = await numberOf(config, before, said);
    const champion = championArchive === null || config.score === null ? null : await scoreChampion(task, config.score, championArchive);
    const ran = check(
      "command",
      "train.command",
      "pass",
      `${config.command[0]} wrote the model (${countOf(files)}) and ${config.outputs.file}.`,
    );
    return { result: { files, archive: writeTar(files), number, champion }, checks: [ran] };
  } catch (error) {
    if (error instanceof Failed) return { result: null, checks: [error.check] };
    throw error;
  }
}

const ANEW =
  "The program has to write its model and its numbers anew in each run. If it catches an error and goes on, let the error end it.";

async function numberOf({ folder, outputs }: ReportedScript, before: Traces, said: string): Promise<ReportedNumber> {
  try {
    return reportedNumber(await readWritten(folder, outputs.file, before, MOST_OUTPUT_BYTES, "1 MiB"), outputs);
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    const suggestion = `Write the number into ${outputs.file} at the end of the run, or name where it stands: train.outputs: {file: …, metric: …}.`;
    throw new Failed(check("command", "train.outputs", "fail", `${outputs.file} ${error.message}.${outputTail(said)}`, { suggestion }));
  }
}

/** Runs `train.score` on the champion's files, unpacked into a folder of their own, and restores what the candidate's run wrote. */
async function scoreChampion(task: CommandTask, score: string[], archive: Uint8Array): Promise<ReportedNumber> {
  const { config } = task;
  const output = join(config.folder, config.outputs.file);
  const candidates = await readFile(output);
  const folder = await mkdtemp(join(tmpdir(), "gated-retrain-champion-"));
  try {
    await writeFiles(folder, readTar(archive));
    const before = await tracesOf(config.folder, [config.outputs.file]);
    const said = await runProgram(task, { command: score, key: "train.score", env: { [MODEL_FOLDER_VARIABLE]: folder } });
    return await numberOf(config, before, said);
  } finally {
    await writeFile(output, candidates);
    await rm(folder, { recursive: true, force: true });
  }
}

/** For a sentence. */
export const countOf = (files: NamedFile[]) =>
  `${files.length} ${files.length === 1 ? "file" : "files"}, ${files.reduce((sum, { bytes }) => sum + bytes.length, 0)} bytes`;
