// A model that the candidate is compared with, and the rows that neither of the two was trained on.
import { CONFIGURATION, reset, setKey } from "../../findings/remedies.ts";
import { timesOf } from "../../table/rows/time-cut.ts";
import type { Remedy } from "../../types/judgement.ts";
import type { Answering } from "../../types/model.ts";
import type { Likelihood } from "../scores/likelihood.ts";
import { type Answers, answersOf, type Frame, isNew, join, keep, misfit, scoredAnswersOf } from "../scores/rows.ts";
import type { EvaluationRequest } from "./evaluation-request.ts";
import type { OtherTarget } from "./split-plan.ts";

export type Baseline =
  | { kind: "none" }
  /** The model exists but cannot be compared: why, and what to do. */
  | { kind: "unfit"; reason: string; suggestion: string; remedies: Remedy[] }
  /** `answers`: the baseline's predictions; `beside`: the candidate's on the same rows. */
  | { kind: "fit"; answers: Answers; beside: Answers; likelihood: Likelihood | null };

interface BaselineModel {
  noun: "champion" | "best model so far";
  model: Answering | null;
  /** Split by time: it was trained on no row from this time on. null: another split. */
  cut: number | null;
}

/** A model to compare with: its answers on the hold-out rows that it was not trained on, or why there are none. */
export function baselineOf({ noun, model, cut }: BaselineModel, request: EvaluationRequest, frame: Frame, candidate: Answers): Baseline {
  if (model === null) return { kind: "none" };
  const obstacle = obstacleTo(noun, misfit(model, request.dataset), model.engine === "command", request);
  if (obstacle !== null) return { kind: "unfit", ...obstacle };
  const beside = cut === null ? candidate : keep(candidate, unseenFrom(cut, request));
  // Probabilities are reported for the champion only.
  if (noun !== "champion") return { kind: "fit", beside, answers: answersOf(model, frame, beside.rows), likelihood: null };
  return { kind: "fit", beside, ...scoredAnswersOf(model, frame, beside.rows) };
}

/** Why an earlier model cannot be compared with, and what to do; null: it can. `trouble`: why it cannot be applied. */
export function obstacleTo(
  noun: BaselineModel["noun"],
  trouble: string | null,
  isScript: boolean,
  request: Pick<EvaluationRequest, "otherTarget" | "championComparable" | "holdout">,
): { reason: string; suggestion: string; remedies: Remedy[] } | null {
  if (request.otherTarget) return anotherModel(request.otherTarget);
  if (trouble !== null) {
    const suggestion = isScript
      ? "Let train.predict answer with the files of earlier models too, or start a new line of champions."
      : "Bring the column back (a renamed one by an alias in the schema), or start a new line of champions.";
    const remedies = [reset(isScript ? "an earlier model answers no more" : "other columns")];
    return { reason: `the ${noun} cannot be applied: ${trouble}`, suggestion, remedies };
  }
  if (!request.championComparable) {
    const file = request.holdout.by === "file";
    const suggestion = `Put the champion's ${file ? "golden file or " : ""}split settings back, or start a new line of champions.`;
    const settings = file ? "with another golden file or split" : "under other split settings";
    const reason = `hold-out changed: reset (${settings} the ${noun} may have been trained on rows that are held out now)`;
    return { reason, suggestion, remedies: [reset("another hold-out")] };
  }
  return null;
}

/** The registry holds a model of another target. The first advice is a registry of its own: `reset` would end the other model's line. */
function anotherModel({ predicts, asked, home, ownHome }: OtherTarget): { reason: string; suggestion: string; remedies: Remedy[] } {
  const reason = `the champion of ${home} predicts ${JSON.stringify(predicts)}, this run ${JSON.stringify(asked)}`;
  return {
    reason,
    suggestion: "Give this model a registry of its own. If it is to replace the other one: mode `reset`.",
    remedies: [setKey(CONFIGURATION, "registry", ownHome)],
  };
}

/** Split by time: rows from the model's own cut on. That cut lies after today's when older rows came in late. */
export function unseenFrom(cut: number, { dataset, holdout }: Pick<EvaluationRequest, "dataset" | "holdout">): (row: number) => boolean {
  const times = timesOf(dataset, holdout.column!);
  return (row) => times[row]! >= cut;
}

/** The champion's predictions on rows that it was not trained on. */
export interface ChampionAnswers {
  /** On rows of accepted files; in a split by file, on rows of the golden file. */
  known: Answers;
  /** `known` was restored from the champion's recorded confusion matrix: its rows are not in the dataset (row numbers are -1). */
  ofSnapshot?: true;
  /** On all rows of files that are not accepted, on both sides of the split. */
  fresh: Answers;
}

interface JudgedRows {
  onHoldout: Answers;
  /** Labelled rows, as in `trained`. */
  heldOut: Int32Array;
  trained: Int32Array;
}

/** The champion's predictions on accepted and on new rows; `fileOf`: index of each row's file. */
export function championAnswersOf(request: EvaluationRequest, frame: Frame, judged: JudgedRows, fileOf: Int32Array): ChampionAnswers {
  const { dataset, holdout } = request;
  const { onHoldout, heldOut, trained } = judged;
  const file = (row: number) => dataset.files[fileOf[row]!]!;
  const isAccepted = (row: number) => file(row).accepted;
  const isFresh = (row: number) => isNew(file(row));
  const asked = (rows: Int32Array) => answersOf(request.champion!, frame, rows);
  if (holdout.championCut !== null) {
    // Today's training rows include what was held out when the champion was made.
    const isUnseen = unseenFrom(holdout.championCut, request);
    const rows = Int32Array.from([...trained, ...heldOut]).sort();
    return { known: asked(rows.filter((row) => isAccepted(row) && isUnseen(row))), fresh: asked(rows.filter(isFresh)) };
  }
  const snapshot = earlierSnapshot(request, frame.classes);
  // The champion was trained on earlier rows with the same keys, so only held-out keys are independent of it.
  if (snapshot !== null) return { known: snapshot, fresh: keep(onHoldout, isFresh), ofSnapshot: true };
  // It learned the labels that changed rows had before.
  const isUnlearned = (row: number) => isFresh(row) && file(row).changed === undefined;
  const fresh = join(keep(onHoldout, isFresh), asked(trained.filter(isUnlearned)));
  return { known: keep(onHoldout, holdout.by === "file" ? (row) => file(row).golden === true : isAccepted), fresh };
}

/** True where rows have a key and hardly an accepted row is left: all values may change between two snapshots of a keyed table. */
export function isNextSnapshot({ dataset, holdout }: Pick<EvaluationRequest, "dataset" | "holdout">): boolean {
  const isKeyed = holdout.by === "id" || holdout.by === "group" || dataset.key !== undefined;
  const { files } = dataset;
  if (!isKeyed || files.some(({ golden }) => golden)) return false;
  return files.some(({ changed }) => changed === "moved") || !files.some(({ accepted }) => accepted);
}

/** The champion's predictions on the snapshot that it was promoted on, from its confusion matrix; null: not a snapshot, or not recorded. */
function earlierSnapshot(request: EvaluationRequest, classes: string[]): Answers | null {
  const { championHoldout: said = null } = request;
  if (said === null || !isNextSnapshot(request)) return null;
  const at = said.classes.map((name) => classes.indexOf(name));
  if (at.includes(-1)) return null;
  const [truth, predicted]: [number[], number[]] = [[], []];
  said.counts.forEach((row, actual) => {
    row.forEach((count, guess) => {
      for (let i = 0; i < count; i++) {
        truth.push(at[actual]!);
        predicted.push(at[guess]!);
      }
    });
  });
  const rows = new Int32Array(truth.length).fill(-1);
  return { rows, truth: Int32Array.from(truth), predicted: Int32Array.from(predicted), classes, units: null };
}
