// The candidate against the champion on the same hold-out rows.
import { normalQuantile } from "../../stats/normal.ts";
import type { CheckResult, GatesConfig } from "../../types.ts";
import { f1Score } from "../confusion.ts";
import type { Contest } from "../contest.ts";
import { influenceOf } from "../influence.ts";
import { type Answers, confusionIn } from "../rows.ts";
import { counted, score } from "../wording.ts";
import { f1Noun, gate } from "./gate.ts";

/** null without a champion. */
export function championGate(contest: Contest): CheckResult | null {
  const { champion, candidate, gates } = contest;
  if (champion.kind === "none") return null;
  const { margin, confidence, horizon } = gates.champion;
  const rows = candidate.rows.length;
  const code = "champion";
  const threshold = -margin;
  const nothing = { code, status: "inconclusive" as const, rows, estimate: null, bound: null, threshold };
  if (champion.kind === "unfit") {
    const message = `Candidate and champion cannot be compared: ${champion.reason}.`;
    return gate(contest, { ...nothing, message, suggestion: champion.suggestion });
  }
  if (rows === 0) {
    const message = "There is no labelled hold-out row to compare candidate and champion on.";
    return gate(contest, { ...nothing, message, suggestion: "Bring more rows, or raise split.holdout." });
  }
  const level = (1 - confidence) / horizon;
  const { difference, lower, upper, standardError } = pairedDifference(candidate, champion.answers, gates, level);
  const found = `${f1Noun(contest)} on ${counted(rows, "hold-out row")} is ${describe(difference)} the champion's`;
  const sure = `with ${Number((100 * (1 - level)).toPrecision(4))} % confidence`;
  const numbers = { code, rows, estimate: difference, threshold };
  if (lower >= threshold) {
    const message = `The candidate's ${found}; ${sure} it is not worse by more than the margin of ${margin}.`;
    return gate(contest, { ...numbers, status: "pass", bound: lower, message, suggestion: null });
  }
  if (upper < threshold) {
    const message = `The candidate's ${found}; ${sure} it is worse by more than the margin of ${margin}.`;
    return gate(contest, { ...numbers, status: "fail", bound: upper, message, suggestion: "Look at what changed in the newest files." });
  }
  const more = rowsNeeded(rows, difference - threshold, standardError, level) - rows;
  const message =
    `The candidate's ${found}, which does not show that it is no worse than the margin of ${margin} allows ` +
    `(${sure} at least ${score(lower)}): champion kept, ${moreRows(more)} would decide.`;
  return gate(contest, {
    ...numbers,
    status: "undecided",
    bound: lower,
    message,
    suggestion: "More hold-out rows decide; so does a wider margin.",
  });
}

export interface PairedDifference {
  difference: number;
  lower: number;
  upper: number;
  standardError: number;
}

/**
 * F1 of `a` minus F1 of `b` on the same rows with one-sided bounds at `level` each: the difference of the influences is one number per row, so
 * its variance needs no assumption on how the two agree. No bound lies nearer than 1 − level^(1/n), the share of rows on which two models
 * that agree on n rows may still differ (Clopper–Pearson with no success): identical predictions on few rows prove nothing.
 */
export function pairedDifference(
  a: Answers,
  b: Answers,
  gates: Pick<GatesConfig, "f1Average" | "positiveClass">,
  level: number,
): PairedDifference {
  const rows = a.rows.length;
  const [ofA, ofB] = [confusionIn(a), confusionIn(b)];
  const influenceA = influenceOf(ofA, gates.f1Average, gates.positiveClass);
  const influenceB = influenceOf(ofB, gates.f1Average, gates.positiveClass);
  let squares = 0;
  for (let i = 0; i < rows; i++) {
    const d = influenceA(a.truth[i]!, a.predicted[i]!) - influenceB(b.truth[i]!, b.predicted[i]!);
    squares += d * d;
  }
  const difference = f1Score(ofA, gates.f1Average, gates.positiveClass) - f1Score(ofB, gates.f1Average, gates.positiveClass);
  const standardError = Math.sqrt(squares) / rows;
  const reach = Math.max(normalQuantile(1 - level) * standardError, nearest(rows, level));
  return { difference, lower: difference - reach, upper: difference + reach, standardError };
}

function nearest(rows: number, level: number): number {
  return 1 - level ** (1 / rows);
}

/** Rows at which a bound would clear the margin if the difference stayed and the error shrank with the root of the rows. */
function rowsNeeded(rows: number, distance: number, standardError: number, level: number): number {
  const gap = Math.abs(distance);
  const byError = rows * ((normalQuantile(1 - level) * standardError) / gap) ** 2;
  const byCount = gap < 1 ? Math.log(level) / Math.log1p(-gap) : 1;
  return Math.ceil(Math.max(byError, byCount));
}

/** Two significant digits: it is an estimate. */
function moreRows(more: number): string {
  if (!(more <= 1e7)) return "more than 10 million more rows";
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, more))) - 1);
  return `about ${counted(Math.max(1, Math.ceil(more / unit) * unit)).replace(/ (rows?)$/, " more $1")}`;
}

function describe(difference: number): string {
  if (difference === 0) return "the same as";
  return `${score(Math.abs(difference), 0)} ${difference > 0 ? "above" : "below"}`;
}
