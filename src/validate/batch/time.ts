// When the rows of a batch happened: not in the future, after what was accepted, without a hole, in order.

import { grouped, named, percent, plural } from "../../findings/wording.ts";
import { distributionOf } from "../../profile/curves.ts";
import { medianOf, pointsOf } from "../../profile/points.ts";
import { isDated } from "../../schema/words/moments.ts";
import { growth } from "../../stats/deviation.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { NumberProfile } from "../../types/profile.ts";
import type { Field } from "../../types/schema.ts";
import { cellsOf } from "../columns/alarm.ts";
import { rangeOf } from "../columns/reach.ts";
import { shareAlarm, shareRange } from "../columns/shares.ts";
import { placeOf } from "../history/batches.ts";
import { ALPHA, type BatchCase, batchFinding, batchPass } from "../history/history.ts";

const DAY = 86_400;
const FEWEST_CELLS = 5;
const OVERLAP_FLOOR = 0.02;
/** A hole of so many usual steps is a warning, of so many a fault; where steps are regular, one that is missing is seen. */
const STEPS = { warn: 2, fail: 5, one: 0.75 };
/** Steps and gaps that differ by less than this share of a step are regular; fewer gaps do not show it. */
const REGULAR = { share: 0.25, fewest: 4 };
const FALLS_SHARE = 0.01;

interface Span {
  low: number;
  middle: number;
  high: number;
  profile: NumberProfile;
}

/** Whether a batch goes on in time where the accepted ones ended. */
export function timeChecks(input: BatchCase): CheckResult[] {
  const moments = input.schema.fields.filter(hasClock);
  if (moments.length === 0) return [];
  const findings = moments.flatMap((field) => fieldFindings(input, field));
  if (findings.length > 0) return findings;
  return [
    batchPass(input, "time", 0, 0, `goes on in time where the accepted batches ended (${plural(moments.length, "column")} of moments)`),
  ];
}

/** Moments that are numbers: a year tells too little. */
function hasClock({ type, role }: Field): boolean {
  return isDated(type) || (role === "time" && (type === "integer" || type === "number"));
}

function fieldFindings(input: BatchCase, field: Field): CheckResult[] {
  const spans = input.history.flatMap(({ profile }) => spanOf(profile.columns.find((column) => column.name === field.name)) ?? []);
  const own = spanOf(input.batch.profile.columns.find((column) => column.name === field.name));
  if (own === null || spans.length === 0) return [];
  const future = futureFinding(input, field, spans);
  if (future !== null) return [future];
  const found = [orderFinding(input, field, spans, own)];
  // Where rows of the future were accepted, nobody knows when those batches end.
  if (hasFuture(input, field, spans)) found.push(oldFinding(input, field, spans, own));
  else if (isForward(spans))
    found.push(
      oldFinding(input, field, spans, own) ??
        overlapFinding(input, field, spans, own) ??
        gapFinding(input, field, spans, own) ??
        spanFinding(input, field, spans, own),
    );
  return found.flatMap((finding) => finding ?? []);
}

function spanOf(profile: BatchCase["batch"]["profile"]["columns"][number] | undefined): Span | null {
  if (profile === undefined || profile.kind !== "number" || cellsOf(profile) < FEWEST_CELLS) return null;
  const { low, high } = rangeOf(profile);
  return { low, high, middle: medianOf(pointsOf([profile])), profile };
}

/** No batch is earlier than the one before; two may be of one day. */
function isForward(spans: Span[]): boolean {
  const goesOn = (span: Span, i: number) => i === 0 || (span.middle >= spans[i - 1]!.middle && span.high >= spans[i - 1]!.high);
  return spans.length > 1 && spans.at(-1)!.middle > spans[0]!.middle && spans.every(goesOn);
}

/** A day from now, in the column's own units; null: not known. */
function latestOf({ now }: BatchCase, field: Field, spans: Span[]): number | null {
  const scale = scaleOf(field, spans);
  return now === null || scale === null ? null : (now / 1000 + DAY) * scale;
}

function hasFuture(input: BatchCase, field: Field, spans: Span[]): boolean {
  const latest = latestOf(input, field, spans);
  return latest !== null && spans.some(({ high }) => high > latest);
}

function futureFinding(input: BatchCase, field: Field, spans: Span[]): CheckResult | null {
  const column = input.batch.typed.parts.get(field.name)?.column;
  const latest = latestOf(input, field, spans);
  if (latest === null || column?.kind !== "number" || hasFuture(input, field, spans)) return null;
  let [hits, first] = [0, -1];
  column.values.forEach((value, row) => {
    if (value > latest && hits++ === 0) first = row;
  });
  if (hits === 0) return null;
  const says = `has ${plural(hits, "row")} whose ${named(field.name)} lies in the future; first at ${placeOf(input.batch.typed, first)}`;
  const remedy = "Look for a wrong year, day and month exchanged or a time zone; no accepted batch had such rows.";
  return batchFinding(input, { code: "future-date", subject: field.name, observed: hits, expected: 0, says, remedy, field });
}

/** Units per second: dates are seconds; clocks that are numbers may count otherwise. Null: no clock (years, counters). */
function scaleOf(field: Field, spans: Span[]): number | null {
  if (field.type !== "integer" && field.type !== "number") return 1;
  const { high } = spans.at(-1)!;
  return [1, 1e3, 1e6, 1e9].find((scale) => high >= 1e8 * scale && high < 1e10 * scale) ?? null;
}

function oldFinding(input: BatchCase, field: Field, spans: Span[], own: Span): CheckResult | null {
  const last = spans.at(-1)!;
  if (own.middle >= last.middle) return null;
  const says = `is older than the last accepted batch: the median of ${named(field.name)} is ${momentOf(own.middle, field)}, there ${momentOf(last.middle, field)}`;
  const remedy = "Look for a delivery out of turn or a stale export; earlier batches were each later than the one before.";
  return batchFinding(input, {
    code: "old-batch",
    subject: field.name,
    observed: momentOf(own.middle, field),
    expected: `after ${momentOf(last.middle, field)}`,
    says,
    remedy,
    field,
  });
}

/** Rows that belong to the time of the batch before. */
function overlapFinding(input: BatchCase, field: Field, spans: Span[], own: Span): CheckResult | null {
  const share = (span: Span, before: Span) => {
    const cells = cellsOf(span.profile);
    // A profile knows its ends exactly and what lies between by its quantiles.
    const earlier = span.low >= before.high ? 0 : distributionOf(span.profile)(before.high, false);
    return { hits: Math.round(cells * earlier), cells };
  };
  const past = spans.slice(1).map((span, i) => share(span, spans[i]!));
  const found = shareAlarm({ ...share(own, spans.at(-1)!), past, floor: OVERLAP_FLOOR, alpha: ALPHA, direction: "up" });
  if (found === null) return null;
  const says = `has ${percent(found.share)} of its rows before the end of the last accepted batch (by ${named(field.name)}); among accepted batches ${shareRange(past)}`;
  const remedy = "Look for rows that were delivered before, or for dates that lost their year or month.";
  return batchFinding(input, {
    code: "time-overlap",
    subject: field.name,
    observed: percent(found.share),
    expected: shareRange(past),
    says,
    remedy,
    field,
  });
}

const spread = (list: number[]) => Math.max(...list) - Math.min(...list);

const meanStep = (spans: Span[]) => (spans.at(-1)!.middle - spans[0]!.middle) / (spans.length - 1);

function gapFinding(input: BatchCase, field: Field, spans: Span[], own: Span): CheckResult | null {
  if (spans.length < 3) return null;
  const steps = spans
    .slice(1)
    .map((span, i) => span.middle - spans[i]!.middle)
    .sort((a, b) => a - b);
  // Most files may be of the same day as the one before.
  const step = steps[steps.length >> 1]! || meanStep(spans);
  const gaps = spans.slice(1).map((span, i) => span.low - spans[i]!.high);
  const usual = Math.max(0, ...gaps);
  const gap = own.low - Math.max(spans.at(-1)!.high, ...deliveredBefore(input, field, own));
  const holes = (gap - (1 + 3 / spans.length) * usual) / step;
  const isRegular = gaps.length >= REGULAR.fewest && [steps, gaps].every((list) => spread(list) <= REGULAR.share * step);
  const isOneMissing = isRegular && gap - usual > STEPS.one * step;
  if (holes <= STEPS.warn && !isOneMissing) return null;
  const count =
    holes <= STEPS.warn ? "where each came one usual step after the other" : `more than ${grouped(Math.floor(holes))} usual steps`;
  const says = `begins ${momentSpan(gap, field)} after the batch before it (by ${named(field.name)}), ${count}: batches are missing between`;
  const status = holes > STEPS.fail ? "fail" : "warn";
  const remedy = "Deliver the missing batches first, or look for a wrong year.";
  return batchFinding(input, {
    code: "time-gap",
    subject: field.name,
    status,
    observed: momentSpan(gap, field),
    expected: `at most ${momentSpan(usual + STEPS.warn * step, field)}`,
    says,
    remedy,
    field,
  });
}

/** Ends of new batches before this one that failed: they were delivered nevertheless. */
function deliveredBefore({ failed = [] }: BatchCase, { name }: Field, own: Span): number[] {
  return failed.flatMap(({ profile }) => {
    const high = spanOf(profile.columns.find((column) => column.name === name))?.high ?? own.high;
    return high <= own.low ? [high] : [];
  });
}

/** Rows that reach much farther in time than those of any batch. */
function spanFinding(input: BatchCase, field: Field, spans: Span[], own: Span): CheckResult | null {
  const longest = Math.max(...spans.map(({ low, high }) => high - low));
  const limit = growth(spans.length) * longest + STEPS.warn * meanStep(spans);
  const length = own.high - own.low;
  if (length <= limit) return null;
  const says = `reaches over ${momentSpan(length, field)} by ${named(field.name)} (${momentOf(own.low, field)} to ${momentOf(own.high, field)}), accepted batches over at most ${momentSpan(longest, field)}`;
  const remedy = "Look for wrong years, or day and month exchanged.";
  const found = {
    code: "time-span",
    subject: field.name,
    observed: momentSpan(length, field),
    expected: `at most ${momentSpan(limit, field)}`,
  };
  return batchFinding(input, { ...found, says, remedy, field });
}

/** Rows out of order where every accepted batch was sorted: a warning, for no row is worse by it. */
function orderFinding(input: BatchCase, field: Field, spans: Span[], own: Span): CheckResult | null {
  const { falls } = own.profile;
  const cells = cellsOf(own.profile);
  if (spans.length < 2 || spans.some(({ profile }) => profile.falls > 0 || cellsOf(profile) < 20)) return null;
  if (falls <= Math.max(FEWEST_CELLS, FALLS_SHARE * cells)) return null;
  const says = `is not sorted by ${named(field.name)} (${plural(falls, "step")} back), and every accepted batch was`;
  const remedy = "If rows were put together from several sources, look whether cells stayed with their row.";
  return batchFinding(input, { code: "row-order", subject: field.name, status: "warn", observed: falls, expected: 0, says, remedy, field });
}

function momentOf(value: number, field: Field): string {
  if (field.type === "integer" || field.type === "number" || !(Math.abs(value) < 8.64e12)) return String(Math.round(value));
  const iso = new Date(value * 1000).toISOString();
  return field.type === "datetime" ? `${iso.slice(0, 16)}Z` : iso.slice(0, 10);
}

function momentSpan(units: number, field: Field): string {
  if (field.type === "integer" || field.type === "number") return `${grouped(Math.round(units))} units`;
  return units >= 2 * DAY ? plural(Math.round(units / DAY), "day") : plural(Math.round(units / 3600), "hour");
}
