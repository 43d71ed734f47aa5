// Whether a new column goes with the columns that stayed as a missing one did.

import { correlationOf, scoresOf } from "../../profile/pairs.ts";
import type { PairsProfile, Profile } from "../../types/profile.ts";
import type { Column } from "../../types/table.ts";

/** Of a batch's correlations around those of history, beyond chance: on Fisher's scale. */
const DRIFT = 0.06;
/** How far correlations of columns that go together spread, on Fisher's scale. */
const SPREAD = 0.35;
const MOST_ROWS = 4000;

/** Log of the likelihood ratio that the column is the field; 0: nothing is known. */
export type KeptCorrelation = (field: string, column: Column) => number;

/** `known`: what is remembered; `kept`: the columns that stayed, in the same rows as those that are asked for. */
export function keptCorrelationOf(known: Profile | null, kept: Column[]): KeptCorrelation {
  if (known === null || kept.length === 0) return () => 0;
  const before = correlationsOf(known.pairs);
  const scores = kept.map((column) => ({ name: column.name, score: scoresOf(column, null) }));
  const seen = new Map<Column, Float64Array | null>();
  return (field, column) => {
    let own = seen.get(column);
    if (own === undefined) {
      own = scoresOf(column, null);
      seen.set(column, own);
    }
    if (own === null) return 0;
    const variance = 1 / Math.max(1, Math.min(MOST_ROWS, known.rows) - 3) + 1 / Math.max(1, own.length - 3) + DRIFT ** 2;
    let [same, apart, independent] = [0, 0, 0];
    for (const { name, score } of scores) {
      const was = before(field, name);
      if (was === null || score === null) continue;
      const now = fisher(correlationOf(score, own));
      same += logDensity(now - fisher(was), variance);
      apart += logDensity(now, variance + SPREAD ** 2);
      independent += logDensity(now, variance);
    }
    // Another column goes its own ways, or with nothing.
    return same - (Math.max(apart, independent) + Math.log1p(Math.exp(-Math.abs(apart - independent))) - Math.LN2);
  };
}

function correlationsOf({ columns, hundredths }: PairsProfile): (a: string, b: string) => number | null {
  const place = new Map(columns.map((name, i) => [name, i]));
  return (a, b) => {
    const [i, j] = [place.get(a), place.get(b)];
    if (i === undefined || j === undefined || i === j) return null;
    const [low, high] = i < j ? [i, j] : [j, i];
    return hundredths[low * columns.length - (low * (low + 1)) / 2 + high - low - 1]! / 100;
  };
}

const fisher = (r: number) => Math.atanh(Math.max(-0.99, Math.min(0.99, r)));

const logDensity = (value: number, variance: number) => -(value ** 2) / (2 * variance) - Math.log(variance) / 2;
