// Bounds of the difference of two paired proportions: T. Tango 1998, "Equivalence test and confidence interval for the difference in
// proportions for the paired-sample design", Statistics in Medicine 17. Counts may be fractions.

/** Score statistic of the hypothesis that the difference is `delta`; `first` and `second`: discordant pairs in either direction. */
function scoreOf(first: number, second: number, pairs: number, delta: number): number {
  const a = 2 * pairs;
  const b = -first - second + (2 * pairs - first + second) * delta;
  const c = -second * delta * (1 - delta);
  // Maximum likelihood estimate of the share of `second` under the hypothesis.
  const share = (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a);
  const variance = pairs * (2 * share + delta * (1 - delta));
  return (first - second - pairs * delta) / Math.sqrt(Math.max(variance, Number.MIN_VALUE));
}

/** The smallest difference that the score test with normal quantile `z` does not reject. */
export function tangoLower(first: number, second: number, pairs: number, z: number): number {
  let low = -1;
  let high = (first - second) / pairs;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (scoreOf(first, second, pairs, middle) > z) low = middle;
    else high = middle;
  }
  return low;
}

/** The largest difference that it does not reject. */
export function tangoUpper(first: number, second: number, pairs: number, z: number): number {
  return -tangoLower(second, first, pairs, z);
}
