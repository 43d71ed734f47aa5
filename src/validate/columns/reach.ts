// How far out the values of accepted batches lie, and how much farther the next ones may.

import { pointsOf, quantileOf } from "../../profile/points.ts";
import { allowance } from "../../stats/deviation.ts";
import type { NumberProfile } from "../../types/profile.ts";
import { cellsOf } from "./alarm.ts";

export interface Range {
  low: number;
  high: number;
}

/** The least reach, in ranges of what came before. */
const LEAST_REACH = 0.5;
/** A batch without its outermost cells: what is beyond all others then is no stray value. */
const INNER = 0.02;

/** The least and the greatest value that a profile knows. */
export function rangeOf({ atoms, quantiles }: NumberProfile): Range {
  const ends = [atoms[0], atoms.at(-1), quantiles[0], quantiles.at(-1)].filter((value) => value !== undefined);
  return { low: Math.min(...ends), high: Math.max(...ends) };
}

/** The range that holds all ranges. */
export function hullOf(ranges: Range[]): Range {
  return { low: Math.min(...ranges.map(({ low }) => low)), high: Math.max(...ranges.map(({ high }) => high)) };
}

/** A range wider by a share of its width on either side. */
export function widened({ low, high }: Range, reach: number): Range {
  const margin = reach * (high - low);
  return { low: low - margin, high: high + margin };
}

/**
 * How far beyond all batches before the next one may go, in ranges of those: farther where past ones went on to new ground, and with the root
 * of how many times longer it is, as a walk goes.
 */
export function reachOf(past: NumberProfile[], alpha: number, cells = 0): number {
  const sizes = past.map(cellsOf).sort((a, b) => a - b);
  const longer = Math.max(1, cells / Math.max(1, sizes[sizes.length >> 1] ?? 1));
  return Math.sqrt(longer) * Math.max(LEAST_REACH, Math.sqrt(allowance(excursionsOf(past, past.map(rangeOf)), alpha)));
}

/** Squares of how far, in ranges of the others, each past batch as such went beyond them. */
function excursionsOf(past: NumberProfile[], ranges: Range[]): number[] {
  if (past.length < 2) return [];
  return past.map((profile, i) => {
    const { low, high } = hullOf(ranges.filter((_, k) => k !== i));
    const points = pointsOf([profile]);
    const beyond = Math.max(0, quantileOf(points, 1 - INNER) - high, low - quantileOf(points, INNER));
    return high > low ? (beyond / (high - low)) ** 2 : 0;
  });
}
