// The date that a file's name carries, in whatever notation, and the pattern text that would read it.
import { secondsOfDay } from "../../table/values/dates.ts";

export interface NameDate {
  /** Milliseconds since 1970. */
  date: number;
  /** The date stands in [start, end) of the name. */
  start: number;
  end: number;
  /** The same place in a pattern: `{YYYY}-{MM}-{DD}`; `*` where tokens cannot say it. */
  tokens: string;
}

type Reader = (parts: RegExpExecArray) => { date: number | null; tokens: string } | null;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH = `(${MONTHS.join("|")})[a-z]*`;

/** Most telling first; the first notation that yields a real date wins. */
const NOTATIONS: [RegExp, Reader][] = [
  [/year=(\d{4})\/month=(\d{1,2})(?:\/day=(\d{1,2}))?/gi, ([, y, m, d]) => ({ date: day(y, m, d ?? "1"), tokens: hiveTokens(m!, d) })],
  // 2026-01-31, perhaps with a time behind a T
  [/(?<!\d)(\d{4})([-_./ ])(\d{1,2})\2(\d{1,2})(?:T(\d{2})([-:.]?\d{2})*)?(?!\d)/g, separated],
  // 20260131, 2026013112, 20260131T120000
  [/(?<!\d)(\d{4})(\d{2})(\d{2})(?:T?(\d{2})((?:\d{2}){0,2}))?(?!\d)/g, compact],
  [/(?<!\d)(\d{1,2})([-_. ])(\d{1,2})\2(\d{4})(?!\d)/g, dayFirst],
  [/(?<!\d)(\d{2})()(\d{2})(\d{4})(?!\d)/g, dayFirst],
  [
    new RegExp(`(?<![\\da-z])(\\d{1,2})[-_. ]?${MONTH}[-_. ]?(\\d{4})(?!\\d)`, "gi"),
    ([, d, m, y]) => ({ date: day(y, monthNumber(m!), d), tokens: "*" }),
  ],
  [
    new RegExp(`(?<!\\d)(\\d{4})[-_. ]?${MONTH}[-_. ]?(\\d{1,2})(?!\\d)`, "gi"),
    ([, y, m, d]) => ({ date: day(y, monthNumber(m!), d), tokens: "*" }),
  ],
  [new RegExp(`(?<![a-z])${MONTH}[-_. ]?(\\d{4})(?!\\d)`, "gi"), ([, m, y]) => ({ date: day(y, monthNumber(m!), "1"), tokens: "*" })],
  [new RegExp(`(?<!\\d)(\\d{4})[-_. ]?${MONTH}(?![a-z])`, "gi"), ([, y, m]) => ({ date: day(y, monthNumber(m!), "1"), tokens: "*" })],
  [/(?<!\d)(\d{4})[-_. ]?q([1-4])(?!\d)/gi, ([, y, q]) => ({ date: day(y, String(Number(q) * 3 - 2), "1"), tokens: "*" })],
  [/(?<!\d)(\d{4})[-_. ]?w(\d{2})(?!\d)/gi, ([, y, w]) => ({ date: week(y!, w!), tokens: "*" })],
  [/(?<!\d)(\d{4})([-_./ ])(\d{2})(?!\d)/g, ([, y, by, m]) => ({ date: day(y, m, "1"), tokens: `{YYYY}${by}{MM}` })],
  [/(?<!\d)(\d{4})(\d{2})(?!\d)/g, ([, y, m]) => ({ date: day(y, m, "1"), tokens: "{YYYYMM}" })],
  // 260131: two digits of a year
  [/(?<!\d)(\d{2})(\d{2})(\d{2})(?!\d)/g, ([, y, m, d]) => ({ date: day(`20${y}`, m, d), tokens: "*" })],
  [/(?<!\d)(\d{4})(?!\d)/g, ([, y]) => ({ date: day(y, "1", "1"), tokens: "{YYYY}" })],
];

/** Null when no date stands in the name. Years from 1970 to 2199: other numbers of four digits are no years. */
export function dateInName(name: string): NameDate | null {
  for (const [regex, read] of NOTATIONS) {
    for (const parts of name.matchAll(regex)) {
      const found = read(parts);
      if (found?.date != null) return { date: found.date, tokens: found.tokens, start: parts.index, end: parts.index + parts[0].length };
    }
  }
  return null;
}

function separated([all, y, by, m, d, hour]: RegExpExecArray): { date: number | null; tokens: string } {
  const wide = m!.length === 2 && d!.length === 2;
  const tokens = wide ? `{YYYY}${by}{MM}${by}{DD}${hourTokens(all, hour)}` : "*";
  return { date: withHour(day(y, m, d), hour), tokens };
}

function compact([all, y, m, d, hour, rest]: RegExpExecArray): { date: number | null; tokens: string } {
  const tokens = all.includes("T") ? `{YYYYMMDD}${hourTokens(all, hour)}` : `{YYYYMMDD${hour ? "HH" : ""}}${rest ? "*" : ""}`;
  return { date: withHour(day(y, m, d), hour), tokens };
}

function hourTokens(all: string, hour: string | undefined): string {
  if (hour === undefined) return "";
  return all.endsWith(`T${hour}`) ? "T{HH}" : "T{HH}*";
}

/** Day before month unless only the other way round is a date. */
function dayFirst([, a, by, b, y]: RegExpExecArray): { date: number | null; tokens: string } {
  const european = day(y, b, a);
  const wide = a!.length === 2 && b!.length === 2;
  const [first, second] = european === null ? ["{MM}", "{DD}"] : ["{DD}", "{MM}"];
  return { date: european ?? day(y, a, b), tokens: wide ? `${first}${by}${second}${by}{YYYY}` : "*" };
}

function hiveTokens(m: string, d: string | undefined): string {
  const month = m.length === 2 ? "{MM}" : "*";
  const dayPart = d === undefined ? "" : `/day=${d.length === 2 ? "{DD}" : "*"}`;
  return `year={YYYY}/month=${month}${dayPart}`;
}

function monthNumber(name: string): string {
  return String(MONTHS.indexOf(name.toLowerCase()) + 1);
}

function day(y: string | undefined, m: string | undefined, d: string | undefined): number | null {
  if (Number(y) < 1970 || Number(y) > 2199) return null;
  const seconds = secondsOfDay(Number(y), Number(m), Number(d));
  return seconds === null ? null : seconds * 1000;
}

/** Monday of an ISO week; 4 January is always in week 1. */
function week(y: string, w: string): number | null {
  const fourth = day(y, "1", "4");
  if (fourth === null || Number(w) < 1 || Number(w) > 53) return null;
  const weekday = (Math.floor(fourth / 86_400_000) + 3) % 7;
  return fourth + ((Number(w) - 1) * 7 - weekday) * 86_400_000;
}

function withHour(date: number | null, hour: string | undefined): number | null {
  if (date === null || hour === undefined) return date;
  return Number(hour) > 23 ? null : date + Number(hour) * 3_600_000;
}
