// The step of a workflow: inputs and event in; the same pipeline; summary, annotations, outputs and exit code out.
import { appendFileSync, existsSync, mkdtempSync, readFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as core from "@actions/core";
import { checkoutOfFile } from "../../clients/git/checkout.ts";
import { upload } from "../../clients/upload.ts";
import { type Annotation, MOST_PER_LEVEL, renderAnnotations } from "../../report/annotations.ts";
import { renderComment } from "../../report/markdown/comment.ts";
import { renderDiagnosis } from "../../report/markdown/diagnosis.ts";
import { renderNote, renderSummary } from "../../report/markdown/summary.ts";
import { outputsOf } from "../../report/outputs.ts";
import { markerOf, sendComment } from "../../report/send-comment.ts";
import { visible } from "../../report/sentences/text.ts";
import { printable, renderTerminal } from "../../report/terminal.ts";
import type { WrittenReport } from "../../report/write.ts";
import { ConfigError, sentence } from "../../types/errors.ts";
import type { JsonValue, Where } from "../../types/problem.ts";
import type { Services } from "../../types/run.ts";
import type { Host } from "../common/command.ts";
import { failedBeforeStart } from "../common/pipeline.ts";
import { environmentOf, repositoryOf } from "../common/services.ts";
import { exitCodeOf, shown } from "../diagnose.ts";
import { diagnoseStep, diagnosisOutputs } from "../github/diagnose-step.ts";
import { runWorkflow, type WorkflowFacts, type WorkflowInputs, type WorkflowRun } from "../github/workflow.ts";

const PIPELINE_INPUTS = ["config", "window", "schema", "target", "f1-threshold", "engine", "registry", "threads"];

function input(name: string): string | undefined {
  const value = core.getInput(name);
  return value === "" ? undefined : value;
}

/** Never in a log, not even where somebody gives it in plain. */
function rowsKey(): string | null {
  const key = input("rows-key") ?? null;
  if (key !== null) core.setSecret(key);
  return key;
}

function hostHere(home: string): Host {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run, GITHUB_ACTOR: actor } = process.env;
  const threads = availableParallelism();
  return {
    cwd: process.env.GITHUB_WORKSPACE ?? process.cwd(),
    now: Date.now,
    threads,
    progress: (message) => process.stdout.write(`${printable(visible(message))}\n`),
    origin: {
      run: server && repository && run ? `${server}/${repository}/actions/runs/${run}` : null,
      actor: actor ?? null,
      event: process.env.GITHUB_EVENT_NAME ?? "workflow",
    },
    services: {
      identityToken: (audience) => core.getIDToken(audience),
      repository: repositoryOf(process.env, input("github-token")),
      isWorkflow: true,
      rowsKey: rowsKey(),
    },
    environment: () => environmentOf(threads),
    home,
  };
}

/** A payload that is none: the runner's fault or a stranger's, not ours. */
function payload(): JsonValue {
  const path = process.env.GITHUB_EVENT_PATH;
  if (!path || !existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, "utf8")) as JsonValue;
  } catch (error) {
    throw new ConfigError("The event's payload (GITHUB_EVENT_PATH) is no JSON, so nobody knows what this run may do.", { cause: error });
  }
}

function facts(): WorkflowFacts {
  const { env } = process;
  const { GITHUB_EVENT_NAME: name = "", GITHUB_REF: ref = "", GITHUB_REPOSITORY: repository = "", GITHUB_ACTOR: actor = "" } = env;
  const workflow = { ref: env.GITHUB_WORKFLOW_REF ?? "", commit: env.GITHUB_WORKFLOW_SHA || env.GITHUB_SHA || "" };
  return { event: { name, payload: payload(), ref, repository, actor }, workflow };
}

function inputs(reportDir: string): WorkflowInputs {
  const data = core.getMultilineInput("data");
  const values = Object.fromEntries(PIPELINE_INPUTS.map((name) => [name, input(name)]));
  return {
    mode: core.getInput("mode"),
    dryRun: core.getInput("dry-run"),
    failOn: core.getInput("fail-on"),
    deployedId: input("deployed-id"),
    deploymentEnvironment: input("deployment-environment"),
    rollback: { modelId: input("model-id"), reason: input("reason") },
    file: input("file"),
    values: { ...values, data: data.length > 0 ? data : undefined, "report-dir": reportDir },
    set: core.getMultilineInput("set"),
  };
}

/** Everything a person sees. Its own trouble is a warning and changes no verdict. */
async function writeResults(run: WorkflowRun, { cwd, services }: Host): Promise<void> {
  const { result, config, context, report } = run;
  const warnings = [...run.warnings];
  const attempt = async (what: string, work: () => Promise<void> | void) => {
    try {
      await work();
    } catch (error) {
      warnings.push(`${what} could not be written: ${sentence(error)}`);
    }
  };
  await attempt("The outputs", () => {
    const { deploy, championId, registryCommit } = run;
    const told = { report: report?.html ?? null, runJson: report?.runJson ?? null, registryCommit, deploy };
    for (const [name, value] of Object.entries(outputsOf({ ...result, championId }, told))) core.setOutput(name, value);
  });
  let note = run.silence;
  await attempt("The comment", async () => {
    note ??= await commentOn(run, services);
  });
  await attempt("The job summary", () => appendSummary(renderSummary(result, context) + (note === null ? "" : renderNote(note))));
  const asides = [
    ...(config?.notices ?? []).map(({ message, where }) => aside("notice", message, where)),
    ...warnings.map((warning) => aside("warning", warning)),
  ];
  const annotations = renderAnnotations(result, context, cwd, asides, (path) => checkoutOfFile(cwd, path));
  process.stdout.write(renderTerminal(result, context, { reportPath: report?.html ?? null }));
  for (const command of annotations) process.stdout.write(`${command}\n`);
  const isFull = annotations.filter((command) => command.startsWith("::warning")).length >= MOST_PER_LEVEL;
  if (report !== null) await keepOnRunsPage(report, isFull ? core.info : core.warning);
}

function aside(level: "notice" | "warning", message: string, where: Where | null = null): Annotation {
  return { level, title: "gated-retrain", message, where };
}

/** Why there is no comment; null: there is one, or none was wanted. */
async function commentOn({ result, context, pullRequest }: WorkflowRun, { repository }: Services): Promise<string | null> {
  if (pullRequest === null) return null;
  if (repository === null) return "No comment: the input github-token is empty.";
  const [workflow = ""] = (process.env.GITHUB_WORKFLOW_REF ?? "").split("@");
  const marker = markerOf([workflow, process.env.GITHUB_JOB ?? "", process.env.GITHUB_ACTION ?? "", input("config") ?? ""]);
  const why = await sendComment(repository, pullRequest, marker, renderComment(result, context, marker));
  return why === null ? null : `No comment could be written on the pull request. ${why}`;
}

/** Last, for it may take a minute: outputs, annotations and summary are out by then. */
async function keepOnRunsPage({ runJson, summary, html }: WrittenReport, warn: (message: string) => void): Promise<void> {
  try {
    const mask = (command: string) => process.stdout.write(`${command}\n`);
    const uploaded = await upload([runJson, summary, html], dirname(runJson), { env: process.env, mask });
    if (uploaded === null) return;
    core.setOutput("report-artifact-id", uploaded.id);
    core.info(`The report is on the run's page as ${uploaded.name}.`);
  } catch (error) {
    warn(`${sentence(error)} The verdict stands; the report is in ${visible(dirname(html))} of the runner.`);
  }
}

/** Of this step alone: what an earlier step's outputs name stays as it is. A place that takes no folder is said when the report is written. */
function ownFolder(parent: string): string {
  try {
    return mkdtempSync(join(parent, "gated-retrain-report-"));
  } catch {
    return join(parent, "gated-retrain-report");
  }
}

/** mode: diagnose, which judges and publishes nothing. Throws ConfigError. */
async function tellDiagnosis(asked: WorkflowInputs, host: Host): Promise<void> {
  const diagnosis = await diagnoseStep(facts().event.name, asked, host);
  process.exitCode = exitCodeOf(diagnosis);
  for (const [name, value] of Object.entries(diagnosisOutputs(diagnosis))) core.setOutput(name, value);
  appendSummary(renderDiagnosis(diagnosis));
  process.stdout.write(`${visible(shown(diagnosis))}\n`);
}

/** Adds to the job's summary. Throws where there is no file for it. */
function appendSummary(text: string): void {
  const path = process.env.GITHUB_STEP_SUMMARY;
  if (!path) throw new Error("GITHUB_STEP_SUMMARY is not set");
  appendFileSync(path, text);
}

/** Why the step has ended, and what it had found until then. */
export interface Failure {
  error: unknown;
  facts: unknown;
}

/** Runs the step, or tells of one that has ended by `failure`. Sets the exit code of the process before it tells of anything. `home`: the folder of package.json. */
export async function step(failure: Failure | null, home: string): Promise<void> {
  const host = hostHere(home);
  const reportDir = input("report-dir") ?? ownFolder(process.env.RUNNER_TEMP ?? tmpdir());
  /** Of a run that ended before it began, at the event or at an input beside it, or where a limit was reached. */
  const failedStart = async ({ error, facts: found }: Failure): Promise<WorkflowRun> => {
    const run = await failedBeforeStart(error, { cwd: host.cwd, values: { "report-dir": reportDir } }, "run", host, found);
    return { ...run, pullRequest: null, silence: null, deploy: false, championId: null };
  };
  if (failure === null && core.getInput("mode") === "diagnose") {
    const failed = await tellDiagnosis(inputs(reportDir), host).then(
      () => null,
      (error: unknown): Failure => ({ error, facts: null }),
    );
    return failed === null ? undefined : await step(failed, home);
  }
  const work = async () => runWorkflow(facts(), inputs(reportDir), host);
  const done = failure === null ? await work().catch((error: unknown) => failedStart({ error, facts: null })) : await failedStart(failure);
  process.exitCode = done.result.exitCode;
  await writeResults(done, host);
}
