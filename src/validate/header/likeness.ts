// How likely a new column is a missing field, in log odds: from its name, its values, its company and its place.
import { isClose } from "../columns/distance.ts";
import type { Reading } from "./sampled.ts";

/** What is known of a field that is missing and a column that is new. */
export interface Pair {
  /** 0 to 1. */
  name: number;
  /** Null: there are no rows. */
  reading: Reading | null;
  /** The distance of the field's distribution to the most alike of the others; 1: none is alike. */
  nearest: () => number;
  /** Log of a likelihood ratio: whether it goes with the columns that stayed as the field did. */
  keptCorrelation: number;
  /** It stands between the same two columns: 1; elsewhere although the others stayed in order: −1; nobody can tell: 0. */
  place: -1 | 0 | 1;
}

/** The least confidence that is said. */
export const REPORTED = 0.6;
/** Names this unlike say nothing. */
export const UNRELATED = 0.45;
/** Never a pair. */
export const UNLIKELY = -10;
/** Log odds of any missing and any new column. */
const BEFORE = -3;

/** The probability of a log odds. */
export function logistic(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));

/** Log odds that a new column is a missing field. */
export function logOdds(pair: Pair): number {
  return pair.name >= UNRELATED ? byName(pair) : byValues(pair);
}

/** What speaks against a name takes away at most 2.5, for a rename often comes with a new unit. */
function byName({ name, reading, keptCorrelation, place }: Pair): number {
  const weight = reading === null ? 0 : weightOfValues(reading) + clamp(keptCorrelation, -2, 2);
  return BEFORE + 6.5 * name + Math.max(weight, -2.5) + 0.3 * place;
}

function weightOfValues({ fit, typed, closeness, conversion }: Reading): number {
  const fits = fit < 0.5 ? -4 : fit < 0.9 ? -1.5 : fit >= 0.98 && typed ? 0.5 : 0;
  if (closeness === null) return fits;
  // In another unit neither range nor values can be kept.
  if (conversion !== null) return 0.5;
  const { distance } = closeness;
  if (isClose(closeness)) return fits + 1.5;
  return fits + (distance <= 0.2 ? 0.5 : distance >= 0.7 ? -2.5 : distance >= 0.4 ? -1 : 0);
}

/** Names that share nothing: a close fit to a distribution that no other column comes near, or that keeps its company or its place. */
function byValues({ reading, nearest, keptCorrelation, place }: Pair): number {
  if (reading === null || reading.closeness === null) return UNLIKELY;
  const { closeness, generic, conversion } = reading;
  const support = clamp(keptCorrelation, -6, 6) + place;
  // So many conversions are tried that one fits by chance now and then: only company can tell.
  if (conversion !== null) return keptCorrelation >= 3 && !generic ? BEFORE + 0.5 + support : UNLIKELY;
  if (reading.fit < 0.98 || !isClose(closeness)) return UNLIKELY;
  if (generic) return BEFORE + 1 + support;
  const room = nearest();
  const { distance } = closeness;
  const alone = room >= Math.max(0.25, 3 * distance);
  const strain = 5 * Math.max(0, distance / closeness.tolerance - 0.5);
  return BEFORE + (alone ? 3.6 + 2 * room - 4 * distance - strain : 2) + support;
}
