// The GitHub edge: inputs and event in; the same pipeline; summary, annotations, outputs and exit out.
import { existsSync, readFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as core from "@actions/core";
import { upload } from "./clients/upload.ts";
import type { Surface } from "./commands/command.ts";
import { planEvent } from "./commands/event.ts";
import { contextOf, type PipelineRun, runPipeline, sentence } from "./commands/pipeline.ts";
import { rollback } from "./commands/rollback.ts";
import { repositoryOf } from "./commands/services.ts";
import { verify } from "./commands/verify.ts";
import { type Invocation, loadConfig } from "./config/load.ts";
import { ConfigError } from "./errors.ts";
import { renderAnnotations } from "./report/annotations.ts";
import { Ledger } from "./report/ledger.ts";
import { outputsOf } from "./report/outputs.ts";
import { renderSummary } from "./report/summary.ts";
import { visible } from "./report/text.ts";
import { type WrittenReport, writeReport } from "./report/write.ts";
import type { JsonValue, RunResult } from "./types.ts";

const PIPELINE_INPUTS = ["config", "window", "schema", "target", "f1-threshold", "engine", "registry", "threads"];

const env = process.env;
const workspace = env.GITHUB_WORKSPACE ?? process.cwd();

function input(name: string): string | undefined {
  const value = core.getInput(name);
  return value === "" ? undefined : value;
}

function surface(): Surface {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run, GITHUB_ACTOR: actor } = env;
  const threads = availableParallelism();
  return {
    cwd: workspace,
    now: Date.now,
    threads,
    progress: (message) => core.info(visible(message)),
    origin: {
      run: server && repository && run ? `${server}/${repository}/actions/runs/${run}` : null,
      actor: actor ?? null,
      event: env.GITHUB_EVENT_NAME ?? "workflow",
    },
    services: { identityToken: (audience) => core.getIDToken(audience), repository: repositoryOf(env, input("github-token")) },
    environment: () => ({
      node: process.version,
      platform: `${process.platform}-${process.arch}`,
      threads,
      peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
    }),
    home: dirname(dirname(fileURLToPath(import.meta.url))),
  };
}

function dryRun(): boolean {
  const value = core.getInput("dry-run") || "false";
  if (value !== "true" && value !== "false") throw new ConfigError(`Input dry-run is "${value}", expected true or false.`);
  return value === "true";
}

function payload(): JsonValue {
  const path = env.GITHUB_EVENT_PATH;
  return path && existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as JsonValue) : null;
}

async function run(here: Surface): Promise<PipelineRun> {
  const event = {
    name: env.GITHUB_EVENT_NAME ?? "",
    payload: payload(),
    ref: env.GITHUB_REF ?? "",
    repository: env.GITHUB_REPOSITORY ?? "",
  };
  const plan = planEvent(event, core.getInput("mode") || "auto", dryRun());
  if (plan.notice) core.notice(plan.notice);
  const reportDir = input("report-dir") ?? join(env.RUNNER_TEMP ?? tmpdir(), "gated-retrain-report");
  const values = Object.fromEntries(PIPELINE_INPUTS.map((name) => [name, input(name)]));
  const data = core.getMultilineInput("data");
  const given = { ...values, data: data.length > 0 ? data : undefined, "report-dir": reportDir };
  const set = core.getMultilineInput("set");
  const invocation = { surface: "workflow" as const, cwd: workspace, values: given, set, publish: plan.publish, threads: here.threads };
  if (plan.mode === "verify" || plan.mode === "rollback") return await keepRegistry(plan.mode, invocation, reportDir, here);
  return await runPipeline(invocation, here);
}

async function keepRegistry(mode: "verify" | "rollback", invocation: Invocation, reportDir: string, here: Surface): Promise<PipelineRun> {
  const registry = `directory:${(await loadConfig(invocation)).registry.path}`;
  const command = mode === "verify" ? verify : rollback;
  const { json } = await command.run({ registry, "model-id": input("model-id"), reason: input("reason") }, here);
  const done: PipelineRun = {
    result: json as RunResult,
    config: null,
    report: null,
    context: contextOf(here, mode, registry),
    warnings: [],
  };
  try {
    done.report = await writeReport(reportDir, done.result, done.context);
  } catch (error) {
    done.warnings.push(`The report could not be written: ${sentence(error)}`);
  }
  return done;
}

/** Everything a person sees. Its own trouble is a warning and changes no verdict. */
async function tell({ result, config, context, report, warnings }: PipelineRun): Promise<void> {
  const paths = { report: report?.html ?? null, runJson: report?.runJson ?? null };
  for (const [name, value] of Object.entries(outputsOf(result, paths))) core.setOutput(name, value);
  for (const command of renderAnnotations(result, context, workspace)) process.stdout.write(`${command}\n`);
  for (const notice of config?.notices ?? []) core.notice(notice.message);
  for (const warning of warnings) core.warning(warning);
  try {
    await core.summary.addRaw(renderSummary(result, context)).write();
  } catch (error) {
    core.warning(`The job summary could not be written: ${sentence(error)}`);
  }
  if (report !== null) await keepOnRunsPage(report);
}

/** Last, for it may take a minute: outputs, annotations and summary are out by then. */
async function keepOnRunsPage({ runJson, summary, html }: WrittenReport): Promise<void> {
  try {
    const mask = (command: string) => process.stdout.write(`${command}\n`);
    const uploaded = await upload([runJson, summary, html], dirname(runJson), { env, mask });
    if (uploaded === null) return;
    core.setOutput("report-artifact-id", uploaded.id);
    core.info(`The report is on the run's page as ${uploaded.name}.`);
  } catch (error) {
    core.warning(`${sentence(error)} The verdict stands; the report is in ${visible(dirname(html))} of the runner.`);
  }
}

function failedBefore(error: unknown): PipelineRun {
  const context = contextOf(here, "run", null);
  return { result: new Ledger(here).closeThrown(error), config: null, report: null, context, warnings: [] };
}

const here = surface();
const done = await run(here).catch(failedBefore);
await tell(done);
process.exitCode = done.result.exitCode;
