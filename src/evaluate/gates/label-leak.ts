// Whether a team's own script knows labels that it was not handed: two detectors.
import { counted } from "../../findings/scores.ts";
import { normalTail } from "../../stats/normal.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { Answered } from "../../types/model.ts";
import type { Column, Dataset } from "../../types/table.ts";
import { type Answers, answersOf, type Frame, truthOf } from "../scores/rows.ts";
import { knownElsewhere, LEAK_LEVEL, orderLeak, ROUNDING, triedBefore } from "./leak-check.ts";

export interface LeakCase {
  dataset: Dataset;
  /** Labelled hold-out rows that were asked about. */
  rows: Int32Array;
  candidate: Answered;
  /** The candidate, asked about the same rows in another order. */
  again: Answered;
  /** A model of the same script that was handed each label under another class's name; null: the script is the champion's, which was tried. */
  exchanged: Answered | null;
}

/** Code `label-leak`. */
export function labelLeak(input: LeakCase): CheckResult {
  return orderCheck(input) ?? exchangeCheck(input);
}

/** A script that answers by place, or draws lots, does not answer by the features. null: it does. */
function orderCheck({ rows, candidate, again }: LeakCase): CheckResult | null {
  const width = candidate.classes.length;
  const differs = (row: number) => {
    if (candidate.predicted[row] !== again.predicted[row]) return true;
    if (candidate.probabilities === null || again.probabilities === null) return candidate.probabilities !== again.probabilities;
    const [one, other] = [candidate, again].map(({ probabilities }) => probabilities!.subarray(row * width, (row + 1) * width));
    return one!.some((value, k) => Math.abs(value - other![k]!) > ROUNDING);
  };
  return orderLeak(rows, differs);
}

/**
 * An honest script learns the exchange and is wrong about the true labels; one that is right more often than its and the true labels'
 * shares explain has them from elsewhere. z of the number of right answers under random permutation of the answers.
 */
function exchangeCheck({ dataset, rows, exchanged }: LeakCase): CheckResult {
  const asked = counted(rows.length, "hold-out row");
  if (exchanged === null) return triedBefore(rows, "exchanged labels");
  const { right, mean, deviation } = chanceOf(answersOf(exchanged, frameOf(dataset, exchanged), rows));
  const found = `Trained on labels under the names of other classes, the script is right about ${right} of ${asked}, and chance explains ${mean.toFixed(0)}`;
  const isAbove = deviation > 0 && normalTail((right - mean) / deviation) < LEAK_LEVEL;
  return knownElsewhere(found, isAbove, "labels", { observed: right, expected: Number(mean.toFixed(1)) });
}

function frameOf(dataset: Dataset, { classes }: Answered): Frame {
  return { dataset, classes: [...new Set([...classes, ...labelsOf(dataset)])], unitOf: null };
}

function labelsOf(dataset: Dataset): string[] {
  const column = dataset.columns.find(({ name }) => name === dataset.target);
  return column?.kind === "category" ? column.categories : [];
}

/** Right answers; mean and standard deviation of their number if answers and truth were paired at random, with their counts as they are. */
function chanceOf({ truth, predicted, classes }: Answers): { right: number; mean: number; deviation: number } {
  const n = truth.length;
  const [actual, answered] = [truth, predicted].map((labels) => {
    const counts = new Float64Array(classes.length);
    for (const label of labels) counts[label]!++;
    return counts;
  }) as [Float64Array, Float64Array];
  const right = truth.reduce((count, label, i) => count + (label === predicted[i] ? 1 : 0), 0);
  const products = actual.map((count, k) => count * answered[k]!);
  const total = products.reduce((sum, product) => sum + product, 0);
  // Cov of cells (i, i), (j, j) of a table with fixed margins: (n δ − r)(n δ − c) products, summed.
  const own = products.reduce((sum, product, k) => sum + product * ((n - actual[k]!) * (n - answered[k]!) - product), 0);
  const variance = n < 2 ? 0 : (own + total * total) / (n * n * (n - 1));
  return { right, mean: n === 0 ? 0 : total / n, deviation: Math.sqrt(variance) };
}

/**
 * The target with labels under other names: of the ways to shift the classes, the one by which the candidate's own mistakes look least like
 * knowledge.
 */
export function exchangeOf({ dataset, rows, candidate }: Pick<LeakCase, "dataset" | "rows" | "candidate">): (target: Column) => Column {
  const { classes } = candidate;
  const frame = frameOf(dataset, candidate);
  const truth = truthOf(dataset, rows, frame.classes);
  const lookedRight = (shift: number) =>
    rows.reduce((count, row, i) => count + ((candidate.predicted[row]! + shift) % classes.length === truth[i] ? 1 : 0), 0);
  const shifts = Array.from({ length: classes.length - 1 }, (_, i) => ({ shift: i + 1, right: lookedRight(i + 1) }));
  const { shift } = shifts.reduce((least, one) => (one.right < least.right ? one : least));
  const to = new Map(classes.map((name, k) => [name, classes[(k + shift) % classes.length]!]));
  return (target) => (target.kind === "number" ? target : { ...target, categories: target.categories.map((name) => to.get(name) ?? name) });
}
