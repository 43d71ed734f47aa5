// Power of the paired comparison of two models that disagree on a given share of the rows.
import { normalQuantile, normalTail } from "./normal.ts";

export interface Comparison {
  rows: number;
  /** Share of rows on which exactly one of the two is right. */
  disagreement: number;
  margin: number;
  /** One-sided level of one look. */
  level: number;
}

/** Standard error of the difference of two paired proportions whose true difference is `difference`. */
function standardError({ rows, disagreement }: Comparison, difference: number): number {
  return Math.sqrt(Math.max(disagreement, Math.abs(difference)) - difference * difference) / Math.sqrt(rows);
}

/**
 * Power: probability that a model with this true difference passes. The estimate, normal around the difference, must exceed −margin by the
 * critical value of the score test (T. Tango 1998: with the variance at the margin) and by at least 1 − level^(1/rows).
 */
export function chanceToPass(plan: Comparison, difference: number): number {
  const atMargin = standardError(plan, -plan.margin);
  const reach = Math.max(normalQuantile(1 - plan.level) * atMargin, 1 - plan.level ** (1 / plan.rows));
  return normalTail((reach - plan.margin - difference) / standardError(plan, difference));
}

/** Fewest rows with which a model of this true difference passes with probability `power`; null: no number of rows suffices. */
export function rowsForPower(plan: Omit<Comparison, "rows">, difference: number, power: number): number | null {
  const most = 1e9;
  if (difference <= -plan.margin || chanceToPass({ ...plan, rows: most }, difference) < power) return null;
  let [few, many] = [1, most];
  while (many - few > 1) {
    const rows = Math.floor((few + many) / 2);
    if (chanceToPass({ ...plan, rows }, difference) >= power) many = rows;
    else few = rows;
  }
  return many;
}

/** Smallest true difference that passes with probability `power`; negative where a slightly worse model does. */
export function detectable(plan: Comparison, power: number): number {
  let [low, high] = [-plan.margin, 1];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (chanceToPass(plan, middle) >= power) high = middle;
    else low = middle;
  }
  return high;
}
