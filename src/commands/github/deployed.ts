// Whether the champion must be deployed: it differs from the served model.
import { GitHub } from "../../clients/github/github.ts";
import { deployedModel } from "../../clients/github/github-deployments.ts";
import { championByPrefix } from "../../publish/records/ids.ts";
import { ConfigError, sentence } from "../../types/errors.ts";
import type { Registry } from "../../types/registry.ts";
import type { RunResult, Services } from "../../types/run.ts";

/** How the workflow names the served model. */
export type Serving = { kind: "id"; id: string | null } | { kind: "environment"; name: string } | { kind: "unsaid" };

/** The inputs `deployed-id` (a model's id, or `none`) and `deployment-environment`. Throws ConfigError for anything else. */
export function servingOf(id: string | undefined, environment: string | undefined): Serving {
  if (id !== undefined && environment !== undefined)
    throw new ConfigError("Inputs deployed-id and deployment-environment both say what is deployed: give one of them.");
  if (environment !== undefined) return { kind: "environment", name: environment };
  if (id === undefined) return { kind: "unsaid" };
  if (id !== "none" && !/^[0-9a-f]{8,64}$/.test(id))
    throw new ConfigError(
      `Input deployed-id is "${id.slice(0, 80)}", expected the id of the deployed model (64 hex digits, or its first 8 or more), or none where nothing is deployed yet.`,
    );
  return { kind: "id", id: id === "none" ? null : id };
}

export interface DeployQuestion {
  serving: Serving;
  result: RunResult;
  /** null: the run has none, or may not write to it. */
  registry: Registry | null;
  services: Services;
  /** A delivery of the champion is not complete. */
  isPending: boolean;
}

export interface Deploy {
  /** The champion must be deployed. */
  deploy: boolean;
  /** The champion, read now if the run ended before reading it. */
  championId: string | null;
  warning: string | null;
}

/** Asks for a deployment only in a run that may publish. Failures are warnings, and the served model counts as unknown. */
export async function deployOf({ serving, result, registry, services, isPending }: DeployQuestion): Promise<Deploy> {
  const isNew = registry !== null && result.verdict === "promoted";
  const promoted = { deploy: isNew || isPending, championId: result.championId, warning: null };
  if (registry === null || serving.kind === "unsaid") return promoted;
  try {
    const champion = result.championId ?? (await championNow(result, registry));
    if (champion === null) return { ...promoted, deploy: false };
    const deployed = serving.kind === "id" ? championByPrefix(serving.id, champion) : await inEnvironment(serving.name, services);
    return { deploy: champion !== deployed || isPending, championId: champion, warning: null };
  } catch (error) {
    const warning = `What is deployed is not known, so only a promotion asks for a deployment (output deploy): ${sentence(error)}`;
    return { ...promoted, warning };
  }
}

/** The current champion; null: the registry cannot be read, so nothing is deployed. */
async function championNow({ publication }: RunResult, registry: Registry): Promise<string | null> {
  if (publication === "unknown") return null;
  return (await registry.read().catch(() => null))?.pointer?.id ?? null;
}

async function inEnvironment(name: string, { repository }: Services): Promise<string | null> {
  if (repository === null) throw new ConfigError("Input deployment-environment needs the repository and the input github-token.");
  return await deployedModel(new GitHub(repository), name);
}
