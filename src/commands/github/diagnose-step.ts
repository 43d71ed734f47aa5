// mode: diagnose of the action: the events that may ask, the configuration, the outputs.
import type { Invocation } from "../../config/load.ts";
import type { Diagnosis } from "../../diagnose/link.ts";
import { clip, visible } from "../../report/sentences/text.ts";
import { ConfigError } from "../../types/errors.ts";
import type { Host } from "../common/command.ts";
import { diagnosisAt, exitCodeOf } from "../diagnose.ts";
import { RETRAINING } from "./event.ts";
import type { WorkflowInputs } from "./workflow.ts";

/** Throws ConfigError for events that run a stranger's change, whose configuration would say which addresses are asked. */
export async function diagnoseStep(event: string, inputs: WorkflowInputs, host: Host): Promise<Diagnosis> {
  if (!RETRAINING.includes(event))
    throw new ConfigError(
      `Input mode is "diagnose", which is accepted on ${RETRAINING.join(", ")}; this run was started by ${event || "no event"}.`,
    );
  const { values, set, deploymentEnvironment, deployedId } = inputs;
  const invocation: Invocation = { caller: "workflow", cwd: host.cwd, values, set, publish: false, threads: host.threads };
  return await diagnosisAt({ invocation, environment: deploymentEnvironment, deployedId, serving: [] }, host);
}

/** The outputs that a diagnosis has; the others of action.yml stay empty. */
export function diagnosisOutputs(diagnosis: Diagnosis): Record<string, string> {
  const { answer, cause } = diagnosis;
  return {
    reason: visible(clip(answer, 4000)),
    cause: cause === null ? "" : `${cause.link}/${cause.code}`,
    "exit-code": String(exitCodeOf(diagnosis)),
  };
}
