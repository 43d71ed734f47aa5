// Calendar dates and times of day as seconds, in UTC. Strict: 31 February is no date.

const SECONDS_PER_DAY = 86_400;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const TIME = /^([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?$/;
/** After a blank only what is no time of day: `UTC`, `+01:00`. PostgreSQL leaves out the minutes of a zone. */
const ZONE = /(?: ?(?:[zZ]|UTC|GMT)| ?([+-])([0-9]{2})(?::?([0-9]{2}))?)$/;
const YEAR = /^(-?[0-9]{4,6})(?:\.0+)?$/;
const YEAR_MONTH = /^([0-9]{4})-([0-9]{2})$/;

/** Seconds since 1970 of a day at midnight, null when the calendar has no such day. */
export function secondsOfDay(year: number, month: number, day: number): number | null {
  if (month < 1 || month > 12 || day < 1) return null;
  const leap = month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0);
  if (day > DAYS_IN_MONTH[month - 1]! + (leap ? 1 : 0)) return null;
  return daysSince1970(year, month, day) * SECONDS_PER_DAY;
}

/** Hinnant, "chrono-Compatible Low-Level Date Algorithms": days_from_civil. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Seconds since midnight; null: no such time. */
export function secondsOfTime(hour: number, minute: number, second: number, fraction = ""): number | null {
  if (hour > 23 || minute > 59 || second > 59) return null;
  return hour * 3600 + minute * 60 + second + (fraction === "" ? 0 : Number(`0.${fraction}`));
}

/** `2024-02-29` */
export function parseDate(text: string): number | null {
  const parts = DATE.exec(text);
  return parts ? secondsOfDay(Number(parts[1]), Number(parts[2]), Number(parts[3])) : null;
}

/** `2024-02-29T13:30:00.5+02:00`; a blank may stand for the T and before the zone (`+02`, `UTC`), seconds may be left out, no zone means UTC. */
export function parseDatetime(text: string): number | null {
  const separator = text.charCodeAt(10);
  if (separator !== 84 && separator !== 116 && separator !== 32) return null;
  const day = parseDate(text.slice(0, 10));
  if (day === null) return null;
  const zone = ZONE.exec(text);
  const time = parseTimeOfDay(text.slice(11, zone ? zone.index : text.length));
  const offset = zone ? offsetSeconds(zone[1], zone[2], zone[3]) : 0;
  return time === null || offset === null ? null : day + time - offset;
}

function offsetSeconds(sign: string | undefined, hours = "0", minutes = "0"): number | null {
  if (sign === undefined) return 0;
  if (Number(hours) > 23 || Number(minutes) > 59) return null;
  const seconds = Number(hours) * 3600 + Number(minutes) * 60;
  return sign === "-" ? -seconds : seconds;
}

/** `13:30`, `13:30:00`, `13:30:00.25`: seconds since midnight. */
export function parseTimeOfDay(text: string): number | null {
  const parts = TIME.exec(text);
  if (!parts) return null;
  return secondsOfTime(Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0), parts[4]);
}

/** The year itself, `2024` (also `2024.0`, which programs that know only floats write). */
export function parseYear(text: string): number | null {
  const parts = YEAR.exec(text);
  return parts ? Number(parts[1]) : null;
}

/** `2024-02`: seconds since 1970 of the month's first day. */
export function parseYearMonth(text: string): number | null {
  const parts = YEAR_MONTH.exec(text);
  return parts ? secondsOfDay(Number(parts[1]), Number(parts[2]), 1) : null;
}
