// Deployments of an environment: which model the last successful one of ours brought there.
import { z } from "zod";
import type { GitHub } from "./github.ts";

const MODEL_ID = /^[0-9a-f]{64}$/;
/** Deployments that are looked at, newest first; each of ours costs a request. */
const MOST_DEPLOYMENTS = 300;
const MOST_ASKED = 50;

/** The payload is whatever its author sent: an object, or that object as text. */
const DEPLOYMENT = z.object({ id: z.number().int(), payload: z.unknown() });
const STATUS = z.object({ state: z.string() });

/** What a deployment of ours has as its payload; anything else is somebody else's deployment. */
const OURS = z.object({ "gated-retrain": z.object({ model: z.string().regex(MODEL_ID) }) });

/** The id of the model that the newest successful deployment of ours in this environment brought there; null: there is none. */
export async function deployedModel(github: GitHub, environment: string): Promise<string | null> {
  const route = "GET /repos/{owner}/{repo}/deployments";
  const ask = { route, parameters: { environment }, needs: "deployments: read" as const, form: DEPLOYMENT };
  const ours = (await github.list(ask, MOST_DEPLOYMENTS)).flatMap(({ id, payload }) => ({ id, model: modelOf(payload) }));
  for (const { id, model } of ours.filter((one) => one.model !== null).slice(0, MOST_ASKED)) {
    if (await succeeded(github, id)) return model;
  }
  return null;
}

/** A successful one is inactive once another has taken its place, and keeps its success among its statuses. */
async function succeeded(github: GitHub, id: number): Promise<boolean> {
  const route = "GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses";
  const parameters = { deployment_id: id };
  const statuses = await github.list({ route, parameters, needs: "deployments: read", form: STATUS }, 100);
  return statuses.some(({ state }) => state === "success");
}

function modelOf(payload: unknown): string | null {
  const parsed = OURS.safeParse(typeof payload === "string" ? jsonOf(payload) : payload);
  return parsed.success ? parsed.data["gated-retrain"].model : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
