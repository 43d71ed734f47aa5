// Whether a batch ends before its time: its last row stands well before the point of the calendar at which every accepted batch ended.

import { isDated } from "../../schema/words/moments.ts";
import type { Field } from "../../types/schema.ts";
import { cellsOf } from "../columns/alarm.ts";
import { rangeOf } from "../columns/reach.ts";
import type { BatchCase, PastBatch } from "../history/history.ts";

const DAY = 86_400;
const FEWEST_CELLS = 5;
/** With fewer accepted batches equal ends may be an accident. */
const FEWEST_BATCHES = 4;
/** Of a period: the least distance of two ends that belong to two of them. */
const HALF = 0.5;
/** Share of the period within which all accepted batches end, and by which the batch ends before them. */
const REGULAR = 1 / 24;
const EARLY = 1 / 8;
/** Share of the period that ends at one point may lie apart. */
const STILL = 1 / 1000;
/** Seconds; a month is the mean one. */
const PERIODS = [
  { unit: "day", seconds: DAY, phaseOf: (moment: number) => wrapped(moment, DAY) },
  { unit: "week", seconds: 7 * DAY, phaseOf: (moment: number) => wrapped(moment, 7 * DAY) },
  { unit: "month", seconds: 30.4375 * DAY, phaseOf: monthPhase },
];

export interface EarlyEnd {
  field: Field;
  /** Of which the accepted batches have each the whole. */
  unit: string;
}

/** Null: no column of moments tells. */
export function earlyEnd({ batch, history, schema }: BatchCase): EarlyEnd | null {
  const rows = history.map(({ profile }) => profile.rows);
  for (const field of schema.fields.filter(({ type }) => isDated(type))) {
    const own = lastMoment(batch, field);
    const past = history.flatMap((one) => lastMoment(one, field) ?? []);
    if (own === null || past.length < FEWEST_BATCHES) continue;
    const period = PERIODS.find(
      ({ seconds, phaseOf }) =>
        areApart(past, seconds) && !areCutByRows(rows, past.map(phaseOf), seconds) && endsEarly(phaseOf(own), past.map(phaseOf), seconds),
    );
    if (period !== undefined) return { field, unit: period.unit };
  }
  return null;
}

/** Each accepted batch has a period of its own: samples of one stretch of time end together too, and say nothing of a rhythm. */
function areApart(past: number[], period: number): boolean {
  const sorted = [...past].sort((a, b) => a - b);
  return sorted.every((end, i) => i === 0 || end - sorted[i - 1]! >= HALF * period);
}

/** Batches of one number of rows that do not end at one point of the period are cut by that number, not by the calendar. */
function areCutByRows(rows: number[], ends: number[], period: number): boolean {
  const apart = ends.map((end) => Math.abs(wrapped(end - ends[0]! + HALF * period, period) - HALF * period));
  return rows.every((count) => count === rows[0]) && Math.max(...apart) > STILL * period;
}

/** The phases of all past ends lie in a small arc of the period, and the batch's lies clearly before that arc. */
function endsEarly(own: number, past: number[], period: number): boolean {
  const from = past.find((start) => past.every((end) => wrapped(end - start, period) <= REGULAR * period));
  if (from === undefined) return false;
  const before = wrapped(from - own, period);
  return before >= EARLY * period && wrapped(own - from, period) > REGULAR * period;
}

function lastMoment({ profile }: PastBatch, { name }: Field): number | null {
  const column = profile.columns.find((one) => one.name === name);
  return column?.kind === "number" && cellsOf(column) >= FEWEST_CELLS ? rangeOf(column).high : null;
}

function wrapped(value: number, period: number): number {
  return ((value % period) + period) % period;
}

/** Seconds since the end of the last month: negative distances wrap like those of a day. */
function monthPhase(moment: number): number {
  const date = new Date(moment * 1000);
  const end = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / 1000;
  return wrapped(moment - end, 30.4375 * DAY);
}
