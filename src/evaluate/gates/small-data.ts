// Cross-validation for small data. It is reported beside the other gates and never decides: it passes or warns.
import { counted, quoted, score } from "../../findings/scores.ts";
import { correctedMean } from "../../stats/corrected.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { NotResampled, Resampled } from "../../types/model.ts";
import type { EvaluationInput } from "../compare/evaluation-input.ts";
import { pairedDifference } from "../compare/paired.ts";
import { confusionOf, f1Score } from "../scores/confusion.ts";
import { type Answers, truthOf } from "../scores/rows.ts";
import { REPORTED_CONFIDENCE } from "../scores/score-interval.ts";
import { capital, f1Noun, gate } from "./gate.ts";

/** Two-sided level of the comparison of out-of-bag and cross-validation; low, since it runs every night. */
const DISAGREEMENT_LEVEL = 0.001;

/** The F1 of the recipe by cross-validation; null where the data is not small. */
export function crossValidation(input: EvaluationInput): CheckResult | null {
  const { resampled, gates } = input;
  if (resampled === null) return null;
  const held = counted(input.candidate.rows.length, "labelled hold-out row");
  if (typeof resampled === "string") return leftOut(input, resampled, held);
  const { rows, folds, foldCount } = resampled;
  const base = { code: "cross-validation", subject: "recipe", rows: rows.length, threshold: null };
  const least = positiveRows(input, resampled);
  if (least < foldCount) {
    const message = `With ${held} the data is small, and ${counted(least)} of class ${quoted(gates.positiveClass ?? "")} are too few for ${foldCount} folds.`;
    return gate(input, { ...base, status: "warn", estimate: null, bound: null, message, suggestion: "Bring more rows of this class." });
  }
  const own = scoresOf(input, resampled, resampled.candidate);
  const estimate = correctedMean(own, 1 / (foldCount - 1), REPORTED_CONFIDENCE);
  const [lower, upper] = [Math.max(0, estimate.lower), Math.min(1, estimate.upper)];
  const message =
    `With ${held} the data is small. An estimate of the recipe, not of this model: ${f1Noun(input)} ${score(estimate.mean)} ` +
    `(${score(lower)} to ${score(upper)} with 95 % confidence), by ${folds.length} × ${foldCount}-fold cross-validation over ${counted(rows.length)}` +
    `${besideChampion(input, resampled, own)}. It decides nothing: the gates on the hold-out do.`;
  return gate(input, { ...base, status: "pass", estimate: estimate.mean, bound: lower, message, suggestion: null });
}

/** Why there is no cross-validation. */
function leftOut(input: EvaluationInput, why: NotResampled, held: string): CheckResult {
  const nothing = { rows: input.candidate.rows.length, estimate: null, bound: null, threshold: null };
  const said = (status: "pass" | "warn", message: string, suggestion: string | null) =>
    gate(input, { code: "cross-validation", subject: "recipe", status, ...nothing, message, suggestion });
  if (why === "costly") {
    const message = `With ${held} little can be decided, and cross-validation by this recipe on all rows would take too long: it is left out.`;
    return said("pass", message, "Raise split.holdout, or grow fewer trees.");
  }
  if (why === "ordered") {
    const message = `With ${held} little can be decided, and folds of rows that follow each other in time would train on the future: cross-validation is left out.`;
    return said("pass", message, "Raise split.holdout.");
  }
  const message = `With ${held} the data is small, and its rows cannot be divided into folds that each leave two classes to learn from: there is no cross-validation.`;
  return said("warn", message, "Bring more rows of the rarer classes; rows that the split keeps together count as one.");
}

function besideChampion(input: EvaluationInput, resampled: Resampled, own: number[]): string {
  const { champion, foldCount } = resampled;
  if (champion === "none") return "";
  if (champion === "same") return "; the champion's recipe is the same";
  if (champion === "costly") return "; the champion's recipe would take too long";
  if (champion === "unknown") return "; the champion's recipe cannot be repeated by this version";
  const its = scoresOf(input, resampled, champion);
  const differences = own.map((value, i) => value - its[i]!);
  const { mean, lower, upper } = correctedMean(differences, 1 / (foldCount - 1), REPORTED_CONFIDENCE);
  return `; the champion's recipe is ${score(Math.abs(mean), 0)} ${mean > 0 ? "below" : "above"} it (difference ${score(lower)} to ${score(upper)})`;
}

/** F1 of every fold of every repeat. */
function scoresOf({ dataset, gates }: EvaluationInput, { rows, folds, foldCount, classes }: Resampled, predicted: Int32Array[]): number[] {
  const truth = truthOf(dataset, rows, classes);
  return folds.flatMap((fold, repeat) =>
    Array.from({ length: foldCount }, (_, f) => {
      const inside = (_: number, i: number) => fold[i] === f;
      return f1Score(confusionOf(truth.filter(inside), predicted[repeat]!.filter(inside), classes), gates.f1Average, gates.positiveClass);
    }),
  );
}

/** Rows of the positive class; infinite unless F1 is binary. */
function positiveRows({ dataset, gates }: EvaluationInput, { rows, classes }: Resampled): number {
  if (gates.f1Average !== "binary") return Number.POSITIVE_INFINITY;
  const positive = classes.indexOf(gates.positiveClass ?? "");
  return truthOf(dataset, rows, classes).reduce((count, label) => count + (label === positive ? 1 : 0), 0);
}

/**
 * Out-of-bag F1 against cross-validation on the same rows. A higher one means that rows equal or resemble each other across bags, which
 * folds of whole units prevent; null without either.
 */
export function outOfBagCheck(input: EvaluationInput): CheckResult | null {
  const { resampled, gates } = input;
  if (resampled === null || typeof resampled === "string" || resampled.outOfBag === null) return null;
  const pair = onSharedRows(input, resampled, resampled.outOfBag);
  if (pair === null) return null;
  const { bag, fold } = pair;
  const { difference, lower, upper } = pairedDifference(bag, fold, gates, DISAGREEMENT_LEVEL / 2);
  const confusion = confusionOf(bag.truth, bag.predicted, bag.classes);
  const estimate = f1Score(confusion, gates.f1Average, gates.positiveClass);
  const found =
    `${capital(f1Noun(input))} out of bag is ${score(estimate)} on ${counted(bag.rows.length, "training row")}, ` +
    `${score(Math.abs(difference), 0)} ${difference < 0 ? "below" : "above"} cross-validation on the same rows`;
  const base = { code: "out-of-bag", rows: bag.rows.length, estimate, bound: null, threshold: null };
  if (lower <= 0 && upper >= 0) {
    return gate(input, { ...base, status: "pass", message: `${found}: no more than chance brings.`, suggestion: null });
  }
  const suggestion =
    difference > 0
      ? "Look for rows that are nearly copies of each other; where several are of one thing, split by group."
      : "Look at how rows differ between files: the training rows may not be like the others.";
  return gate(input, { ...base, status: "warn", message: `${found}: more than chance brings (p < ${DISAGREEMENT_LEVEL}).`, suggestion });
}

/** Both predictions on the rows that have both, in one order. */
function onSharedRows(
  { dataset }: EvaluationInput,
  resampled: Resampled,
  bag: NonNullable<Resampled["outOfBag"]>,
): { bag: Answers; fold: Answers } | null {
  const { rows, classes, candidate } = resampled;
  const place = new Map(Array.from(rows, (row, i) => [row, i]));
  const both = Int32Array.from(bag.rows.keys()).filter((i) => bag.predicted[i]! >= 0 && place.has(bag.rows[i]!));
  if (both.length === 0) return null;
  const shared = both.map((i) => bag.rows[i]!);
  const truth = truthOf(dataset, shared, classes);
  const index = bag.classes.map((name) => classes.indexOf(name));
  const answers = (predicted: Int32Array): Answers => ({ rows: shared, truth, predicted, classes, units: null });
  return {
    bag: answers(both.map((i) => index[bag.predicted[i]!]!)),
    fold: answers(shared.map((row) => candidate[0]![place.get(row)!]!)),
  };
}
