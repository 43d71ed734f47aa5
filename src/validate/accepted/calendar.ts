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
/** More rows than so many times the usual ones of a unit are of two deliveries. */
const ONE_DELIVERY = 1.5;

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
  /** Rows that took the place of accepted ones: no delivery of their own. */
  isChanged?: true;
}

/** Of each row its part, counted from 1; 0: it is not looked at. Two bytes a row, where the number of parts allows it. */
export type PartOf = Uint16Array | Uint32Array;

/** For so many rows and parts, all 0. */
export function partsOfRows(rows: number, parts: number): PartOf {
  return parts <= 0xffff ? new Uint16Array(rows) : new Uint32Array(rows);
}

export interface CalendarCut {
  /** Accepted parts by their time, then new ones by theirs. */
  parts: CalendarPart[];
  partOf: PartOf;
}

/** Rows of one kind, with the times that can be. */
interface Timed {
  /** Any times? */
  rows: number;
  /** Visits the rows that have a time. */
  each: (visit: (time: number) => void) => void;
}

const isKnown = (one: number) => one >= 0 || one === ADOPTED;
const isFresh = (one: number) => one === NEW || one === BACK;

function timed(timeOf: (row: number) => number, classes: Int32Array, isWanted: (one: number) => boolean, latest: number): Timed {
  const each = (visit: (time: number) => void) => {
    for (let row = 0; row < classes.length; row++) {
      if (!isWanted(classes[row]!)) continue;
      const time = timeOf(row);
      if (time <= latest) visit(time);
    }
  };
  let rows = 0;
  each(() => rows++);
  return { rows, each };
}

/**
 * `timeOf`: seconds since 1970, NaN where a row has none. `classes`: the number of the batch that brought a row, or what it is instead
 * (pieces.ts). `latest`: later times cannot be. null: no unit has rows enough, so what each promotion accepted is a part.
 * The unit is that of days, or the first longer one that usually has 50 rows; but no longer than what came since, if something did.
 */
export function cutByCalendar(timeOf: (row: number) => number, classes: Int32Array, latest: number): CalendarCut | null {
  const known = timed(timeOf, classes, isKnown, latest);
  const fresh = timed(timeOf, classes, isFresh, latest);
  const unit = unitOf(known, fresh);
  if (unit === null) return null;
  const old = classes.some(isKnown) ? withOlder(stretchesOf(known, unit)) : [];
  const came = classes.some(isFresh) ? stretchesOf(fresh, unit) : [];
  const usual = known.rows === 0 ? Number.POSITIVE_INFINITY : usualOf(countsOf([known], unit).values());
  const isOne = came.length === 2 && reachOf(fresh) <= ONE_UNIT * unit.seconds && fresh.rows <= ONE_DELIVERY * usual;
  const young = isOne ? [joined(came, came.reduce((a, b) => (b.rows > a.rows ? b : a)).label)] : came;
  const partOf = partsOfRows(classes.length, old.length + young.length);
  const put = (isWanted: (one: number) => boolean, stretches: Stretch[], before: number) => {
    const at = new Map(stretches.flatMap(({ units }, i) => units.map((one) => [one, before + i + 1] as const)));
    for (let row = 0; row < classes.length; row++) {
      if (!isWanted(classes[row]!)) continue;
      const time = timeOf(row);
      partOf[row] = (time <= latest ? at.get(unit.numberOf(time)) : undefined) ?? before + stretches.length;
    }
  };
  put(isKnown, old, 0);
  put(isFresh, young, old.length);
  const partsOf = (stretches: Stretch[], accepted: boolean) => stretches.map(({ label, isOlder }) => ({ accepted, isOlder, label }));
  return { parts: [...partsOf(old, true), ...partsOf(young, false)], partOf };
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

function unitOf(known: Timed, fresh: Timed): Unit | null {
  if (known.rows + fresh.rows === 0) return null;
  const usual = (unit: Unit) => usualOf(countsOf([known, fresh], unit).values());
  const enough = UNITS.findIndex((unit, i) => i >= DAYS && usual(unit) >= FEWEST_ROWS);
  if (known.rows === 0 || fresh.rows === 0) return UNITS[enough] ?? null;
  let finest = DAYS;
  for (const { each } of [known, fresh])
    each((time) => {
      if (time % DAY !== 0) finest = 0;
    });
  const reach = reachOf(fresh);
  const came = UNITS.findIndex(({ seconds }) => reach <= ONE_UNIT * seconds);
  const cut = Math.min(enough < 0 ? UNITS.length : enough, came < 0 ? UNITS.length : came);
  return UNITS[Math.max(finest, cut)] ?? null;
}

function countsOf(kinds: Timed[], { numberOf }: Unit): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { each } of kinds)
    each((time) => {
      const unit = numberOf(time);
      counts.set(unit, (counts.get(unit) ?? 0) + 1);
    });
  return counts;
}

/** The upper median. */
function usualOf(counts: Iterable<number>): number {
  const sorted = [...counts].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** Seconds from the earliest to the latest of the middle rows. */
function reachOf({ rows, each }: Timed): number {
  if (rows === 0) return 0;
  const sorted = new Float64Array(rows);
  let count = 0;
  each((time) => {
    sorted[count++] = time;
  });
  sorted.sort();
  const at = (share: number) => sorted[Math.round(share * (rows - 1))]!;
  return at(MIDDLE[1]) - at(MIDDLE[0]);
}

/** Units in order, those of too few rows with the neighbour that is nearer. Without a row that has a time all are one. */
function stretchesOf(timed: Timed, unit: Unit): Stretch[] {
  const counts = countsOf([timed], unit);
  const usual = usualOf(counts.values());
  const units = [...counts.keys()].sort((a, b) => a - b);
  const timeOf = new Map<number, number>();
  timed.each((time) => {
    timeOf.set(unit.numberOf(time), time);
  });
  const stands = (one: number, i: number) => {
    const isEdge = i === 0 || i === units.length - 1;
    return counts.get(one)! >= (isEdge ? FRAGMENT * usual : Math.min(FEWEST_ROWS, FRAGMENT * usual));
  };
  const standing = units.filter(stands);
  if (standing.length === 0) return [{ units, rows: timed.rows, label: "", isOlder: false }];
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
