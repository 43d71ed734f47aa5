// What a paired comparison can decide, before there is data: two models that disagree on a share of the rows.
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
 * Chance that a model of this true difference passes: its estimate, normal around the difference, must lie above the margin by what the score
 * test asks there (T. Tango 1998: its variance is that at the margin), and by no less than 1 − level^(1/rows).
 */
export function chanceToPass(plan: Comparison, difference: number): number {
  const atMargin = standardError(plan, -plan.margin);
  const reach = Math.max(normalQuantile(1 - plan.level) * atMargin, 1 - plan.level ** (1 / plan.rows));
  return normalTail((reach - plan.margin - difference) / standardError(plan, difference));
}

/** The smallest number of rows from which a model of this difference passes with `power`; null: no number does. */
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

/** The smallest improvement that passes with `power`; negative where even a slightly worse model passes so often. */
export function detectable(plan: Comparison, power: number): number {
  let [low, high] = [-plan.margin, 1];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (chanceToPass(plan, middle) >= power) high = middle;
    else low = middle;
  }
  return high;
}
