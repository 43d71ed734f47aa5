// The mean of dependent or independent numbers and its standard error.

/** `degrees`: of Student's t. */
export interface MeanError {
  mean: number;
  error: number;
  degrees: number;
  /** Independent numbers: rows, groups or times. */
  units: number;
}

/** Clusters: rows of one unit are dependent (L. Kish 1965, ultimate clusters); `units` null: every row is one. */
export function meanOfUnits(values: Float64Array, units: Int32Array | null): MeanError {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const sums = new Map<number, number>();
  values.forEach((value, i) => {
    const unit = units === null ? i : units[i]!;
    sums.set(unit, (sums.get(unit) ?? 0) + value - mean);
  });
  const count = sums.size;
  let squares = 0;
  for (const sum of sums.values()) squares += sum * sum;
  const error = count < 2 ? Number.POSITIVE_INFINITY : Math.sqrt((squares * count) / (count - 1)) / n;
  return { mean, error, degrees: Math.max(1, count - 1), units: count };
}

/**
 * Numbers in order of time: autocovariances up to the cube root of their count, with the correction of D. Harvey, S. Leybourne & P. Newbold
 * 1997. Where that variance is not positive, Bartlett's weights (W. K. Newey & K. D. West 1987). `times`: numbers of one time are one unit.
 */
export function meanInOrder(values: Float64Array, times: Float64Array): MeanError {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const order = Array.from(values.keys()).sort((a, b) => times[a]! - times[b]!);
  const sums: number[] = [];
  order.forEach((i, k) => {
    if (k > 0 && times[i] === times[order[k - 1]!]) sums[sums.length - 1]! += values[i]! - mean;
    else sums.push(values[i]! - mean);
  });
  const count = sums.length;
  if (count < 3) return { mean, error: Number.POSITIVE_INFINITY, degrees: 1, units: count };
  const steps = Math.floor(Math.cbrt(count)) + 1;
  const covariance = (lag: number) => sums.reduce((sum, value, t) => (t < lag ? sum : sum + value * sums[t - lag]!), 0) / count;
  const lags = Array.from({ length: steps - 1 }, (_, k) => covariance(k + 1));
  const plain = covariance(0) + 2 * lags.reduce((sum, value) => sum + value, 0);
  const variance = plain > 0 ? plain : covariance(0) + 2 * lags.reduce((sum, value, k) => sum + (1 - (k + 1) / steps) * value, 0);
  const correction = (count + 1 - 2 * steps + (steps * (steps - 1)) / count) / count;
  const error = (Math.sqrt(Math.max(0, variance) / count / correction) * count) / n;
  return { mean, error, degrees: count - 1, units: count };
}

/** How many numbers carry the sum of squares: (Σd²)²/Σd⁴. */
export function carriers(values: Float64Array): number {
  let [squares, fourths] = [0, 0];
  for (const value of values) {
    squares += value ** 2;
    fourths += value ** 4;
  }
  return fourths === 0 ? 0 : squares ** 2 / fourths;
}
