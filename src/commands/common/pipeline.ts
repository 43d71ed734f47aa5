// One run from flags or inputs to its report; shared by terminal, demo and action.
import { resolve } from "node:path";
import { postToSupervisor } from "../../clients/supervised-thread.ts";
import { type Invocation, loadConfig } from "../../config/load.ts";
import { readOnly } from "../../publish/homes/read-only.ts";
import { openRegistry } from "../../publish/registry.ts";
import { coarsened } from "../../report/sentences/coarse.ts";
import type { ReportContext } from "../../report/sentences/view.ts";
import { type WrittenReport, writeReport } from "../../report/write.ts";
import { type RecorderOptions, RunRecorder } from "../../run/recorder.ts";
import { retrain } from "../../run/retrain.ts";
import { retrainByCommand } from "../../run/retrain-command.ts";
import type { Config } from "../../types/config.ts";
import { LostRace, sentence, UnknownChampion } from "../../types/errors.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { Registry } from "../../types/registry.ts";
import type { RunResult } from "../../types/run.ts";
import type { Host } from "./command.ts";
import { assertDeliverable, deliver } from "./deliver.ts";
import { servedChecks } from "./served.ts";

const ATTEMPTS = 8;

export interface PipelineRun {
  result: RunResult;
  config: Config | null;
  report: WrittenReport | null;
  context: ReportContext;
  /** The registry that this run may publish to; null: none. */
  publishesTo: Registry | null;
  /** A delivery of the champion is not complete. */
  isPending: boolean;
  /** Commit of the promotion; null: none. */
  registryCommit: string | null;
  /** Failures of records and reports, which do not change the verdict. */
  warnings: string[];
}

/** A run whose configuration has been read. */
export interface Prepared {
  config: Config;
  /** null: this run has no registry. */
  registry: Registry | null;
  /** Name of the command in reports; absent: run or check. */
  command?: string;
  judge: (recorder: RunRecorder) => Promise<RunResult>;
}

/** Reads the configuration. Throws ConfigError for mistakes. */
export type Prepare = (invocation: Invocation, host: Host) => Promise<Prepared>;

async function prepareRetrain(invocation: Invocation, host: Host): Promise<Prepared> {
  return retraining(await loadConfig(invocation), host);
}

/** Where nothing may be published, there is nothing to publish with. */
export function retraining(
  config: Config,
  host: Host,
  before: CheckResult[] = [],
  through: (registry: Registry) => Registry = (registry) => registry,
): Prepared {
  const opened = through(openRegistry(config.registry, host.services));
  const registry = config.publish ? opened : readOnly(opened);
  const judge = (recorder: RunRecorder) => {
    recorder.addChecks(before);
    if (config.command?.evidence === "reported") return retrainByCommand(config, config.command, registry, recorder, host);
    return retrain(config, registry, recorder, host);
  };
  return { config, registry, judge };
}

/** A whole run: configuration, judgement, report and run record. Never throws; whatever stops it is in the result. */
export async function runPipeline(invocation: Invocation, host: Host, prepare: Prepare = prepareRetrain): Promise<PipelineRun> {
  const run: Omit<PipelineRun, "result"> = {
    config: null,
    report: null,
    context: contextOf(host, invocation.publish ? "run" : "check", null),
    publishesTo: null,
    isPending: false,
    registryCommit: null,
    warnings: [],
  };
  const recorderOptions: RecorderOptions = {
    now: host.now,
    environment: () => ({ ...host.environment(), threads: run.config?.threads ?? host.threads }),
  };
  let recorder = new RunRecorder(recorderOptions);
  let result: RunResult;
  let registry: Registry | null = null;
  try {
    const prepared = await prepare({ ...invocation, onLimits: (bounds) => postToSupervisor({ kind: "bounds", bounds }) }, host);
    const { config } = prepared;
    if (config.delivery !== null && config.publish) assertDeliverable(config.delivery, host.services);
    postToSupervisor({ kind: "bounds", bounds: config.limits });
    run.config = config;
    registry = prepared.registry;
    run.context = { ...run.context, registry: registry?.label ?? null, showValues: config.report.showValues };
    run.context.target = config.target === "" ? null : config.target;
    run.context.engine = config.command === null ? config.train.engine : config.command.command.join(" ");
    if (config.publish || prepared.command === "rollback") run.publishesTo = registry;
    run.context.command = prepared.command ?? (config.publish ? "run" : "check");
    ({ recorder, result } = await judgedAgainstTheLatest(prepared, recorderOptions, host));
  } catch (error) {
    result = recorder.closeThrown(error);
  }
  run.registryCommit = registry?.commit ?? null;
  for (const said of [registry?.found, registry?.doubt]) if (said) run.warnings.push(said);
  if (registry && run.config?.publish) await remember(registry, recorder, result, run.warnings);
  else if (invocation.caller === "workflow") result = coarsened(result);
  const { checks, isPending } = await delivered(run, result, host);
  run.isPending = isPending;
  const served = run.publishesTo === null ? [] : await servedChecks(run.config?.serving ?? [], result, host);
  result = { ...result, checks: [...result.checks, ...checks, ...served] };
  run.report = await report(result, run, invocation);
  return { ...run, result };
}

/** Delivers the champion, unless it is unknown or the configuration has mistakes. */
async function delivered({ config, context, publishesTo }: Omit<PipelineRun, "result">, result: RunResult, host: Host) {
  const isKnown = result.publication !== "unknown" && result.error?.kind !== "config";
  if (config === null || config.delivery === null || publishesTo === null || !isKnown) return { checks: [], isPending: false };
  return await deliver({ config: config.delivery, registry: publishesTo, result, context, minutes: config.limits.minutes, host });
}

/** Runs again against the new champion after a lost race. */
async function judgedAgainstTheLatest({ config, judge }: Prepared, recorderOptions: RecorderOptions, host: Host) {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const recorder = new RunRecorder({ ...recorderOptions, configuration: config.file }, config.limits.minutes);
    try {
      return { recorder, result: await judge(recorder) };
    } catch (error) {
      if (!(error instanceof LostRace)) return { recorder, result: recorder.closeThrown(error) };
      host.progress(`Another run promoted first: judging again, against its model (attempt ${attempt + 1}).`);
    }
  }
  const message = `Lost ${ATTEMPTS} races for champion.json in a row: let fewer runs publish to this registry at once.`;
  throw new UnknownChampion(message, "not-moved");
}

/** Writes the run record, unless the run was skipped (which would fill the registry) or the registry is damaged. */
async function remember(registry: Registry, recorder: RunRecorder, result: RunResult, warnings: string[]): Promise<void> {
  const damaged = result.checks.some((check) => check.code === "registry");
  if (result.verdict === null || damaged) return;
  if (result.publication === "not-moved") await registry.mend().catch(() => undefined);
  // A skipped run leaves a record only if it reports an unreported promotion.
  if (result.verdict === "skipped" && registry.found === null) return;
  try {
    await registry.record(recorder.record(result));
  } catch (error) {
    warnings.push(`The run record could not be written: ${sentence(error)}`);
  }
}

/** Reports a run that failed before it started (a mistaken flag), or that was stopped, with its findings so far. */
export async function failedBeforeStart(
  error: unknown,
  words: Pick<Invocation, "cwd" | "values">,
  command: string,
  host: Host,
  facts: unknown = null,
) {
  const recorder = new RunRecorder(host);
  Object.assign(recorder.facts, facts);
  const result = recorder.closeThrown(error);
  const run: Omit<PipelineRun, "result"> = {
    config: null,
    report: null,
    context: contextOf(host, command, null),
    publishesTo: null,
    isPending: false,
    registryCommit: null,
    warnings: [],
  };
  run.report = await report(result, run, words);
  return { ...run, result };
}

async function report(
  result: RunResult,
  run: Omit<PipelineRun, "result">,
  invocation: Pick<Invocation, "cwd" | "values">,
): Promise<WrittenReport | null> {
  const asked = invocation.values["report-dir"];
  const dir = run.config?.report.dir ?? (typeof asked === "string" && asked !== "" ? resolve(invocation.cwd, asked) : null);
  if (dir === null) return null;
  try {
    return await writeReport(dir, result, run.context);
  } catch (error) {
    run.warnings.push(`The report could not be written: ${sentence(error)}`);
    return null;
  }
}

/** The context of a run for reports. */
export function contextOf({ origin, now }: Host, command: string, registry: string | null): ReportContext {
  const time = new Date(now()).toISOString();
  return { title: "gated-retrain", registry, command, started: origin.event, runUrl: origin.run, showValues: false, time };
}
