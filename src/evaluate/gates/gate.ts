import { quoted } from "../../findings/scores.ts";
import type { CheckResult, CheckStatus, Remedy } from "../../types/judgement.ts";
import type { EvaluationInput } from "../compare/evaluation-input.ts";

/** What every gate states; null where there is nothing to state. */
export interface GateFinding {
  code: string;
  /** A file, class, column or metric; without one the model is judged. */
  subject?: string;
  status: CheckStatus;
  rows: number;
  estimate: number | null;
  bound: number | null;
  threshold: number | null;
  message: string;
  suggestion: string | null;
  remedies?: Remedy[];
}

/** Gates that have no key of their own are explained by the one they share. */
const KEY_OF_CODE: Record<string, string> = {
  "f1-earlier": "gates.f1-threshold",
  "f1-batch": "gates.f1-threshold",
  best: "gates.champion",
  "champion-earlier": "gates.champion",
  "class-f1": "gates.champion",
};

/** One gate's result. What is not a number is no evidence: it never passes. */
export function gate(input: EvaluationInput, finding: GateFinding): CheckResult {
  const { code, subject = "model", rows, message, suggestion, remedies } = finding;
  const values = [finding.estimate, finding.bound, finding.threshold].map((value) =>
    value === null || Number.isFinite(value) ? value : null,
  );
  const broken = [finding.estimate, finding.bound, finding.threshold].some((value, i) => value !== values[i]);
  const [estimate, bound, threshold] = values as [number | null, number | null, number | null];
  return {
    code,
    subject,
    status: broken && finding.status !== "fail" ? "inconclusive" : finding.status,
    observed: estimate,
    expected: threshold,
    message,
    suggestion,
    ...(remedies === undefined ? {} : { remedies }),
    where: input.whereOf(KEY_OF_CODE[code] ?? `gates.${code}`),
    rows,
    estimate,
    bound,
    threshold,
  };
}

/** Sums of products of counts carry rounding errors of this order: a score that equals its threshold reaches it. */
const ROUNDING = 1e-12;

/** Whether a score reaches a threshold, but for the last bits of its rounding. */
export function reaches(score: number, threshold: number): boolean {
  return score >= threshold - ROUNDING;
}

/** The F1 of this run's gates, as a noun. */
export function f1Noun(input: EvaluationInput): string {
  const { f1Average, positiveClass } = input.gates;
  return f1Average === "binary" ? `F1 of class ${quoted(positiveClass ?? "")}` : `${f1Average} F1`;
}

/** At the beginning of a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
