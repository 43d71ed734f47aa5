// A person's word that rows are right: findings about them become warnings, and what was accepted once is not asked again.
import { acceptedName, isAcceptable } from "../../findings/remedies.ts";
import { printable } from "../../findings/wording.ts";
import type { Acceptance } from "../../types/acceptance.ts";
import type { CheckPolicy } from "../../types/config.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { RegistryState } from "../../types/registry.ts";

/** What a person accepted, as checks take it. */
export interface AcceptedWord {
  /** In force: for these rows. */
  given: Acceptance[];
  /** Names (`CODE` or `CODE:SUBJECT`) that promotions of the champion's line used. */
  before: string[];
}

/** The configuration's word and that of people by hand. */
export function wordOf({ acceptances = [], acceptedChecks = [] }: Said, { checks }: { checks: CheckPolicy }): AcceptedWord {
  return { given: [...acceptances, ...(checks.accept ?? [])], before: acceptedChecks };
}

type Said = Pick<RegistryState, "acceptances" | "acceptedChecks">;

export const NOTHING_SAID: AcceptedWord = { given: [], before: [] };

/** The set of rows that a finding is about, where it has a name. */
export function rowsOf({ remedies = [] }: CheckResult): string | null {
  for (const { kind, value } of remedies) {
    if (kind !== "accept" || typeof value !== "object" || value === null || Array.isArray(value)) continue;
    return typeof value.rows === "string" ? value.rows : null;
  }
  return null;
}

const names = ({ checks }: Pick<Acceptance, "checks">, { code, subject }: Pick<CheckResult, "code" | "subject">): boolean =>
  checks.includes(code) || checks.includes(acceptedName(code, subject));

/** The acceptance that speaks of this failure; null: none does. */
function acceptanceOf(check: CheckResult, { given }: AcceptedWord): Acceptance | null {
  if (check.status !== "fail" || !isAcceptable(check.code)) return null;
  const rows = rowsOf(check);
  return rows === null ? null : (given.find((one) => one.rows === rows && names(one, check)) ?? null);
}

/** Failures that a person accepted are warnings that say so. */
export function withWord(checks: CheckResult[], word: AcceptedWord): CheckResult[] {
  return checks.map((check) => {
    const acceptance = acceptanceOf(check, word);
    if (acceptance === null) return check;
    const why = acceptance.reason === "" ? "" : ` (${printable(acceptance.reason)})`;
    return { ...check, status: "warn", message: `Accepted by a person${why}: ${check.message}`, suggestion: null, remedies: [] };
  });
}

/** Acceptances that these checks need: what a promotion keeps in its history entry. */
export function usedIn(checks: CheckResult[], word: AcceptedWord): Acceptance[] {
  return [...new Set(checks.flatMap((check) => acceptanceOf(check, word) ?? []))];
}

/** Whether the line accepted this finding of earlier rows. */
export const wasAccepted = (code: string, subject: string, { before }: AcceptedWord): boolean =>
  names({ checks: before }, { code, subject });
