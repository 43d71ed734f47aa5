// A run that leaves no record shows its scores to two digits: whoever may try as often as they like learns little about the hold-out.
import type { CheckResult, Metric, ModelScore } from "../../types/judgement.ts";
import type { RunResult } from "../../types/run.ts";
import { isGate } from "./view.ts";

/** Thresholds that the configuration states; all others follow from the data. */
const STATED = new Set(["f1-threshold", "f1-earlier"]);

const DIGITS = 2;

/** The result with scores rounded, for readers who must not measure the hold-out by asking often. */
export function coarsened(result: RunResult): RunResult {
  const { evaluation } = result;
  const stated = new Set(result.checks.filter((check) => STATED.has(check.code)).map((check) => check.threshold));
  const gates = result.checks.some(isGate);
  return {
    ...result,
    reason: gates ? coarseWords(result.reason, stated) : result.reason,
    checks: result.checks.map((check) => (isGate(check) ? coarseGate(check, stated) : check)),
    evaluation: evaluation && {
      candidate: coarseScore(evaluation.candidate),
      champion: coarseScore(evaluation.champion),
      dummy: coarseScore(evaluation.dummy),
    },
  };
}

/** Down to two digits: what does not reach a threshold never looks as if it did. */
function down<T extends number | null | undefined>(value: T): T | number {
  return typeof value === "number" && Number.isFinite(value) ? Math.floor(value * 100 + 1e-9) / 100 : value;
}

function coarseGate(check: CheckResult, stated: ReadonlySet<unknown>): CheckResult {
  const { observed, expected, message, estimate, bound, threshold } = check;
  return {
    ...check,
    digits: DIGITS,
    observed: typeof observed === "number" ? down(observed) : observed,
    expected: typeof expected === "number" && !stated.has(expected) ? down(expected) : expected,
    message: coarseWords(message, stated),
    ...(estimate === undefined ? {} : { estimate: down(estimate) }),
    ...(bound === undefined ? {} : { bound: down(bound) }),
    ...(threshold === undefined || stated.has(threshold) ? {} : { threshold: down(threshold) }),
  };
}

/** Scores in a sentence, and shares as percentages; names stand in quotes and are left alone. */
function coarseWords(text: string, stated: ReadonlySet<unknown>): string {
  return text
    .split(/("(?:[^"\\]|\\.)*")/)
    .map((part, index) => (index % 2 === 1 ? part : coarseNumbers(part, stated)))
    .join("");
}

function coarseNumbers(text: string, stated: ReadonlySet<unknown>): string {
  return text
    .replace(/(?<![\w.])-?\d*\.\d{3,}(?![\w.]*\w)/g, (number) => (stated.has(Number(number)) ? number : down(Number(number)).toFixed(2)))
    .replace(/(?<![\w.])(\d+)\.\d+(?= %)/g, "$1");
}

function coarseScore(score: ModelScore | null): ModelScore | null {
  if (score === null) return null;
  const { classes, counts } = score.confusion;
  return {
    metrics: score.metrics.map(
      (metric): Metric => ({ ...metric, digits: DIGITS, value: down(metric.value), lower: down(metric.lower), upper: down(metric.upper) }),
    ),
    confusion: { classes, counts: counts.map((row) => row.map((count) => Number(count.toPrecision(2)))) },
  };
}
