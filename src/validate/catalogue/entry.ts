// What is told of a data check.

export interface CheckEntry {
  code: string;
  finds: string;
  example: string;
  remedy: string;
  /** What a finding is unless the configuration says otherwise; fixed: it cannot be configured. */
  severity: "error" | "warning" | "error or warning" | "fixed";
}

/** A check as docs/checks.md describes it. */
export const entry = (code: string, severity: CheckEntry["severity"], finds: string, example: string, remedy: string): CheckEntry => ({
  code,
  severity,
  finds,
  example,
  remedy,
});
