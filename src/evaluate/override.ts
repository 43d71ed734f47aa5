import type { CheckResult } from "../types/judgement.ts";

/** Gates that compare with an earlier model. Only these can be overridden; floors and checks of the data cannot. */
const COMPARISONS = new Set([
  "champion",
  "champion-earlier",
  "class-f1",
  "reference",
  "best",
  "f1-batch",
  "f1-earlier",
  "reported-champion",
]);

/** The checks of a run in mode `accept`: a failed, undecided or inconclusive comparison becomes a warning, all others stay. */
export function overridden(checks: CheckResult[]): CheckResult[] {
  return checks.map((check) => {
    if (!COMPARISONS.has(check.code) || check.status === "pass" || check.status === "warn") return check;
    const message = `Accepted by a person, although it was ${check.status === "fail" ? "a failure" : check.status}: ${check.message}`;
    return { ...check, status: "warn", message, suggestion: null };
  });
}
