// What the gates judge: predictions of candidate, champion, best model and dummy on the hold-out rows.

import { quoted, quotedList } from "../../findings/scores.ts";
import { sameForest } from "../../model/forest/same-forest.ts";
import { columnOf } from "../../table/columns/dataset.ts";
import { copiesIn } from "../../table/rows/copied-rows.ts";
import type { Config, GatesConfig, SplitKind } from "../../types/config.ts";
import { ConfigError, problem } from "../../types/errors.ts";
import type { Answering, NotResampled, Resampled } from "../../types/model.ts";
import type { ReferenceEntry } from "../../types/reference.ts";
import type { Column, Dataset, FileSpan } from "../../types/table.ts";
import type { Likelihood } from "../scores/likelihood.ts";
import { type Answers, allClasses, type Frame, labelled, scoredAnswersOf, truthOf } from "../scores/rows.ts";
import { type Baseline, baselineOf, type ChampionAnswers, championAnswersOf, isNextSnapshot } from "./baseline.ts";
import type { Comparison } from "./champion-answers.ts";
import type { EvaluationRequest } from "./evaluation-request.ts";
import { leaveOneFileOut } from "./leave-one-file-out.ts";
import { type FoundReference, referenceEntry, referenceOf } from "./reference.ts";

export interface EvaluationInput {
  dataset: Dataset;
  showValues: boolean;
  gates: GatesConfig;
  whereOf: Config["whereOf"];
  by: SplitKind;
  files: FileSpan[];
  /** There are accepted rows, or a champion that was trained on some that are gone. */
  hasAccepted: boolean;
  /** Rows have a key and none of them is an accepted one: a snapshot that replaced the accepted rows. */
  isNextSnapshot: boolean;
  /** For every row of the dataset, the index into `files`. */
  fileOf: Int32Array;
  /** Names of new rows of which checks found that values moved, also where a person accepted it. */
  movedRows: ReadonlySet<string>;
  /** Names of new rows of which a person said that `f1-batch` is answered: their labels are right. */
  answeredRows: ReadonlySet<string>;
  /** The classes that the candidate can predict. */
  candidateClasses: string[];
  /** On the labelled hold-out rows, as `dummy`. */
  candidate: Answers;
  likelihood: Likelihood | null;
  champion: Baseline;
  /** The candidate equals the champion, which stricter gates judge again. */
  isChampion?: boolean;
  /** null: there is no champion, or it cannot be applied. */
  championAnswers: ChampionAnswers | null;
  /** One comparison per accepted file, by a forest trained without it. Slow (grows forests), so called only where a new file is suspicious. */
  leftOutFiles: () => Comparison[];
  /** null: the champion is the best model so far. */
  best: { id: string; baseline: Baseline } | null;
  looks: number | null;
  reference: FoundReference | null;
  /** The reference part of the history entry, if the candidate is promoted. */
  referenceEntry: () => ReferenceEntry | undefined;
  resampled: Resampled | NotResampled | null;
  /** Always the most frequent class of the training rows; null: no training row has a label. */
  dummy: Answers | null;
}

/** Predicts the labelled hold-out rows with all models. Throws ConfigError for an unknown positive class. */
export function evaluationInput(request: EvaluationRequest): EvaluationInput {
  const { dataset, candidate, gates, whereOf, holdout } = request;
  const classes = allClasses(dataset, [candidate, request.champion, request.best?.model ?? null, request.reference?.record ?? null]);
  checkPositiveClass(gates, classes, whereOf);
  const rows = labelled(dataset, request.holdoutRows);
  const unitOf = unitsOf(dataset, holdout, rows);
  const frame: Frame = { dataset, classes, unitOf };
  const trainRows = labelled(dataset, request.trainRows);
  const { answers, likelihood } = scoredAnswersOf(candidate, frame, rows);
  const common = mostFrequent(truthOf(dataset, trainRows, classes), classes.length);
  const fileOf = new Int32Array(dataset.rows);
  dataset.files.forEach((file, index) => {
    fileOf.fill(index, file.start, file.end);
  });
  const champion = baselineOf({ noun: "champion", model: request.champion, cut: holdout.championCut }, request, frame, answers);
  const { best } = request;
  const championAnswers =
    champion.kind === "fit"
      ? championAnswersOf(request, frame, { onHoldout: champion.answers, heldOut: rows, trained: trainRows }, fileOf)
      : null;
  let leftOut: Comparison[] | undefined;
  return {
    dataset,
    showValues: request.showValues,
    gates,
    whereOf,
    by: holdout.by,
    files: dataset.files,
    isNextSnapshot: isNextSnapshot(request),
    hasAccepted: request.champion !== null || dataset.files.some((file) => file.accepted),
    fileOf,
    movedRows: request.movedRows ?? new Set(),
    answeredRows: request.answeredRows ?? new Set(),
    candidateClasses: candidate.classes,
    candidate: answers,
    likelihood,
    champion,
    isChampion: request.judgesAgain === true && request.champion !== null && isSame(candidate, request.champion),
    championAnswers,
    leftOutFiles: () => {
      const known =
        (championAnswers?.ofSnapshot ? undefined : championAnswers?.known.rows) ??
        rows.filter((row) => dataset.files[fileOf[row]!]!.accepted);
      leftOut ??= leaveOneFileOut({ frame, gates, known, trained: trainRows });
      return leftOut;
    },
    best: best && {
      id: best.id,
      baseline: baselineOf({ noun: "best model so far", model: best.model, cut: holdout.bestCut }, request, frame, answers),
    },
    looks: request.looks,
    ...referencesIn(request, { candidate: answers, champion: champion.kind === "fit" ? champion.answers : null, fileOf }),
    resampled: request.resampled ?? null,
    dummy: common === null ? null : { ...answers, predicted: new Int32Array(rows.length).fill(common) },
  };
}

/** Of scripts only equal files and equal recipes would tell, and such a run was skipped. */
function isSame(candidate: Answering, champion: Answering): boolean {
  return candidate.engine !== "command" && champion.engine !== "command" && sameForest(candidate, champion);
}

/** A unit number per row of the dataset: groups of a split by group, else equal rows; null: every row is one of its own. */
export function unitsOf(dataset: Dataset, { by, column }: EvaluationRequest["holdout"], rows: Int32Array): Int32Array | null {
  return by === "group" ? groupsOf(columnOf(dataset, column!)) : copiesOf(dataset, rows);
}

/** A unit number per row of the dataset: equal hold-out rows share one; null where no more rows are equal than chance explains. */
function copiesOf(dataset: Dataset, rows: Int32Array): Int32Array | null {
  const columns = [...dataset.features, dataset.target].map((name) => columnOf(dataset, name));
  const copies = copiesIn(columns, rows);
  if (copies === null) return null;
  // Other rows are a unit each.
  const units = Int32Array.from({ length: dataset.rows }, (_, row) => copies.distinct + row);
  rows.forEach((row, i) => {
    units[row] = copies.unitOf[i]!;
  });
  return units;
}

interface HoldoutAnswers {
  candidate: Answers;
  champion: Answers | null;
  fileOf: Int32Array;
}

/** No reference in a split by time, whose hold-out moves on, and by file, where the golden file is one. */
function referencesIn(request: EvaluationRequest, holdoutAnswers: HoldoutAnswers): Pick<EvaluationInput, "reference" | "referenceEntry"> {
  const { dataset, looks, gates, holdout, exclude, salt = "" } = request;
  if (holdout.by === "time" || holdout.by === "file") return { reference: null, referenceEntry: () => undefined };
  const standing = request.championComparable ? (request.reference ?? null) : null;
  const excludedFiles = new Set(exclude?.map(({ file }) => file));
  const task = { ...holdoutAnswers, dataset, standing, looks, salt, excludedFiles, excluded: request.excluded ?? null };
  const reference = referenceOf(task);
  return { reference, referenceEntry: () => referenceEntry(reference, task, gates.accept === true) };
}

/** Rows without a group are one group, as in the split. */
function groupsOf(column: Column): Int32Array {
  const cells: ArrayLike<number> = column.kind === "number" ? column.values : column.codes;
  const numbers = new Map<number, number>();
  return Int32Array.from(cells, (cell) => {
    const known = numbers.get(cell);
    if (known !== undefined) return known;
    numbers.set(cell, numbers.size);
    return numbers.size - 1;
  });
}

/** The first of the most frequent classes; null without rows. */
function mostFrequent(truth: Int32Array, classes: number): number | null {
  const counts = new Int32Array(classes);
  for (const label of truth) counts[label]!++;
  const most = counts.reduce((best, count) => Math.max(best, count), 0);
  return most === 0 ? null : counts.indexOf(most);
}

function checkPositiveClass(gates: GatesConfig, classes: string[], whereOf: Config["whereOf"]): void {
  if (gates.f1Average !== "binary" || (gates.positiveClass !== null && classes.includes(gates.positiveClass))) return;
  const got = gates.positiveClass === null ? "none" : quoted(gates.positiveClass);
  const expected = `one of ${quotedList(classes, 20)}`;
  const message = `gates.f1-average is binary, and gates.positive-class is ${got}: expected ${expected}.`;
  throw new ConfigError(problem(message, { where: whereOf("gates.positive-class") ?? whereOf("gates.f1-average"), got, expected }));
}
