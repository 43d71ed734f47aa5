// Date patterns in C's strptime notation, compiled once per column: `%d/%m/%Y`.
import { secondsOfDay, secondsOfTime } from "./dates.ts";

const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const shortened = (names: string[]) => names.map((name) => name.slice(0, 3));

/**
 * Abbreviations of zones that programs print, with their hours east of UTC. Where one has several meanings it is the usual one of
 * Java and PostgreSQL: CST, EST, MST and PST are America's, BST is British, IST is India's.
 */
const ZONES = new Map<string, number>([
  ["UTC", 0],
  ["GMT", 0],
  ["Z", 0],
  ["WET", 0],
  ["WEST", 1],
  ["BST", 1],
  ["CET", 1],
  ["CEST", 2],
  ["MEZ", 1],
  ["MESZ", 2],
  ["MET", 1],
  ["MEST", 2],
  ["EET", 2],
  ["EEST", 3],
  ["MSK", 3],
  ["IST", 5.5],
  ["JST", 9],
  ["KST", 9],
  ["AWST", 8],
  ["ACST", 9.5],
  ["ACDT", 10.5],
  ["AEST", 10],
  ["AEDT", 11],
  ["NZST", 12],
  ["NZDT", 13],
  ["EST", -5],
  ["EDT", -4],
  ["CST", -6],
  ["CDT", -5],
  ["MST", -7],
  ["MDT", -6],
  ["PST", -8],
  ["PDT", -7],
  ["AKST", -9],
  ["AKDT", -8],
  ["HST", -10],
]);

/** Directive → what it matches. As in Python, one digit is enough where two are usual, and one blank stands for several. */
const DIRECTIVES = new Map<string, string>([
  ["Y", "([0-9]{4})"],
  ["y", "([0-9]{2})"],
  ["m", "([0-9]{1,2})"],
  ["d", "([0-9]{1,2})"],
  ["e", " ?([0-9]{1,2})"],
  ["j", "([0-9]{1,3})"],
  ["H", "([0-9]{1,2})"],
  ["I", "([0-9]{1,2})"],
  ["M", "([0-9]{1,2})"],
  ["S", "([0-9]{1,2})"],
  ["f", "([0-9]{1,9})"],
  ["s", "(-?[0-9]{1,12})"],
  ["p", "([AaPp][Mm])"],
  ["z", "([Zz]|(?:UTC|GMT)?[+-][0-9]{2}(?::?[0-9]{2})?)"],
  ["Z", `((?:UTC|GMT)[+-][0-9]{2}(?::?[0-9]{2})?|${[...ZONES.keys()].join("|")})`],
  ["B", `(${MONTHS.join("|")})`],
  ["b", `(${shortened(MONTHS).join("|")})`],
  ["h", `(${shortened(MONTHS).join("|")})`],
  ["A", `(${DAYS.join("|")})`],
  ["a", `(${shortened(DAYS).join("|")})`],
]);

const COMPOSITES = new Map<string, string>([
  ["F", "%Y-%m-%d"],
  ["T", "%H:%M:%S"],
  ["R", "%H:%M"],
  ["D", "%m/%d/%y"],
]);

interface Pattern {
  regex: RegExp;
  /** The directive of each group, in order. */
  directives: string[];
}

/** Why a pattern cannot be used, as a sentence's end; null: it can. */
export function patternProblem(pattern: string): string | null {
  const compiled = compile(pattern);
  return typeof compiled === "string" ? compiled : null;
}

/** Reads cells written in `pattern` to seconds since 1970, or since midnight when the pattern has no date. Null: no such cell. */
export function patternParser(pattern: string): (text: string) => number | null {
  const compiled = compile(pattern);
  if (typeof compiled === "string") return () => null;
  const { regex, directives } = compiled;
  return (text) => {
    const groups = regex.exec(text);
    return groups ? secondsOf(directives, groups) : null;
  };
}

function compile(pattern: string): Pattern | string {
  const expanded = pattern.replace(/%([FTRD])/g, (_, name: string) => COMPOSITES.get(name) ?? "");
  const directives: string[] = [];
  let source = "";
  for (let at = 0; at < expanded.length; at++) {
    const char = expanded[at]!;
    if (char === " ") {
      source += " +";
      continue;
    }
    if (char !== "%") {
      source += char.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
      continue;
    }
    const name = expanded[++at] ?? "";
    if (name === "%") {
      source += "%";
      continue;
    }
    const matched = DIRECTIVES.get(name);
    if (matched === undefined)
      return `%${name} is not a directive that is understood (${[...DIRECTIVES.keys()].map((d) => `%${d}`).join(" ")})`;
    if (directives.includes(name)) return `%${name} stands in it twice`;
    directives.push(name);
    source += matched;
  }
  if (directives.length === 0) return "it holds no directive such as %Y";
  return { regex: new RegExp(`^${source}$`, "i"), directives };
}

function secondsOf(directives: string[], groups: RegExpExecArray): number | null {
  const part = new Map<string, string>();
  directives.forEach((name, i) => {
    part.set(name, groups[i + 1]!);
  });
  const epoch = part.get("s");
  if (epoch !== undefined) return Number(epoch);
  const day = dayOf(part);
  const time = timeOf(part);
  if (day === null || time === null) return null;
  return day + time - zoneOf(part.get("z") ?? part.get("Z"));
}

/** 0 when the pattern names no date at all: a time of day. */
function dayOf(part: Map<string, string>): number | null {
  const year = yearOf(part);
  const month = monthOf(part);
  const ordinal = part.get("j");
  const dayOfMonth = part.get("d") ?? part.get("e");
  if (ordinal !== undefined) return year === undefined ? secondsOfDayNumber(Number(ordinal)) : secondsOfOrdinal(year, Number(ordinal));
  if (year === undefined && month === undefined && dayOfMonth === undefined) return weekdayOf(part);
  return secondsOfDay(year ?? 1900, month ?? 1, Number(dayOfMonth ?? 1));
}

/** A weekday alone: Monday is the first of January 1900, which was one; 0 without it, for a time of day. */
function weekdayOf(part: Map<string, string>): number | null {
  const name = part.get("A") ?? part.get("a");
  if (name === undefined) return 0;
  return secondsOfDay(1900, 1, 1 + shortened(DAYS).indexOf(name.slice(0, 3).toLowerCase()));
}

/** Days of no year are counted from the first of January 1900, as Python does; leap years have a 366th. */
function secondsOfDayNumber(ordinal: number): number | null {
  return ordinal >= 1 && ordinal <= 366 ? secondsOfDay(1900, 1, 1)! + (ordinal - 1) * 86_400 : null;
}

function secondsOfOrdinal(year: number, ordinal: number): number | null {
  const first = secondsOfDay(year, 1, 1)!;
  const seconds = first + (ordinal - 1) * 86_400;
  return ordinal >= 1 && seconds < secondsOfDay(year + 1, 1, 1)! ? seconds : null;
}

/** POSIX: two digits from 69 on are of the last century. */
function yearOf(part: Map<string, string>): number | undefined {
  const four = part.get("Y");
  if (four !== undefined) return Number(four);
  const two = part.get("y");
  return two === undefined ? undefined : Number(two) + (Number(two) >= 69 ? 1900 : 2000);
}

function monthOf(part: Map<string, string>): number | undefined {
  const number = part.get("m");
  if (number !== undefined) return Number(number);
  const name = part.get("B") ?? part.get("b") ?? part.get("h");
  return name === undefined ? undefined : shortened(MONTHS).indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function timeOf(part: Map<string, string>): number | null {
  let hour = Number(part.get("H") ?? 0);
  const twelve = part.get("I");
  if (twelve !== undefined) {
    if (Number(twelve) < 1 || Number(twelve) > 12) return null;
    hour = (Number(twelve) % 12) + (part.get("p")?.toLowerCase() === "pm" ? 12 : 0);
  }
  return secondsOfTime(hour, Number(part.get("M") ?? 0), Number(part.get("S") ?? 0), part.get("f") ?? "");
}

function zoneOf(zone: string | undefined): number {
  if (zone === undefined) return 0;
  const named = ZONES.get(zone.toUpperCase());
  if (named !== undefined) return named * 3600;
  const [, sign, hours, minutes = "0"] = /([+-])([0-9]{2}):?([0-9]{2})?$/.exec(zone)!;
  const seconds = Number(hours) * 3600 + Number(minutes) * 60;
  return sign === "-" ? -seconds : seconds;
}
