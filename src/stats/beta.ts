import { binomialMass, guard } from "./binomial.ts";
import { normalQuantile } from "./normal.ts";

/** Continued fraction of the incomplete beta function by Lentz's method: Numerical Recipes, 3rd ed., section 6.4. */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 1_000_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guard(1 + even * d);
    c = guard(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guard(1 + odd * d);
    c = guard(1 + odd / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 2e-16) break;
  }
  return h;
}

/** xᵃ(1 − x)ᵇ / B(a, b). */
function betaKernel(x: number, a: number, b: number): number {
  return ((a * b) / (a + b)) * binomialMass(a, a + b, x, 1 - x);
}

/** P(X ≤ x) for X ~ Beta(a, b). */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const kernel = betaKernel(x, a, b);
  // The fraction converges fast only below the mean.
  if (x < (a + 1) / (a + b + 2)) return Math.min(1, (kernel * betaFraction(x, a, b)) / a);
  return Math.max(0, 1 - (kernel * betaFraction(1 - x, b, a)) / b);
}

/** The x with P(X ≤ x) = p for X ~ Beta(a, b), by Newton's method within a bracket; NaN for parameters outside their range. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(a > 0 && b > 0 && p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0 || p === 1) return p;
  let low = 0;
  let high = 1;
  let x = firstGuess(p, a, b);
  for (let i = 0; i < 200; i++) {
    const error = betaCdf(x, a, b) - p;
    if (error === 0) return x;
    if (error < 0) low = x;
    else high = x;
    let next = x - (error * x * (1 - x)) / betaKernel(x, a, b);
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (Math.abs(next - x) <= 4e-16 * x) return next;
    x = next;
  }
  return x;
}

function firstGuess(p: number, a: number, b: number): number {
  const mean = a / (a + b);
  const guess = mean + normalQuantile(p) * Math.sqrt((mean * (1 - mean)) / (a + b + 1));
  return guess > 0 && guess < 1 ? guess : mean;
}

/** The t with P(T ≤ t) = p for Student's distribution with `degrees` degrees of freedom; NaN outside of 0 < p < 1. */
export function studentQuantile(p: number, degrees: number): number {
  if (!(p > 0 && p < 1 && degrees > 0)) return Number.NaN;
  if (p === 0.5) return 0;
  const x = betaQuantile(2 * Math.min(p, 1 - p), degrees / 2, 0.5);
  const t = Math.sqrt((degrees * (1 - x)) / x);
  return p < 0.5 ? -t : t;
}
