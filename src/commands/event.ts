// What a workflow event may do. Pure: event name, payload and refs in, a plan or a refusal out.
import { ConfigError } from "../errors.ts";
import type { JsonValue } from "../types.ts";

export type Mode = "retrain" | "check" | "verify" | "rollback";

export interface EventFacts {
  name: string;
  payload: JsonValue;
  /** GITHUB_REF. */
  ref: string;
  repository: string;
}

export interface EventPlan {
  mode: Mode;
  publish: boolean;
  /** Why this run publishes nothing although it was asked to retrain. */
  notice: string | null;
}

const RETRAINING = ["schedule", "push", "workflow_dispatch", "repository_dispatch", "workflow_run"];
const CHECKING = ["pull_request", "merge_group"];
const MODES = ["auto", "retrain", "check", "verify", "rollback"];

export function planEvent(event: EventFacts, mode: string, dryRun: boolean): EventPlan {
  if (!MODES.includes(mode)) throw new ConfigError(`Input mode is "${mode}", expected one of ${MODES.join(", ")}.`);
  if (CHECKING.includes(event.name)) {
    if (mode === "retrain" || mode === "rollback") {
      throw new ConfigError(
        `Input mode is "${mode}", but on ${event.name} only check and verify are accepted: a pull request publishes nothing.`,
      );
    }
    return { mode: mode === "verify" ? "verify" : "check", publish: false, notice: null };
  }
  if (!RETRAINING.includes(event.name)) throw new ConfigError(refusal(event.name));
  if (event.name === "workflow_run") assertTrusted(event);
  const chosen = mode === "auto" ? "retrain" : (mode as Mode);
  const elsewhere = publishesFrom(event);
  const publish = !dryRun && elsewhere === null && chosen !== "check";
  if (chosen === "rollback" && elsewhere !== null) throw new ConfigError(`Rolling back is refused: ${elsewhere}`);
  return { mode: chosen, publish, notice: chosen === "retrain" && !dryRun ? elsewhere : null };
}

/** Publishing happens only from the default branch; null when this run is on it. */
function publishesFrom({ name, payload, ref }: EventFacts): string | null {
  if (name === "schedule" || name === "workflow_run" || name === "repository_dispatch") return null; // GitHub runs these on the default branch alone
  const branch = at(payload, "repository", "default_branch");
  if (typeof branch === "string" && ref === `refs/heads/${branch}`) return null;
  return `this run is on ${ref}, and models are published from the default branch only: it judges, and publishes nothing.`;
}

function assertTrusted({ payload, repository }: EventFacts): void {
  const conclusion = at(payload, "workflow_run", "conclusion");
  const head = at(payload, "workflow_run", "head_repository", "full_name");
  if (conclusion !== "success")
    throw new ConfigError("The workflow run that triggered this one did not succeed: nothing is retrained on it.");
  if (head !== repository)
    throw new ConfigError("The workflow run that triggered this one came from another repository (a fork): nothing is retrained on it.");
}

function refusal(name: string): string {
  return name === "pull_request_target"
    ? "The event pull_request_target runs a stranger's changes with this repository's secrets: use pull_request."
    : `The event "${name}" is not one that retrains (${RETRAINING.join(", ")}) or checks (${CHECKING.join(", ")}).`;
}

function at(value: JsonValue, ...keys: string[]): JsonValue {
  let here = value;
  for (const key of keys) {
    if (typeof here !== "object" || here === null || Array.isArray(here) || !Object.hasOwn(here, key)) return null;
    here = here[key] ?? null;
  }
  return here;
}
