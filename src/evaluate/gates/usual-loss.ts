// Does a new file differ from the accepted ones by more than they differ among themselves? Rows of one file are alike, so rows alone cannot tell.
import { studentQuantile } from "../../stats/student.ts";
import type { Comparison } from "./witness.ts";

/** Whole files differ by more than their rows do, and how is known from few: a file that rows speak against is unusual at this chance. */
const LEVEL = 0.005;
/** With two or three files Student's factor has no end. */
const MOST_DEVIATIONS = 10;
/** Share of right answers that no accepted files excuse, however much they differ: else a file each night could widen it without end. */
const MOST_EXCUSED = 0.4;

/**
 * The share of right answers that the next file may lose, by what accepted files lost to models that had not learned from them: the upper
 * end of Student's prediction interval, with more noise where it has fewer rows than they. Of fewer than two files nothing is known: null.
 */
export function usualLoss(accepted: Comparison[], fresh: Comparison, questions: number): number | null {
  const count = accepted.length;
  if (count < 2) return null;
  const mean = meanOf(accepted.map(({ lostAtSameMix }) => lostAtSameMix));
  const noise = meanOf(accepted.map((one) => one.noise));
  const squares = accepted.reduce((sum, { lostAtSameMix }) => sum + (lostAtSameMix - mean) ** 2, 0);
  const spread = Math.max(squares / (count - 1), noise) + Math.max(0, fresh.noise - noise);
  const deviations = Math.min(MOST_DEVIATIONS, studentQuantile(1 - LEVEL / questions, count - 1));
  return Math.min(MOST_EXCUSED, mean + deviations * Math.sqrt(spread * (1 + 1 / count)));
}

function meanOf(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
