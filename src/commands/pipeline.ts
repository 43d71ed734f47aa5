// One run from its words to its report; shared by the terminal, the demo and the action.
import { resolve } from "node:path";
import { tell } from "../clients/supervised-thread.ts";
import { type Invocation, loadConfig } from "../config/load.ts";
import { LostRace, sentence, UnknownChampion } from "../errors.ts";
import { readOnly } from "../publish/read-only.ts";
import { openRegistry } from "../publish/registry.ts";
import { coarsened } from "../report/coarse.ts";
import { Ledger, type Surroundings } from "../report/ledger.ts";
import type { ReportContext } from "../report/view.ts";
import { type WrittenReport, writeReport } from "../report/write.ts";
import { retrain } from "../retrain.ts";
import { retrainByCommand } from "../retrain-command.ts";
import type { Config } from "../types/config.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { Registry } from "../types/registry.ts";
import type { RunResult } from "../types/run.ts";
import type { Surface } from "./command.ts";
import { assertDeliverable, deliver } from "./deliver.ts";

const ATTEMPTS = 8;

export interface PipelineRun {
  result: RunResult;
  config: Config | null;
  report: WrittenReport | null;
  context: ReportContext;
  /** What this run published to, or would have; null: it may not, or never knew. */
  publishesTo: Registry | null;
  /** The champion is not yet where `publish` wants it. */
  isPending: boolean;
  /** The commit that a promotion made; null where there was none. */
  registryCommit: string | null;
  /** Trouble with records and reports: said, but never a verdict. */
  warnings: string[];
}

/** What a run is about to do, once its words are read. */
export interface Prepared {
  config: Config;
  /** null: this run can reach none. */
  registry: Registry | null;
  /** What reports call the run, where it is neither run nor check. */
  command?: string;
  judge: (ledger: Ledger) => Promise<RunResult>;
}

/** Throws what the words are mistaken in. */
export type Prepare = (invocation: Invocation, surface: Surface) => Promise<Prepared>;

async function prepareRetrain(invocation: Invocation, surface: Surface): Promise<Prepared> {
  return retraining(await loadConfig(invocation), surface);
}

/** Where nothing may be published, there is nothing to publish with. */
export function retraining(
  config: Config,
  surface: Surface,
  before: CheckResult[] = [],
  through: (registry: Registry) => Registry = (registry) => registry,
): Prepared {
  const opened = through(openRegistry(config.registry, surface.services));
  const registry = config.publish ? opened : readOnly(opened);
  const judge = (ledger: Ledger) => {
    ledger.stops(before);
    if (config.command !== null) return retrainByCommand(config, config.command, registry, ledger, surface);
    return retrain(config, registry, ledger, surface);
  };
  return { config, registry, judge };
}

export async function runPipeline(invocation: Invocation, surface: Surface, prepare: Prepare = prepareRetrain): Promise<PipelineRun> {
  const run: Omit<PipelineRun, "result"> = {
    config: null,
    report: null,
    context: contextOf(surface, invocation.publish ? "run" : "check", null),
    publishesTo: null,
    isPending: false,
    registryCommit: null,
    warnings: [],
  };
  const surroundings: Surroundings = {
    now: surface.now,
    environment: () => ({ ...surface.environment(), threads: run.config?.threads ?? surface.threads }),
  };
  let ledger = new Ledger(surroundings);
  let result: RunResult;
  let registry: Registry | null = null;
  try {
    const prepared = await prepare(invocation, surface);
    const { config } = prepared;
    if (config.delivery !== null && config.publish) assertDeliverable(config.delivery, surface.services);
    tell({ kind: "bounds", bounds: config.limits });
    run.config = config;
    registry = prepared.registry;
    run.context = { ...run.context, registry: registry?.label ?? null, showValues: config.report.showValues };
    run.context.target = config.target === "" ? null : config.target;
    run.context.engine = config.command === null ? config.train.engine : config.command.command.join(" ");
    if (config.publish || prepared.command === "rollback") run.publishesTo = registry;
    run.context.command = prepared.command ?? (config.publish ? "run" : "check");
    ({ ledger, result } = await judgedAgainstTheLatest(prepared, surroundings, surface));
  } catch (error) {
    result = ledger.closeThrown(error);
  }
  run.registryCommit = registry?.commit ?? null;
  for (const said of [registry?.found, registry?.doubt]) if (said) run.warnings.push(said);
  if (registry && run.config?.publish) await remember(registry, ledger, result, run.warnings);
  else if (invocation.surface === "workflow") result = coarsened(result);
  const { checks, isPending } = await delivered(run, result, surface);
  run.isPending = isPending;
  result = { ...result, checks: [...result.checks, ...checks] };
  run.report = await report(result, run, invocation);
  return { ...run, result };
}

/** Where nobody knows what the champion is, or the words were mistaken, nothing is brought anywhere. */
async function delivered({ config, context, publishesTo }: Omit<PipelineRun, "result">, result: RunResult, surface: Surface) {
  const isKnown = result.publication !== "unknown" && result.error?.kind !== "config";
  if (config === null || config.delivery === null || publishesTo === null || !isKnown) return { checks: [], isPending: false };
  return await deliver({ config: config.delivery, registry: publishesTo, result, context, minutes: config.limits.minutes, surface });
}

/** The loser of a race reads the new champion and is judged again. */
async function judgedAgainstTheLatest({ config, judge }: Prepared, surroundings: Surroundings, surface: Surface) {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const ledger = new Ledger({ ...surroundings, configuration: config.file }, config.limits.minutes);
    try {
      return { ledger, result: await judge(ledger) };
    } catch (error) {
      if (!(error instanceof LostRace)) return { ledger, result: ledger.closeThrown(error) };
      surface.progress(`Another run promoted first: judging again, against its model (attempt ${attempt + 1}).`);
    }
  }
  const message = `Lost ${ATTEMPTS} races for champion.json in a row: let fewer runs publish to this registry at once.`;
  throw new UnknownChampion(message, "not-moved");
}

/** A run that had nothing to do leaves no record, or a quiet year would fill the registry; into a damaged one nothing is written. */
async function remember(registry: Registry, ledger: Ledger, result: RunResult, warnings: string[]): Promise<void> {
  const damaged = result.checks.some((check) => check.code === "registry");
  if (result.verdict === null || damaged) return;
  if (result.publication === "not-moved") await registry.mend().catch(() => undefined);
  // Of a promotion that nobody reported it is said once.
  if (result.verdict === "skipped" && registry.found === null) return;
  try {
    await registry.record(ledger.record(result));
  } catch (error) {
    warnings.push(`The run record could not be written: ${sentence(error)}`);
  }
}

/** A run that ended before it began, at a mistaken flag, or was ended, with what it had found by then: reported all the same. */
export async function neverBegun(
  error: unknown,
  words: Pick<Invocation, "cwd" | "values">,
  command: string,
  surface: Surface,
  facts: unknown = null,
) {
  const ledger = new Ledger(surface);
  Object.assign(ledger.facts, facts);
  const result = ledger.closeThrown(error);
  const run: Omit<PipelineRun, "result"> = {
    config: null,
    report: null,
    context: contextOf(surface, command, null),
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

export function contextOf({ origin, now }: Surface, command: string, registry: string | null): ReportContext {
  const time = new Date(now()).toISOString();
  return { title: "gated-retrain", registry, command, started: origin.event, runUrl: origin.run, showValues: false, time };
}
