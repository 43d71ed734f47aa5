// diagnose: checks every link between a change of data and the served model, without changing anything.
import { servedModel } from "../clients/serving/served-model.ts";
import { type Invocation, loadConfig } from "../config/load.ts";
import { deploymentStates, servingStates } from "../diagnose/deployment.ts";
import { gateStates } from "../diagnose/gates.ts";
import { judgedStates } from "../diagnose/judged.ts";
import { type Diagnosis, diagnosisOf, type LinkState, STATUS_WORDS } from "../diagnose/link.ts";
import { triggerStates } from "../diagnose/trigger.ts";
import { printable } from "../findings/wording.ts";
import { readOnly } from "../publish/homes/read-only.ts";
import { openRegistry } from "../publish/registry.ts";
import { RunRecorder } from "../run/recorder.ts";
import { retrain } from "../run/retrain.ts";
import { scriptHeldByRollback } from "../run/skip-decision.ts";
import { reportedRecipe } from "../train/command/command-recipe.ts";
import type { Config } from "../types/config.ts";
import { sentence } from "../types/errors.ts";
import type { Registry, RegistryHistory } from "../types/registry.ts";
import type { RunResult } from "../types/run.ts";
import { type Command, type FlagValues, type Host, JSON_FLAG, type Outcome, text, texts } from "./common/command.ts";
import { deployedIn, githubTriggers, placeOf, repositoryFile, workflowFiles } from "./diagnose-facts.ts";
import { RUN_FLAGS } from "./run.ts";

/** Most characters of a sentence on the terminal. */
const MOST_SHOWN = 2000;
/** Most run records that are read. */
const MOST_RUNS = 100;

export const diagnose: Command = {
  usage: "[--config FILE] [--deployment-environment NAME] [--serving URL|FILE…]",
  about:
    "Answers why the model was not updated: looks at trigger, data, policy, checks, gates, registry, deployment and serving, in this order. Only reads. Exit code 0: nothing is broken; 1: something is.",
  flags: {
    config: RUN_FLAGS.config!,
    data: RUN_FLAGS.data!,
    schema: RUN_FLAGS.schema!,
    target: RUN_FLAGS.target!,
    registry: RUN_FLAGS.registry!,
    set: RUN_FLAGS.set!,
    "deployment-environment": { takes: "one", placeholder: "NAME", about: "the GitHub environment that the model is deployed to" },
    "deployed-id": { takes: "one", placeholder: "ID|none", about: "the model that is deployed, where GitHub does not know it" },
    serving: {
      takes: "several",
      placeholder: "URL|FILE…",
      about: "where the model is served: an address that answers with its id, or champion.json's copy",
    },
    json: JSON_FLAG,
  },
  run: diagnosed,
};

/** What diagnose is asked, at a terminal or in a workflow. */
export interface DiagnoseRequest {
  invocation: Invocation;
  /** A GitHub environment, and a model that is said to be deployed. */
  environment: string | undefined;
  deployedId: string | undefined;
  /** Addresses and files besides those of the configuration. */
  serving: string[];
}

async function diagnosed(flags: FlagValues, host: Host): Promise<Outcome> {
  const { config: file, schema, target, registry: home } = flags;
  const values = { config: file, schema, target, registry: home, data: flags.data === undefined ? undefined : texts(flags, "data") };
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Record<string, string | string[]>;
  const { cwd, threads } = host;
  const invocation = { caller: "terminal" as const, cwd, values: given, set: texts(flags, "set"), publish: false, threads };
  const [environment, deployedId] = [text(flags, "deployment-environment"), text(flags, "deployed-id")];
  const diagnosis = await diagnosisAt({ invocation, environment, deployedId, serving: texts(flags, "serving") }, host);
  return { exitCode: exitCodeOf(diagnosis), json: diagnosis, text: `${shown(diagnosis)}\n` };
}

/** 1: a link is broken. */
export const exitCodeOf = ({ cause }: Diagnosis): 0 | 1 => (cause === null ? 0 : 1);

/** Looks at every link, and changes nothing. Throws ConfigError for mistakes of the configuration. */
export async function diagnosisAt({ invocation, environment, deployedId, serving }: DiagnoseRequest, host: Host): Promise<Diagnosis> {
  const config = await loadConfig(invocation);
  const registry = readOnly(openRegistry(config.registry, host.services));
  const result = await judgedNow(config, registry, host);
  const history = await registry.history(MOST_RUNS).catch(() => null);
  const championId = history?.entries.at(-1)?.entry.id ?? result.championId;
  const places = [...config.serving, ...serving.map((name) => placeOf(name, host.cwd))];
  return diagnosisOf([
    ...(await triggers(config, history, host)),
    ...judgedStates({ result, registry: registry.label, isScript: config.command?.evidence === "reported" }),
    ...gateStates({ runs: history?.runs ?? null, since: history?.entries.at(-1)?.entry.time ?? null }),
    ...deploymentStates({ championId, deployed: await deployedIn(environment, deployedId, championId, host.services) }),
    ...servingStates(championId, await Promise.all(places.map((place) => servedModel(place, host.services)))),
  ]);
}

/** The result of a run that ends before training. */
async function judgedNow(config: Config, registry: Registry, host: Host): Promise<RunResult> {
  const recorder = new RunRecorder(host, config.limits.minutes);
  try {
    const { command, data } = config;
    if (command?.evidence !== "reported") return await retrain(config, registry, recorder, host, "checks");
    const state = recorder.recordChampion(await recorder.stage("registry", () => registry.read()));
    const held = data.files.length > 0 ? null : scriptHeldByRollback({ rows: null, recipe: await reportedRecipe(command) }, state);
    return held === null ? recorder.close({ verdict: "checked", reason: "The script reads its own data." }) : recorder.closeSkipped(held);
  } catch (error) {
    return recorder.closeThrown(error);
  }
}

async function triggers(config: Config, history: RegistryHistory | null, host: Host): Promise<LinkState[]> {
  const workflows = await workflowFiles(host.cwd);
  const dataFiles = config.data.files.flatMap((pattern) => repositoryFile(pattern, host.cwd) ?? []);
  const ours = workflows.filter(({ isOurs }) => isOurs).map(({ path }) => path);
  const github = await githubTriggers(host.services, ours, dataFiles[0] ?? null).catch(
    (error: unknown) => `GitHub could not be asked about workflow runs: ${sentence(error)}`,
  );
  const traces = [...(history?.entries.map(({ entry }) => entry.time) ?? []), ...(history?.runs?.map(({ time }) => time) ?? [])];
  const times = traces.map((time) => Date.parse(time)).filter(Number.isFinite);
  return triggerStates({ workflows, dataFiles, github, now: host.now(), lastTrace: times.length === 0 ? null : Math.max(...times) });
}

/** The answer, the links as a table, and what to do about each broken one. */
export function shown({ answer, links }: Diagnosis): string {
  const width = Math.max(...links.map(({ link }) => link.length));
  const rows = links.map(
    ({ link, status, evidence }) => `  ${link.padEnd(width)}  ${STATUS_WORDS[status].padEnd(8)}  ${printable(evidence, MOST_SHOWN)}`,
  );
  const todo = links
    .filter(({ status }) => status === "broken" || status === "waiting")
    .flatMap(({ link, remedies }) => remedies.map((remedy) => `  ${link}: ${remedy.replaceAll("\n", `\n${" ".repeat(link.length + 4)}`)}`));
  return [printable(answer.replaceAll("\n", " "), MOST_SHOWN), "", ...rows, ...(todo.length === 0 ? [] : ["", "To do:", ...todo])].join(
    "\n",
  );
}
