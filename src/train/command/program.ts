// Runs one program of a team within the limits of the run; what is wrong with it is a failed check.
import { type ChildResult, outputTail, runChild } from "../../clients/child.ts";
import { check } from "../../findings/check.ts";
import type { CommandConfig } from "../../types/command.ts";
import type { Limits } from "../../types/config.ts";
import { LimitError } from "../../types/errors.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { Progress } from "../../types/run.ts";

export interface ProgramTask {
  config: Pick<CommandConfig, "folder" | "env">;
  limits: Limits;
  /** Remaining milliseconds of the run. */
  leftMs: () => number;
  progress: Progress;
}

interface Program {
  command: string[];
  /** The key of retrain.yml that names it. */
  key: string;
  /** Where it runs; absent: in the configuration's folder. */
  folder?: string;
  /** Variables of ours. */
  env?: Record<string, string>;
}

/** What a program did wrong. */
export class Failed extends Error {
  readonly check: CheckResult;

  constructor(failure: CheckResult) {
    super(failure.message);
    this.check = failure;
  }
}

/** Returns what the program printed at its end. Throws Failed, and LimitError for time and memory. */
export async function runProgram(task: ProgramTask, { command, key, folder, env = {} }: Program): Promise<string> {
  const { config, limits, progress } = task;
  const end = await runChild({
    command,
    folder: folder ?? config.folder,
    names: config.env,
    env: { GATED_RETRAIN: "1", ...env },
    timeoutMs: Math.max(1, task.leftMs()),
    memoryBytes: limits.memory,
    onLine: progress,
  });
  const failure = failureOf(end, command, key, limits);
  if (failure !== null) throw new Failed(failure);
  return "output" in end ? end.output : "";
}

/** Why the program failed; null: it did not. Throws LimitError where time or memory ended it. */
function failureOf(end: ChildResult, command: string[], key: string, { minutes, memory }: Limits): CheckResult | null {
  const shown = command.join(" ").slice(0, 120).replaceAll("`", "'");
  const failed = (message: string, suggestion: string | null = null) => check("command", key, "fail", message, { suggestion });
  if (end.kind === "timeout")
    throw new LimitError(`${key} (${shown}) took longer than limits.minutes (${minutes}) leaves. Raise the limit, or train faster.`);
  if (end.kind === "memory")
    throw new LimitError(
      `${key} (${shown}) took more than limits.memory (${Math.round((memory ?? 0) / 2 ** 20)} MiB). Raise the limit, or use less data.`,
    );
  if (end.kind === "not-started")
    return failed(
      `${shown} could not be started: ${end.why}.`,
      "Install it in an earlier step of the job, and name it as a shell would find it.",
    );
  // A shell returns 137 for a program that the kernel killed for its memory.
  if ((end.kind === "exited" && end.code === 137) || (end.kind === "killed" && end.signal === "SIGKILL"))
    throw new LimitError(
      `${key} (${shown}) was killed, most likely because the machine ran out of memory. Use less data, or a larger runner.`,
    );
  if (end.kind === "killed") return failed(`\`${shown}\` was ended by ${end.signal}.${outputTail(end.output)}`);
  return end.code === 0 ? null : failed(`\`${shown}\` ended with exit code ${end.code}.${outputTail(end.output)}`);
}
