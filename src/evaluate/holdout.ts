import { targetOf } from "../table/dataset.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { Sides } from "../types/run.ts";
import type { Dataset } from "../types/table.ts";

/** Relative deviation of the realised share from the configured one that is worth a warning (design section 5). */
const SHARE_TOLERANCE = 0.25;

/** Whether both sides of the split can carry a judgement at all; runs before training. */
export function holdoutChecks(dataset: Dataset, { trainRows, holdoutRows }: Sides, share: number): CheckResult[] {
  const total = trainRows.length + holdoutRows.length;
  const realised = total === 0 ? 0 : holdoutRows.length / total;
  const base = { code: "holdout", subject: "model", observed: realised, expected: share, where: null };
  if (trainRows.length === 0 || holdoutRows.length === 0) {
    const side = trainRows.length === 0 ? "for training" : "in the hold-out";
    const message = `Of ${total} rows none is left ${side}: nothing can be judged.`;
    return [{ ...base, status: "inconclusive", message, suggestion: "Bring more rows, or change split.holdout." }];
  }
  const { codes } = targetOf(dataset);
  const first = codes[trainRows[0]!];
  if (trainRows.every((row) => codes[row] === first)) {
    const message = `All ${trainRows.length} training rows are of one class: there is nothing to learn.`;
    return [{ ...base, status: "inconclusive", message, suggestion: "Check the target column and the window." }];
  }
  const percent = (part: number) => `${(100 * part).toFixed(1)} %`;
  if (Math.abs(realised - share) > SHARE_TOLERANCE * share) {
    const message = `${percent(realised)} of the rows are held out instead of ${percent(share)}: few rows, many duplicates or a window.`;
    return [{ ...base, status: "warn", message, suggestion: "Look at duplicate rows, or split by id." }];
  }
  return [
    { ...base, status: "pass", message: `${holdoutRows.length} of ${total} rows are held out (${percent(realised)}).`, suggestion: null },
  ];
}
