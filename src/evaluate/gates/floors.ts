// Bounds on other scores than F1: a class's own F1, any metric, the calibration error. One result each.
import { counted, quoted, quotedList, score } from "../../findings/scores.ts";
import { classCounts, f1Of } from "../../stats/class-scores.ts";
import type { MetricFloor } from "../../types/config.ts";
import type { CheckResult, Metric } from "../../types/judgement.ts";
import type { EvaluationInput } from "../compare/evaluation-input.ts";
import { CEILINGS } from "../compare/gate-settings.ts";
import { calibrationError } from "../scores/likelihood-metrics.ts";
import { scoreOfAnswers } from "../scores/metrics.ts";
import { confusionIn } from "../scores/rows.ts";
import { f1IntervalOf, REPORTED_CONFIDENCE } from "../scores/score-interval.ts";
import { type GateFinding, gate, reaches, rowsWords } from "./gate.ts";

/** One result for each entry of `gates.min-class-f1`. */
export function minClassGates(input: EvaluationInput): CheckResult[] {
  const confusion = confusionIn(input.candidate);
  const classes = classCounts(confusion);
  return input.gates.minClassF1.map(({ class: name, atLeast }) => {
    const counts = classes[confusion.classes.indexOf(name)];
    const rows = counts?.support ?? 0;
    const base = { code: "min-class-f1", subject: name, rows, threshold: atLeast };
    if (counts === undefined || rows === 0) {
      const message = `No hold-out row is of class ${quoted(name)}: its F1 cannot be judged.`;
      const suggestion = counts === undefined ? `Known classes are ${quotedList(confusion.classes)}.` : "Bring more rows of this class.";
      return gate(input, { ...base, status: "inconclusive", estimate: null, bound: null, message, suggestion });
    }
    const bound = f1IntervalOf(input.candidate, "binary", name, REPORTED_CONFIDENCE)?.lower ?? null;
    const found = `F1 of class ${quoted(name)} is ${score(f1Of(counts), atLeast)} on ${counted(rows, "hold-out row")} of it`;
    return floor(input, { ...base, estimate: f1Of(counts), bound }, found, "Bring more rows of this class, and look at its labels.");
  });
}

/** One result for each floor of `gates.metrics`. */
export function metricGates(input: EvaluationInput): CheckResult[] {
  const { candidate, gates, likelihood } = input;
  const metrics = candidate.rows.length === 0 ? [] : scoreOfAnswers(candidate, gates.positiveClass, likelihood).metrics;
  return gates.metrics.map((asked) => metricGate(input, asked, metrics.find((metric) => isAsked(input, metric, asked.name)) ?? null));
}

/** Precision and recall have the average of `gates.f1-average`. */
function isAsked({ gates }: EvaluationInput, metric: Metric, name: string): boolean {
  if (metric.name !== name) return false;
  return name !== "precision" && name !== "recall" ? true : metric.average === gates.f1Average;
}

function metricGate(input: EvaluationInput, { name, bound: threshold }: MetricFloor, metric: Metric | null): CheckResult {
  const rows = input.candidate.rows.length;
  const base = { code: "metrics", subject: name, rows, threshold };
  if (metric === null || Number.isNaN(metric.value)) {
    const why =
      rows === 0
        ? "there is no labelled hold-out row"
        : "it is not defined on these rows: one class alone, too many rows for it, or probabilities that are no numbers";
    const message = `${name} cannot be judged: ${why}.`;
    const suggestion = "Bring rows of every class, or judge another metric.";
    return gate(input, { ...base, status: "inconclusive", estimate: null, bound: null, message, suggestion });
  }
  const label = metric.average === null ? name : `${metric.average} ${name}`;
  const found = `${label} is ${score(metric.value, threshold)} on ${rowsWords(input, input.candidate)}`;
  const advice = "Look at the scores and at what changed in the newest files.";
  if (CEILINGS.has(name)) return ceiling(input, { ...base, estimate: metric.value, bound: metric.upper }, found, advice);
  return floor(input, { ...base, estimate: metric.value, bound: metric.lower }, found, advice);
}

/** The calibration error against its greatest value; null: not asked for. */
export function calibrationGate(input: EvaluationInput): CheckResult | null {
  const { gates, likelihood } = input;
  if (gates.calibration === null) return null;
  const rows = input.candidate.rows.length;
  const base = { code: "calibration", rows, threshold: gates.calibration.maxError };
  const { value, upper } = likelihood === null ? { value: Number.NaN, upper: null } : calibrationError(likelihood);
  if (rows === 0 || Number.isNaN(value)) {
    const why = rows === 0 ? "There is no labelled hold-out row" : "The probabilities are no numbers, or all rows are of one group";
    const message = `${why}: whether confidence is honest cannot be judged.`;
    return gate(input, { ...base, status: "inconclusive", estimate: null, bound: null, message, suggestion: "Bring more rows." });
  }
  const found = `Confidence and share of right answers are ${score(value, base.threshold)} apart (root mean square) on ${rowsWords(input, input.candidate)}`;
  return ceiling(
    input,
    { ...base, estimate: value, bound: upper },
    found,
    "More trees or larger leaves (train.min-leaf) calm probabilities.",
  );
}

type Judged = Pick<GateFinding, "code" | "rows" | "bound"> & { subject?: string; estimate: number; threshold: number };

/** The estimate must reach the threshold; a bound that does not makes a warning, or inconclusive with `require: confident`. */
function floor(input: EvaluationInput, judged: Judged, found: string, advice: string): CheckResult {
  const { estimate, bound, threshold } = judged;
  if (!reaches(estimate, threshold)) {
    const message = `${found}, below the ${score(threshold, estimate)} that is asked for.`;
    return gate(input, { ...judged, status: "fail", message, suggestion: advice });
  }
  return sureness(input, judged, found, bound !== null && reaches(bound, threshold), "at least");
}

function ceiling(input: EvaluationInput, judged: Judged, found: string, advice: string): CheckResult {
  const { estimate, bound, threshold } = judged;
  if (!reaches(threshold, estimate)) {
    const message = `${found}, above the ${score(threshold, estimate)} that is allowed.`;
    return gate(input, { ...judged, status: "fail", message, suggestion: advice });
  }
  return sureness(input, judged, found, bound !== null && reaches(threshold, bound), "at most");
}

function sureness(input: EvaluationInput, judged: Judged, found: string, isSure: boolean, side: "at least" | "at most"): CheckResult {
  const { bound, threshold } = judged;
  if (isSure) {
    const message = `${found}, ${side} ${score(bound!, threshold)} with 95 % confidence: ${side} ${threshold} is asked for.`;
    return gate(input, { ...judged, status: "pass", message, suggestion: null });
  }
  const known = bound === null ? "how sure that is cannot be said" : `it is only known to be ${side} ${score(bound, threshold)}`;
  const message = `${found}, and ${side} ${threshold} is asked for, but with 95 % confidence ${known}.`;
  const status = input.gates.require === "confident" ? "inconclusive" : "warn";
  return gate(input, { ...judged, status, message, suggestion: "More hold-out rows would narrow the interval." });
}
