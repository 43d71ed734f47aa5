import { classCounts, f1Of, present, sum } from "../../stats/class-scores.ts";
import type { F1Average } from "../../types/config.ts";
import type { Confusion } from "../../types/judgement.ts";
import { f1Score } from "./confusion.ts";

export interface Baseline {
  f1: number;
  by: "constant" | "guessing";
}

/**
 * The better of two dummies on the same rows: the constant whose confusion is given, and guessing in proportion to the classes.
 * Guessing class c with its share p of the rows has expected precision and recall p, hence F1 = p. With balanced classes it beats any
 * constant (two classes, weighted: .5 against .33), so a constant alone would let pure noise pass.
 */
export function baselineOf(constant: Confusion, average: F1Average, positiveClass: string | null): Baseline {
  const fixed = f1Score(constant, average, positiveClass);
  const guessed = guessingF1(constant, average, positiveClass);
  return guessed > fixed ? { f1: guessed, by: "guessing" } : { f1: fixed, by: "constant" };
}

function guessingF1(confusion: Confusion, average: F1Average, positiveClass: string | null): number {
  const classes = classCounts(confusion);
  const rows = sum(classes, (c) => c.support);
  const guesses = classes.map(({ support }) => ({ truePositives: (support * support) / rows, predicted: support, support }));
  if (average === "binary") return f1Of(guesses[confusion.classes.indexOf(positiveClass ?? "")] ?? guesses[0]!);
  if (average === "macro") return sum(present(guesses), f1Of) / present(guesses).length;
  return sum(guesses, (c) => c.truePositives) / rows; // weighted and micro alike: the sum of squared shares
}

/**
 * The F1 that a candidate must reach beside a baseline's. Where the margin would ask for more than half of what is missing to 1 (one
 * class has nearly all rows), it asks for that half: otherwise no model could pass.
 */
export function requiredAboveDummy(baseline: number, margin: number): number {
  return baseline + Math.min(margin, (1 - baseline) / 2);
}
