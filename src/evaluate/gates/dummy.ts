import { quoted, score } from "../../findings/scores.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { EvaluationInput } from "../compare/evaluation-input.ts";
import { f1Score } from "../scores/confusion.ts";
import { baselineOf, requiredAboveDummy } from "../scores/dummy.ts";
import { confusionIn } from "../scores/rows.ts";
import { f1IntervalOf, REPORTED_CONFIDENCE } from "../scores/score-interval.ts";
import { capital, f1Noun, gate, reaches, rowsWords } from "./gate.ts";

/** The candidate must beat models that use no feature: the most frequent class, and guessing by class shares. */
export function dummyGate(input: EvaluationInput): CheckResult {
  const { candidate, dummy, gates } = input;
  const rows = candidate.rows.length;
  if (dummy === null || rows === 0) {
    const side = dummy === null ? "training" : "hold-out";
    const message = `There is no labelled ${side} row: the candidate cannot be compared with a constant.`;
    const numbers = { rows, estimate: null, bound: null, threshold: null };
    return gate(input, { code: "dummy", status: "inconclusive", ...numbers, message, suggestion: "Bring more rows." });
  }
  const confusion = confusionIn(candidate);
  const estimate = f1Score(confusion, gates.f1Average, gates.positiveClass);
  const bound = f1IntervalOf(candidate, gates.f1Average, gates.positiveClass, REPORTED_CONFIDENCE)?.lower ?? null;
  const baseline = baselineOf(confusionIn(dummy), gates.f1Average, gates.positiveClass);
  const threshold = requiredAboveDummy(baseline.f1, gates.dummy.margin);
  const passed = reaches(estimate, threshold);
  const always = `always saying ${quoted(dummy.classes[dummy.predicted[0]!]!)}`;
  const blind = baseline.by === "constant" ? always : "guessing by the classes' shares";
  const message =
    `${capital(f1Noun(input))} is ${score(estimate, threshold)} on ${rowsWords(input, candidate)}; ${blind} reaches ${score(baseline.f1)}, ` +
    `so ${score(threshold, estimate)} is asked for${passed ? "." : ": the features hardly predict the target."}`;
  const suggestion = passed ? null : "Check that target and features belong together, and that the labels are right.";
  return gate(input, { code: "dummy", status: passed ? "pass" : "fail", rows, estimate, bound, threshold, message, suggestion });
}
