// The one builder of check results: what a check does not say is null.
import type { CheckResult, CheckStatus, Remedy } from "../types/judgement.ts";
import type { JsonValue, Where } from "../types/problem.ts";

interface Detail {
  observed?: JsonValue;
  expected?: JsonValue;
  suggestion?: string | null;
  remedies?: Remedy[] | undefined;
  where?: Where | null;
}

/** A check result, its fields in the order of run.json. */
export function check(code: string, subject: string, status: CheckStatus, message: string, detail: Detail = {}): CheckResult {
  const { observed = null, expected = null, suggestion = null, remedies, where = null } = detail;
  return { code, subject, status, observed, expected, message, suggestion, ...(remedies === undefined ? {} : { remedies }), where };
}
