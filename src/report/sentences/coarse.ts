// A run that leaves no record shows its scores to two digits: whoever may try as often as they like learns little about the hold-out.
import type { CheckResult, Metric, ModelScore } from "../../types/judgement.ts";
import type { RunResult } from "../../types/run.ts";
import { exact } from "./numbers.ts";
import { isGate } from "./view.ts";

/** Gates whose thresholds the configuration states; all others follow from the data. */
const STATED = new Set([
  "f1-threshold",
  "f1-earlier",
  "min-class-f1",
  "slices",
  "metrics",
  "calibration",
  "champion",
  "champion-earlier",
  "best",
  "reference",
  "error",
  "reported-floor",
]);

const DIGITS = 2;

/** The result with scores rounded, for readers who must not measure the hold-out by asking often. */
export function coarsened(result: RunResult): RunResult {
  const { evaluation } = result;
  const numbers = { stated: result.checks.flatMap(statedIn), whole: result.checks.filter(isGate).flatMap(wholeIn) };
  const gates = result.checks.some(isGate);
  return {
    ...result,
    reason: gates ? coarseWords(result.reason, numbers) : result.reason,
    checks: result.checks.map((check) => (isGate(check) ? coarseGate(check) : check)),
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

/** Numbers of the configuration in what a gate says: a margin is a threshold below 0. */
function statedIn({ code, threshold }: CheckResult): number[] {
  return STATED.has(code) && typeof threshold === "number" ? [Math.abs(threshold)] : [];
}

/** The numbers of a gate as they are: sentences round them, and a rounded number that is cut may lie above. */
const wholeIn = ({ estimate, bound, threshold }: CheckResult) =>
  [estimate, bound, threshold].filter((value): value is number => typeof value === "number");

interface Numbers {
  stated: number[];
  whole: number[];
}

const isStated = (stated: number[], value: number) => stated.some((one) => Math.abs(one - Math.abs(value)) < 1e-9);

function coarseGate(check: CheckResult): CheckResult {
  const stated = statedIn(check);
  const { observed, expected, message, estimate, bound, threshold } = check;
  return {
    ...check,
    digits: DIGITS,
    observed: typeof observed === "number" ? down(observed) : observed,
    expected: typeof expected === "number" && !isStated(stated, expected) ? down(expected) : expected,
    message: coarseWords(message, { stated, whole: wholeIn(check) }),
    ...(estimate === undefined ? {} : { estimate: down(estimate) }),
    ...(bound === undefined ? {} : { bound: down(bound) }),
    ...(threshold == null || isStated(stated, threshold) ? {} : { threshold: down(threshold) }),
  };
}

/** Scores in a sentence, and shares as percentages; numbers of the configuration are exact, and names stand in quotes and are left alone. */
function coarseWords(text: string, numbers: Numbers): string {
  return text
    .split(/("(?:[^"\\]|\\.)*")/)
    .map((part, index) => (index % 2 === 1 ? part : coarseNumbers(part, numbers)))
    .join("");
}

function coarseNumbers(text: string, { stated, whole }: Numbers): string {
  const cut = (number: string) => {
    const digits = number.length - number.indexOf(".") - 1;
    return down(whole.find((value) => value.toFixed(digits) === number) ?? Number(number));
  };
  return text
    .replace(/(?<![\w.])-?\d*\.\d{3,}(?![\w.]*\w)/g, (number) => exact(isStated(stated, Number(number)) ? Number(number) : cut(number)))
    .replace(/(?<![\w.])(\d+)\.\d+(?= %(?! confidence))/g, (share, percent) => (isStated(stated, Number(share) / 100) ? share : percent));
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
