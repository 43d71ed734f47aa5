// Engine command: runs a team's own program and reads the model files and the score that it wrote.
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type ChildEnd, lastWords, runChild } from "../../clients/child.ts";
import { type NamedFile, readTar, writeTar } from "../../model/canonical-tar.ts";
import type { CommandConfig, CommandRecipe, ReportedNumber } from "../../types/command.ts";
import type { Limits } from "../../types/config.ts";
import { ConfigError, LimitError } from "../../types/errors.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { Progress } from "../../types/run.ts";
import { reportedNumber } from "./reported.ts";
import { readModel, readWritten, type Traces, tracesOf, Unusable } from "./written.ts";

const MOST_OUTPUT_BYTES = 2 ** 20;
const MOST_RECIPE_BYTES = 64 * 2 ** 20;
/** Environment variable of `train.score`: the folder with the champion's files. */
const MODEL_FOLDER_VARIABLE = "GATED_RETRAIN_MODEL_DIR";

export interface CommandTask {
  config: CommandConfig;
  limits: Limits;
  /** Remaining milliseconds of the run. */
  leftMs: () => number;
  progress: Progress;
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

/** The recipe: the words of the command and digests of the files it names. Throws ConfigError for a file that cannot be read. */
export async function commandRecipe({ command, folder, files, env, model, outputs, score }: CommandConfig): Promise<CommandRecipe> {
  const contents = await Promise.all([...files].sort().map(async (name) => ({ name, digest: await digestOfFile(folder, name) })));
  const parameters = { command, files: contents, env: [...env].sort(), model, outputs: { ...outputs }, score };
  return { engine: "command", version: "1", parameters, seed: 0 };
}

async function digestOfFile(folder: string, name: string): Promise<string> {
  const { size } = (await stat(join(folder, name)).catch(() => null)) ?? { size: 0 };
  if (size > MOST_RECIPE_BYTES) throw new ConfigError(`train.files names ${name}, which is larger than 64 MiB; expected code or settings.`);
  const bytes = await readFile(join(folder, name)).catch(() => null);
  if (bytes === null)
    throw new ConfigError(`train.files names ${JSON.stringify(name)}, which cannot be read; expected a file of the repository.`);
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

/** Runs the program. Throws LimitError for time, memory and size; all other faults of the program are failed checks. `championArchive`: also scored. */
export async function trainByCommand(task: CommandTask, championArchive: Uint8Array | null): Promise<CommandOutcome> {
  const { config, limits } = task;
  try {
    const before = await tracesOf(config.folder, [...config.model, config.outputs.file]);
    const said = await succeeded(task, config.command, "train.command", {});
    const files = await readModel(config.folder, config.model, before, limits.modelBytes).catch((error: unknown) => {
      throw error instanceof Unusable
        ? new Failed(check("command", "train.model", "fail", `${error.message}.${lastWords(said)}`, ANEW))
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

class Failed extends Error {
  readonly check: CheckResult;

  constructor(check: CheckResult) {
    super(check.message);
    this.check = check;
  }
}

async function numberOf({ folder, outputs }: CommandConfig, before: Traces, said: string): Promise<ReportedNumber> {
  try {
    return reportedNumber(await readWritten(folder, outputs.file, before, MOST_OUTPUT_BYTES, "1 MiB"), outputs);
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    const suggestion = `Write the number into ${outputs.file} at the end of the run, or name where it stands: train.outputs: {file: …, metric: …}.`;
    throw new Failed(check("command", "train.outputs", "fail", `${outputs.file} ${error.message}.${lastWords(said)}`, suggestion));
  }
}

/** Runs `train.score` on the champion's files, unpacked into a folder of their own, and restores what the candidate's run wrote. */
async function scoreChampion(task: CommandTask, score: string[], archive: Uint8Array): Promise<ReportedNumber> {
  const { config } = task;
  const output = join(config.folder, config.outputs.file);
  const candidates = await readFile(output);
  const folder = await mkdtemp(join(tmpdir(), "gated-retrain-champion-"));
  try {
    for (const { name, bytes } of readTar(archive)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), bytes);
    }
    const before = await tracesOf(config.folder, [config.outputs.file]);
    const said = await succeeded(task, score, "train.score", { [MODEL_FOLDER_VARIABLE]: folder });
    return await numberOf(config, before, said);
  } finally {
    await writeFile(output, candidates);
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the program printed at its end. Throws Failed. */
async function succeeded(task: CommandTask, command: string[], key: string, more: Record<string, string>): Promise<string> {
  const { config, progress } = task;
  const timeoutMs = Math.max(1, task.leftMs());
  const end = await runChild({
    command,
    folder: config.folder,
    names: config.env,
    env: { GATED_RETRAIN: "1", ...more },
    timeoutMs,
    memoryBytes: task.limits.memory,
    onLine: progress,
  });
  const failure = failureOf(end, command, key, task.limits);
  if (failure !== null) throw new Failed(failure);
  return "said" in end ? end.said : "";
}

/** Why the program failed; null: it did not. Throws LimitError where time or memory ended it. */
function failureOf(end: ChildEnd, command: string[], key: string, { minutes, memory }: Limits): CheckResult | null {
  const shown = command.join(" ").slice(0, 120).replaceAll("`", "'");
  if (end.kind === "timeout")
    throw new LimitError(`${key} (${shown}) took longer than limits.minutes (${minutes}) leaves. Raise the limit, or train faster.`);
  if (end.kind === "memory")
    throw new LimitError(
      `${key} (${shown}) took more than limits.memory (${Math.round((memory ?? 0) / 2 ** 20)} MiB). Raise the limit, or use less data.`,
    );
  if (end.kind === "not-started")
    return check(
      "command",
      key,
      "fail",
      `${shown} could not be started: ${end.why}.`,
      "Install it in an earlier step of the job, and name it as a shell would find it.",
    );
  // A shell returns 137 for a program that the kernel killed for its memory.
  if ((end.kind === "exited" && end.code === 137) || (end.kind === "killed" && end.signal === "SIGKILL"))
    throw new LimitError(
      `${key} (${shown}) was killed, most likely because the machine ran out of memory. Use less data, or a larger runner.`,
    );
  if (end.kind === "killed") return check("command", key, "fail", `\`${shown}\` was ended by ${end.signal}.${lastWords(end.said)}`, null);
  return end.code === 0
    ? null
    : check("command", key, "fail", `\`${shown}\` ended with exit code ${end.code}.${lastWords(end.said)}`, null);
}

const countOf = (files: NamedFile[]) =>
  `${files.length} ${files.length === 1 ? "file" : "files"}, ${files.reduce((sum, { bytes }) => sum + bytes.length, 0)} bytes`;

function check(
  code: string,
  subject: string,
  status: CheckResult["status"],
  message: string,
  suggestion: string | null = null,
): CheckResult {
  return { code, subject, status, observed: null, expected: null, message, suggestion, where: null };
}
