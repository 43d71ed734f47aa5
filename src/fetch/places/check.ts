import type { CheckResult, CheckStatus, Remedy } from "../../types/judgement.ts";
import type { JsonValue, Where } from "../../types/problem.ts";

interface Detail {
  observed?: JsonValue;
  expected?: JsonValue;
  suggestion?: string;
  remedies?: Remedy[];
  where?: Where;
}

/** A check result of this stage. */
export function check(code: string, subject: string, status: CheckStatus, message: string, detail: Detail = {}): CheckResult {
  const { observed = null, expected = null, suggestion = null, remedies, where = null } = detail;
  return { code, subject, status, observed, expected, message, suggestion, ...(remedies === undefined ? {} : { remedies }), where };
}

const LONGEST_SHOWN = 120;

/** A name as reports show it: quoted when it holds anything unusual, so that it cannot pretend to be something else. */
export function shown(name: string): string {
  const short = name.length > LONGEST_SHOWN ? `${name.slice(0, LONGEST_SHOWN)}…` : name;
  return /^[\p{L}\p{N} _.,+=@~(){}*/\\:…-]+$/u.test(short) ? short : JSON.stringify(short);
}

/** "1 file", "2,000 files". */
export function plural(n: number, noun: string): string {
  return `${n.toLocaleString("en-US")} ${noun}${n === 1 ? "" : "s"}`;
}
