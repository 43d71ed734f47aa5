// Whether the champion was deployed, and whether it is the model that is served. Pure.
import type { ServedModel } from "../types/serving.ts";
import { broken, fine, type LinkState, unseen } from "./link.ts";

export interface DeploymentFacts {
  championId: string | null;
  /** `unasked`: not configured; `unseen`: a sentence why it is not known; else the deployed model, null: none. */
  deployed: { kind: "unasked" } | { kind: "unseen"; why: string } | { kind: "known"; environment: string; id: string | null };
}

/** Whether the deployed model is the champion. */
export function deploymentStates({ championId, deployed }: DeploymentFacts): LinkState[] {
  if (deployed.kind === "unasked")
    return [
      unseen("deployment", "unasked", "Nobody said where the model is deployed", "Give --deployment-environment NAME or --deployed-id ID."),
    ];
  if (deployed.kind === "unseen")
    return [unseen("deployment", "unseen", deployed.why, "Give a token with `deployments: read` in GITHUB_TOKEN, and GITHUB_REPOSITORY.")];
  const { environment, id } = deployed;
  if (championId === null) return [unseen("deployment", "no-champion", "There is no champion that could be deployed")];
  if (id === championId) return [fine("deployment", "deployed", `${environment} has the champion`)];
  const found =
    id === null
      ? `No deployment of a model to ${environment} has succeeded`
      : `${environment} has model ${id.slice(0, 12)}, the champion is ${championId.slice(0, 12)}`;
  return [
    broken(
      "deployment",
      id === null ? "never-deployed" : "other-model",
      found,
      "Run the deploy job: the output `deploy` stays true until it succeeds.",
    ),
  ];
}

/** Whether each serving address answers with the champion's id; one state per address. */
export function servingStates(championId: string | null, served: ServedModel[]): LinkState[] {
  if (served.length === 0)
    return [
      unseen(
        "serving",
        "unasked",
        "Nobody said where the model is served",
        "Name the places under `serving` in retrain.yml, or give --serving URL or FILE.",
      ),
    ];
  return served.map(({ place, id, trouble }) => {
    if (trouble !== null)
      return broken("serving", "unreachable", `${place} could not be asked: ${trouble}`, "Start the server, or correct the address.");
    if (id === null)
      return broken(
        "serving",
        "no-id",
        `${place} answers, but names no model`,
        "Let it answer with the header x-model-id, or with JSON that has model_id; or say under `serving` where the id stands (header, json-path).",
      );
    if (id === championId) return fine("serving", "serves", `${place} serves the champion`);
    const champion = championId === null ? "there is no champion" : `the champion is ${championId.slice(0, 12)}`;
    return broken(
      "serving",
      "other-model",
      `${place} serves model ${id.slice(0, 12)}, and ${champion}`,
      "It reads another place than the registry, or loaded the model once: read champion.json again there.",
    );
  });
}
