import { check } from "../../findings/check.ts";
import { promoteAnyway } from "../../findings/remedies.ts";
import { countedRows, quoted } from "../../findings/scores.ts";
import type { CheckResult, CheckStatus, Remedy } from "../../types/judgement.ts";
import type { Where } from "../../types/problem.ts";
import type { EvaluationInput } from "../compare/evaluation-input.ts";
import { type Answers, differentRows } from "../scores/rows.ts";

/** What a gate reports; numbers are null where it has none. */
export interface GateFinding {
  code: string;
  /** A file, class, column or metric; absent: the model. */
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

/** The key of retrain.yml for gates that have none of their own. */
const KEY_OF_CODE: Record<string, string> = {
  "f1-earlier": "gates.f1-threshold",
  "f1-batch": "gates.f1-threshold",
  best: "gates.champion",
  "champion-earlier": "gates.champion",
  "class-f1": "gates.champion",
};

/** Gates that compare with an earlier model. Only these can be overridden; floors and checks of the data cannot. */
export const COMPARISONS: ReadonlySet<string> = new Set([
  "champion",
  "champion-answers",
  "champion-earlier",
  "class-f1",
  "reference",
  "best",
  "f1-batch",
  "f1-earlier",
  "reported-champion",
]);

/** A gate's check result, at its key in retrain.yml. */
export function gate(input: EvaluationInput, finding: GateFinding): CheckResult {
  return gateResult(finding, input.whereOf(KEY_OF_CODE[finding.code] ?? `gates.${finding.code}`));
}

/** The same at another place. A number that is not finite becomes null, and the gate inconclusive unless it fails. */
export function gateResult(finding: GateFinding, where: Where | null): CheckResult {
  const { code, subject = "model", rows, message, suggestion, remedies } = finding;
  const values = [finding.estimate, finding.bound, finding.threshold].map((value) =>
    value === null || Number.isFinite(value) ? value : null,
  );
  const broken = [finding.estimate, finding.bound, finding.threshold].some((value, i) => value !== values[i]);
  const [estimate, bound, threshold] = values as [number | null, number | null, number | null];
  const status = broken && finding.status !== "fail" ? "inconclusive" : finding.status;
  const override = status === "fail" && COMPARISONS.has(code) ? [promoteAnyway("what is right has changed")] : undefined;
  const about = { observed: estimate, expected: threshold, suggestion, remedies: remedies ?? override, where };
  return { ...check(code, subject, status, message, about), rows, estimate, bound, threshold };
}

/** Rounding errors of a score that equals its threshold. */
const ROUNDING = 1e-12;

/** `score >= threshold`, with tolerance for rounding. */
export function reaches(score: number, threshold: number): boolean {
  return score >= threshold - ROUNDING;
}

/** The rows of these answers in words, and how many are different where equal ones count as one. */
export function rowsWords({ by }: EvaluationInput, answers: Answers, noun = "hold-out row"): string {
  return countedRows(answers.rows.length, noun, differentRows(answers, by));
}

/** The F1 that the gates judge, as in "weighted F1". */
export function f1Noun(input: EvaluationInput): string {
  const { f1Average, positiveClass } = input.gates;
  return f1Average === "binary" ? `F1 of class ${quoted(positiveClass ?? "")}` : `${f1Average} F1`;
}

/** The text with its first letter in upper case. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
