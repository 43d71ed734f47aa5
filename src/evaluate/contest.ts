// The rows that are judged and what candidate, champion and dummy say about them.
import { ConfigError, problem } from "../errors.ts";
import { columnOf } from "../table/dataset.ts";
import type { Config, GatesConfig, SplitKind } from "../types/config.ts";
import type { Forest, NotResampled, Resampled } from "../types/model.ts";
import type { RegistryState, SplitRecord } from "../types/registry.ts";
import type { Column, Dataset, FileSpan } from "../types/table.ts";
import type { Likelihood } from "./likelihood.ts";
import { type Rival, rivalOf, type Witness, witnessOf } from "./rival.ts";
import { type Answers, allClasses, type Frame, labelled, scoredAnswersOf, truthOf } from "./rows.ts";
import { quoted, quotedList } from "./wording.ts";

/** How the hold-out was chosen, as far as judging depends on it. */
export interface HoldoutRule {
  by: SplitKind;
  /** Of group and time. */
  column: string | null;
  /** By time: a model was trained on no row from its own cut on. */
  championCut: number | null;
  bestCut: number | null;
}

export interface Challenge {
  dataset: Dataset;
  trainRows: Int32Array;
  holdoutRows: Int32Array;
  holdout: HoldoutRule;
  candidate: Forest;
  champion: Forest | null;
  /** The promoted model of the champion's line with the best result; null: the champion itself. */
  best: { id: string; forest: Forest } | null;
  /** False: the champion was held to another split, so it may have been trained on today's hold-out. */
  championComparable: boolean;
  /** Runs that have judged a candidate on this hold-out before; null: not known. */
  looks: number | null;
  /** Of small data. */
  resampled?: Resampled | NotResampled | null;
  gates: GatesConfig;
  whereOf: Config["whereOf"];
  /** False: values of the data stay out of sentences. */
  showValues: boolean;
}

const BY_ROW: HoldoutRule = { by: "row", column: null, championCut: null, bestCut: null };

export const NO_OPPONENTS = { champion: null, best: null, championComparable: true, looks: null, holdout: BY_ROW };

/** Whom the registry's state puts up against the candidate under this split. */
export function opponentsIn(state: RegistryState, { split, comparable }: { split: SplitRecord; comparable: boolean }) {
  const { champion, best, looks } = state;
  const { by, columns } = split;
  const column = by === "group" || by === "time" ? columns[0]! : null;
  const holdout: HoldoutRule = { by, column, championCut: champion?.manifest.split.cut ?? null, bestCut: best?.split.cut ?? null };
  return { champion: champion?.forest ?? null, best, championComparable: comparable, looks, holdout };
}

export interface Contest {
  dataset: Dataset;
  showValues: boolean;
  gates: GatesConfig;
  whereOf: Config["whereOf"];
  by: SplitKind;
  files: FileSpan[];
  /** A champion was trained on files that are accepted by that, even when none of them is left. */
  hasAccepted: boolean;
  /** Index into `files` of every row of the dataset. */
  fileOf: Int32Array;
  /** Those that the candidate can tell apart. */
  candidateClasses: string[];
  /** On the labelled hold-out rows, as are the dummy's. */
  candidate: Answers;
  likelihood: Likelihood | null;
  champion: Rival;
  /** What the champion says about new rows and about known ones; null: there is none, or it cannot say. */
  witness: Witness | null;
  /** Besides the champion, and named by its id. */
  best: { id: string; rival: Rival } | null;
  looks: number | null;
  resampled: Resampled | NotResampled | null;
  /** null: no row to learn the most frequent class from. */
  dummy: Answers | null;
}

/** Throws ConfigError for an unknown positive class. */
export function openContest(challenge: Challenge): Contest {
  const { dataset, candidate, gates, whereOf, holdout } = challenge;
  const classes = allClasses(dataset, [candidate, challenge.champion, challenge.best?.forest ?? null]);
  checkPositiveClass(gates, classes, whereOf);
  const frame: Frame = { dataset, classes, unitOf: holdout.by === "group" ? groupsOf(columnOf(dataset, holdout.column!)) : null };
  const rows = labelled(dataset, challenge.holdoutRows);
  const trainRows = labelled(dataset, challenge.trainRows);
  const { answers, likelihood } = scoredAnswersOf(candidate, frame, rows);
  const common = mostFrequent(truthOf(dataset, trainRows, classes), classes.length);
  const fileOf = new Int32Array(dataset.rows);
  dataset.files.forEach((file, index) => {
    fileOf.fill(index, file.start, file.end);
  });
  const champion = rivalOf({ noun: "champion", forest: challenge.champion, cut: holdout.championCut }, challenge, frame, answers);
  const { best } = challenge;
  return {
    dataset,
    showValues: challenge.showValues,
    gates,
    whereOf,
    by: holdout.by,
    files: dataset.files,
    hasAccepted: challenge.champion !== null || dataset.files.some((file) => file.accepted),
    fileOf,
    candidateClasses: candidate.classes,
    candidate: answers,
    likelihood,
    champion,
    witness:
      champion.kind === "fit"
        ? witnessOf(challenge, frame, { onHoldout: champion.answers, heldOut: rows, trained: trainRows }, fileOf)
        : null,
    best: best && {
      id: best.id,
      rival: rivalOf({ noun: "best model so far", forest: best.forest, cut: holdout.bestCut }, challenge, frame, answers),
    },
    looks: challenge.looks,
    resampled: challenge.resampled ?? null,
    dummy: common === null ? null : { ...answers, predicted: new Int32Array(rows.length).fill(common) },
  };
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
