// f1-threshold and f1-earlier: the candidate's F1 must reach a number, on all hold-out rows and on those of accepted files alone.
import type { CheckResult } from "../../types/judgement.ts";
import { f1Score } from "../confusion.ts";
import type { Contest } from "../contest.ts";
import { type Answers, acceptedOnly, confusionIn } from "../rows.ts";
import { FEWEST_CLASS_ROWS, f1IntervalOf, REPORTED_CONFIDENCE } from "../score-interval.ts";
import { counted, quoted, quotedList, score } from "../wording.ts";
import { capital, f1Noun, gate, reaches } from "./gate.ts";

export function f1ThresholdGate(contest: Contest): CheckResult | null {
  const threshold = contest.gates.f1Threshold;
  if (threshold === null) return null;
  const result = floorGate(contest, "f1-threshold", threshold, contest.candidate);
  const absent = absentClasses(contest);
  if (absent.length === 0 || (result.status !== "pass" && result.status !== "warn")) return result;
  const message = `${result.message} No hold-out row is of class ${quotedList(absent)}: nothing is known about ${absent.length === 1 ? "it" : "them"}.`;
  return { ...result, status: "warn", message, suggestion: result.suggestion ?? "Bring more rows of these classes." };
}

/** null when nothing is accepted yet, or a snapshot took the place of all that was: there is no earlier data to do well on. A golden file is nobody's batch and speaks for itself. */
export function f1EarlierGate(contest: Contest): CheckResult | null {
  const threshold = contest.gates.f1Threshold;
  if (threshold === null || !contest.hasAccepted || contest.isNextSnapshot || contest.by === "file") return null;
  const answers = acceptedOnly(contest.candidate, contest.fileOf, contest.files);
  return answers.rows.length === 0 && isAllPast(contest) ? null : floorGate(contest, "f1-earlier", threshold, answers);
}

/** By time every accepted row may lie before the cut: trained on, so nothing can be judged on them. f1-batch then asks the champion. */
function isAllPast({ by, files }: Contest): boolean {
  return by === "time" && files.some((file) => file.accepted && file.end > file.start);
}

function floorGate(contest: Contest, code: "f1-threshold" | "f1-earlier", threshold: number, answers: Answers): CheckResult {
  const rows = answers.rows.length;
  const which = code === "f1-earlier" ? " of accepted files" : "";
  const on = `${counted(rows, "hold-out row")}${which}`;
  const untold = nothingToJudge(contest, answers, which);
  if (untold !== null) return gate(contest, { code, status: "inconclusive", rows, estimate: null, bound: null, threshold, ...untold });
  const confusion = confusionIn(answers);
  const { f1Average, positiveClass } = contest.gates;
  const estimate = f1Score(confusion, f1Average, positiveClass);
  const bound = f1IntervalOf(answers, f1Average, positiveClass, REPORTED_CONFIDENCE)?.lower ?? null;
  const numbers = { code, rows, estimate, bound, threshold };
  const found = `${capital(f1Noun(contest))} is ${score(estimate, threshold)} on ${on}`;
  if (!reaches(estimate, threshold)) {
    const message = `${found}, below the threshold of ${score(threshold, estimate)}.`;
    return gate(contest, { ...numbers, status: "fail", message, suggestion: floorSuggestion(code) });
  }
  if (bound !== null && reaches(bound, threshold)) {
    const message = `${found}, at least ${score(bound, threshold)} with 95 % confidence: it reaches the threshold of ${threshold}.`;
    return gate(contest, { ...numbers, status: "pass", message, suggestion: null });
  }
  const known =
    bound === null
      ? `${isOneUnit(answers) ? "all of the rows are of one group" : `a class has fewer than ${FEWEST_CLASS_ROWS} of the rows`}, too few to say how sure that is`
      : `with 95 % confidence it is only known to be at least ${score(bound, threshold)}`;
  const message = `${found} and reaches the threshold of ${threshold}, but ${known}.`;
  const status = contest.gates.require === "confident" ? "inconclusive" : "warn";
  return gate(contest, { ...numbers, status, message, suggestion: "More hold-out rows would narrow the interval." });
}

function isOneUnit({ units }: Answers): boolean {
  return units?.every((unit) => unit === units[0]) ?? false;
}

function floorSuggestion(code: "f1-threshold" | "f1-earlier"): string {
  if (code === "f1-threshold")
    return "Look at the classes with the lowest F1 in the report, and at what changed in the newest files; ask for less only if that F1 is good enough to serve.";
  return "The candidate does not know the accepted data well enough: look at the labels of the newest files, or train on a wider window.";
}

function nothingToJudge(contest: Contest, answers: Answers, which: string): { message: string; suggestion: string } | null {
  const { f1Average, positiveClass } = contest.gates;
  if (answers.rows.length === 0) {
    const message = `There is no labelled hold-out row${which}: nothing to judge the candidate on.`;
    const gone = "Keep accepted files unchanged where the pattern finds them.";
    return { message, suggestion: which === "" ? "Bring more rows, or raise split.holdout." : gone };
  }
  const first = answers.truth[0]!;
  if (answers.truth.every((label) => label === first)) {
    const message = `All of the ${counted(answers.rows.length, "hold-out row")}${which} are of class ${quoted(answers.classes[first]!)}: a constant would do as well.`;
    return { message, suggestion: "Bring rows of other classes." };
  }
  const positive = answers.classes.indexOf(positiveClass ?? "");
  if (f1Average !== "binary" || answers.truth.includes(positive)) return null;
  const message = `None of the ${counted(answers.rows.length, "hold-out row")}${which} is of the positive class ${quoted(positiveClass ?? "")}.`;
  return { message, suggestion: "Bring more rows of this class, or raise split.holdout." };
}

/** Classes that the candidate can predict and no hold-out row has. */
function absentClasses(contest: Contest): string[] {
  const { truth, classes } = contest.candidate;
  const seen = new Set(truth);
  return contest.candidateClasses.filter((name) => !seen.has(classes.indexOf(name)));
}
