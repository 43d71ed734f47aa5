// Verdicts, check results and scores.
import type { JsonValue, Where } from "./problem.ts";

export type VerdictName = "promoted" | "checked" | "skipped" | "kept" | "rejected" | "inconclusive";
export type CheckStatus = "pass" | "warn" | "undecided" | "fail" | "inconclusive";

/** Severity of a data check. */
export type Severity = "error" | "warning" | "off";

/** What to do about a finding, as data for programs. */
export interface Remedy {
  /** exclude, accept: an entry for a list of the configuration; config: a key's value; command: what to run. */
  kind: "exclude" | "accept" | "config" | "command";
  /** The file to edit, as the configuration names it; null: nothing is edited. */
  file: string | null;
  /**
   * Where in that file, such as `data.exclude` or `fields["age"].aliases` (the item of a list with that name); null: nothing is edited.
   */
  key: string | null;
  /** exclude, accept: the entry to add to the list at `key`; config: what `key` becomes, null to remove it; command: its arguments. */
  value: JsonValue;
}

/** A piece of advice: words to read, or lines to paste. */
export interface Advice {
  kind: "prose" | "code";
  text: string;
}

/** The result of one check of data, or of one gate. */
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
  /** `suggestion` in pieces, for reports; absent: it is words alone. */
  advice?: Advice[];
  /** What to do, as data, best first within a kind; absent: nothing that a program can do. */
  remedies?: Remedy[];
  where: Where | null;
  /** Power: what the check would not have found at this batch size, as a clause; absent: not computed. */
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
  /** Where equal rows count as one: how many of all the judged rows are different; absent: all, or these are not all rows. */
  different?: number;
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
