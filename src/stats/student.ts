// Student's t distribution: upper tail and quantile, by the incomplete beta function.
import { betaCdf, betaQuantile } from "./beta.ts";

/** P(T ≥ t) with `degrees` degrees of freedom. */
export function studentTail(t: number, degrees: number): number {
  const tail = betaCdf(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
  return t < 0 ? 1 - tail : tail;
}

/** The t with P(T ≤ t) = p. */
export function studentQuantile(p: number, degrees: number): number {
  if (!(p > 0 && p < 1 && degrees > 0)) return Number.NaN;
  if (p === 0.5) return 0;
  const x = betaQuantile(2 * Math.min(p, 1 - p), degrees / 2, 0.5);
  const t = Math.sqrt((degrees * (1 - x)) / x);
  return p < 0.5 ? -t : t;
}
