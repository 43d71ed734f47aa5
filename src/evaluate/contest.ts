// The rows that are judged and what candidate, champion and dummy say about them.
import { ConfigError, problem } from "../errors.ts";
import { columnOf } from "../table/dataset.ts";
import type { Config, GatesConfig } from "../types/config.ts";
import type { Forest } from "../types/model.ts";
import type { RegistryState, SplitRecord } from "../types/registry.ts";
import type { Column, Dataset, FileSpan } from "../types/table.ts";
import type { Likelihood } from "./likelihood.ts";
import { type Answers, allClasses, answersOf, join, keep, labelled, misfit, scoredAnswersOf, truthOf } from "./rows.ts";
import { quoted, quotedList } from "./wording.ts";

export interface Challenge {
  dataset: Dataset;
  trainRows: Int32Array;
  holdoutRows: Int32Array;
  candidate: Forest;
  champion: Forest | null;
  /** The promoted model of the champion's line with the best result; null: the champion itself. */
  best: { id: string; forest: Forest } | null;
  /** False: the champion was held to another split, so it may have been trained on today's hold-out. */
  championComparable: boolean;
  /** Runs that have judged a candidate on this hold-out before; null: not known. */
  looks: number | null;
  /** Rows of one group are no independent evidence; null: every row stands for itself. */
  groupColumn: string | null;
  gates: GatesConfig;
  whereOf: Config["whereOf"];
  /** False: values of the data stay out of sentences. */
  showValues: boolean;
}

export const NO_OPPONENTS = { champion: null, best: null, championComparable: true, looks: null, groupColumn: null };

/** Whom the registry's state puts up against the candidate under this split. */
export function opponentsIn(state: RegistryState | null, plan: { split: SplitRecord; comparable: boolean }) {
  return {
    champion: state?.champion?.forest ?? null,
    best: state?.best ?? null,
    championComparable: plan.comparable,
    looks: state?.looks ?? null,
    groupColumn: plan.split.by === "group" ? plan.split.columns[0]! : null,
  };
}

export type Rival =
  | { kind: "none" }
  /** There is one, and it cannot be compared: why, and the way out. */
  | { kind: "unfit"; reason: string; suggestion: string }
  | { kind: "fit"; answers: Answers; likelihood: Likelihood | null };

export interface Contest {
  dataset: Dataset;
  showValues: boolean;
  gates: GatesConfig;
  whereOf: Config["whereOf"];
  files: FileSpan[];
  /** A champion was trained on files that are accepted by that, even when none of them is left. */
  hasAccepted: boolean;
  /** Index into `files` of every row of the dataset. */
  fileOf: Int32Array;
  /** Those that the candidate can tell apart. */
  candidateClasses: string[];
  /** On the labelled hold-out rows, as are the rivals' and the dummy's. */
  candidate: Answers;
  likelihood: Likelihood | null;
  champion: Rival;
  /** The champion's answers on all labelled rows of files that are not accepted: it was trained on none of them. */
  championBatch: Answers | null;
  /** Besides the champion, and named by its id. */
  best: { id: string; rival: Rival } | null;
  looks: number | null;
  /** A group's number for each hold-out row, by position; null: every row stands for itself. */
  clusters: Int32Array | null;
  /** null: no row to learn the most frequent class from. */
  dummy: Answers | null;
}

/** Throws ConfigError for an unknown positive class. */
export function openContest(challenge: Challenge): Contest {
  const { dataset, candidate, gates, whereOf } = challenge;
  const classes = allClasses(dataset, [candidate, challenge.champion, challenge.best?.forest ?? null]);
  checkPositiveClass(gates, classes, whereOf);
  const rows = labelled(dataset, challenge.holdoutRows);
  const trainRows = labelled(dataset, challenge.trainRows);
  const { answers, likelihood } = scoredAnswersOf(candidate, dataset, rows, classes);
  const common = mostFrequent(truthOf(dataset, trainRows, classes), classes.length);
  const fileOf = new Int32Array(dataset.rows);
  dataset.files.forEach((file, index) => {
    fileOf.fill(index, file.start, file.end);
  });
  const champion = rivalOf("champion", challenge.champion, challenge, rows, classes);
  return {
    dataset,
    showValues: challenge.showValues,
    gates,
    whereOf,
    files: dataset.files,
    hasAccepted: challenge.champion !== null || dataset.files.some((file) => file.accepted),
    fileOf,
    candidateClasses: candidate.classes,
    candidate: answers,
    likelihood,
    champion,
    championBatch: champion.kind === "fit" ? newRowsOf(champion.answers, challenge, trainRows, fileOf) : null,
    best: challenge.best && { id: challenge.best.id, rival: rivalOf("best model so far", challenge.best.forest, challenge, rows, classes) },
    looks: challenge.looks,
    clusters: challenge.groupColumn === null ? null : groupsOf(columnOf(dataset, challenge.groupColumn), rows),
    dummy: common === null ? null : { ...answers, predicted: new Int32Array(rows.length).fill(common) },
  };
}

function rivalOf(
  noun: "champion" | "best model so far",
  forest: Forest | null,
  challenge: Challenge,
  rows: Int32Array,
  classes: string[],
): Rival {
  if (forest === null) return { kind: "none" };
  const trouble = misfit(forest, challenge.dataset);
  if (trouble !== null) {
    const suggestion = "Bring the column back (a renamed one by an alias in the schema), or start a new line of champions: `reset`.";
    return { kind: "unfit", reason: `the ${noun} cannot be applied: ${trouble}`, suggestion };
  }
  if (!challenge.championComparable) {
    const suggestion = "Put the champion's split settings back, or start a new line of champions by hand: mode `reset`.";
    const reason = `hold-out changed: reset (under other split settings the ${noun} may have been trained on rows that are held out now)`;
    return { kind: "unfit", reason, suggestion };
  }
  // Of the best model only the answers are compared.
  if (noun !== "champion") return { kind: "fit", answers: answersOf(forest, challenge.dataset, rows, classes), likelihood: null };
  return { kind: "fit", ...scoredAnswersOf(forest, challenge.dataset, rows, classes) };
}

function newRowsOf(onHoldout: Answers, { dataset, champion }: Challenge, trainRows: Int32Array, fileOf: Int32Array): Answers {
  const isNew = (row: number) => !dataset.files[fileOf[row]!]!.accepted;
  return join(keep(onHoldout, isNew), answersOf(champion!, dataset, trainRows.filter(isNew), onHoldout.classes));
}

/** Rows without a group are one group, as in the split. */
function groupsOf(column: Column, rows: Int32Array): Int32Array {
  const cells: ArrayLike<number> = column.kind === "number" ? column.values : column.codes;
  const numbers = new Map<number, number>();
  return rows.map((row) => {
    const cell = cells[row]!;
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
