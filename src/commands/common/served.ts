// After a promotion or a rollback: whether each place of `serving` with a `within` comes to serve the champion in time.
import { servedModel } from "../../clients/serving/served-model.ts";
import { postToSupervisor } from "../../clients/supervised-thread.ts";
import { servingStates } from "../../diagnose/deployment.ts";
import { check } from "../../findings/check.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { RunResult } from "../../types/run.ts";
import type { ServingPlace } from "../../types/serving.ts";
import type { Host } from "./command.ts";

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;

/** One check per place that is waited for: `pass`, or `warn`, which changes no verdict. Places are asked at the same time. */
export async function servedChecks(places: ServingPlace[], result: RunResult, host: Host): Promise<CheckResult[]> {
  const { championId, publication } = result;
  const asked = places.flatMap((place) => (place.withinSeconds === null ? [] : [{ place, seconds: place.withinSeconds }]));
  if (championId === null || publication !== "moved" || asked.length === 0) return [];
  postToSupervisor({ kind: "stage", stage: "deliver", facts: result });
  return await Promise.all(asked.map(({ place, seconds }) => servedWithin(place, seconds, championId, host)));
}

async function servedWithin(place: ServingPlace, seconds: number, championId: string, host: Host): Promise<CheckResult> {
  const until = performance.now() + seconds * 1000;
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    const [state] = servingStates(championId, [await servedModel(place, host.services)]);
    const { status, evidence, remedies } = state!;
    if (status === "fine") return check("serving", place.name, "pass", `${evidence}.`);
    const left = until - performance.now();
    if (left <= 0) {
      const message = `${evidence}, ${seconds} s after the champion changed.`;
      return check("serving", place.name, "warn", message, { suggestion: remedies.join(" ") });
    }
    await new Promise((resolve) => setTimeout(resolve, Math.min(wait, left)));
  }
}
