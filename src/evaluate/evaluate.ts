import type { CheckResult, Evaluation, ModelScore } from "../types/judgement.ts";
import type { ReferenceEntry } from "../types/reference.ts";
import type { JudgedBy } from "../types/registry.ts";
import { evaluationInput } from "./compare/evaluation-input.ts";
import type { EvaluationRequest } from "./compare/evaluation-request.ts";
import { judgedBy } from "./compare/judged-by.ts";
import { bestGate, championEarlierGate, championGate } from "./gates/champion.ts";
import { classF1Gate } from "./gates/class-f1.ts";
import { dummyGate } from "./gates/dummy.ts";
import { f1BatchGate } from "./gates/f1-batch.ts";
import { f1EarlierGate, f1ThresholdGate } from "./gates/f1-floor.ts";
import { calibrationGate, metricGates, minClassGates } from "./gates/floors.ts";
import { referenceGate } from "./gates/reference.ts";
import { sliceGates } from "./gates/slices.ts";
import { crossValidation, outOfBagCheck } from "./gates/small-data.ts";
import { overridden } from "./override.ts";
import type { Likelihood } from "./scores/likelihood.ts";
import { scoreOfAnswers } from "./scores/metrics.ts";
import { type Answers, differentRows } from "./scores/rows.ts";

/** In the order of the report. A gate returns one result, a list (one per subject), or null where it does not apply to this run. */
const GATES = [
  f1ThresholdGate,
  f1EarlierGate,
  f1BatchGate,
  dummyGate,
  minClassGates,
  sliceGates,
  metricGates,
  calibrationGate,
  championGate,
  championEarlierGate,
  classF1Gate,
  bestGate,
  referenceGate,
  crossValidation,
  outOfBagCheck,
];

export interface Scoring {
  judgedBy: JudgedBy;
  evaluation: Evaluation;
  checks: CheckResult[];
  /** For the history entry of a promotion. */
  reference: ReferenceEntry | undefined;
}

/** Scores candidate, champion and dummy on the hold-out rows and runs all gates. Throws ConfigError for an unknown positive class. */
export function evaluate(request: EvaluationRequest): Scoring {
  const input = evaluationInput(request);
  const { candidate, champion, dummy, gates } = input;
  const scored = (answers: Answers | null, likelihood: Likelihood | null) =>
    answers === null || answers.rows.length === 0
      ? null
      : withDifferent(scoreOfAnswers(answers, gates.positiveClass, likelihood), differentRows(answers, input.by));
  const evaluation = {
    candidate: scored(candidate, input.likelihood),
    champion: champion.kind === "fit" ? scored(champion.answers, champion.likelihood) : null,
    dummy: scored(dummy, null),
  };
  const checks = GATES.flatMap((judged) => judged(input) ?? []);
  const recorded = judgedBy(gates, request.window ?? { kind: "all" });
  return { evaluation, checks: gates.accept ? overridden(checks) : checks, reference: input.referenceEntry(), judgedBy: recorded };
}

/** Metrics of all rows say how many of these are different. */
function withDifferent(score: ModelScore, different: number | undefined): ModelScore {
  if (different === undefined) return score;
  const rows = score.confusion.counts.flat().reduce((sum, count) => sum + count, 0);
  return { ...score, metrics: score.metrics.map((metric) => (metric.rows === rows ? { ...metric, different } : metric)) };
}
