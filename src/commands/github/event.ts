// Which mode and rights a workflow event gives. Pure.
import { ConfigError } from "../../types/errors.ts";
import type { JsonValue } from "../../types/problem.ts";
import { at, type Change, changeOf, requiredFiles, textAt } from "./payload.ts";

type Mode = "retrain" | "check" | "verify" | "rollback" | "reset" | "accept";

export interface EventFacts {
  name: string;
  payload: JsonValue;
  /** GITHUB_REF. */
  ref: string;
  repository: string;
  /** GITHUB_ACTOR. */
  actor: string;
}

/** The inputs that decide together with the event. */
export interface Asked {
  mode: string;
  dryRun: boolean;
}

export interface EventPlan {
  mode: Mode;
  /** Whether the run may publish; `listed`: only if `publish-from` on the default branch names `ref`. */
  publish: "never" | "always" | "listed";
  ref: string;
  defaultBranch: string | null;
  /** The change to check; null: none. */
  change: Change | null;
  /** Names of files that must be found. */
  requiredFiles: string[];
}

/** Events whose workflow and checkout are a branch of the repository. */
export const RETRAINING = ["schedule", "push", "workflow_dispatch", "repository_dispatch", "workflow_run"];
const CHECKING = ["pull_request", "merge_group"];
/** Events that GitHub runs on the default branch only. */
const ON_DEFAULT_BRANCH = ["schedule", "repository_dispatch", "workflow_run"];
const MODES = ["auto", "retrain", "check", "rollback", "verify", "reset", "accept"];

/** The plan of an event: mode, right to publish, change to check. Throws ConfigError for unsuitable events. */
export function planEvent(event: EventFacts, asked: Asked): EventPlan {
  const { name, payload, ref, repository, actor } = event;
  assertMode(asked.mode);
  const defaultBranch = textAt(payload, "repository", "default_branch");
  if (CHECKING.includes(name)) {
    const mode = checkingMode(asked.mode, name);
    return { mode, publish: "never", ref, defaultBranch, change: changeOf(name, payload, repository, actor), requiredFiles: [] };
  }
  if (!RETRAINING.includes(name)) throw new ConfigError(refusal(name));
  if (name === "workflow_run") assertTrusted(event, asked.mode);
  const mode = asked.mode === "auto" ? "retrain" : (asked.mode as Mode);
  if (mode === "reset" || mode === "accept") assertByHand(mode, name);
  const writes = mode !== "check" && mode !== "verify";
  const publish = asked.dryRun || !writes ? "never" : isDefault(event, defaultBranch) ? "always" : "listed";
  return { mode, publish, ref, defaultBranch, change: null, requiredFiles: requiredFiles(name, payload) };
}

/** Why the run may not publish. */
export function whyNotFrom(ref: string): string {
  return `This run is on ${ref === "" ? "no ref" : ref}, and models are published from the default branch (and what its publish-from names) only: it judges, and writes nothing.`;
}

function assertMode(mode: string): void {
  if (MODES.includes(mode)) return;
  throw new ConfigError(`Input mode is "${mode}", expected one of ${[...MODES, "diagnose"].join(", ")}.`);
}

/** Throws unless a person started the workflow by hand: no schedule, push or program may override a gate. */
function assertByHand(mode: Mode, name: string): void {
  if (name === "workflow_dispatch") return;
  throw new ConfigError(`Input mode is "${mode}", which only a person may ask for, by workflow_dispatch; this run was started by ${name}.`);
}

function checkingMode(mode: string, name: string): Mode {
  if (mode !== "auto" && mode !== "check" && mode !== "verify") {
    throw new ConfigError(`Input mode is "${mode}", but on ${name} only check and verify are accepted: a pull request publishes nothing.`);
  }
  return mode === "verify" ? "verify" : "check";
}

/** Whether the event is on the default branch; if the payload does not name it, only by the kind of event. */
function isDefault({ name, ref }: EventFacts, defaultBranch: string | null): boolean {
  if (defaultBranch !== null) return ref === `refs/heads/${defaultBranch}`;
  return ON_DEFAULT_BRANCH.includes(name) && ref.startsWith("refs/heads/");
}

function assertTrusted({ payload, repository }: EventFacts, mode: string): void {
  if (mode !== "auto") {
    throw new ConfigError(`Input mode is "${mode}", but on workflow_run only auto is accepted: another workflow's end asks for a retrain.`);
  }
  if (at(payload, "workflow_run", "conclusion") !== "success")
    throw new ConfigError("The workflow run that triggered this one did not succeed: nothing is retrained on it.");
  const head = textAt(payload, "workflow_run", "head_repository", "full_name");
  if (head === null || head.toLowerCase() !== repository.toLowerCase())
    throw new ConfigError("The workflow run that triggered this one came from another repository (a fork): nothing is retrained on it.");
}

function refusal(name: string): string {
  if (name === "pull_request_target")
    return "The event pull_request_target runs a stranger's changes with this repository's secrets: use pull_request.";
  return `The event "${name}" is not one that retrains (${RETRAINING.join(", ")}) or checks (${CHECKING.join(", ")}).`;
}
