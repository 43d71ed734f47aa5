// The candidate of a team's own script that we judge: trained, asked about the hold-out, and the earlier models asked beside it.
import { isDeepStrictEqual } from "node:util";
import { exchangeOf, labelLeak } from "../evaluate/gates/label-leak.ts";
import { isNew, labelled } from "../evaluate/scores/rows.ts";
import { contentsOf } from "../publish/records/contents.ts";
import type { JudgedTask } from "../train/command/contract.ts";
import { askScript, type ScriptRows, seenBy, trainScript } from "../train/command/judged-engine.ts";
import { Failed } from "../train/command/program.ts";
import type { JudgedScript } from "../types/command.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { Answered, Answering, Forest, ModelFile, ScriptModel } from "../types/model.ts";
import type { Dataset } from "../types/table.ts";
import type { Making } from "./planned.ts";

/** Trains and asks; null: a check that failed says why. Throws LimitError for time and memory. */
export async function scriptCandidate(making: Making, script: JudgedScript) {
  const { config, recorder, dataset, sides, planned, progress } = making;
  const { limits, threads } = config;
  const task: JudgedTask = { config: script, limits, leftMs: () => recorder.leftMs(), progress, threads, seed: config.train.seed };
  const features = seenBy(dataset, planned.plan.split.by === "time" ? planned.plan.split.columns : []);
  const training: ScriptRows = { dataset, rows: labelled(dataset, sides.trainRows), features };
  const heldOut: ScriptRows = { dataset, rows: labelled(dataset, sides.holdoutRows), features };
  try {
    const made = await recorder.stage("train", () => trainScript(task, training));
    const ask = (model: ScriptModel, rows: ScriptRows) => recorder.stage("predict", () => askScript(task, model, rows));
    const candidate = await ask(made.model, heldOut);
    const leak = await leakChecks(making, { task, training, heldOut, model: made.model, candidate });
    const checks = [made.check, ...leak];
    const { champion, best } = await earlierModels(making, heldOut, training, (model, rows) => ask(model, { ...heldOut, rows }));
    const files: ModelFile[] = [{ extension: "tar", mediaType: "application/x-tar", bytes: made.model.archive }];
    const trained = {
      files,
      checks,
      chosen: null,
      resampled: null,
      script: { classes: made.model.classes, contents: contentsOf(made.files) },
    };
    return { trained, models: { candidate, champion, best } };
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    recorder.stops([error.check]);
    return null;
  }
}

interface Leak {
  task: JudgedTask;
  training: ScriptRows;
  heldOut: ScriptRows;
  model: ScriptModel;
  candidate: Answered;
}

/** A script whose recipe is the champion's was tried on exchanged labels when it was new. */
async function leakChecks(
  { recorder, state, planned }: Making,
  { task, training, heldOut, model, candidate }: Leak,
): Promise<CheckResult[]> {
  const found = { dataset: heldOut.dataset, rows: heldOut.rows, candidate };
  const isKnown = isDeepStrictEqual(state.champion?.manifest.recipe, planned.inputs.recipe);
  return await recorder.stage("label-leak", async () => {
    const again = await askScript(task, model, heldOut);
    const other = isKnown ? null : await trainScript(task, training, exchangeOf(found));
    return [labelLeak({ ...found, again, exchanged: other && (await askScript(task, other.model, heldOut)) })];
  });
}

/** Champion and best model: what of scripts is asked by today's `train.predict`, and forests are applied as they are. */
async function earlierModels(
  { state: { champion, best }, planned: { plan } }: Making,
  { dataset, rows }: ScriptRows,
  training: ScriptRows,
  ask: (model: ScriptModel, rows: Int32Array) => Promise<Answered>,
) {
  // What new rows say of the champion, and in a split by time every row that is later than its own cut.
  const isNeeded = freshIn(dataset, plan.split.by === "time");
  const needed = Int32Array.from([...rows, ...training.rows.filter(isNeeded)]).sort();
  const answered = async (model: Forest | ScriptModel, about: Int32Array): Promise<Answering> => {
    if (model.engine !== "command") return model;
    return await ask(model, about).catch((error: unknown) => {
      if (error instanceof Failed) return unasked(model, error.check.message.replace(/\.$/, ""));
      throw error;
    });
  };
  return {
    champion: champion && (await answered(champion.model, needed)),
    best: best && { id: best.id, model: await answered(best.model, rows) },
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
