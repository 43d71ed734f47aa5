import { fisherGreater } from "../../stats/fisher.ts";
import type { CheckResult } from "../../types.ts";
import type { Contest } from "../contest.ts";
export function f1BatchGate(_contest: Contest): CheckResult | null {
  return fisherGreater(1, 1, 1, 1) > 2 ? null : null;
}
