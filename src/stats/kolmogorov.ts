// The distribution of Kolmogorov's D_n, as SciPy computes it: R. Simard & P. L'Ecuyer 2011, "Computing the two-sided Kolmogorov–Smirnov distribution".
import { binomialMass } from "./binomial.ts";

/** From here on twice the one-sided tail is exact to double precision (ibid., section 2.3). */
const FAR_TAIL = { small: 4, large: 2.2 };
const SMALL = 140;

/** P(D_n ≥ d) for n independent values of a continuous distribution. */
export function kolmogorovTail(n: number, d: number): number {
  if (d <= 0.5 / n) return 1;
  if (d >= 1) return 0;
  const square = n * d * d;
  if (d >= 0.5 || square >= (n <= SMALL ? FAR_TAIL.small : FAR_TAIL.large)) return Math.min(1, 2 * smirnovTail(n, d));
  const cdf = n <= SMALL || n * d ** 1.5 <= 1.4 ? byMatrixPower(n, d) : pelzGood(n, d);
  return Math.min(1, Math.max(0, 1 - cdf));
}

/** P(D_n⁺ ≥ d): Birnbaum & Tingey 1951. */
function smirnovTail(n: number, d: number): number {
  let sum = 0;
  for (let j = 0; j <= Math.floor(n * (1 - d)); j++) {
    const a = d + j / n;
    const b = 1 - a;
    sum += (d / a) * binomialMass(j, n, Math.min(a, 1), Math.max(b, 0));
  }
  return Math.min(1, sum);
}

/** P(D_n < d): G. Marsaglia, W. W. Tsang & J. Wang 2003, an entry of the n-th power of a (2k − 1)² matrix. */
function byMatrixPower(n: number, d: number): number {
  const k = Math.floor(n * d) + 1;
  const size = 2 * k - 1;
  const h = k - n * d;
  const step = new Float64Array(size * size);
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) step[i * size + j] = i - j + 1 >= 0 ? 1 : 0;
  for (let i = 0; i < size; i++) {
    step[i * size]! -= h ** (i + 1);
    step[(size - 1) * size + i]! -= h ** (size - i);
  }
  step[(size - 1) * size]! += 2 * h - 1 > 0 ? (2 * h - 1) ** size : 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      for (let g = 1; g <= i - j + 1; g++) step[i * size + j]! /= g;
    }
  }
  const power = matrixPower({ cells: step, exponent: 0 }, size, n);
  let value = power.cells[(k - 1) * size + k - 1]!;
  let exponent = power.exponent;
  for (let i = 1; i <= n; i++) {
    value = (value * i) / n;
    if (value < 1e-140) {
      value *= 1e140;
      exponent -= 140;
    }
  }
  return value * 10 ** exponent;
}

/** cells × 10^exponent */
interface Scaled {
  cells: Float64Array;
  exponent: number;
}

function matrixPower(base: Scaled, size: number, n: number): Scaled {
  if (n === 1) return base;
  const half = matrixPower(base, size, Math.floor(n / 2));
  const square = product(half, half, size);
  return n % 2 === 0 ? square : product(base, square, size);
}

function product(a: Scaled, b: Scaled, size: number): Scaled {
  const cells = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let m = 0; m < size; m++) {
      const factor = a.cells[i * size + m]!;
      if (factor === 0) continue;
      for (let j = 0; j < size; j++) cells[i * size + j]! += factor * b.cells[m * size + j]!;
    }
  }
  const exponent = a.exponent + b.exponent;
  const centre = cells[(size >> 1) * size + (size >> 1)]!;
  if (centre <= 1e140) return { cells, exponent };
  return { cells: cells.map((cell) => cell * 1e-140), exponent: exponent + 140 };
}

/** P(D_n < d) for n above 140: W. Pelz & I. J. Good 1976, Kolmogorov's limit with terms up to n^(−3/2). */
function pelzGood(n: number, d: number): number {
  const z2 = n * d * d;
  const z = Math.sqrt(z2);
  const [z3, z4, z6] = [z2 * z, z2 * z2, z2 * z2 * z2];
  const [pi2, pi4, pi6] = [Math.PI ** 2, Math.PI ** 4, Math.PI ** 6];
  const half = Math.sqrt(Math.PI / 2);
  // Σ f(t) exp(−t π² / 2z²) over t = (j + ½)², or over t = j² without j = 0
  const sum = (start: number, f: (t: number) => number) => {
    let total = 0;
    for (let j = 0; j <= 20; j++) {
      const t = (j + start) ** 2;
      total += f(t) * Math.exp((-t * pi2) / (2 * z2));
    }
    return total;
  };
  const limit = ((2 * half) / z) * sum(0.5, () => 1);
  const first = (half / (3 * z4)) * sum(0.5, (t) => pi2 * t - z2);
  const second =
    (half / (36 * z6 * z)) * sum(0.5, (t) => 6 * z6 + 2 * z4 + pi2 * (2 * z4 - 5 * z2) * t + pi4 * (1 - 2 * z2) * t * t) -
    (half / (18 * z3)) * sum(1, (t) => pi2 * t);
  const third =
    (half / (3240 * z4 * z6)) *
      sum(
        0.5,
        (t) => -30 * z6 - 90 * z6 * z2 + pi2 * (135 * z4 - 96 * z6) * t + pi4 * (212 * z4 - 60 * z2) * t * t + pi6 * (5 - 30 * z2) * t ** 3,
      ) +
    (half / (108 * z6)) * sum(1, (t) => 3 * pi2 * t * z2 - pi4 * t * t);
  return limit + first / Math.sqrt(n) + second / n + third / n ** 1.5;
}
