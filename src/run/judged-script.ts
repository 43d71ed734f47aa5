// The candidate of a team's own script that we judge: trained, and asked about the hold-out beside the earlier models.
import { isDeepStrictEqual } from "node:util";
import { answersOf, keptAnswers } from "../evaluate/compare/kept-answers.ts";
import { evaluate } from "../evaluate/evaluate.ts";
import { exchangeOf, labelLeak } from "../evaluate/gates/label-leak.ts";
import { overridden } from "../evaluate/override.ts";
import { evaluateRegression } from "../evaluate/regression/evaluate-regression.ts";
import { mirrorOf, numberLeak } from "../evaluate/regression/number-leak.ts";
import { labelled } from "../evaluate/scores/rows.ts";
import { contentsOf } from "../publish/records/contents.ts";
import { ARCHIVE_TYPE } from "../publish/records/ids.ts";
import type { JudgedTask } from "../train/command/contract.ts";
import { environmentCheck } from "../train/command/environment.ts";
import {
  askForNumbers,
  askScript,
  type HandedOut,
  type MadeModel,
  type ScriptRows,
  seenBy,
  trainScript,
} from "../train/command/judged-engine.ts";
import { Failed } from "../train/command/program.ts";
import type { ErrorGate, JudgedScript } from "../types/command.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { Answered, Estimated, Forest, ModelFile, ScriptModel } from "../types/model.ts";
import { earlierModels } from "./earlier-models.ts";
import type { Candidate, Making, Scorer } from "./planned.ts";

/** Trains and asks; null: a check that failed says why. Throws LimitError for time and memory. */
export async function scriptCandidate(making: Making, script: JudgedScript): Promise<Candidate | null> {
  const { config, recorder, dataset, sides, planned, progress } = making;
  const { limits, threads } = config;
  const task: JudgedTask = { config: script, limits, leftMs: () => recorder.remainingMs(), progress, threads, seed: config.train.seed };
  const features = seenBy(dataset, planned.plan.split.by === "time" ? planned.plan.split.columns : []);
  const training: ScriptRows = { dataset, rows: labelled(dataset, sides.trainRows), features };
  const heldOut: ScriptRows = { dataset, rows: labelled(dataset, sides.holdoutRows), features };
  try {
    const made = await recorder.stage("train", () => trainScript(task, training));
    const asking = { making, task, training, heldOut, made };
    const asked = script.errorGate === null ? await classesScorer(asking) : await numbersScorer(asking, script.errorGate);
    const checks = [made.check, ...environmentChecks(asking), asked.leak, ...accepted(making, asked.again)];
    const files: ModelFile[] = [{ extension: "tar", mediaType: ARCHIVE_TYPE, bytes: made.model.archive }];
    const { environment } = made.reported;
    const answers = keptAnswers(dataset, heldOut.rows, features, making.keys[0], answersOf(asked.candidate));
    const of = { classes: made.model.classes, contents: contentsOf(made.files), answers, ...(environment && { environment }) };
    return { trained: { files, checks, chosen: null, script: of }, score: asked.score };
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    recorder.addChecks([error.check]);
    return null;
  }
}

interface Asking {
  making: Making;
  task: JudgedTask;
  training: ScriptRows;
  heldOut: ScriptRows;
  made: MadeModel;
}

interface Asked {
  score: Scorer;
  /** The check `label-leak`. */
  leak: CheckResult;
  /** Checks `champion-answers`. */
  again: CheckResult[];
  candidate: Answered | Estimated;
}

/** A person may say that the candidate is to be promoted whatever earlier models answer. */
function accepted({ config }: Making, checks: CheckResult[]): CheckResult[] {
  return config.gates.accept ? overridden(checks) : checks;
}

function environmentChecks({ making, made }: Asking): CheckResult[] {
  const manifest = making.state.champion?.manifest;
  const { environment, trouble } = made.reported;
  const compared = manifest !== undefined && "evidence" in manifest ? environmentCheck(manifest.environment, environment) : null;
  return [trouble, trouble === null ? compared : null].filter((one) => one !== null);
}

async function classesScorer(asking: Asking): Promise<Asked> {
  const { making, task, heldOut, made } = asking;
  const ask = (model: ScriptModel, rows: ScriptRows) => askScript(task, model, rows);
  const candidate = await making.recorder.stage("predict", () => ask(made.model, heldOut));
  const found = { dataset: heldOut.dataset, rows: heldOut.rows, candidate };
  const tried = await triedAgain(asking, ask, exchangeOf(found));
  const { checks: again, ...earlier } = await earlierModels(asking, { ask, unasked, applied: (forest: Forest) => forest });
  const leak = labelLeak({ ...found, again: tried.again, exchanged: tried.other });
  return { score: (request) => evaluate({ ...request, candidate, ...earlier }), leak, again, candidate };
}

async function numbersScorer(asking: Asking, errorGate: ErrorGate): Promise<Asked> {
  const { making, task, training, heldOut, made } = asking;
  const ask = (model: ScriptModel, rows: ScriptRows) => askForNumbers(task, model, rows);
  const candidate = await making.recorder.stage("predict", () => ask(made.model, heldOut));
  const found = { dataset: heldOut.dataset, rows: heldOut.rows, candidate };
  const tried = await triedAgain(asking, ask, mirrorOf(training));
  const unasked = (_: unknown, trouble: string): Estimated => ({
    values: new Float64Array(heldOut.dataset.rows).fill(Number.NaN),
    trouble,
  });
  const { checks: again, ...earlier } = await earlierModels<Estimated, Estimated>(asking, {
    ask: async (model, rows) => (model.classes.length > 0 ? unasked(model, "it answers with classes") : await ask(model, rows)),
    applied: (forest) => unasked(forest, "it answers with classes"),
    unasked,
  });
  const score: Scorer = (request) => {
    const judged = evaluateRegression({ ...request, candidate, ...earlier, errorGate });
    return request.gates.accept ? { ...judged, checks: overridden(judged.checks) } : judged;
  };
  return { score, leak: numberLeak({ ...found, again: tried.again, mirrored: tried.other }), again, candidate };
}

/** The candidate asked in another order, and a model of other labels; null: the script's recipe is the champion's, which was tried when it was new. */
async function triedAgain<T>(
  { making, task, training, heldOut, made }: Asking,
  ask: (model: ScriptModel, rows: ScriptRows) => Promise<T>,
  handedOut: HandedOut,
) {
  const { recorder, state, planned } = making;
  const isKnown = isDeepStrictEqual(state.champion?.manifest.recipe, planned.inputs.recipe);
  return await recorder.stage("label-leak", async () => {
    const again = await ask(made.model, heldOut);
    const other = isKnown ? null : await trainScript(task, training, handedOut);
    return { again, other: other && (await ask(other.model, heldOut)) };
  });
}

/** A script's model that gave no answers; `trouble` ends a sentence. */
export function unasked({ classes }: ScriptModel, trouble: string): Answered {
  return { engine: "command", classes, predicted: new Int32Array(0), probabilities: null, trouble };
}
