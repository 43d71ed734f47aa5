import type { CheckResult, CheckStatus, VerdictName } from "../types/judgement.ts";

const WORST_FIRST: CheckStatus[] = ["fail", "inconclusive", "undecided"];

/**
 * The verdict that follows from the check results. `undecided: fail` turns an undecided comparison into inconclusive; with `publishes` false
 * the verdict is `checked` instead of `promoted`.
 */
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
  return { verdict, reason: reasonOf(checks.filter((check) => check.status === worst)) };
}

/** The message of the first of the worst checks: later ones are often its consequences. */
function reasonOf(worst: CheckResult[]): string {
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
