// The F1 threshold of init, from the scores of the first model; and whether a rare class is scored alone.
import { baselineOf, requiredAboveDummy } from "../../evaluate/scores/dummy.ts";
import { proposedThreshold } from "../../evaluate/scores/proposed-threshold.ts";
import { targetOf } from "../../table/columns/dataset.ts";
import type { F1Average, TrainConfig } from "../../types/config.ts";
import type { Evaluation } from "../../types/judgement.ts";
import type { Dataset } from "../../types/table.ts";
import type { FirstFit, Ranking, RareClass, WeighedClass } from "./init-files.ts";

/** Smallest such distance with which an average of F1 is preferred: F1 varies by about .01 between splits. */
const LEAST_ROOM = 0.02;
/** Largest share of a rare class. */
export const RARE_SHARE = 0.1;

/** The rarer of two classes; null: not two classes. */
export function rareClass(dataset: Dataset, rows: Int32Array): RareClass | null {
  const { codes, categories } = targetOf(dataset);
  const counts = new Int32Array(categories.length + 1);
  for (const row of rows) counts[codes[row]!]!++;
  counts[0] = 0;
  const present = [...counts.keys()].filter((code) => counts[code]! > 0);
  const [one, two] = present;
  if (present.length !== 2 || one === undefined || two === undefined) return null;
  const code = counts[one]! < counts[two]! ? one : two;
  const labelled = counts[one]! + counts[two]!;
  return { name: categories[code - 1]!, rows: counts[code]!, share: counts[code]! / labelled };
}

/** Training settings for a rare class. */
export function recipeForRare(name: string, classWeights: "none" | "balanced"): Pick<TrainConfig, "classWeights" | "decision"> {
  return { classWeights, decision: { class: name, threshold: "auto" } };
}

/** The average and threshold: weighted F1, or macro F1 where the most frequent class alone has a high weighted F1. */
export function thresholdFrom(evaluation: Evaluation, margin: number, holdoutRows: number): FirstFit {
  const tried = (["weighted", "macro"] as const).map((average) => {
    const { f1, lower } = f1Of(evaluation, average);
    const dummy = evaluation.dummy === null ? 0 : baselineOf(evaluation.dummy.confusion, average, null).f1;
    const floor = requiredAboveDummy(dummy, margin);
    const threshold = Math.max(proposedThreshold(f1, lower), up(floor));
    const beside = { rare: null, ranking: rankingOf(evaluation) };
    return { average, f1, lower, dummy, predicts: f1 >= threshold, threshold, dummyMargin: null, holdoutRows, ...beside };
  });
  const roomy = (fit: FirstFit) => fit.f1 - fit.threshold >= LEAST_ROOM;
  return tried.find((fit) => fit.predicts && roomy(fit)) ?? tried.find((fit) => fit.predicts) ?? tried[0]!;
}

/**
 * F1 of the rare class, with as much room as its interval is wide: few hold-out rows are of it. Where guessing by the shares plus the usual
 * margin is out of reach and the fit is better than guessing for sure, half of what it is better by is asked for.
 */
export function rareThreshold(evaluation: Evaluation, margin: number, holdoutRows: number, rare: WeighedClass): FirstFit {
  const { f1, lower } = f1Of(evaluation, "binary");
  const guessed = evaluation.dummy === null ? 0 : baselineOf(evaluation.dummy.confusion, "binary", rare.name).f1;
  // Guessing reaches the class's share p; saying nothing but the class has precision p and recall 1.
  const dummy = Math.max(guessed, (2 * guessed) / (1 + guessed));
  const least = lower ?? 0;
  const reached = up(requiredAboveDummy(dummy, margin)) <= f1;
  const smaller = Math.floor(((f1 - dummy) / 2) * 1000) / 1000;
  const dummyMargin = !reached && least > dummy && smaller > 0 ? smaller : null;
  const digits = dummyMargin === null ? 100 : 1000;
  const floor = Math.ceil(requiredAboveDummy(dummy, dummyMargin ?? margin) * digits) / digits;
  const threshold = Math.max(proposedThreshold(f1, least), floor);
  const beside = { rare, ranking: rankingOf(evaluation) };
  return { average: "binary", f1, lower, dummy, predicts: f1 >= threshold, threshold, dummyMargin, holdoutRows, ...beside };
}

/** ROC AUC and average precision; of two classes the second's. */
function rankingOf({ candidate }: Evaluation): Ranking | null {
  const metric = (name: string) => candidate?.metrics.find((one) => one.name === name && one.slice === null);
  const [auc, precision] = [metric("roc-auc"), metric("average-precision")];
  if (auc === undefined) return null;
  const averagePrecision = precision === undefined ? null : { value: precision.value, class: precision.class };
  return { auc: auc.value, lower: auc.lower, upper: auc.upper, averagePrecision };
}

function f1Of({ candidate }: Evaluation, average: F1Average): { f1: number; lower: number | null } {
  const found = candidate?.metrics.find((metric) => metric.name === "f1" && metric.average === average && metric.slice === null);
  return { f1: found?.value ?? 0, lower: found?.lower ?? null };
}

const up = (value: number) => Math.ceil(value * 100) / 100;
