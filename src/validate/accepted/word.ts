// A person's word that rows are right: findings about them become warnings, and what was accepted once is not asked again.
import { acceptedName, isAcceptable } from "../../findings/remedies.ts";
import { printable } from "../../findings/wording.ts";
import type { Acceptance } from "../../types/acceptance.ts";
import { LABEL_CODES, MOVED_CODES } from "../../types/check-codes.ts";
import type { CheckPolicy } from "../../types/config.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { RegistryState } from "../../types/registry.ts";

/** What a person accepted, as checks take it. */
export interface AcceptedWord {
  /** In force: for these rows. */
  given: Acceptance[];
  /** The column of the labels. */
  target: string;
  /** By the name of a batch's rows the name by which most of them were accepted, before a few came to them. */
  grown: ReadonlyMap<string, string>;
  /** Names (`CODE` or `CODE:SUBJECT`) that promotions of the champion's line used. */
  before: string[];
}

/** The configuration's word and that of people by hand. */
export function wordOf(
  { acceptances = [], acceptedChecks = [] }: Said,
  { checks, target }: { checks: CheckPolicy; target: string },
  { grown }: Pick<AcceptedWord, "grown">,
): AcceptedWord {
  return { given: [...acceptances, ...(checks.accept ?? [])], target, grown, before: acceptedChecks };
}

type Said = Pick<RegistryState, "acceptances" | "acceptedChecks">;

export const NOTHING_SAID: AcceptedWord = { given: [], target: "", grown: new Map(), before: [] };

/** The sets of rows that a finding is about and that a person may say are right. */
export function rowsOf({ remedies = [] }: CheckResult): string[] {
  return remedies.flatMap(({ kind, value }) => {
    if (kind !== "accept" || typeof value !== "object" || value === null || Array.isArray(value)) return [];
    return typeof value.rows === "string" ? value.rows : [];
  });
}

const names = ({ checks }: Pick<Acceptance, "checks">, { code, subject }: Pick<CheckResult, "code" | "subject">): boolean =>
  checks.includes(code) || checks.includes(acceptedName(code, subject));

/** The acceptances that speak of this failure, one for each set of its rows; empty: a set has none. Of labels only those rows that were seen. */
function acceptancesOf(check: CheckResult, { given, grown, target }: AcceptedWord): Acceptance[] {
  if (check.status !== "fail" || !isAcceptable(check.code)) return [];
  const isOfLabels = LABEL_CODES.includes(check.code) || check.subject === target;
  const found = rowsOf(check).map((rows) => {
    const called = isOfLabels ? [rows] : [rows, grown.get(rows)];
    return given.find((one) => called.includes(one.rows) && names(one, check));
  });
  return found.every((one) => one !== undefined) ? found : [];
}

/** The sets of rows that acceptances name for a finding about labels, by the names of exactly those rows. */
export const acceptedRows = (code: string, { given }: AcceptedWord): Set<string> =>
  new Set(given.filter(({ checks }) => checks.includes(code)).map(({ rows }) => rows));

/** Failures that a person accepted are warnings that say so. */
export function withWord(checks: CheckResult[], word: AcceptedWord): CheckResult[] {
  return checks.map((check) => {
    const [acceptance] = acceptancesOf(check, word);
    if (acceptance === undefined) return check;
    const why = acceptance.reason === "" ? "" : ` (${printable(acceptance.reason)})`;
    return { ...check, status: "warn", message: `Accepted by a person${why}: ${check.message}`, suggestion: null, remedies: [] };
  });
}

/** Acceptances that these checks need: what a promotion keeps in its history entry. */
export function usedIn(checks: CheckResult[], word: AcceptedWord): Acceptance[] {
  return [...new Set(checks.flatMap((check) => acceptancesOf(check, word)))];
}

/** The batches of which checks found that values, other than labels, moved, also where a person accepted it. `used`: what these checks needed. */
export function movedRows(checks: CheckResult[], used: Acceptance[], { grown, target }: AcceptedWord): Set<string> {
  const isMove = (name: string) =>
    MOVED_CODES.some((code) => name === code || (name.startsWith(`${code}:`) && name !== `${code}:${target}`));
  const found = checks.filter(({ status, code, subject }) => status === "fail" && isMove(acceptedName(code, subject))).flatMap(rowsOf);
  const accepted = used.filter((one) => one.checks.some(isMove)).map(({ rows }) => rows);
  return new Set([...found, ...accepted, ...[...grown].flatMap(([rows, name]) => (accepted.includes(name) ? [rows] : []))]);
}

/** Whether the line accepted this finding of earlier rows. */
export const wasAccepted = (code: string, subject: string, { before }: AcceptedWord): boolean =>
  names({ checks: before }, { code, subject });
