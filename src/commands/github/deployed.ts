// Whether something is left to deploy: the champion is another model than the one that serves.
import { GitHub } from "../../clients/github/github.ts";
import { deployedModel } from "../../clients/github/github-deployments.ts";
import { ConfigError, sentence } from "../../types/errors.ts";
import type { Registry } from "../../types/registry.ts";
import type { RunResult, Services } from "../../types/run.ts";

/** What serves now, as the workflow says it. */
export type Serving = { kind: "id"; id: string | null } | { kind: "environment"; name: string } | { kind: "unsaid" };

/** The inputs `deployed-id` (a model's id, or `none`) and `deployment-environment`. Throws ConfigError for anything else. */
export function servingOf(id: string | undefined, environment: string | undefined): Serving {
  if (id !== undefined && environment !== undefined)
    throw new ConfigError("Inputs deployed-id and deployment-environment both say what is deployed: give one of them.");
  if (environment !== undefined) return { kind: "environment", name: environment };
  if (id === undefined) return { kind: "unsaid" };
  if (id !== "none" && !/^[0-9a-f]{64}$/.test(id))
    throw new ConfigError(
      `Input deployed-id is "${id.slice(0, 80)}", expected the id of the deployed model (64 hex digits), or none where nothing is deployed yet.`,
    );
  return { kind: "id", id: id === "none" ? null : id };
}

export interface DeployQuestion {
  serving: Serving;
  result: RunResult;
  /** null: the run had none, or may not write into it. */
  registry: Registry | null;
  services: Services;
  /** The champion is not yet where `publish` wants it. */
  isPending: boolean;
}

export interface Deploy {
  /** The champion is to be deployed. */
  deploy: boolean;
  /** The champion where the run itself ended before it had read it. */
  championId: string | null;
  warning: string | null;
}

/** Only a run that may publish asks for a deployment. Trouble is a warning: then it is as if nothing had been said of what serves. */
export async function deployOf({ serving, result, registry, services, isPending }: DeployQuestion): Promise<Deploy> {
  const isNew = registry !== null && result.verdict === "promoted";
  const promoted = { deploy: isNew || isPending, championId: result.championId, warning: null };
  if (registry === null || serving.kind === "unsaid") return promoted;
  try {
    const champion = result.championId ?? (await championNow(result, registry));
    if (champion === null) return { ...promoted, deploy: false };
    const deployed = serving.kind === "id" ? serving.id : await inEnvironment(serving.name, services);
    return { deploy: champion !== deployed || isPending, championId: champion, warning: null };
  } catch (error) {
    const warning = `What is deployed is not known, so only a promotion asks for a deployment (output deploy): ${sentence(error)}`;
    return { ...promoted, warning };
  }
}

/** A bucket that does not answer keeps no champion from being deployed; a registry that does not, does. */
async function championNow({ publication }: RunResult, registry: Registry): Promise<string | null> {
  if (publication === "unknown") return null;
  return (await registry.read().catch(() => null))?.pointer?.id ?? null;
}

async function inEnvironment(name: string, { repository }: Services): Promise<string | null> {
  if (repository === null) throw new ConfigError("Input deployment-environment needs the repository and the input github-token.");
  return await deployedModel(new GitHub(repository), name);
}
