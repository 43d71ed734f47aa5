// Date patterns in C's strptime notation, compiled once per column: `%d/%m/%Y`.
import { secondsOfDay, secondsOfTime } from "./dates.ts";

const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const shortened = (names: string[]) => names.map((name) => name.slice(0, 3));

/** Directive → what it matches. As in Python, one digit is enough where two are usual. */
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
  ["z", "([Zz]|[+-][0-9]{2}:?[0-9]{2})"],
  ["Z", "(UTC|GMT|Z)"],
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
  return day + time - zoneOf(part.get("z"));
}

/** 0 when the pattern names no date at all: a time of day. */
function dayOf(part: Map<string, string>): number | null {
  const year = yearOf(part);
  const month = monthOf(part);
  const ordinal = part.get("j");
  if (year === undefined && month === undefined && !part.has("d") && !part.has("e") && ordinal === undefined) return 0;
  if (ordinal !== undefined && year !== undefined) return secondsOfOrdinal(year, Number(ordinal));
  return secondsOfDay(year ?? 1900, month ?? 1, Number(part.get("d") ?? part.get("e") ?? 1));
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
  if (zone === undefined || zone.toLowerCase() === "z") return 0;
  const seconds = Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(-2)) * 60;
  return zone[0] === "-" ? -seconds : seconds;
}
