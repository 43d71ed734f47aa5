// Whether a new file differs from the accepted ones by more than those differ among themselves.
import { studentQuantile } from "../../stats/beta.ts";
import { type Comparison, fellFar, skillLost } from "../compare/champion-answers.ts";

/** One-sided level of Student's prediction interval for the next file. */
const LEVEL = 0.001;
/** Cap on Student's quantile, which is huge for two or three files. */
const MOST_DEVIATIONS = 10;
/** A loss of accuracy above this, or a kappa below LEAST_KAPPA, is always unusual: otherwise bad files could widen the interval night by night. */
const MOST_LOST = 0.4;
const LEAST_KAPPA = 0;
/** Fewest accepted files that show how files differ. */
export const FEWEST_FILES = 2;

/** The comparisons of accepted files with at least half as many rows of the rarer classes as the new file. */
export function comparable(accepted: Comparison[], { fresh }: Comparison): Comparison[] {
  return accepted.filter((one) => one.fresh.rarer > 0 && 2 * one.fresh.rarer >= fresh.rarer);
}

/**
 * Whether a suspicious file lost more than `peers` (accepted files, each judged by a model trained without it): more than the worst of them
 * and than the end of Student's prediction interval for the next one. True with fewer than FEWEST_FILES peers.
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
