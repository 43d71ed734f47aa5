import type { CheckResult, CheckStatus, VerdictName } from "../types/judgement.ts";

const WORST_FIRST: CheckStatus[] = ["fail", "inconclusive", "undecided"];

/** How check results become one verdict. `undecided: fail` makes an undecided comparison inconclusive; what does not publish is checked, not promoted. */
export function judge(
  checks: CheckResult[],
  gates: { undecided: "keep" | "fail" },
  publishes = true,
): { verdict: VerdictName; reason: string } {
  if (checks.length === 0) return { verdict: "inconclusive", reason: "No check ran: there is nothing to decide on." };
  const worst = WORST_FIRST.find((status) => checks.some((check) => check.status === status));
  if (worst === undefined && publishes) return { verdict: "promoted", reason: passed(checks) };
  if (worst === undefined) return { verdict: "checked", reason: `Would have been promoted: ${passed(checks)}` };
  const undecided = gates.undecided === "fail" ? "inconclusive" : "kept";
  const verdict = worst === "fail" ? "rejected" : worst === "inconclusive" ? "inconclusive" : undecided;
  return { verdict, reason: sentence(checks.filter((check) => check.status === worst)) };
}

/** The first of the worst checks: the earliest in the pipeline, so what comes after it may well follow from it. */
function sentence(worst: CheckResult[]): string {
  const message = worst[0]!.message;
  const others = worst.length - 1;
  if (others === 0) return message;
  return `${message.replace(/\.$/, "")} (and ${others} more ${others === 1 ? "check" : "checks"} did not pass: see the report).`;
}

function passed(checks: CheckResult[]): string {
  const warnings = checks.filter((check) => check.status === "warn").length;
  const count = checks.length === 1 ? "The only check passed" : `All ${checks.length} checks passed`;
  return warnings === 0 ? `${count}.` : `${count}, ${warnings} of them with a warning.`;
}
