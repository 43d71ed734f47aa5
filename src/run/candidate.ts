// Trains a candidate on the examined rows and evaluates it. Publishes nothing.
import { baselinesIn } from "../evaluate/compare/evaluation-request.ts";
import { holdOut } from "../evaluate/compare/holdout.ts";
import { evaluate } from "../evaluate/evaluate.ts";
import { train } from "../train/train.ts";
import type { Config } from "../types/config.ts";
import type { Answering, Forest, ScriptModel } from "../types/model.ts";
import type { RunEnvironment } from "../types/run.ts";
import type { Dataset } from "../types/table.ts";
import { rowKeys } from "../validate/accepted/cut.ts";
import { acceptedRows, movedRows, usedIn, withWord } from "../validate/accepted/word.ts";
import type { Examined } from "./examine.ts";
import { scriptCandidate, unasked } from "./judged-script.ts";
import type { Candidate, Making, Planned } from "./planned.ts";
import type { RunRecorder } from "./recorder.ts";

/** Trains and evaluates a candidate; acceptances of its rows apply to the gates, too. null: no candidate, for the reason in a failed check. */
export async function judgedCandidate(
  config: Config,
  recorder: RunRecorder,
  examined: Examined,
  dataset: Dataset,
  planned: Planned,
  environment: Pick<RunEnvironment, "progress" | "services">,
) {
  const {
    state,
    subject: { word },
    validation,
  } = examined;
  const { plan } = planned;
  const { excluded } = validation;
  const { sides, checks } = holdOut(dataset, plan.split);
  if (recorder.recordSplit(plan.split, sides, checks)) return null;
  const keys = rowKeys({ rowsKey: environment.services.rowsKey ?? null, split: config.split });
  const training = { config, recorder, state, dataset, sides, planned, progress: environment.progress, keys };
  const made = config.command?.evidence === "judged" ? await scriptCandidate(training, config.command) : await forestCandidate(training);
  if (made === null) return null;
  const { trained, score } = made;
  const request = {
    dataset,
    excluded,
    resampled: trained.resampled ?? null,
    movedRows: movedRows([...validation.checks, ...validation.screens], validation.used, word),
    answeredRows: acceptedRows("f1-batch", word),
    ...sides,
    ...baselinesIn(state, plan, config),
    ...config.report,
  };
  const scored = await recorder.stage("evaluate", () => score(request));
  const used = [...new Set([...validation.used, ...usedIn(scored.checks, word)])];
  return { trained, scored: { ...scored, checks: withWord(scored.checks, word) }, used };
}

async function forestCandidate({ config, recorder, state, dataset, sides, planned, progress }: Making): Promise<Candidate> {
  const { limits, threads } = config;
  const { inputs, plan } = planned;
  const task = { dataset, rows: sides.trainRows, config: config.train, schema: inputs.schema, threads, limits, progress };
  const recorded = state.champion?.manifest.recipe ?? null;
  const recipe = recorded?.engine === "command" ? null : recorded;
  const trained = await recorder.stage("train", () => train(task, { ...sides, split: plan.split, champion: recipe }));
  const { champion, best } = state;
  const models = {
    candidate: trained.forest,
    champion: champion && applied(champion.model),
    best: best && { id: best.id, model: applied(best.model) },
  };
  return { trained: { ...trained, script: null }, score: (request) => evaluate({ ...request, ...models }) };
}

function applied(model: Forest | ScriptModel): Answering {
  return model.engine === "command" ? unasked(model, "a script made it, and there is no train.predict to ask it by") : model;
}
