// Labels of rows that took the place of accepted ones, judged as a part of their own.
import { missingTest } from "../../schema/words/missing.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { Field } from "../../types/schema.ts";
import type { CategoryColumn } from "../../types/table.ts";
import { targetColumn } from "../cells/target.ts";
import type { TypedFile } from "../history/batches.ts";
import { type BatchCase, batchPass } from "../history/history.ts";
import { labelChecks, NOT_JUDGED } from "./labels.ts";

/** Of changed rows so many with a rarer class are labels that came late: they were of another class before. */
const LATE = 0.9;
const RARER = 0.5;

/** What rows were corrected says little of their values, so the labels alone are compared with what a model of the accepted batches says. */
export function changedLabels(input: BatchCase, isLate: boolean): CheckResult[] {
  if (!isLate) return labelChecks(input, false);
  const says =
    "has labels that no model of the accepted batches was asked about: nearly all are of one rarer class, as labels are that come late";
  const power = "wrong labels among them would not be seen";
  return [batchPass(input, "label-noise", NOT_JUDGED, NOT_JUDGED, says, { subject: input.target!, power })];
}

/** Whether nearly all changed rows are of one class that fewer than half of the accepted rows have. */
export function hasLateLabels(typed: TypedFile[], target: Field | null): boolean {
  if (target === null) return false;
  const countsOf = (some: TypedFile[]) => {
    const counts = new Map<string, number>();
    for (const { parts } of some) {
      const column = parts.get(target.name)?.column;
      if (column !== undefined) addCounts(targetColumn(column, target), counts);
    }
    return counts;
  };
  const changed = countsOf(typed.filter(({ file }) => file.batch?.isChanged));
  if (changed.size === 0) return false;
  const accepted = countsOf(typed.filter(({ file }) => file.accepted));
  const total = (counts: Map<string, number>) => [...counts.values()].reduce((sum, count) => sum + count, 0);
  const [[most, rows]] = [...changed].sort((a, b) => b[1] - a[1]) as [[string, number]];
  return rows >= LATE * total(changed) && (accepted.get(most) ?? 0) < RARER * total(accepted);
}

function addCounts(column: CategoryColumn, counts: Map<string, number>): void {
  const isMissing = missingTest(column);
  column.codes.forEach((code, row) => {
    if (isMissing(row)) return;
    const name = column.categories[code - 1]!;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  });
}
