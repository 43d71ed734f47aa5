// The one builder of check results: what a check does not say is null.
import type { Advice, CheckResult, CheckStatus, Remedy } from "../types/judgement.ts";
import type { JsonValue, Where } from "../types/problem.ts";

interface Detail {
  observed?: JsonValue;
  expected?: JsonValue;
  suggestion?: string | null;
  advice?: Advice[] | undefined;
  remedies?: Remedy[] | undefined;
  where?: Where | null;
}

/** A check result, its fields in the order of run.json. */
export function check(code: string, subject: string, status: CheckStatus, message: string, detail: Detail = {}): CheckResult {
  const { observed = null, expected = null, suggestion = null, advice, remedies, where = null } = detail;
  return {
    code,
    subject,
    status,
    observed,
    expected,
    message,
    suggestion,
    ...(advice === undefined ? {} : { advice }),
    ...(remedies === undefined ? {} : { remedies }),
    where,
  };
}
