// Two samples of numbers: how far apart, and whether chance explains it. Samples come sorted ascending, without NaN.
import { kolmogorovTail } from "./kolmogorov.ts";

/** Pairs up to which the p-value is exact; beyond, Kolmogorov's distribution at the harmonic size (as SciPy's `ks_2samp`). */
const EXACT_PAIRS = 10_000;

export interface TwoSample {
  statistic: number;
  p: number;
  method: "exact" | "asymptotic";
}

/** Two-sided Kolmogorov–Smirnov; ties count as in SciPy. */
export function kolmogorovSmirnov(x: Float64Array, y: Float64Array): TwoSample {
  const [n, m] = [x.length, y.length];
  // In units of 1 / nm the difference is an integer.
  let largest = 0;
  for (let i = 0, j = 0; i < n || j < m; ) {
    const value = j === m || (i < n && x[i]! <= y[j]!) ? x[i]! : y[j]!;
    while (i < n && x[i] === value) i++;
    while (j < m && y[j] === value) j++;
    largest = Math.max(largest, Math.abs(i * m - j * n));
  }
  const statistic = largest / (n * m);
  if (n * m <= EXACT_PAIRS) return { statistic, p: pathsOutside(n, m, largest), method: "exact" };
  return { statistic, p: kolmogorovTail(roundHalfEven((n * m) / (n + m)), statistic), method: "asymptotic" };
}

/** Share of the lattice paths from (0, 0) to (n, m) that reach |i·m − j·n| ≥ `distance` (Hodges 1957). */
function pathsOutside(n: number, m: number, distance: number): number {
  const outside = new Float64Array(m + 1);
  for (let i = 0; i <= n; i++) {
    for (let j = 0; j <= m; j++) {
      if (Math.abs(i * m - j * n) >= distance) outside[j] = 1;
      else if (i + j > 0) outside[j] = (i * (i > 0 ? outside[j]! : 0) + j * (j > 0 ? outside[j - 1]! : 0)) / (i + j);
    }
  }
  return outside[m]!;
}

function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

/** Wasserstein-1: the area between the two distribution functions. */
export function wasserstein(x: Float64Array, y: Float64Array): number {
  let area = 0;
  let last = Number.NaN;
  for (let i = 0, j = 0; i < x.length || j < y.length; ) {
    const value = j === y.length || (i < x.length && x[i]! <= y[j]!) ? x[i]! : y[j]!;
    if (!Number.isNaN(last)) area += Math.abs(i / x.length - j / y.length) * (value - last);
    while (i < x.length && x[i] === value) i++;
    while (j < y.length && y[j] === value) j++;
    last = value;
  }
  return area;
}
