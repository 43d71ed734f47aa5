// A column of numbers against its history: where its values lie, how far out, how often one of them, how exact.

import { percent } from "../../findings/wording.ts";
import { distributionOf, namedShares, numberCurves } from "../../profile/curves.ts";
import { ATOM_ROWS, ATOM_SHARE, MOST_ATOMS } from "../../profile/number.ts";
import { medianOf, pointsOf } from "../../profile/points.ts";
import { calendarRange } from "../../schema/infer/growth.ts";
import {
  arcsineDistance,
  deviationOf,
  exceeds,
  growth,
  ksDistance,
  type Measured,
  timesSmaller,
  totalVariationDistance,
} from "../../stats/deviation.ts";
import type { NumberProfile } from "../../types/profile.ts";
import { type Alarm, ASK_THE_SOURCE, brief, type Compared, cellsOf, gapChance, independence, totalOf } from "./alarm.ts";
import { hullOf, type Range, rangeOf, reachOf, widened } from "./reach.ts";
import { shareAlarm, shareRange } from "./shares.ts";
import { areBeyondChance, tailsOf } from "./tail.ts";
import { conversionOf } from "./units.ts";

type Numbers = Compared<NumberProfile>;

const FEWEST_CELLS = 20;
const GAP_FLOOR = 0.15;
const OUTSIDE_FLOOR = 0.01;
const SPIKE_FLOOR = 0.03;
/** A common value is a spike at this many times its largest share before. */
const TWICE = 2;
const ALL = 0.97;
const GRAIN_FLOOR = 0.25;
const HOURS_FLOOR = 0.15;

/** Alarms of a number column: a moved distribution, a new repeated value, values beyond the range, another precision or hour. */
export function numberAlarms(column: Numbers): Alarm[] {
  const past = column.past.filter((one) => cellsOf(one) >= FEWEST_CELLS);
  if (past.length === 0 || cellsOf(column.batch) < FEWEST_CELLS) return [];
  const compared = { ...column, past };
  const spike = spikeAlarm(compared);
  const moved = moveAlarm(compared, spike?.gain ?? 0);
  const { low, high } = rangeOf(column.batch);
  // The days of a month are known, whatever days the accepted batches had.
  const bounded = calendarRange(column.field.name, low, high) !== null;
  const found = [moved, bounded ? null : (outsideAlarm(compared) ?? farAlarm(compared)), spike?.alarm, grainAlarm(compared)];
  return found.flatMap((alarm) => alarm ?? []);
}

/** `explained`: mass that a single value gained already, which is a finding of its own. */
function moveAlarm({ isTarget, batch, past, alpha }: Numbers, explained: number): Alarm | null {
  const curves = numberCurves([batch, ...past]);
  const measured = { batch: curves[0]!, cells: cellsOf(batch), past: curves.slice(1), weights: past.map(cellsOf), alpha };
  const deviation = deviationOf(measured, ksDistance);
  const pastCells = totalOf(past.map(cellsOf));
  if (!exceeds(deviation, GAP_FLOOR) || gapChance(deviation.distance, cellsOf(batch), pastCells) >= alpha) return null;
  if (deviation.distance - explained <= Math.max(GAP_FLOOR, deviation.limit)) return null;
  if (!exceeds(deviationOf(atWidest(measured, deviation.pool), arcsineDistance), 0)) return null;
  const [points, pool] = [pointsOf([batch]), pointsOf(past)];
  const [now, before] = [brief(medianOf(points)), brief(medianOf(pool))];
  // Classes have no unit: where they moved, labels are what to look at.
  const conversion = isTarget ? null : conversionOf(points, pool, deviation.distance, deviation.limit);
  const middle = now === before ? `its values spread otherwise (median ${now} as before)` : `median ${before} → ${now}`;
  const expected = `a gap of at most ${percent(Math.max(GAP_FLOOR, deviation.limit))}`;
  const gap = `largest gap of the distributions ${percent(deviation.distance)}, between past batches ${percent(deviation.pastDistance)}`;
  if (conversion !== null) {
    const says = `looks converted: ${middle}, ${conversion}; ${gap}`;
    return {
      code: "unit",
      observed: `median ${now}`,
      expected: `median near ${before}`,
      says,
      remedy: "Restore the unit at the source, or convert the column.",
    };
  }
  return {
    code: "drift",
    observed: `gap of ${percent(deviation.distance)}, median ${now}`,
    expected,
    says: `moved: ${middle}; ${gap}`,
    remedy: ASK_THE_SOURCE,
  };
}

/** The share below the place where the gap is largest: where few rows ever lay, as the wet hours of a dry month, shares vary by multiples. */
function atWidest(measured: Measured, pool: Float64Array): Measured {
  const gaps = pool.map((share, i) => Math.abs(measured.batch[i]! - share));
  const at = gaps.indexOf(Math.max(...gaps));
  const share = (curve: Float64Array) => curve.subarray(at, at + 1);
  return { ...measured, batch: share(measured.batch), past: measured.past.map(share) };
}

/** Cells beyond the range of history and half as much again on either side, or more where past batches went on to new ground. */
function outsideAlarm({ batch, past, alpha }: Numbers): Alarm | null {
  const ranges = past.map(rangeOf);
  const reach = reachOf(past, alpha, cellsOf(batch));
  const outside = (profile: NumberProfile, others: Range[]) => {
    const { low, high } = widened(hullOf(others), reach);
    const cdf = distributionOf(profile);
    return cellsOf(profile) * (cdf(low, false) + 1 - cdf(high, true));
  };
  const loo = past.map((profile, i) => ({
    hits:
      past.length < 2
        ? 0
        : outside(
            profile,
            ranges.filter((_, k) => k !== i),
          ),
    cells: cellsOf(profile),
  }));
  const effectiveShare = independence(batch, past);
  const found = shareAlarm({
    hits: effectiveShare * outside(batch, ranges),
    cells: effectiveShare * cellsOf(batch),
    past: loo,
    floor: OUTSIDE_FLOOR,
    alpha,
    direction: "up",
  });
  if (found === null) return null;
  const { low, high } = hullOf(ranges);
  const far = rangeOf(batch);
  const says = `has ${percent(found.share)} of its values far outside of all before (${brief(low)} to ${brief(high)}): it reaches from ${brief(far.low)} to ${brief(far.high)}`;
  const remedy = "Look for another unit, a sentinel such as -999 or cells that slipped into another column.";
  return { code: "outliers", observed: percent(found.share), expected: shareRange(loo), says, remedy };
}

/** A single value so far out that the tail of the accepted ones, continued, would hardly ever bring it. */
function farAlarm({ batch, past, alpha }: Numbers): Alarm | null {
  if (past.length < 2) return null;
  const [{ low, high }, own, tails] = [hullOf(past.map(rangeOf)), rangeOf(batch), tailsOf(past)];
  const within = widened({ low, high }, reachOf(past, alpha, cellsOf(batch)));
  const far = [own.low < within.low ? own.low : null, own.high > within.high ? own.high : null].flatMap((value) => value ?? []);
  const found = far.find((value) => areBeyondChance([value], cellsOf(batch), tails, alpha) === true);
  if (found === undefined) return null;
  const says = `has a value far outside of all before (${brief(low)} to ${brief(high)}): ${brief(found)}`;
  const remedy = "Look for a sentinel, an overflow or cells that slipped into another column.";
  return { code: "outliers", observed: brief(found), expected: `${brief(low)} to ${brief(high)}`, says, remedy };
}

/** One value that stands in many more cells than before: a default, a sentinel, a fill. */
function spikeAlarm({ batch, past, alpha }: Numbers): { alarm: Alarm; gain: number } | null {
  // Among few values a larger share of one is a shift, not a spike.
  const few = past.every((one) => one.quantiles.length === 0);
  // In some columns every batch has common values of its own.
  const usual =
    past.length < 2
      ? 0
      : Math.max(
          ...past.map((one, i) =>
            largestGain(
              one,
              past.filter((_, k) => k !== i),
            ),
          ),
        );
  const cells = cellsOf(batch);
  const effectiveShare = independence(batch, past);
  // A group of rows with one value is as large in a small batch, and two of them may share the value.
  const room = Math.max(growth(past.length), 2 * timesSmaller(cells, past.map(cellsOf))) * usual;
  let best: { alarm: Alarm; gain: number } | null = null;
  for (const [i, value] of batch.atoms.entries()) {
    if (few && past.some((one) => one.atoms.includes(value))) continue;
    const before = past.map((one) => ({ hits: rowsOf(one, value), cells: cellsOf(one) }));
    const found = shareAlarm({
      hits: effectiveShare * batch.counts[i]!,
      cells: effectiveShare * cells,
      past: before,
      floor: SPIKE_FLOOR,
      alpha,
      direction: "up",
    });
    if (found === null || found.share < TWICE * Math.max(...before.map((one) => one.hits / one.cells))) continue;
    const gain = found.share - found.pastShare;
    if (gain <= room || (best !== null && gain <= best.gain)) continue;
    const says = `is ${brief(value)} in ${percent(found.share)} of its cells, before in ${shareRange(before)}`;
    const remedy = "Look for a default, a sentinel or filled gaps; list a sentinel in `missingValues`.";
    best = { gain, alarm: { code: "spike", observed: percent(found.share), expected: shareRange(before), says, remedy } };
  }
  return best;
}

/** By how much the share of any value of a batch exceeds what the others had of it, at most. */
function largestGain(one: NumberProfile, others: NumberProfile[]): number {
  return one.atoms.reduce((most, value, i) => {
    const known = Math.max(...others.map((other) => rowsOf(other, value) / cellsOf(other)));
    return Math.max(most, one.counts[i]! / cellsOf(one) - known);
  }, 0);
}

function rowsOf(profile: NumberProfile, value: number): number {
  if (profile.atoms.includes(value)) return listedRows(profile, value);
  const { low, high } = rangeOf(profile);
  return value < low || value > high ? 0 : unlistedRows(profile);
}

function listedRows({ atoms, counts }: NumberProfile, value: number): number {
  return counts[atoms.indexOf(value)] ?? 0;
}

/** A value that a profile does not list may stand in as many rows as the least that it does list. */
function unlistedRows({ atoms, counts, quantiles, rows, missing }: NumberProfile): number {
  if (quantiles.length === 0) return 0;
  const cells = rows - missing;
  return atoms.length === MOST_ATOMS ? Math.min(...counts) : Math.min(cells, Math.max(ATOM_ROWS, ATOM_SHARE * cells));
}

const GRAIN_WORDS = ["multiples of 10", "whole numbers", "multiples of 0.1", "multiples of 0.01"];

/** Digits that got lost, or came. */
function grainAlarm({ batch, past, alpha }: Numbers): Alarm | null {
  for (const [k, words] of GRAIN_WORDS.entries()) {
    const of = (profile: NumberProfile) => {
      // Zero is a multiple of everything: it tells nothing of digits.
      const [cells, zeros] = [cellsOf(profile), listedRows(profile, 0)];
      return { hits: Math.max(0, Math.round((profile.grain[k] ?? 0) * cells) - zeros), cells: Math.max(0, cells - zeros) };
    };
    const before = past.map(of);
    const found = shareAlarm({ ...of(batch), past: before, floor: GRAIN_FLOOR, alpha, direction: "both" });
    // All cells have become coarse, or cells that all were so have not.
    if (found === null || Math.max(found.share, found.pastShare) < ALL) continue;
    const says = `has ${percent(found.share)} ${words}, before ${shareRange(before)}: its values are ${found.share > found.pastShare ? "rounded" : "more exact"}`;
    return {
      code: "precision",
      observed: percent(found.share),
      expected: shareRange(before),
      says,
      remedy: "Export the column with the digits it had.",
    };
  }
  return null;
}

/** At what hours of the day things happen: another time zone moves them. */
export function hoursAlarm({ batch, past, alpha }: Numbers): Alarm | null {
  const known = past.filter((one) => totalOf(one.hours) >= FEWEST_CELLS);
  if (known.length === 0 || totalOf(batch.hours) < FEWEST_CELLS) return null;
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  const vectors = namedShares([batch, ...known].map((one) => ({ names: hours, counts: one.hours, cells: totalOf(one.hours) })));
  const measured = {
    batch: vectors[0]!,
    cells: totalOf(batch.hours),
    past: vectors.slice(1),
    weights: known.map((one) => totalOf(one.hours)),
    alpha,
  };
  const deviation = deviationOf(measured, totalVariationDistance);
  if (!exceeds(deviation, HOURS_FLOOR)) return null;
  if (gapChance(deviation.distance / 2, totalOf(batch.hours), totalOf(known.map((one) => totalOf(one.hours)))) >= alpha) return null;
  const shift = bestShift(vectors[0]!, deviation.pool);
  const words = shift === 0 ? "" : `; moved by ${shift > 0 ? "+" : "−"}${Math.abs(shift)} h it fits: another time zone?`;
  const says = `falls on other hours of the day than before (${percent(deviation.distance)} of the rows moved)${words}`;
  const expected = `at most ${percent(Math.max(HOURS_FLOOR, deviation.limit))}`;
  return { code: "drift", observed: percent(deviation.distance), expected, says, remedy: "Check the time zone of the export." };
}

function bestShift(batch: Float64Array, pool: Float64Array): number {
  let best = { shift: 0, left: totalVariationDistance.between(batch, pool) / 2 };
  for (let shift = -12; shift <= 12; shift++) {
    const moved = Float64Array.from({ length: 24 }, (_, hour) => batch[(hour + shift + 24) % 24]!);
    const left = totalVariationDistance.between(moved, pool.subarray(0, 24));
    if (left < best.left) best = { shift, left };
  }
  return best.shift;
}
