// Another model beside the candidate, and the rows on which comparing the two is fair: those that neither was trained on.
import { timesOf } from "../../table/rows/time-cut.ts";
import type { Forest } from "../../types/model.ts";
import type { Likelihood } from "../scores/likelihood.ts";
import { type Answers, answersOf, type Frame, join, keep, misfit, scoredAnswersOf } from "../scores/rows.ts";
import type { EvaluationRequest } from "./challenge.ts";
import type { Stranger } from "./split-plan.ts";

export type Baseline =
  | { kind: "none" }
  /** There is one, and it cannot be compared: why, and the way out. */
  | { kind: "unfit"; reason: string; suggestion: string }
  /** `beside`: what the candidate says about the same rows. */
  | { kind: "fit"; answers: Answers; beside: Answers; likelihood: Likelihood | null };

interface Opponent {
  noun: "champion" | "best model so far";
  forest: Forest | null;
  /** By time: its own cut. */
  cut: number | null;
}

/** A model to compare with: its answers on the hold-out rows that it was not trained on, or why there are none. */
export function baselineOf({ noun, forest, cut }: Opponent, request: EvaluationRequest, frame: Frame, candidate: Answers): Baseline {
  if (forest === null) return { kind: "none" };
  if (request.stranger) return { kind: "unfit", ...anotherModel(request.stranger) };
  const trouble = misfit(forest, request.dataset);
  if (trouble !== null) {
    const suggestion = "Bring the column back (a renamed one by an alias in the schema), or start a new line of champions: `reset`.";
    return { kind: "unfit", reason: `the ${noun} cannot be applied: ${trouble}`, suggestion };
  }
  if (!request.championComparable) {
    const file = request.holdout.by === "file";
    const suggestion = `Put the champion's ${file ? "golden file or " : ""}split settings back, or start a new line of champions by hand: mode \`reset\`.`;
    const settings = file ? "with another golden file or split" : "under other split settings";
    const reason = `hold-out changed: reset (${settings} the ${noun} may have been trained on rows that are held out now)`;
    return { kind: "unfit", reason, suggestion };
  }
  const beside = cut === null ? candidate : keep(candidate, unseenFrom(cut, request));
  // Of the best model only the answers are compared.
  if (noun !== "champion") return { kind: "fit", beside, answers: answersOf(forest, frame, beside.rows), likelihood: null };
  return { kind: "fit", beside, ...scoredAnswersOf(forest, frame, beside.rows) };
}

/** Advice to reset would end the other model's line. */
function anotherModel({ predicts, asked, home, ownHome }: Stranger): { reason: string; suggestion: string } {
  const reason = `the champion of ${home} predicts ${JSON.stringify(predicts)}, this run ${JSON.stringify(asked)}`;
  return {
    reason,
    suggestion: `Give this model a registry of its own, such as registry: ${ownHome}. If it is to replace the other one: mode \`reset\`.`,
  };
}

/** By time a model may have been trained on anything before its own cut, which lies after today's where older rows came in late. */
function unseenFrom(cut: number, { dataset, holdout }: Pick<EvaluationRequest, "dataset" | "holdout">): (row: number) => boolean {
  const times = timesOf(dataset, holdout.column!);
  return (row) => times[row]! >= cut;
}

/** What the champion says about rows that it was not trained on. */
export interface ChampionAnswers {
  /** Of accepted files; by file those of the golden file, which are known as well. */
  known: Answers;
  /** `known` is what the champion said of an earlier snapshot, whose rows are gone: there are no such rows in the dataset. */
  ofSnapshot?: true;
  /** Of files that are not accepted: all of them, on whichever side they are today. */
  fresh: Answers;
}

interface JudgedRows {
  onHoldout: Answers;
  /** Labelled, as are `trained`. */
  heldOut: Int32Array;
  trained: Int32Array;
}

/** The champion's answers on the rows of each file that it did not train on. */
export function championAnswersOf(request: EvaluationRequest, frame: Frame, judged: JudgedRows, fileOf: Int32Array): ChampionAnswers {
  const { dataset, holdout } = request;
  const { onHoldout, heldOut, trained } = judged;
  const file = (row: number) => dataset.files[fileOf[row]!]!;
  const isAccepted = (row: number) => file(row).accepted;
  const isFresh = (row: number) => !file(row).accepted && !file(row).golden;
  const asked = (rows: Int32Array) => answersOf(request.champion!, frame, rows);
  if (holdout.championCut !== null) {
    // Today's training rows include what was held out when the champion was made.
    const isUnseen = unseenFrom(holdout.championCut, request);
    const rows = Int32Array.from([...trained, ...heldOut]).sort();
    return { known: asked(rows.filter((row) => isAccepted(row) && isUnseen(row))), fresh: asked(rows.filter(isFresh)) };
  }
  const snapshot = earlierSnapshot(request, frame.classes);
  // The champion has learned of the same units, as they were: only those that are held out tell.
  if (snapshot !== null) return { known: snapshot, fresh: keep(onHoldout, isFresh), ofSnapshot: true };
  const fresh = join(keep(onHoldout, isFresh), asked(trained.filter(isFresh)));
  return { known: keep(onHoldout, holdout.by === "file" ? (row) => file(row).golden === true : isAccepted), fresh };
}

/** In a table whose rows have a key all values may move between two snapshots: nothing accepted is there any more, and that is no fault. */
export function isNextSnapshot({ dataset, holdout }: Pick<EvaluationRequest, "dataset" | "holdout">): boolean {
  const isKeyed = holdout.by === "id" || holdout.by === "group" || dataset.key !== undefined;
  return isKeyed && !dataset.files.some(({ accepted, golden }) => accepted || golden);
}

/** What the champion said of the snapshot that it was promoted on; null: its rows are there, or nobody knows. */
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
