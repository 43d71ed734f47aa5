// Of a run's findings: what failed, and the ways out that they print.
import type { CheckResult, Remedy } from "../../src/types/judgement.ts";
import type { RunResult } from "../../src/types/run.ts";

/** What ends a run. */
export const failed = ({ checks }: RunResult) => checks.filter(({ status }) => status === "fail" || status === "inconclusive");
/** As a failed expectation shows them. */
export const words = (checks: CheckResult[]) => checks.map(({ code, subject, message }) => `${code} ${subject}: ${message}`);

/** Keys of one field are one way; anything else is a way of its own. */
export function waysOf(checks: CheckResult[]): Map<string, Remedy[]> {
  const ways = new Map<string, Remedy[]>();
  for (const remedy of checks.flatMap(({ remedies }) => remedies ?? [])) {
    const of = remedy.kind === "config" ? `config ${remedy.key!.replace(/(fields\[".*"\]).*/, "$1")}` : remedy.kind;
    const known = ways.get(of) ?? [];
    if (!known.some((one) => JSON.stringify(one) === JSON.stringify(remedy))) ways.set(of, [...known, remedy]);
  }
  return ways;
}
