// One step of a workflow: plans the event, then runs.
import { withoutPublishFrom } from "../../config/change/base-only.ts";
import { type Invocation, loadConfig, loadTold } from "../../config/load.ts";
import { readOnly } from "../../publish/homes/read-only.ts";
import { openRegistry } from "../../publish/registry.ts";
import type { Config } from "../../types/config.ts";
import { ConfigError, problem } from "../../types/errors.ts";
import type { Host } from "../common/command.ts";
import { type PipelineRun, type Prepare, retraining, runPipeline } from "../common/pipeline.ts";
import { prepareAcceptance, prepareOverride } from "../override.ts";
import { type RollbackRequest, rolledBack } from "../rollback.ts";
import { verified } from "../verify.ts";
import { readerAt, remoteOf, type WorkflowFile } from "./base-commit.ts";
import { deployOf, servingOf } from "./deployed.ts";
import { type EventFacts, type EventPlan, planEvent, whyNotFrom } from "./event.ts";
import { changedConfig, prepareChange } from "./pull-request.ts";

/** The action's inputs, read once. */
export interface WorkflowInputs {
  mode: string;
  dryRun: string;
  failOn: string;
  deployedId: string | undefined;
  deploymentEnvironment: string | undefined;
  rollback: RollbackRequest;
  /** Mode accept: the file whose new rows are accepted; absent: a comparison is overridden. */
  file: string | undefined;
  /** Inputs that set a key of the configuration. */
  values: Invocation["values"];
  set: string[];
}

export interface WorkflowFacts {
  event: EventFacts;
  workflow: WorkflowFile;
}

export interface WorkflowRun extends PipelineRun {
  /** The pull request to comment on; null: none. */
  pullRequest: number | null;
  /** Why a comment cannot be written. */
  silence: string | null;
  /** The champion must be deployed. */
  deploy: boolean;
  /** The champion, also if the run ended before reading the registry. */
  championId: string | null;
}

/** Runs the step. Throws ConfigError for unsuitable events and inputs. */
export async function runWorkflow(facts: WorkflowFacts, inputs: WorkflowInputs, host: Host): Promise<WorkflowRun> {
  const failOnBreaking = choice("fail-on", inputs.failOn, ["rejected", "breaking"]) === "breaking";
  const dryRun = choice("dry-run", inputs.dryRun, ["false", "true"]) === "true";
  const serving = servingOf(inputs.deployedId, inputs.deploymentEnvironment);
  const plan = planEvent(facts.event, { mode: inputs.mode || "auto", dryRun });
  const { cwd, threads } = host;
  const { values, set } = inputs;
  const publish = plan.publish === "always";
  const invocation: Invocation = { caller: "workflow", cwd, values, set, publish, threads, requiredFiles: plan.requiredFiles };
  const run = await runPipeline(invocation, host, prepareFor(plan, facts.workflow, failOnBreaking, inputs));
  const { result, publishesTo, isPending } = run;
  const { warning, ...deployment } = await deployOf({ serving, result, registry: publishesTo, services: host.services, isPending });
  if (warning !== null) run.warnings.push(warning);
  return { ...run, ...commentFor(plan, run), ...deployment };
}

function commentFor({ change }: EventPlan, { config }: PipelineRun): Pick<WorkflowRun, "pullRequest" | "silence"> {
  if (change === null || change.kind === "merge group" || config?.report.comment === false) return { pullRequest: null, silence: null };
  if (change.author === "own") return { pullRequest: change.number, silence: null };
  const who = change.author === "fork" ? "A pull request from a fork" : "A pull request by Dependabot";
  return { pullRequest: null, silence: `${who} has a token that only reads: this summary takes the place of a comment.` };
}

function choice<const T extends string>(name: string, given: string, known: readonly [T, ...T[]]): T {
  const found = given === "" ? known[0] : known.find((word) => word === given);
  if (found === undefined) throw new ConfigError(`Input ${name} is "${given}", expected ${known.toSorted().reverse().join(" or ")}.`);
  return found;
}

function prepareFor(
  plan: EventPlan,
  workflow: WorkflowFile,
  failOnBreaking: boolean,
  { rollback: request, file }: WorkflowInputs,
): Prepare {
  const { change } = plan;
  if (change !== null && plan.mode === "check") return prepareChange({ change, workflow, failOnBreaking });
  if (plan.mode === "verify") return prepareVerify(plan, workflow);
  const withConfig = async (invocation: Invocation, host: Host) => allowed(await loadConfig(invocation), plan, invocation, host);
  if (plan.mode === "accept" && file !== undefined) return prepareAcceptance(file, request.reason, withConfig);
  if (plan.mode === "reset" || plan.mode === "accept") return prepareOverride(plan.mode, request.reason, withConfig);
  if (plan.mode === "rollback") return prepareRollback(withConfig, request);
  return async (invocation, host) => retraining(await withConfig(invocation, host), host);
}

/** Whether the run may publish; outside of the default branch, by the configuration on the default branch. */
async function allowed(config: Config, { publish, ref, defaultBranch }: EventPlan, invocation: Invocation, host: Host): Promise<Config> {
  if (publish !== "listed") return config;
  const listed = config.publishFrom.includes(ref) && defaultBranch !== null && (await isListed(ref, defaultBranch, invocation, host));
  return listed ? { ...config, publish: true } : { ...config, notices: [...config.notices, problem(whyNotFrom(ref))] };
}

/** Whether `publish-from` on the default branch names the ref; inputs do not count, since the branch's own workflow sets them. */
async function isListed(ref: string, defaultBranch: string, invocation: Invocation, host: Host): Promise<boolean> {
  const { config } = await loadTold(invocation, readerAt(defaultBranch, invocation.cwd, remoteOf(host.services)), withoutPublishFrom);
  return config.publishFrom.includes(ref);
}

function prepareVerify({ change }: EventPlan, workflow: WorkflowFile): Prepare {
  return async (invocation, host) => {
    let config: Config;
    if (change === null) config = { ...(await loadConfig(invocation)), publish: false };
    else {
      const { followed, reason } = await changedConfig({ change, workflow, failOnBreaking: false }, invocation, host);
      if (followed === null) throw new ConfigError(`Nothing but the pull request's author says which registry to verify: ${reason}.`);
      config = followed;
    }
    const registry = readOnly(openRegistry(config.registry, host.services));
    return { config, registry, command: "verify", judge: async (recorder) => (await verified(registry, recorder)).result };
  };
}

function prepareRollback(withConfig: (invocation: Invocation, host: Host) => Promise<Config>, request: RollbackRequest): Prepare {
  return async (invocation, host) => {
    const config = await withConfig(invocation, host);
    if (!config.publish)
      throw new ConfigError(
        `Rolling back publishes, and this run may not: ${(config.notices.at(-1)?.message ?? "it is a dry run").replace(/\.$/, "")}.`,
      );
    const registry = openRegistry(config.registry, host.services);
    const judge = (recorder: Parameters<typeof rolledBack>[2]) => rolledBack(registry, request, recorder, host);
    return { config: { ...config, publish: false }, registry, command: "rollback", judge };
  };
}
