// What a person's `accept` overrides: comparisons with what was before, never a floor and never a check of the data.
import type { CheckResult } from "../types/judgement.ts";

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

/** The checks after a person accepted the candidate: failed and undecided comparisons warn, floors and data checks stay as they are. */
export function accepted(checks: CheckResult[]): CheckResult[] {
  return checks.map((check) => {
    if (!COMPARISONS.has(check.code) || check.status === "pass" || check.status === "warn") return check;
    const message = `Accepted by a person, although it was ${check.status === "fail" ? "a failure" : check.status}: ${check.message}`;
    return { ...check, status: "warn", message, suggestion: null };
  });
}
