// The candidate against the frozen reference: finds slow losses, and labels whose meaning changes slowly.
import { counted, score } from "../../findings/scores.ts";
import { targetOf } from "../../table/columns/dataset.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { EvaluationInput } from "../compare/evaluation-input.ts";
import { pairedDifference } from "../compare/paired.ts";
import { f1Noun, gate } from "./gate.ts";

/** Error rate over all comparisons with one reference. */
const LEVEL = 0.05;
/** Fewest remaining reference rows for a comparison. */
const FEWEST_ROWS = 50;

const ACCEPT =
  "If what is right has changed, a person says so: mode `accept` with a reason promotes and moves the reference to the newest rows.";

/** Level of the k-th comparison: 6/(πk)² of LEVEL, which sums to LEVEL over any number of them. */
function levelAt(look: number): number {
  return (LEVEL * 6) / (Math.PI * look) ** 2;
}

/** F1 against the recorded predictions; null without a reference (under 1,000 accepted hold-out rows, or a split by time or file). */
export function referenceGate(input: EvaluationInput): CheckResult | null {
  if (input.reference === null) return null;
  const { view } = input.reference;
  const { margin } = input.gates.champion;
  const rows = view.candidate.rows.length;
  const base = { code: "reference", rows, threshold: -margin };
  const of = `${rows.toLocaleString("en")} of the ${counted(view.rows, "reference row")} (accepted first, closed)`;
  if (view.isBeyondHabit) {
    const message = `${counted(view.lost, "reference row")} of ${view.rows.toLocaleString("en")} are gone since the last promotion, more than ever before and for no reason that is known: excluded rows or files, or files before the window.`;
    const suggestion = `Bring the accepted files back unchanged, or name them under data.exclude with a reason. ${ACCEPT}`;
    return gate(input, { ...base, status: "inconclusive", estimate: null, bound: null, message, suggestion });
  }
  if (rows < FEWEST_ROWS) {
    const message = `Only ${of} are left: too few to compare with.`;
    return gate(input, { ...base, status: "warn", estimate: null, bound: null, message, suggestion: ACCEPT });
  }
  const kind = { ...input.gates, asked: targetOf(input.dataset).categories };
  const { difference, upper } = pairedDifference(view.candidate, view.frozen, kind, levelAt(view.look));
  const numbers = { ...base, estimate: difference, bound: upper };
  const how = difference < 0 ? `${score(-difference, margin)} below` : `${score(difference, margin)} above`;
  const found = `On ${of} the candidate's ${f1Noun(input)} is ${how} what the champion answered when they were closed`;
  if (upper >= -margin) {
    const message = `${found}: not shown to be below it by more than the margin of ${margin} (look ${view.look}).`;
    return gate(input, { ...numbers, status: "pass", message, suggestion: null });
  }
  const message = `${found}, beyond chance by more than the margin of ${margin} (look ${view.look}): small losses add up, or labels of rows like the first ones no longer mean what they meant. Whether that is the world or a writer of the data cannot be told from here.`;
  const suggestion = `Compare how rows like the first ones were labelled then and now. ${ACCEPT}`;
  return gate(input, { ...numbers, status: input.gates.reference, message, suggestion });
}
