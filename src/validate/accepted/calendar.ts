// Rows cut into calendar units (UTC) of the column that says when they happened, whatever file they stand in.
import { BACK, NEW } from "../../table/rows/known-rows.ts";
import { ADOPTED } from "./classes.ts";

const HOUR = 3600;
const DAY = 86_400;
/** A unit that usually has fewer rows says little of itself. */
const FEWEST_ROWS = 50;
/** More accepted parts teach nothing new of how parts differ: older rows stand together. */
export const MOST_PARTS = 60;
/** At the edge of what is cut a unit may have begun before or go on later: below this share of the usual rows it goes with its neighbour. */
const FRAGMENT = 0.5;
/** Middle rows of what came; their reach in time tells how long a delivery usually is. */
const MIDDLE = [0.05, 0.95] as const;
/** Rows of one delivery may lie in two units by the clock's zone. */
const ONE_UNIT = 1.05;

interface Unit {
  seconds: number;
  /** Counts units from 1970 on. */
  numberOf: (time: number) => number;
  label: (time: number) => string;
}

const iso = (time: number, length: number) => new Date(time * 1000).toISOString().slice(0, length);
const weekOf = (time: number) => Math.floor((Math.floor(time / DAY) + 3) / 7);
const monthOf = (time: number) => {
  const date = new Date(time * 1000);
  return 12 * (date.getUTCFullYear() - 1970) + date.getUTCMonth();
};

/** Finest first. Weeks begin on Monday. */
const UNITS: Unit[] = [
  { seconds: HOUR, numberOf: (time) => Math.floor(time / HOUR), label: (time) => `${iso(time, 13)} h` },
  { seconds: DAY, numberOf: (time) => Math.floor(time / DAY), label: (time) => iso(time, 10) },
  { seconds: 7 * DAY, numberOf: weekOf, label: (time) => `week of ${iso(DAY * (7 * weekOf(time) - 3), 10)}` },
  { seconds: 31 * DAY, numberOf: monthOf, label: (time) => iso(time, 7) },
];
const DAYS = 1;

/** Rows that are judged together. */
interface CalendarPart {
  accepted: boolean;
  /** Older than what a new part is compared with. */
  isOlder: boolean;
  /** The unit, in words. */
  label: string;
}

export interface CalendarCut {
  /** Accepted parts by their time, then new ones by theirs. */
  parts: CalendarPart[];
  /** Of each row its part; -1: none, since it is not looked at. */
  partOf: Int32Array;
}

/**
 * `times`: seconds since 1970, NaN where a row has none. `classes`: the number of the batch that brought a row, or what it is instead
 * (pieces.ts). `latest`: later times cannot be. null: no unit has rows enough, so what each promotion accepted is a part.
 * The unit is that of days, or the first longer one that usually has 50 rows; but no longer than what came since, if something did.
 */
export function cutByCalendar(times: Float64Array, classes: Int32Array, latest: number): CalendarCut | null {
  const known: number[] = [];
  const fresh: number[] = [];
  classes.forEach((one, row) => {
    if (one >= 0 || one === ADOPTED) known.push(row);
    else if (one === NEW || one === BACK) fresh.push(row);
  });
  const timed = (rows: number[]) => rows.filter((row) => times[row]! <= latest);
  const [timedKnown, timedFresh] = [timed(known), timed(fresh)];
  const unit = unitOf(times, timedKnown, timedFresh);
  if (unit === null) return null;
  const partOf = new Int32Array(classes.length).fill(-1);
  const parts: CalendarPart[] = [];
  const put = (all: number[], stretches: Stretch[], accepted: boolean) => {
    const first = parts.length;
    stretches.forEach(({ label, isOlder }) => {
      parts.push({ accepted, isOlder, label });
    });
    const at = new Map(stretches.flatMap(({ units }, i) => units.map((one) => [one, first + i] as const)));
    for (const row of all) partOf[row] = (times[row]! <= latest ? at.get(unit.numberOf(times[row]!)) : undefined) ?? parts.length - 1;
  };
  if (known.length > 0) put(known, withOlder(stretchesOf(times, timedKnown, unit)), true);
  if (fresh.length > 0) {
    const stretches = stretchesOf(times, timedFresh, unit);
    const isOne = stretches.length === 2 && reachOf(times, timedFresh) <= ONE_UNIT * unit.seconds;
    put(fresh, isOne ? [joined(stretches, stretches.reduce((a, b) => (b.rows > a.rows ? b : a)).label)] : stretches, false);
  }
  return { parts, partOf };
}

/** Units that are one part. */
interface Stretch {
  units: number[];
  rows: number;
  label: string;
  isOlder: boolean;
}

const joined = (stretches: Stretch[], label: string, isOlder = false): Stretch => ({
  units: stretches.flatMap(({ units }) => units),
  rows: stretches.reduce((sum, { rows }) => sum + rows, 0),
  label,
  isOlder,
});

function unitOf(times: Float64Array, known: number[], fresh: number[]): Unit | null {
  const all = known.concat(fresh);
  if (all.length === 0) return null;
  const finest = all.every((row) => times[row]! % DAY === 0) ? DAYS : 0;
  const enough = UNITS.findIndex((unit, i) => i >= DAYS && usualOf(countsOf(times, all, unit)) >= FEWEST_ROWS);
  if (known.length === 0 || fresh.length === 0) return UNITS[enough] ?? null;
  const reach = reachOf(times, fresh);
  const came = UNITS.findIndex(({ seconds }) => reach <= ONE_UNIT * seconds);
  const cut = Math.min(enough < 0 ? UNITS.length : enough, came < 0 ? UNITS.length : came);
  return UNITS[Math.max(finest, cut)] ?? null;
}

function countsOf(times: Float64Array, rows: number[], { numberOf }: Unit): Map<number, number> {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const unit = numberOf(times[row]!);
    counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  return counts;
}

/** The upper median. */
function usualOf(counts: Map<number, number>): number {
  const sorted = [...counts.values()].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** Seconds from the earliest to the latest of the middle rows. */
function reachOf(times: Float64Array, rows: number[]): number {
  if (rows.length === 0) return 0;
  const sorted = Float64Array.from(rows, (row) => times[row]!).sort();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
  return at(MIDDLE[1]) - at(MIDDLE[0]);
}

/** Units in order, those of too few rows with the neighbour that is nearer. Without a row that has a time all are one. */
function stretchesOf(times: Float64Array, rows: number[], unit: Unit): Stretch[] {
  const counts = countsOf(times, rows, unit);
  const usual = usualOf(counts);
  const units = [...counts.keys()].sort((a, b) => a - b);
  const timeOf = new Map<number, number>();
  for (const row of rows) timeOf.set(unit.numberOf(times[row]!), times[row]!);
  const stands = (one: number, i: number) => {
    const isEdge = i === 0 || i === units.length - 1;
    return counts.get(one)! >= (isEdge ? FRAGMENT * usual : Math.min(FEWEST_ROWS, FRAGMENT * usual));
  };
  const standing = units.filter(stands);
  if (standing.length === 0) return [{ units, rows: rows.length, label: "", isOlder: false }];
  const stretches = standing.map((one): Stretch => ({ units: [], rows: 0, label: unit.label(timeOf.get(one)!), isOlder: false }));
  let at = 0;
  for (const one of units) {
    while (at + 1 < standing.length && Math.abs(standing[at + 1]! - one) < Math.abs(standing[at]! - one)) at++;
    stretches[at]!.units.push(one);
    stretches[at]!.rows += counts.get(one)!;
  }
  return stretches;
}

/** What is older than the newest accepted parts stands together. */
function withOlder(stretches: Stretch[]): Stretch[] {
  if (stretches.length <= MOST_PARTS) return stretches;
  const older = stretches.slice(0, -MOST_PARTS);
  return [joined(older, `until ${older.at(-1)!.label}`, true), ...stretches.slice(-MOST_PARTS)];
}
