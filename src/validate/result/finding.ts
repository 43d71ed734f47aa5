// From rows that break a rule to the one check result that says so.
import { check } from "../../findings/check.ts";
import { waysOut } from "../../findings/remedies.ts";
import { grouped, named, printable } from "../../findings/wording.ts";
import { CAUSE_CODES } from "../../types/check-codes.ts";
import type { CheckResult, Remedy } from "../../types/judgement.ts";
import type { SourceFile } from "../../types/table.ts";

const LINES_SHOWN = 5;
const VALUES_SHOWN = 3;

/** Rows that break a rule: how many, and the first few. */
export interface Hits {
  count: number;
  first: number[];
}

export const NO_HITS: Hits = { count: 0, first: [] };

/** Rows that break a rule: their count and the first few. */
export function hitsWhere(rows: number, breaks: (row: number) => boolean): Hits {
  const hits: Hits = { count: 0, first: [] };
  for (let row = 0; row < rows; row++) {
    if (!breaks(row)) continue;
    if (hits.count++ < LINES_SHOWN) hits.first.push(row);
  }
  return hits;
}

/** As `hitsWhere`, of rows that are already known. */
export function hitsOf(rows: ArrayLike<number>): Hits {
  return { count: rows.length, first: Array.from(rows).slice(0, LINES_SHOWN) };
}

/** A rule that ran over one column of one file. */
export interface Ran {
  code: string;
  /** The field, or the fields of a key. */
  subject: string;
  rows: number;
  expected: string;
  finding: CheckResult | null;
  /** Share of rows that broke it. */
  share?: number;
}

export interface RowRule {
  code: string;
  subject: string;
  file: SourceFile;
  /** The column's place in the file, from 0. */
  at: number;
  rows: number;
  expected: string;
  hits: Hits;
  /** What the rows are, between the column's name and the count: "is text in". */
  verb: string;
  /** What to change when the data is right and the schema is not. */
  remedy: string;
  /** What ends the finding for good. */
  own?: Remedy[] | undefined;
  /** Too few and too near to fail a batch by a rule that was only inferred. */
  mild?: boolean;
  /** Texts of some offending cells; only when values may be shown. */
  values?: string[] | undefined;
}

/** "column `age` is text in 3 of 1,000 rows, expected number; first at line 17 of data.csv" */
export function ranOverRows(rule: RowRule): Ran {
  const { code, subject, file, rows, expected, hits } = rule;
  const ran = { code, subject, rows, expected };
  if (hits.count === 0) return { ...ran, finding: null };
  const lines = hits.first.map((row) => file.table.lines[row] ?? row + 2);
  const share = `${grouped(hits.count)} of ${grouped(rows)} row${rows === 1 ? "" : "s"}`;
  const also = lines.length > 1 ? ` (then ${lines.slice(1).join(", ")}${hits.count > lines.length ? ", …" : ""})` : "";
  const message = `column ${named(subject)} ${rule.verb} ${share}, expected ${expected}; first at line ${lines[0]} of ${printable(file.name, 200)}${also}${quotedValues(rule.values)}`;
  return {
    ...ran,
    share: hits.count / rows,
    finding: {
      code,
      subject,
      status: rule.mild ? "warn" : "fail",
      observed: `${hits.count} of ${rows} rows`,
      expected,
      message,
      ...waysOut(rule.remedy, file, `${code} of ${subject}`, { own: rule.own, check: { code, subject } }),
      where: { file: file.name || file.uri, line: lines[0]!, column: rule.at + 1 },
    },
  };
}

function quotedValues(values: string[] | undefined): string {
  if (values === undefined || values.length === 0) return "";
  const shown = [...new Set(values)].slice(0, VALUES_SHOWN).map((value) => JSON.stringify(printable(value, 40)));
  return `; found ${shown.join(", ")}`;
}

/** Findings beyond this many are counted in one closing result per code. */
const FINDINGS_LISTED = 1000;

/** Every finding; and one pass for each rule and column that no file broke. */
export function settle(rules: Ran[]): CheckResult[] {
  const groups = new Map<string, Ran[]>();
  for (const ran of rules) {
    const key = `${ran.code}\n${ran.subject}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [ran]);
    else group.push(ran);
  }
  const results: CheckResult[] = [];
  for (const group of groups.values()) {
    const findings = group.flatMap((ran) => ran.finding ?? []);
    if (findings.length === 0) results.push(passOf(group));
    else for (const finding of findings) results.push(finding);
  }
  return bounded(results);
}

function passOf(group: Ran[]): CheckResult {
  const { code, subject, expected } = group[0]!;
  const rows = group.reduce((sum, ran) => sum + ran.rows, 0);
  const message = `column ${named(subject)}: ${code} holds in all ${grouped(rows)} rows, expected ${expected}`;
  return check(code, subject, "pass", message, { observed: `0 of ${rows} rows`, expected });
}

function bounded(results: CheckResult[]): CheckResult[] {
  const failed = results.filter((result) => result.status === "fail");
  if (failed.length <= FINDINGS_LISTED) return results;
  const more = new Map<string, number>();
  for (const result of failed.slice(FINDINGS_LISTED)) more.set(result.code, (more.get(result.code) ?? 0) + 1);
  const closing = [...more].map(([code, count]): CheckResult => {
    const message = `${grouped(count)} more findings of code ${code} in other columns and files are not listed one by one`;
    const suggestion = "Mend what is listed first, then run again.";
    return check(code, "files", "fail", message, { observed: count, expected: 0, suggestion });
  });
  const listed = new Set(failed.slice(0, FINDINGS_LISTED));
  return [...results.filter((result) => result.status !== "fail" || listed.has(result)), ...closing];
}

/** Failures that explain others come first; all else stays in its order. */
export function causesFirst(checks: CheckResult[]): CheckResult[] {
  const rank = ({ code, status }: CheckResult) => {
    const at = CAUSE_CODES.indexOf(code);
    return status !== "fail" || at < 0 ? CAUSE_CODES.length : at;
  };
  return checks.toSorted((a, b) => rank(a) - rank(b));
}
