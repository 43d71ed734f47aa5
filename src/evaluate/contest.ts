// The rows that are judged and what candidate, champion and dummy say about them.
import { ConfigError, problem } from "../errors.ts";
import type { Config, Dataset, FileSpan, Forest, GatesConfig } from "../types.ts";
import { type Answers, allClasses, answersOf, join, keep, labelled, misfit, truthOf } from "./rows.ts";
import { quoted, quotedList } from "./wording.ts";

export interface Challenge {
  dataset: Dataset;
  trainRows: Int32Array;
  holdoutRows: Int32Array;
  candidate: Forest;
  champion: Forest | null;
  /** False: the champion was held to another split, so it may have been trained on today's hold-out. */
  championComparable: boolean;
  gates: GatesConfig;
  whereOf: Config["whereOf"];
}

export type Champion =
  | { kind: "none" }
  /** There is one, and it cannot be compared: why, and the way out. */
  | { kind: "unfit"; reason: string; suggestion: string }
  /** `batch`: all labelled rows of files that are not accepted. The champion was trained on none of them. */
  | { kind: "fit"; answers: Answers; batch: Answers };

export interface Contest {
  gates: GatesConfig;
  whereOf: Config["whereOf"];
  files: FileSpan[];
  /** A champion was trained on files that are accepted by that, even when none of them is left. */
  hasAccepted: boolean;
  /** Index into `files` of every row of the dataset. */
  fileOf: Int32Array;
  /** Those that the candidate can tell apart. */
  candidateClasses: string[];
  /** On the labelled hold-out rows, as are the champion's and the dummy's. */
  candidate: Answers;
  champion: Champion;
  /** null: no row to learn the most frequent class from. */
  dummy: Answers | null;
}

export function openContest(challenge: Challenge): Contest {
  const { dataset, candidate, gates, whereOf } = challenge;
  const classes = allClasses(dataset, [candidate, challenge.champion]);
  checkPositiveClass(gates, classes, whereOf);
  const rows = labelled(dataset, challenge.holdoutRows);
  const trainRows = labelled(dataset, challenge.trainRows);
  const answers = answersOf(candidate, dataset, rows, classes);
  const common = mostFrequent(truthOf(dataset, trainRows, classes), classes.length);
  const fileOf = new Int32Array(dataset.rows);
  dataset.files.forEach((file, index) => {
    fileOf.fill(index, file.start, file.end);
  });
  return {
    gates,
    whereOf,
    files: dataset.files,
    hasAccepted: challenge.champion !== null || dataset.files.some((file) => file.accepted),
    fileOf,
    candidateClasses: candidate.classes,
    candidate: answers,
    champion: championOf(challenge, rows, trainRows, classes, fileOf),
    dummy: common === null ? null : { ...answers, predicted: new Int32Array(rows.length).fill(common) },
  };
}

function championOf(challenge: Challenge, rows: Int32Array, trainRows: Int32Array, classes: string[], fileOf: Int32Array): Champion {
  const { dataset, champion } = challenge;
  if (champion === null) return { kind: "none" };
  const trouble = misfit(champion, dataset);
  if (trouble !== null) {
    const suggestion =
      "Bring the column back (a renamed one by an alias in the schema), or start a new line of champions in another registry.";
    return { kind: "unfit", reason: `the champion cannot be applied: ${trouble}`, suggestion };
  }
  if (!challenge.championComparable) {
    const suggestion = "Put the champion's split settings back, or start a new line of champions in another registry.";
    const reason = "hold-out changed: reset (under other split settings the champion may have been trained on rows that are held out now)";
    return { kind: "unfit", reason, suggestion };
  }
  const isNew = (row: number) => !dataset.files[fileOf[row]!]!.accepted;
  const answers = answersOf(champion, dataset, rows, classes);
  return { kind: "fit", answers, batch: join(keep(answers, isNew), answersOf(champion, dataset, trainRows.filter(isNew), classes)) };
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
