// The chi-square distribution's upper tail, by the regularised incomplete gamma function (Numerical Recipes, 3rd ed., section 6.2).
import { guard, logGamma } from "./binomial.ts";

/** P(X ≥ x) for X ~ χ² with `degrees` degrees of freedom. */
export function chiSquareTail(x: number, degrees: number): number {
  if (!(x > 0)) return x <= 0 ? 1 : Number.NaN;
  return upperGamma(degrees / 2, x / 2);
}

/** Q(a, x) = Γ(a, x) / Γ(a). */
function upperGamma(a: number, x: number): number {
  const kernel = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? Math.max(0, 1 - kernel * series(a, x)) : Math.min(1, kernel * fraction(a, x));
}

function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < 100_000 && term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** Continued fraction by Lentz's method. */
function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 100_000; i++) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / guard(an * d + b);
    c = guard(b + an / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 2e-16) break;
  }
  return h;
}
