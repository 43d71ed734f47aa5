// Results of the check `label-leak`, which classes and regressions share.
import { check } from "../../findings/check.ts";
import { counted } from "../../findings/scores.ts";
import type { CheckResult } from "../../types/judgement.ts";

/** One-sided level: the check fails a model, and runs for every new recipe. */
export const LEAK_LEVEL = 0.001;
/** Answers that differ by less between two orders of the rows are equal: of a probability, or of the targets' range. */
export const ROUNDING = 1e-6;
/** Rows whose answer may change with the order before it is a failure: ties that rounding decides. */
const MOST_CHANGED = 0.001;

const of = (status: "pass" | "fail", message: string, about = {}) => check("label-leak", "model", status, message, about);

/** The model was asked twice, in two orders; `differs`: whether a row was answered otherwise. null: too few were. */
export function orderLeak(rows: Int32Array, differs: (row: number) => boolean): CheckResult | null {
  const changed = rows.reduce((count, row) => count + (differs(row) ? 1 : 0), 0);
  if (changed <= MOST_CHANGED * rows.length) return null;
  const message = `Asked twice about the same ${counted(rows.length, "hold-out row")} in another order, the model answered ${changed} of them otherwise: its answers do not follow from the features alone.`;
  const suggestion =
    "Answer each row by its row_id and its features: no order of rows, no statistics of the rows that are asked about, no chance.";
  return of("fail", message, { observed: changed, expected: 0, suggestion });
}

/** The recipe was tried when it was new; `handed`: with what labels, as in "exchanged labels". */
export function triedBefore(rows: Int32Array, handed: string): CheckResult {
  const asked = counted(rows.length, "hold-out row");
  return of(
    "pass",
    `Asked twice in another order, the model answers ${asked} alike. The script is the champion's, which was trained on ${handed} then.`,
  );
}

/** What a model of other labels knows of the true ones; `found`: a sentence without its end, `truths`: labels or targets. */
export function knownElsewhere(
  found: string,
  isLeak: boolean,
  truths: string,
  numbers: { observed: number; expected: number | string },
): CheckResult {
  if (!isLeak) return of("pass", `${found}: it learned what it was handed.`, numbers);
  const suggestion =
    "Look for what the script reads besides the rows that it is handed: the data files of the repository, a database, a cache, a model of earlier.";
  return of("fail", `${found}: it knows hold-out ${truths} from elsewhere, so no score of it means anything.`, { ...numbers, suggestion });
}
