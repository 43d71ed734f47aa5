// dist/index.js as the runner starts it: inputs and event in the environment, outputs and summary in files.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { step } from "../../src/commands/edge/step.ts";
import { type Finished, node, ROOT } from "./cli.ts";
import { within } from "./here.ts";

const ACTION = join(process.env.DIST ?? join(ROOT, "dist"), "index.js");

export interface Step {
  event?: string;
  payload?: object;
  ref?: string;
  inputs?: Record<string, string>;
  /** What the runner or the job adds to the environment. */
  env?: Record<string, string>;
}

export interface Runner {
  workspace: string;
  /** RUNNER_TEMP, the home folder, and where the files of the step are. */
  temp: string;
}

export interface StepResult extends Finished {
  outputs: Record<string, string>;
  summary: string;
}

const DEFAULTS = { data: "data/data_{YYYYMMDD}.csv", target: "label", registry: "directory:registry", set: "train.trees=20\nsplit.salt=s" };

/** `dist/index.js` in a process of its own. */
export const runStep = (runner: Runner, given: Step): Promise<StepResult> =>
  stepBy(runner, given, (env) => node([ACTION], { cwd: runner.temp, env }));

/** The same in this process, on one thread: for tests of what a step says and does, not of its process. */
export const stepHere = (runner: Runner, given: Step): Promise<StepResult> =>
  stepBy(runner, given, (env) =>
    within(runner.temp, { INPUT_THREADS: "1", ...env }, async () => {
      const { write } = process.stdout;
      let stdout = "";
      process.stdout.write = ((text: string | Uint8Array) => {
        stdout += text;
        return true;
      }) as typeof write;
      try {
        await step(null, ROOT);
        return { code: Number(process.exitCode), stdout, stderr: "" };
      } finally {
        process.stdout.write = write;
        process.exitCode = undefined;
      }
    }),
  );

async function stepBy(
  { workspace, temp }: Runner,
  given: Step,
  run: (env: Record<string, string | undefined>) => Promise<Finished>,
): Promise<StepResult> {
  const {
    event = "schedule",
    payload = { repository: { default_branch: "main" } },
    ref = "refs/heads/main",
    inputs = {},
    env = {},
  } = given;
  const [outputs, summary, eventPath] = ["outputs", "summary.md", "event.json"].map((name) => join(temp, name)) as [string, string, string];
  await Promise.all([writeFile(outputs, ""), writeFile(summary, ""), writeFile(eventPath, JSON.stringify(payload))]);
  const finished = await run({
    PATH: process.env.PATH,
    HOME: temp,
    GITHUB_ACTIONS: "true",
    GITHUB_WORKSPACE: workspace,
    GITHUB_REPOSITORY: "owner/repo",
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_RUN_ID: "7",
    GITHUB_JOB: "retrain",
    GITHUB_ACTOR: "somebody",
    GITHUB_EVENT_NAME: event,
    GITHUB_REF: ref,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_OUTPUT: outputs,
    GITHUB_STEP_SUMMARY: summary,
    RUNNER_TEMP: temp,
    ...Object.fromEntries(Object.entries({ ...DEFAULTS, ...inputs }).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    ...env,
  });
  return { ...finished, outputs: outputsIn(await readFile(outputs, "utf8")), summary: await readFile(summary, "utf8") };
}

/** As the runner reads the file: the last value of a name counts. */
function outputsIn(written: string): Record<string, string> {
  const set = [...written.matchAll(/^(.+?)<<(ghadelimiter_\S+)\n([\s\S]*?)\n\2$/gm)];
  return Object.fromEntries(set.map((match) => [match[1], match[3]] as const));
}
