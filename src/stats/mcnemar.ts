// McNemar's test of two classifiers on the same rows, exact: of the rows that one alone gets right, each is a fair coin (Q. McNemar 1947).
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

export interface McNemar {
  exactTwoSided: number;
  /** Half of the observed outcome's mass left out on each side (H. O. Lancaster 1961). */
  midPTwoSided: number;
  /** Small when the candidate is better. */
  exactOneSided: number;
}

/** McNemar's exact test on the discordant rows of two models; mid-p as by M. W. Fagerland, S. Lydersen & P. Laake 2013. */
export function mcNemar(candidateOnlyRight: number, championOnlyRight: number): McNemar {
  const n = candidateOnlyRight + championOnlyRight;
  if (n === 0) return { exactTwoSided: 1, midPTwoSided: 1, exactOneSided: 1 };
  const most = Math.max(candidateOnlyRight, championOnlyRight);
  const tail = coinTail(most, n);
  return {
    exactTwoSided: Math.min(1, 2 * tail),
    midPTwoSided: Math.min(1, 2 * tail - binomialMass(most, n, 0.5, 0.5)),
    exactOneSided: coinTail(candidateOnlyRight, n),
  };
}
