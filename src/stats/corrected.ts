import { studentQuantile } from "./beta.ts";
import type { Interval } from "./interval.ts";

export interface CorrectedMean extends Interval {
  mean: number;
}

/**
 * Mean of m scores from repeated cross-validation with an interval that allows for overlapping training sets: the variance of the mean is
 * (1/m + test rows / training rows) S², with Student's t for m − 1 degrees of freedom (C. Nadeau & Y. Bengio 2003, "Inference for the
 * generalization error"; for k folds R. Bouckaert & E. Frank 2004). `testRatio`: test rows / training rows. NaN bounds below two scores.
 */
export function correctedMean(scores: number[], testRatio: number, confidence: number): CorrectedMean {
  const count = scores.length;
  const mean = scores.reduce((total, score) => total + score, 0) / count;
  const squares = scores.reduce((total, score) => total + (score - mean) ** 2, 0) / (count - 1);
  const half = studentQuantile(1 - (1 - confidence) / 2, count - 1) * Math.sqrt((1 / count + testRatio) * squares);
  return { mean, lower: mean - half, upper: mean + half };
}
