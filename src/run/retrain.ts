// The pipeline: read and check (examine.ts), decide whether to train (skip-decision.ts), train and evaluate (candidate.ts), publish.
import { askedAnew } from "../evaluate/compare/evaluation-request.ts";
import { judge } from "../evaluate/judge.ts";
import { promotionOf } from "../publish/chain/promotion.ts";
import type { Config } from "../types/config.ts";
import type { Registry } from "../types/registry.ts";
import type { RunEnvironment, RunResult } from "../types/run.ts";
import { judgedCandidate } from "./candidate.ts";
import { examine } from "./examine.ts";
import { planned } from "./planned.ts";
import type { RunRecorder } from "./recorder.ts";
import { skipDecision } from "./skip-decision.ts";

/** How far a run goes: `checks` ends before training. */
export type Depth = "checks" | "whole";

/** Runs the pipeline. Throws LostRace if another run promoted in the meantime: the caller repeats it against the new champion. */
export async function retrain(
  config: Config,
  registry: Registry,
  recorder: RunRecorder,
  { origin, ...environment }: RunEnvironment,
  depth: Depth = "whole",
): Promise<RunResult> {
  const { gates } = config;
  const judged = () => recorder.close(judge(recorder.facts.checks, gates.champion));
  const examined = await examine(config, registry, recorder, environment);
  if (examined === null) return judged();
  const { state, cut } = examined;
  const { checks, screens, dataset, profile, excluded: _excluded, ...kept } = examined.validation;
  const stops = recorder.addChecks(checks);
  if (dataset === null || profile === null) return judged();
  const plan = await planned(config, examined, dataset);
  const { inputs } = plan;
  const found = { ...dataset, set: cut.set, leavesOut: cut.leavesOut, checks, screens };
  const waits = skipDecision(inputs, state, found, config.retrain, askedAnew(state, config).keys);
  if (waits !== null) return recorder.closeWithoutTraining(waits, inputs, screens);
  if (stops || depth === "checks") return judged();
  recorder.recordInputs(inputs, profile);
  const candidate = await judgedCandidate(config, recorder, examined, dataset, plan, environment);
  if (candidate === null) return judged();
  const { trained, scored } = candidate;
  const made = { ...kept, ...candidate, inputs, dataset, profile, cut, state, origin, now: recorder.now() };
  const promotion = promotionOf(made);
  recorder.recordEvaluation(promotion.id, scored.evaluation, [...screens, ...trained.checks, ...scored.checks]);
  const outcome = judge(recorder.facts.checks, gates.champion, config.publish);
  if (outcome.verdict !== "promoted") return recorder.close(outcome);
  const pointer = await recorder.stage("publish", () => registry.publish(promotion, state.pointer));
  return recorder.closePromoted(pointer.id, outcome.reason);
}
