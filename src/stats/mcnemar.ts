// McNemar's exact test of two classifiers on the same rows (Q. McNemar 1947).
import { binomialMass } from "./binomial.ts";

/** P(X ≥ k) for X ~ Binomial(n, ½). */
function coinTail(k: number, n: number): number {
  if (k <= 0) return 1;
  if (2 * k <= n) return 1 - coinTail(n - k + 1, n);
  let term = binomialMass(k, n, 0.5, 0.5);
  let sum = term;
  for (let x = k; x < n && term > sum * 1e-18; x++) {
    term *= (n - x) / (x + 1);
    sum += term;
  }
  return sum;
}

/**
 * One-sided p-value from the rows that exactly one of two models answers right: under "no better", each is a fair coin. Small when the
 * candidate is better.
 */
export function mcNemarOneSided(candidateOnlyRight: number, championOnlyRight: number): number {
  return coinTail(candidateOnlyRight, candidateOnlyRight + championOnlyRight);
}
