// How far out a value may lie by chance: the tails of the accepted values, continued as powers of the distance.

import { type Points, pointsOf, quantileOf } from "../../profile/points.ts";
import type { NumberProfile } from "../../types/profile.ts";
import { cellsOf } from "./alarm.ts";
import { rangeOf } from "./reach.ts";

/** Between these levels the tail's index is measured; so many rows beyond the first are needed. */
const LEVELS = { from: 0.98, to: 0.999 };
const FEWEST_CELLS = 500;
/** The index is known from few values: the tail is taken for this much heavier. */
const CAUTION = 1.5;
/** No tail is taken for lighter: rows of another kind, a hotter day, lie beyond the end of a bounded one. */
const LIGHTEST = 4;

/**
 * The expected number of cells as far out as `value` among `cells` of them: (cells / accepted) · (distance / farthest accepted)^(−index), with the
 * index of a Pareto tail beyond the median from two quantiles (J. Pickands 1975 estimates it from quantiles too), and the larger of what the
 * quantile and the farthest value say. Null: too few accepted values, or the tail has no two quantiles.
 */
export type TailCount = (value: number, cells: number) => number | null;

/** How far accepted values reached above and below, for counts of values beyond. */
export function tailsOf(past: NumberProfile[]): TailCount {
  const accepted = past.reduce((sum, one) => sum + cellsOf(one), 0);
  const points = pointsOf(past);
  const ranges = past.map(rangeOf);
  const middle = quantileOf(points, 0.5);
  const up = tailOf(points, middle, (level) => level, Math.max(...ranges.map(({ high }) => high)));
  const down = tailOf(points, middle, (level) => 1 - level, Math.min(...ranges.map(({ low }) => low)));
  return (value, cells) => {
    const tail = value > middle ? up : down;
    if (accepted < FEWEST_CELLS || tail === null) return null;
    const distance = Math.abs(value - middle);
    const beyond = (share: number, at: number) => cells * share * (distance / at) ** -tail.index;
    return Math.max(beyond(1 - LEVELS.to, tail.at), beyond(1 / accepted, tail.farthest));
  };
}

interface Tail {
  index: number;
  /** Distances from the median. */
  at: number;
  farthest: number;
}

function tailOf(points: Points, middle: number, levelOf: (level: number) => number, farthest: number): Tail | null {
  const [near, far] = [LEVELS.from, LEVELS.to].map((level) => Math.abs(quantileOf(points, levelOf(level)) - middle)) as [number, number];
  if (!(near > 0) || !(far > near)) return null;
  const index = Math.min(LIGHTEST, Math.log((1 - LEVELS.from) / (1 - LEVELS.to)) / Math.log(far / near) / CAUTION);
  return { index, at: far, farthest: Math.max(far, Math.abs(farthest - middle)) };
}

/** Whether values so far out are more than chance, at this level: of the k farthest, P(Poisson ≥ k) ≤ λᵏ/k!. Null: nothing tells. */
export function areBeyondChance(values: number[], cells: number, count: TailCount, alpha: number): boolean | null {
  const expected = values.map((value) => count(value, cells));
  if (expected.length === 0 || expected.some((one) => one === null)) return null;
  const sorted = (expected as number[]).sort((a, b) => a - b);
  let logFactorial = 0;
  return sorted.some((lambda, i) => {
    logFactorial += Math.log(i + 1);
    return (i + 1) * Math.log(Math.max(1e-300, lambda)) - logFactorial < Math.log(alpha / sorted.length);
  });
}

/** The chance that the farthest `hits` of all cells, of one distribution, all lie in the batch: no more than (own / all)^hits. */
export function allHereChance(hits: number, cells: number, accepted: number): number {
  return (cells / Math.max(1, cells + accepted)) ** hits;
}
