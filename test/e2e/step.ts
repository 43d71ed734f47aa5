// dist/index.js as the runner starts it: inputs and event in the environment, outputs and summary in files.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Finished, node, ROOT } from "./cli.ts";

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

export async function runStep({ workspace, temp }: Runner, given: Step): Promise<StepResult> {
  const {
    event = "schedule",
    payload = { repository: { default_branch: "main" } },
    ref = "refs/heads/main",
    inputs = {},
    env = {},
  } = given;
  const [outputs, summary, eventPath] = ["outputs", "summary.md", "event.json"].map((name) => join(temp, name)) as [string, string, string];
  await Promise.all([writeFile(outputs, ""), writeFile(summary, ""), writeFile(eventPath, JSON.stringify(payload))]);
  const finished = await node([ACTION], {
    cwd: temp,
    env: {
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
    },
  });
  return { ...finished, outputs: outputsIn(await readFile(outputs, "utf8")), summary: await readFile(summary, "utf8") };
}

/** As the runner reads the file: the last value of a name counts. */
function outputsIn(written: string): Record<string, string> {
  const set = [...written.matchAll(/^(.+?)<<(ghadelimiter_\S+)\n([\s\S]*?)\n\2$/gm)];
  return Object.fromEntries(set.map((match) => [match[1], match[3]] as const));
}
