// From one text that may be a date to the patterns (strptime) that it may be written in.

const MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
const LONG_MONTHS = "january|february|march|april|june|july|august|september|october|november|december";
const SHORT_DAYS = "mon|tue|wed|thu|fri|sat|sun";
const DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday";

/** A time of day: seconds, their fraction, AM or PM. */
const CLOCK = /(?<!\d)\d{1,2}:\d{2}(:\d{2}([.,]\d{1,9})?)?( ?[ap]m)?(?![\d:])/i;
/** Oracle writes points, and a fraction, or AM or PM, beside them; 12.30 alone is an amount. */
const POINTED = /(?<![\d.])\d{1,2}\.\d{2}(\.\d{2}(\.\d{1,9}))( ?[ap]m)?(?![\d:])/i;
const ZONE = /^( ?)(?:(Z|[+-]\d{2}(?::?\d{2})?)|((?:UTC|GMT)[+-]\d{2}(?::?\d{2})?|[A-Z]{3,4}))(?= |$)/;
/** Nothing between the digits: ISO 8601's basic format, and what is like it. */
const COMPACT = /^\d{8}([T_ -]?)(\d{6}|\d{4})(\.\d{1,9})?(Z|[+-]\d{2}:?(?:\d{2})?)?$/;

const TOKEN = /(?<digits>\d+)|(?<name>\p{L}+)/gu;

/** Likeliest first; empty: no date with a day in it. */
export function layoutsOf(text: string): string[] {
  const compact = compactLayout(text);
  if (compact !== null) return [compact];
  const clock = POINTED.exec(text) ?? CLOCK.exec(text);
  if (clock === null) return dateLayouts(text);
  const before = text.slice(0, clock.index);
  const after = text.slice(clock.index + clock[0].length);
  const zone = ZONE.exec(after);
  const zoned = zone === null ? "" : `${zone[1]}${zone[2] === undefined ? "%Z" : "%z"}`;
  const rest = after.slice(zone?.[0].length ?? 0);
  const mark = "\u0000";
  const timed = dateLayouts(`${before}${mark}${rest}`).map((layout) => layout.replace(mark, `${clockLayout(clock)}${zoned}`));
  return timed;
}

function compactLayout(text: string): string | null {
  if (/^\d{8}$/.test(text)) return "%Y%m%d";
  const parts = COMPACT.exec(text);
  if (parts === null) return null;
  const [, separator, clock = "", fraction, zone] = parts;
  return `%Y%m%d${separator}%H%M${clock.length === 6 ? "%S" : ""}${fraction === undefined ? "" : ".%f"}${zone === undefined ? "" : "%z"}`;
}

function clockLayout([text, seconds, fraction, half]: RegExpExecArray): string {
  const by = text.includes(":") ? ":" : ".";
  const part = fraction === undefined ? "" : `${fraction[0]}%f`;
  const second = seconds === undefined ? "" : `${by}%S${part}`;
  return `${half === undefined ? "%H" : "%I"}${by}%M${second}${half === undefined ? "" : half[0] === " " ? " %p" : "%p"}`;
}

/** By the number of digits. */
const NUMBERS = [null, "%?", "%?", null, "%Y"];

/** Names and years say themselves; what one or two digits mean is told by their number and their place. */
function dateLayouts(text: string): string[] {
  let layout = "";
  let at = 0;
  let numbers = 0;
  for (const found of text.matchAll(TOKEN)) {
    const between = text.slice(at, found.index);
    at = found.index + found[0].length;
    const { name, digits = "" } = found.groups ?? {};
    const directive = name === undefined ? (NUMBERS[digits.length] ?? null) : nameDirective(name);
    if (directive === null) return [];
    if (directive === "%?") numbers++;
    layout += between + directive;
  }
  layout = (layout + text.slice(at)).replaceAll(/ +/g, " ");
  if ((layout.match(/%[aA]/g) ?? []).length > 1) return [];
  return meaningsOf(layout, numbers).map((letters) => letters.reduce((done, letter) => done.replace("%?", `%${letter}`), layout));
}

function nameDirective(name: string): string | null {
  if (new RegExp(`^(${MONTHS})$`, "i").test(name)) return "%b";
  if (new RegExp(`^(${LONG_MONTHS})$`, "i").test(name)) return "%B";
  if (new RegExp(`^(${SHORT_DAYS})$`, "i").test(name)) return "%a";
  if (new RegExp(`^(${DAYS})$`, "i").test(name)) return "%A";
  return name === "T" ? "T" : null;
}

function meaningsOf(layout: string, numbers: number): string[][] {
  const years = (layout.match(/%Y/g) ?? []).length;
  const months = (layout.match(/%[bB]/g) ?? []).length;
  if (years > 1 || months > 1) return [];
  if (months === 1) return years === 1 && numbers === 1 ? [["d"]] : years === 0 && numbers === 2 ? [["d", "y"]] : [];
  if (years === 1 && numbers === 2) return layout.indexOf("%Y") < layout.indexOf("%?") ? [["m", "d"]] : byDayOrMonth(layout, []);
  if (years === 1 || numbers !== 3) return [];
  const yearFirst = /%\?-%\?-%\?/.test(layout) ? [["y", "m", "d"]] : [];
  return [...byDayOrMonth(layout, ["y"]), ...yearFirst];
}

/** Where points stand between them, the day is first everywhere. */
function byDayOrMonth(layout: string, rest: string[]): string[][] {
  const dayFirst = ["d", "m", ...rest];
  return /%\?\.%\?/.test(layout) ? [dayFirst] : [dayFirst, ["m", "d", ...rest]];
}
