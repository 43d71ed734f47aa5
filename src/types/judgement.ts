// Verdicts, and what they rest on.
import type { JsonValue, Where } from "./problem.ts";

export type VerdictName = "promoted" | "checked" | "skipped" | "kept" | "rejected" | "inconclusive";
export type CheckStatus = "pass" | "warn" | "undecided" | "fail" | "inconclusive";

/** What a finding of a data check is: a fault, a warning, or nothing. */
export type Severity = "error" | "warning" | "off";

/** One judgement, of data or of a model (design section 2). */
export interface CheckResult {
  code: string;
  /** Column, class, file or "model". */
  subject: string;
  status: CheckStatus;
  observed: JsonValue;
  expected: JsonValue;
  message: string;
  /** What to do about it, often a line to paste; null when nothing is to be done. */
  suggestion: string | null;
  where: Where | null;
  /** What the check would have missed at this batch size: a clause in small letters. Absent: it does not say. */
  power?: string | null;
  /** Gates only. */
  rows?: number | null;
  estimate?: number | null;
  bound?: number | null;
  threshold?: number | null;
  /** Digits after the point that its numbers are cut to; absent: they are whole. */
  digits?: number;
}

export type MetricAverage = "weighted" | "macro" | "micro" | "binary" | null;

export interface Metric {
  name: string;
  average: MetricAverage;
  /** The class, for a per-class metric. */
  class: string | null;
  slice: string | null;
  value: number;
  lower: number | null;
  upper: number | null;
  rows: number;
  /** Digits after the point that its numbers are cut to; absent: they are whole. */
  digits?: number;
}

/** counts[actual][predicted]. */
export interface Confusion {
  classes: string[];
  counts: number[][];
}

export interface ModelScore {
  metrics: Metric[];
  confusion: Confusion;
}

export interface Evaluation {
  candidate: ModelScore | null;
  champion: ModelScore | null;
  dummy: ModelScore | null;
}
