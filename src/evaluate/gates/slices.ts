// F1 on parts of the hold-out: a named value or range, each value of a column, or the weakest of all columns.
import { counted, quoted, score } from "../../findings/scores.ts";
import { columnOf } from "../../table/columns/dataset.ts";
import type { SliceFloor } from "../../types/config.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { EvaluationInput } from "../compare/evaluation-input.ts";
import { f1Score } from "../scores/confusion.ts";
import { confusionIn, keep } from "../scores/rows.ts";
import { f1IntervalOf, REPORTED_CONFIDENCE } from "../scores/score-interval.ts";
import { type Slice, slicesOf, sliceWhere } from "../scores/slices.ts";
import { f1Noun, gate, reaches } from "./gate.ts";

/** Most slices that a message names. */
const NAMED = 3;

/** One gate result for each entry of `gates.slices`: the named slice, or the worst of those searched. */
export function sliceGates(input: EvaluationInput): CheckResult[] {
  return input.gates.slices.map((asked) => {
    const { column, value, from, to } = asked;
    if (column !== null && !input.dataset.columns.some(({ name }) => name === column)) return noColumn(input, asked, column);
    if (column !== null && (value !== null || from !== null || to !== null)) return named(input, asked, column);
    return searched(input, asked, column === null ? input.dataset.features : [column]);
  });
}

function noColumn(input: EvaluationInput, { minF1 }: SliceFloor, column: string): CheckResult {
  const message = `There is no column ${quoted(column)}: its slices cannot be judged.`;
  const base = { code: "slices", subject: column, rows: 0, estimate: null, bound: null, threshold: minF1 };
  return gate(input, { ...base, status: "inconclusive", message, suggestion: "Correct the column's name in gates.slices." });
}

interface Result {
  slice: Slice;
  rows: number;
  f1: number;
}

/** A slice that the configuration names, judged as f1-threshold is. */
function named(input: EvaluationInput, asked: SliceFloor, column: string): CheckResult {
  const { value, from, to, minF1, minRows } = asked;
  const slice = sliceWhere(columnOf(input.dataset, column), { value, from, to });
  const answers = keep(input.candidate, slice.holds);
  const rows = answers.rows.length;
  const base = { code: "slices", subject: column, rows, threshold: minF1 };
  if (rows < minRows) {
    const message = `${slice.name} has ${counted(rows, "hold-out row")}, fewer than the ${minRows} that it is judged on.`;
    const suggestion = "Bring more rows of it, or lower min-rows.";
    return gate(input, { ...base, status: "inconclusive", estimate: null, bound: null, message, suggestion });
  }
  const { f1Average, positiveClass } = input.gates;
  const estimate = f1Score(confusionIn(answers), f1Average, positiveClass);
  const bound = f1IntervalOf(answers, f1Average, positiveClass, REPORTED_CONFIDENCE)?.lower ?? null;
  const found = `On ${slice.name} ${f1Noun(input)} is ${score(estimate, minF1)} (${counted(rows, "hold-out row")})`;
  if (!reaches(estimate, minF1)) {
    const message = `${found}, below the ${score(minF1, estimate)} that is asked for.`;
    return gate(input, { ...base, estimate, bound, status: "fail", message, suggestion: "Bring more rows of this slice." });
  }
  const isSure = bound !== null && reaches(bound, minF1);
  const message = `${found}, and ${minF1} is asked for${isSure ? "" : ": more rows would make it sure"}.`;
  return gate(input, { ...base, estimate, bound, status: isSure ? "pass" : "warn", message, suggestion: null });
}

/**
 * The weakest of many slices. It fails only if its upper bound lies below the threshold at the one-sided level .05 / slices (Bonferroni);
 * a low estimate alone is a warning.
 */
function searched(input: EvaluationInput, { column, minF1, minRows }: SliceFloor, columns: string[]): CheckResult {
  const { f1Average, positiveClass } = input.gates;
  const subject = column ?? "model";
  const results: (Result & { upper: number | null })[] = [];
  const slices = columns.flatMap((name) => slicesOf(columnOf(input.dataset, name), input.candidate.rows, minRows, input.showValues));
  for (const slice of slices) {
    const answers = keep(input.candidate, slice.holds);
    const upper = f1IntervalOf(answers, f1Average, positiveClass, 1 - 0.1 / slices.length)?.upper ?? null;
    results.push({ slice, rows: answers.rows.length, f1: f1Score(confusionIn(answers), f1Average, positiveClass), upper });
  }
  const base = { code: "slices", subject, threshold: minF1 };
  if (results.length === 0) {
    const where = column === null ? "No feature" : `Column ${quoted(column)}`;
    const message = `${where} has a slice of ${minRows} hold-out rows or more: nothing can be judged.`;
    const nothing = { rows: input.candidate.rows.length, estimate: null, bound: null };
    return gate(input, { ...base, ...nothing, status: "inconclusive", message, suggestion: "Bring more rows, or lower min-rows." });
  }
  results.sort((a, b) => a.f1 - b.f1);
  const weak = results.filter(({ f1 }) => !reaches(f1, minF1));
  const proven = weak.filter(({ upper }) => upper !== null && upper < minF1);
  const shown = proven[0] ?? results[0]!;
  const numbers = { ...base, rows: shown.rows, estimate: shown.f1, bound: shown.upper };
  const list = (some: Result[]) =>
    some
      .slice(0, NAMED)
      .map(({ slice, rows, f1 }) => `${slice.name} ${score(f1, minF1)} (${counted(rows)})`)
      .join(", ");
  const looked = `${counted(results.length, "slice")} of ${minRows} hold-out rows or more`;
  if (proven.length > 0) {
    const message = `${f1Noun(input)} lies below ${minF1} beyond chance on ${counted(proven.length, "slice")} of ${looked}: ${list(proven)}.`;
    return gate(input, { ...numbers, status: "fail", message, suggestion: "Bring more rows of these slices, and look at their labels." });
  }
  if (weak.length > 0) {
    const message = `The weakest of ${looked}: ${list(weak)}; below ${minF1}, but among so many that may be chance.`;
    return gate(input, { ...numbers, status: "warn", message, suggestion: "Look at these slices." });
  }
  const message = `The weakest of ${looked} is ${list(results.slice(0, 1))}; ${minF1} is asked for.`;
  return gate(input, { ...numbers, status: "pass", message, suggestion: null });
}
