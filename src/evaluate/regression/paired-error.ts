// The candidate's error against another model's on the same rows: whether it is larger by more than a share of it.

import { studentQuantile } from "../../stats/beta.ts";
import { type Estimates, lossesOf, meanOver } from "./errors.ts";
import { carriers } from "./mean-error.ts";

/** Below so many rows, or so many that carry the differences, a mean has no normal distribution to speak of. */
const FEWEST = 10;
/** Larger shares are not looked for. */
const MOST_SHARE = 10;

export interface PairedError {
  decision: "pass" | "fail" | "undecided";
  /** Candidate's error over the other's, less 1; NaN: both are 0. */
  ratio: number;
  /** Upper bound of that; null: none is known, or too few rows carry it. */
  bound: number | null;
  /** Why nothing could be decided; null: it is a matter of the rows' number. */
  abstains: string | null;
}

/**
 * One-sided t-test of the mean of d = |e| − (1 + δ)|e₀| for MAE, d = e² − (1 + δ)² e₀² for RMSE, in either direction; rows of one group are
 * clustered, rows in order of time by Harvey, Leybourne & Newbold 1997. `level`: one-sided; `margin`: δ.
 */
export function pairedError(candidate: Estimates, other: Estimates, measure: "mae" | "rmse", margin: number, level: number): PairedError {
  const [own, its] = [lossesOf(candidate, measure), lossesOf(other, measure)];
  const powerOf = (share: number) => (measure === "mae" ? 1 + share : (1 + share) ** 2);
  const differences = (share: number) => own.map((loss, i) => loss - powerOf(share) * its[i]!);
  const limits = (share: number) => {
    const { mean, error, degrees, units } = meanOver(candidate, differences(share));
    const width = units < 2 ? Number.POSITIVE_INFINITY : studentQuantile(1 - level, degrees) * error;
    return { lower: mean - width, upper: mean + width, units };
  };
  const [sum, sumOfIts] = [own, its].map((losses) => losses.reduce((total, loss) => total + loss, 0)) as [number, number];
  const ratio = (measure === "mae" ? sum / sumOfIts : Math.sqrt(sum / sumOfIts)) - 1;
  // Equal errors are no worse, however few rows there are.
  if (own.every((loss, i) => loss === its[i])) return { decision: "pass", ratio: 0, bound: 0, abstains: null };
  const { lower, upper, units } = limits(margin);
  const carrying = carriers(differences(margin));
  if (units < FEWEST) return { decision: "undecided", ratio, bound: null, abstains: `only ${units} independent rows are there` };
  if (carrying < FEWEST)
    return {
      decision: "undecided",
      ratio,
      bound: null,
      abstains: `a few large errors carry the difference (as ${carrying.toFixed(1)} rows would)`,
    };
  const decision = upper < 0 ? "pass" : lower > 0 ? "fail" : "undecided";
  return { decision, ratio, bound: largestShare((share) => limits(share).upper < 0), abstains: null };
}

/** The least share at which the test would pass; null: none up to MOST_SHARE. */
function largestShare(passes: (share: number) => boolean): number | null {
  if (!passes(MOST_SHARE)) return null;
  let [no, yes] = [-1, MOST_SHARE];
  while (yes - no > 1e-6) {
    const middle = (no + yes) / 2;
    if (passes(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
