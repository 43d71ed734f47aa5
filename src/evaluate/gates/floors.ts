// Floors besides F1: each class's own F1, any metric, the calibration. One check result each.
import { classCounts, f1Of } from "../../stats/class-scores.ts";
import type { MetricFloor } from "../../types/config.ts";
import type { CheckResult, Metric } from "../../types/judgement.ts";
import type { Contest } from "../contest.ts";
import { CEILINGS } from "../gate-settings.ts";
import { calibrationError } from "../likelihood-metrics.ts";
import { scoreOfAnswers } from "../metrics.ts";
import { confusionIn } from "../rows.ts";
import { f1IntervalOf, REPORTED_CONFIDENCE } from "../score-interval.ts";
import { counted, quoted, quotedList, score } from "../wording.ts";
import { type GateFinding, gate, reaches } from "./gate.ts";

/** min-class-f1: a class may not be given up for the sake of the average. */
export function minClassGates(contest: Contest): CheckResult[] {
  const confusion = confusionIn(contest.candidate);
  const classes = classCounts(confusion);
  return contest.gates.minClassF1.map(({ class: name, atLeast }) => {
    const counts = classes[confusion.classes.indexOf(name)];
    const rows = counts?.support ?? 0;
    const base = { code: "min-class-f1", subject: name, rows, threshold: atLeast };
    if (counts === undefined || rows === 0) {
      const message = `No hold-out row is of class ${quoted(name)}: its F1 cannot be judged.`;
      const suggestion = counts === undefined ? `Known classes are ${quotedList(confusion.classes)}.` : "Bring more rows of this class.";
      return gate(contest, { ...base, status: "inconclusive", estimate: null, bound: null, message, suggestion });
    }
    const bound = f1IntervalOf(contest.candidate, "binary", name, REPORTED_CONFIDENCE)?.lower ?? null;
    const found = `F1 of class ${quoted(name)} is ${score(f1Of(counts), atLeast)} on ${counted(rows, "hold-out row")} of it`;
    return floor(contest, { ...base, estimate: f1Of(counts), bound }, found, "Bring more rows of this class, and look at its labels.");
  });
}

export function metricGates(contest: Contest): CheckResult[] {
  const { candidate, gates, likelihood } = contest;
  const metrics = candidate.rows.length === 0 ? [] : scoreOfAnswers(candidate, gates.positiveClass, likelihood).metrics;
  return gates.metrics.map((asked) => metricGate(contest, asked, metrics.find((metric) => isAsked(contest, metric, asked.name)) ?? null));
}

/** Precision and recall are averaged as F1 is. */
function isAsked({ gates }: Contest, metric: Metric, name: string): boolean {
  if (metric.name !== name) return false;
  return name !== "precision" && name !== "recall" ? true : metric.average === gates.f1Average;
}

function metricGate(contest: Contest, { name, bound: threshold }: MetricFloor, metric: Metric | null): CheckResult {
  const rows = contest.candidate.rows.length;
  const base = { code: "metrics", subject: name, rows, threshold };
  if (metric === null || Number.isNaN(metric.value)) {
    const why =
      rows === 0
        ? "there is no labelled hold-out row"
        : "it is not defined on these rows: one class alone, too many rows for it, or probabilities that are no numbers";
    const message = `${name} cannot be judged: ${why}.`;
    const suggestion = "Bring rows of every class, or judge another metric.";
    return gate(contest, { ...base, status: "inconclusive", estimate: null, bound: null, message, suggestion });
  }
  const label = metric.average === null ? name : `${metric.average} ${name}`;
  const found = `${label} is ${score(metric.value, threshold)} on ${counted(rows, "hold-out row")}`;
  const advice = "Look at the scores and at what changed in the newest files.";
  if (CEILINGS.has(name)) return ceiling(contest, { ...base, estimate: metric.value, bound: metric.upper }, found, advice);
  return floor(contest, { ...base, estimate: metric.value, bound: metric.lower }, found, advice);
}

export function calibrationGate(contest: Contest): CheckResult | null {
  const { gates, likelihood } = contest;
  if (gates.calibration === null) return null;
  const rows = contest.candidate.rows.length;
  const base = { code: "calibration", rows, threshold: gates.calibration.maxError };
  const { value, upper } = likelihood === null ? { value: Number.NaN, upper: null } : calibrationError(likelihood);
  if (rows === 0 || Number.isNaN(value)) {
    const why = rows === 0 ? "There is no labelled hold-out row" : "The probabilities are no numbers, or all rows are of one group";
    const message = `${why}: whether confidence is honest cannot be judged.`;
    return gate(contest, { ...base, status: "inconclusive", estimate: null, bound: null, message, suggestion: "Bring more rows." });
  }
  const found = `Confidence and share of right answers are ${score(value, base.threshold)} apart (root mean square) on ${counted(rows, "hold-out row")}`;
  return ceiling(
    contest,
    { ...base, estimate: value, bound: upper },
    found,
    "More trees or larger leaves (train.min-leaf) calm probabilities.",
  );
}

type Judged = Pick<GateFinding, "code" | "rows" | "bound"> & { subject?: string; estimate: number; threshold: number };

/** As f1-threshold: the estimate decides, and the bound says how sure that is. */
function floor(contest: Contest, judged: Judged, found: string, advice: string): CheckResult {
  const { estimate, bound, threshold } = judged;
  if (!reaches(estimate, threshold)) {
    const message = `${found}, below the ${score(threshold, estimate)} that is asked for.`;
    return gate(contest, { ...judged, status: "fail", message, suggestion: advice });
  }
  return sureness(contest, judged, found, bound !== null && reaches(bound, threshold), "at least");
}

function ceiling(contest: Contest, judged: Judged, found: string, advice: string): CheckResult {
  const { estimate, bound, threshold } = judged;
  if (!reaches(threshold, estimate)) {
    const message = `${found}, above the ${score(threshold, estimate)} that is allowed.`;
    return gate(contest, { ...judged, status: "fail", message, suggestion: advice });
  }
  return sureness(contest, judged, found, bound !== null && reaches(threshold, bound), "at most");
}

function sureness(contest: Contest, judged: Judged, found: string, isSure: boolean, side: "at least" | "at most"): CheckResult {
  const { bound, threshold } = judged;
  if (isSure) {
    const message = `${found}, ${side} ${score(bound!, threshold)} with 95 % confidence: ${side} ${threshold} is asked for.`;
    return gate(contest, { ...judged, status: "pass", message, suggestion: null });
  }
  const known = bound === null ? "how sure that is cannot be said" : `it is only known to be ${side} ${score(bound, threshold)}`;
  const message = `${found}, and ${side} ${threshold} is asked for, but with 95 % confidence ${known}.`;
  const status = contest.gates.require === "confident" ? "inconclusive" : "warn";
  return gate(contest, { ...judged, status, message, suggestion: "More hold-out rows would narrow the interval." });
}
