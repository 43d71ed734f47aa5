import type { Likelihood } from "../../src/evaluate/scores/likelihood.ts";
import { scoreOfAnswers } from "../../src/evaluate/scores/metrics.ts";
import type { ModelScore } from "../../src/types/judgement.ts";

/** All metrics of predictions on independent rows. */
export function scoreOf(
  truth: Int32Array,
  predicted: Int32Array,
  classes: string[],
  positiveClass: string | null = null,
  likelihood: Likelihood | null = null,
): ModelScore {
  return scoreOfAnswers({ truth, predicted, classes, units: null }, positiveClass, likelihood);
}
