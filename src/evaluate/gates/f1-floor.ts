// f1-threshold and f1-earlier: the candidate's F1 must reach a number, on all hold-out rows and on those of accepted files alone.
import { CONFIGURATION, setKey } from "../../findings/remedies.ts";
import { quoted, quotedList, score } from "../../findings/scores.ts";
import type { CheckResult, Remedy } from "../../types/judgement.ts";
import type { EvaluationInput } from "../compare/evaluation-input.ts";
import { f1Score } from "../scores/confusion.ts";
import { baselineOf, requiredAboveDummy } from "../scores/dummy.ts";
import { proposedThreshold } from "../scores/proposed-threshold.ts";
import { type Answers, acceptedOnly, confusionIn } from "../scores/rows.ts";
import { FEWEST_CLASS_ROWS, f1IntervalOf, REPORTED_CONFIDENCE } from "../scores/score-interval.ts";
import { f1BatchGate } from "./f1-batch.ts";
import { capital, f1Noun, gate, reaches, rowsWords } from "./gate.ts";

/** F1 on the hold-out rows against `gates.f1-threshold`; null: not asked for. */
export function f1ThresholdGate(input: EvaluationInput): CheckResult | null {
  const threshold = input.gates.f1Threshold;
  if (threshold === null) return null;
  const result = floorGate(input, "f1-threshold", threshold, input.candidate);
  const absent = absentClasses(input);
  if (absent.length === 0 || (result.status !== "pass" && result.status !== "warn")) return result;
  const message = `${result.message} No hold-out row is of class ${quotedList(absent)}: nothing is known about ${absent.length === 1 ? "it" : "them"}.`;
  return { ...result, status: "warn", message, suggestion: result.suggestion ?? "Bring more rows of these classes." };
}

/** The same on accepted hold-out rows; null where there are none to expect: nothing accepted, a new snapshot, or a split by file. */
export function f1EarlierGate(input: EvaluationInput): CheckResult | null {
  const threshold = input.gates.f1Threshold;
  if (threshold === null || !input.hasAccepted || input.isNextSnapshot || input.by === "file") return null;
  const answers = acceptedOnly(input.candidate, input.fileOf, input.files);
  return answers.rows.length === 0 && isAllPast(input) ? null : floorGate(input, "f1-earlier", threshold, answers);
}

/** Split by time: every accepted row may lie before the cut and so be a training row. */
function isAllPast({ by, files }: EvaluationInput): boolean {
  return by === "time" && files.some((file) => file.accepted && file.end > file.start);
}

function floorGate(input: EvaluationInput, code: "f1-threshold" | "f1-earlier", threshold: number, answers: Answers): CheckResult {
  const rows = answers.rows.length;
  const which = code === "f1-earlier" ? " of accepted files" : "";
  const on = `${rowsWords(input, answers)}${which}`;
  const untestable = nothingToJudge(input, answers, which);
  if (untestable !== null)
    return gate(input, { code, status: "inconclusive", rows, estimate: null, bound: null, threshold, ...untestable });
  const confusion = confusionIn(answers);
  const { f1Average, positiveClass } = input.gates;
  const estimate = f1Score(confusion, f1Average, positiveClass);
  const bound = f1IntervalOf(answers, f1Average, positiveClass, REPORTED_CONFIDENCE)?.lower ?? null;
  const numbers = { code, rows, estimate, bound, threshold };
  const found = `${capital(f1Noun(input))} is ${score(estimate, threshold)} on ${on}`;
  if (!reaches(estimate, threshold)) {
    const message = `${found}, below the threshold of ${score(threshold, estimate)}.`;
    const ways = code === "f1-threshold" ? { remedies: lessAsked(input, estimate, bound, threshold) } : {};
    return gate(input, { ...numbers, status: "fail", message, suggestion: floorSuggestion(code), ...ways });
  }
  if (bound !== null && reaches(bound, threshold)) {
    const message = `${found}, at least ${score(bound, threshold)} with 95 % confidence: it reaches the threshold of ${threshold}.`;
    return gate(input, { ...numbers, status: "pass", message, suggestion: null });
  }
  const known =
    bound === null
      ? `${isOneUnit(answers) ? "all of the rows are of one group" : `a class has fewer than ${FEWEST_CLASS_ROWS} of the rows`}, too few to say how sure that is`
      : `with 95 % confidence it is only known to be at least ${score(bound, threshold)}`;
  const message = `${found} and reaches the threshold of ${threshold}, but ${known}.`;
  const status = input.gates.require === "confident" ? "inconclusive" : "warn";
  return gate(input, { ...numbers, status, message, suggestion: "More hold-out rows would narrow the interval." });
}

/**
 * What could be asked for, of accepted rows too. Empty where the champion reaches the threshold: then the candidate is worse, not the
 * threshold too high; where new labels are in doubt; and where it would be less than beats a model without features.
 */
function lessAsked(input: EvaluationInput, estimate: number, bound: number | null, threshold: number): Remedy[] {
  const { f1Average, positiveClass, dummy } = input.gates;
  const { champion } = input;
  if (champion.kind === "fit" && reaches(f1Score(confusionIn(champion.answers), f1Average, positiveClass), threshold)) return [];
  if (input.dummy === null || f1BatchGate(input).some(({ status }) => status === "fail")) return [];
  const earlier = acceptedOnly(input.candidate, input.fileOf, input.files);
  const known = earlier.rows.length === 0 ? 1 : f1Score(confusionIn(earlier), f1Average, positiveClass);
  const least = requiredAboveDummy(baselineOf(confusionIn(input.dummy), f1Average, positiveClass).f1, dummy.margin);
  const asked = Math.min(proposedThreshold(estimate, bound), proposedThreshold(known, null));
  return asked < least ? [] : [setKey(CONFIGURATION, "gates.f1-threshold", asked)];
}

function isOneUnit({ units }: Answers): boolean {
  return units?.every((unit) => unit === units[0]) ?? false;
}

function floorSuggestion(code: "f1-threshold" | "f1-earlier"): string {
  if (code === "f1-threshold")
    return "Look at the classes with the lowest F1 in the report, and at what changed in the newest files; ask for less only if such an F1 is good enough to serve.";
  return "The candidate does not know the accepted data well enough: look at the labels of the newest files, or train on a wider window.";
}

function nothingToJudge(input: EvaluationInput, answers: Answers, which: string): { message: string; suggestion: string } | null {
  const { f1Average, positiveClass } = input.gates;
  if (answers.rows.length === 0) {
    const message = `There is no labelled hold-out row${which}: nothing to judge the candidate on.`;
    const gone = "Keep accepted files unchanged where the pattern finds them.";
    return { message, suggestion: which === "" ? "Bring more rows, or raise split.holdout." : gone };
  }
  const first = answers.truth[0]!;
  if (answers.truth.every((label) => label === first)) {
    const message = `All of the ${rowsWords(input, answers)}${which} are of class ${quoted(answers.classes[first]!)}: a constant would do as well.`;
    return { message, suggestion: "Bring rows of other classes." };
  }
  const positive = answers.classes.indexOf(positiveClass ?? "");
  if (f1Average !== "binary" || answers.truth.includes(positive)) return null;
  const message = `None of the ${rowsWords(input, answers)}${which} is of the positive class ${quoted(positiveClass ?? "")}.`;
  return { message, suggestion: "Bring more rows of this class, or raise split.holdout." };
}

/** Classes that the candidate can predict and no hold-out row has. */
function absentClasses(input: EvaluationInput): string[] {
  const { truth, classes } = input.candidate;
  const seen = new Set(truth);
  return input.candidateClasses.filter((name) => !seen.has(classes.indexOf(name)));
}
