// The candidate of a team's own script that we judge: trained, asked about the hold-out, and the earlier models asked beside it.
import { isDeepStrictEqual } from "node:util";
import { evaluate } from "../evaluate/evaluate.ts";
import { exchangeOf, labelLeak } from "../evaluate/gates/label-leak.ts";
import { overridden } from "../evaluate/override.ts";
import { evaluateRegression } from "../evaluate/regression/evaluate-regression.ts";
import { mirrorOf, numberLeak } from "../evaluate/regression/number-leak.ts";
import { isNew, labelled } from "../evaluate/scores/rows.ts";
import { contentsOf } from "../publish/records/contents.ts";
import { ARCHIVE_TYPE } from "../publish/records/ids.ts";
import type { JudgedTask } from "../train/command/contract.ts";
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
import type { Answered, Answering, Estimated, Forest, ModelFile, ScriptModel } from "../types/model.ts";
import type { Dataset } from "../types/table.ts";
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
    const { score, leak } = script.errorGate === null ? await classesScorer(asking) : await numbersScorer(asking, script.errorGate);
    const files: ModelFile[] = [{ extension: "tar", mediaType: ARCHIVE_TYPE, bytes: made.model.archive }];
    const of = { classes: made.model.classes, contents: contentsOf(made.files) };
    return { trained: { files, checks: [made.check, leak], chosen: null, script: of }, score };
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
}

async function classesScorer(asking: Asking): Promise<Asked> {
  const { making, task, heldOut, made } = asking;
  const ask = (model: ScriptModel, rows: ScriptRows) => askScript(task, model, rows);
  const candidate = await making.recorder.stage("predict", () => ask(made.model, heldOut));
  const found = { dataset: heldOut.dataset, rows: heldOut.rows, candidate };
  const { again, other } = await triedAgain(asking, ask, exchangeOf(found));
  const models = {
    candidate,
    ...(await earlierModels<Answering>(asking, {
      ask: (model, rows) => ask(model, rows),
      applied: (forest) => forest,
      unasked,
    })),
  };
  return { score: (request) => evaluate({ ...request, ...models }), leak: labelLeak({ ...found, again, exchanged: other }) };
}

async function numbersScorer(asking: Asking, errorGate: ErrorGate): Promise<Asked> {
  const { making, task, training, heldOut, made } = asking;
  const ask = (model: ScriptModel, rows: ScriptRows) => askForNumbers(task, model, rows);
  const candidate = await making.recorder.stage("predict", () => ask(made.model, heldOut));
  const found = { dataset: heldOut.dataset, rows: heldOut.rows, candidate };
  const { again, other } = await triedAgain(asking, ask, mirrorOf(training));
  const unasked = (_: unknown, trouble: string): Estimated => ({
    values: new Float64Array(heldOut.dataset.rows).fill(Number.NaN),
    trouble,
  });
  const models = {
    candidate,
    ...(await earlierModels<Estimated>(asking, {
      ask: async (model, rows) => (model.classes.length > 0 ? unasked(model, "it answers with classes") : await ask(model, rows)),
      applied: (forest) => unasked(forest, "it answers with classes"),
      unasked,
    })),
  };
  const score: Scorer = (request) => {
    const judged = evaluateRegression({ ...request, ...models, errorGate });
    return request.gates.accept ? { ...judged, checks: overridden(judged.checks) } : judged;
  };
  return { score, leak: numberLeak({ ...found, again, mirrored: other }) };
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

interface Ways<T> {
  ask: (model: ScriptModel, rows: ScriptRows) => Promise<T>;
  applied: (forest: Forest) => T;
  unasked: (model: ScriptModel, trouble: string) => T;
}

/** Champion and best model: what of scripts is asked by today's `train.predict`, and forests are applied as they are. */
async function earlierModels<T>(
  { making, training, heldOut }: Asking,
  ways: Ways<T>,
): Promise<{ champion: T | null; best: { id: string; model: T } | null }> {
  const { champion, best } = making.state;
  // What new rows say of the champion, and in a split by time every row that is later than its own cut.
  const isNeeded = freshIn(heldOut.dataset, making.planned.plan.split.by === "time");
  const needed = { ...heldOut, rows: Int32Array.from([...heldOut.rows, ...training.rows.filter(isNeeded)]).sort() };
  const answered = async (model: Forest | ScriptModel, about: ScriptRows): Promise<T> => {
    if (model.engine !== "command") return ways.applied(model);
    return await making.recorder
      .stage("predict", () => ways.ask(model, about))
      .catch((error: unknown) => {
        if (error instanceof Failed) return ways.unasked(model, error.check.message.replace(/\.$/, ""));
        throw error;
      });
  };
  return {
    champion: champion && (await answered(champion.model, needed)),
    best: best && { id: best.id, model: await answered(best.model, heldOut) },
  };
}

/** Rows of files that are not accepted, or all. */
function freshIn({ files }: Dataset, all: boolean): (row: number) => boolean {
  const fresh = files.filter(isNew);
  return (row) => all || fresh.some(({ start, end }) => row >= start && row < end);
}

/** A script's model that gave no answers; `trouble` ends a sentence. */
export function unasked({ classes }: ScriptModel, trouble: string): Answered {
  return { engine: "command", classes, predicted: new Int32Array(0), probabilities: null, trouble };
}
