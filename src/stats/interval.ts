// Intervals for a proportion. `confidence` is two-sided unless the name says otherwise; with no trials nothing is known: [0, 1].
import { betaQuantile } from "./beta.ts";
import { normalQuantile } from "./normal.ts";

export interface Interval {
  lower: number;
  upper: number;
}

/** Clopper & Pearson 1934: never covers less than `confidence`. */
export function clopperPearson(successes: number, trials: number, confidence: number): Interval {
  const oneSided = 1 - (1 - confidence) / 2;
  const lower = successes <= 0 ? 0 : betaQuantile(1 - oneSided, successes, trials - successes + 1);
  return { lower, upper: clopperPearsonUpper(successes, trials, oneSided) };
}

/** One-sided upper bound at `confidence`. */
export function clopperPearsonUpper(successes: number, trials: number, confidence: number): number {
  return successes >= trials ? 1 : betaQuantile(confidence, successes + 1, trials - successes);
}

/** E. B. Wilson 1927, the score interval; counts may be fractions. */
export function wilson(successes: number, trials: number, confidence: number): Interval {
  if (!(trials > 0)) return { lower: 0, upper: 1 };
  const z = normalQuantile(1 - (1 - confidence) / 2);
  const share = successes / trials;
  const zz = (z * z) / trials;
  const centre = (share + zz / 2) / (1 + zz);
  const half = (z / (1 + zz)) * Math.sqrt((share * (1 - share)) / trials + zz / (4 * trials));
  return { lower: successes <= 0 ? 0 : Math.max(0, centre - half), upper: successes >= trials ? 1 : Math.min(1, centre + half) };
}

/** The interval of one class's F1 = 2F* / (1 + F*), from Wilson's for the proportion F* = TP / (TP + FP + FN). */
export function wilsonF1(truePositives: number, falsePositives: number, falseNegatives: number, confidence: number): Interval {
  const star = wilson(truePositives, truePositives + falsePositives + falseNegatives, confidence);
  return { lower: (2 * star.lower) / (1 + star.lower), upper: (2 * star.upper) / (1 + star.upper) };
}
