// Does a new file differ from the accepted ones by more than they differ among themselves? Rows of one file are alike, so rows alone cannot tell.
import { studentQuantile } from "../../stats/student.ts";
import { type Comparison, fellFar, skillLost } from "../compare/champion-answers.ts";

/** Whole files differ by more than their rows do, and how is known from few: a file that rows speak against is unusual at the chance of REPORTED in docs/statistics.md. */
const LEVEL = 0.001;
/** With two or three files Student's factor has no end. */
const MOST_DEVIATIONS = 10;
/** What is never usual, however much accepted files differ: else a worse file each night could widen it without end. */
const MOST_LOST = 0.4;
const LEAST_KAPPA = 0;
/** Fewer accepted files tell nothing of how files differ. */
export const FEWEST_FILES = 2;

/** Accepted files, left out, that tell as much: with enough rows of other classes than the most frequent one. */
export function comparable(accepted: Comparison[], { fresh }: Comparison): Comparison[] {
  return accepted.filter((one) => one.fresh.rarer > 0 && 2 * one.fresh.rarer >= fresh.rarer);
}

/**
 * Of a file that rows speak against: true unless it lost no more than `peers`, comparable accepted files, when they were left out: than the
 * worst of them, or than the end of Student's prediction interval for the next one.
 */
export function isUnusual(comparison: Comparison, peers: Comparison[]): boolean {
  if (peers.length < FEWEST_FILES) return true;
  const lost = (one: Comparison) => one.lostAtSameMix;
  const unskilled = (one: Comparison) => -one.fresh.kappa;
  return (
    (fellFar(comparison) && lost(comparison) > Math.min(MOST_LOST, most(peers.map(lost)))) ||
    (skillLost(comparison) && unskilled(comparison) > Math.min(-LEAST_KAPPA, most(peers.map(unskilled))))
  );
}

function most(values: number[]): number {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  const deviations = Math.min(MOST_DEVIATIONS, studentQuantile(1 - LEVEL, count - 1));
  return Math.max(...values, mean + deviations * Math.sqrt(variance * (1 + 1 / count)));
}
