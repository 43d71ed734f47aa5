// What an inferred range or list of values has become: accepted batches went on since it was inferred, and nobody wrote it down.

import { calendarRange } from "../../schema/infer/growth.ts";
import { roundedOutward } from "../../schema/infer/range.ts";
import type { ColumnProfile, NumberProfile } from "../../types/profile.ts";
import type { Constraints, Field, Schema } from "../../types/schema.ts";
import { areFewGaps, type Beyond } from "../cells/rule.ts";
import { ALPHA, FEWEST_BATCHES, MOST_BATCHES, type PastBatch } from "../history/history.ts";
import { HASHED } from "../result/policy.ts";
import { cellsOf } from "./alarm.ts";
import { hullOf, rangeOf, reachOf, widened } from "./reach.ts";
import { allHereChance, areBeyondChance, tailsOf } from "./tail.ts";

/** Nobody wrote the field's constraints down, or they stand as `init` wrote them. */
export const isGuessed = ({ file }: Pick<Schema, "file">, { inferred }: Field): boolean => file === null || inferred === true;

/** Whether a person accepted that the rule of this code does not hold for a column. */
type Released = (code: string, name: string) => boolean;

/**
 * Bounds that were inferred lie at least as far out as history lets values go, and lists hold what was accepted; what a person wrote stays as
 * written, until a person accepts what breaks it.
 */
export function fieldsMovedOn(schema: Schema, history: PastBatch[], isReleased: Released = () => false): Field[] {
  const fields = releasedFields(schema, history, isReleased);
  if (history.length < FEWEST_BATCHES) return fields;
  const past = history.slice(-MOST_BATCHES).map(({ profile }) => new Map(profile.columns.map((column) => [column.name, column])));
  return fields.map((field) => {
    if (!isGuessed(schema, field)) return field;
    const known = past.flatMap((columns) => columns.get(field.name) ?? []);
    const { enum: listed, required, ...bounds } = field.constraints;
    const constraints = {
      ...movedOn({ ...field, constraints: bounds }, known, ALPHA / fields.length),
      ...(listed === undefined ? {} : { enum: withAccepted(listed, known) }),
      // Gaps that were accepted are for the comparison of shares to judge.
      ...(required && known.every(({ missing, rows }) => areFewGaps(missing, rows)) ? { required } : {}),
    };
    return { ...field, constraints };
  });
}

/** Rules that a person released hold what was accepted: values in a list, a range that reaches as far, gaps. */
function releasedFields({ fields }: Schema, history: PastBatch[], isReleased: Released): Field[] {
  return fields.map((field) => {
    const { name } = field;
    if (!["enum", "range", "required"].some((code) => isReleased(code, name))) return field;
    const known = history.flatMap(({ profile }) => profile.columns.find((column) => column.name === name) ?? []);
    const { enum: listed, required, ...bounds } = field.constraints;
    const constraints = {
      ...(isReleased("range", name) ? reaching(bounds, known) : bounds),
      ...(listed === undefined ? {} : { enum: isReleased("enum", name) ? withAccepted(listed, known) : listed }),
      ...(required === undefined || isReleased("required", name) ? {} : { required }),
    };
    return { ...field, constraints };
  });
}

/** Bounds that let every accepted number pass. */
function reaching(bounds: Constraints, known: ColumnProfile[]): Constraints {
  const past = known.flatMap((column): NumberProfile[] => (column.kind === "number" && column.distinct > 0 ? [column] : []));
  if (past.length === 0) return bounds;
  const { low, high } = hullOf(past.map(rangeOf));
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...others } = bounds;
  return {
    ...others,
    ...(minimum === undefined ? {} : { minimum: Math.min(minimum, low) }),
    ...(maximum === undefined ? {} : { maximum: Math.max(maximum, high) }),
    ...(exclusiveMinimum === undefined || low <= exclusiveMinimum ? {} : { exclusiveMinimum }),
    ...(exclusiveMaximum === undefined || high >= exclusiveMaximum ? {} : { exclusiveMaximum }),
  };
}

/** What accepted values say of those outside of an inferred range; null: too few batches, or the range was written down. */
export function beyondAccepted(schema: Schema, field: Field, history: PastBatch[]): Beyond | null {
  if (history.length < FEWEST_BATCHES || !isGuessed(schema, field)) return null;
  const past = history.slice(-MOST_BATCHES).flatMap(({ profile }): NumberProfile[] => {
    const column = profile.columns.find(({ name }) => name === field.name);
    return column?.kind === "number" && column.distinct > 0 ? [column] : [];
  });
  if (past.length < FEWEST_BATCHES) return null;
  const alpha = ALPHA / schema.fields.length;
  const accepted = past.reduce((sum, one) => sum + cellsOf(one), 0);
  const isSigned = past.some((one) => rangeOf(one).low < 0);
  const tails = tailsOf(past);
  return {
    farOut: (values, cells) => areBeyondChance(values, cells, tails, alpha),
    negative: (hits, cells) => !isSigned && allHereChance(hits, cells, accepted) < alpha,
  };
}

/** Whoever accepted a batch accepted its values. Of those that are remembered as hashes nobody knows the names. */
function withAccepted(listed: string[], known: ColumnProfile[]): string[] {
  const accepted = known.flatMap((column) => (column.kind === "category" ? column.values : column.atoms.map(String)));
  return [...new Set([...listed, ...accepted.filter((value) => !HASHED.test(value))])];
}

function movedOn({ name, type, constraints }: Field, known: ColumnProfile[], alpha: number): Constraints {
  const past = known.flatMap((column): NumberProfile[] => (column.kind === "number" && column.distinct > 0 ? [column] : []));
  if ((type !== "number" && type !== "integer") || past.length < FEWEST_BATCHES) return constraints;
  const { minimum, maximum } = constraints;
  const hull = hullOf(past.map(rangeOf));
  // The calendar does not move.
  if (calendarRange(name, minimum ?? hull.low, maximum ?? hull.high) !== null) return constraints;
  const { low, high } = widened(hull, reachOf(past, alpha));
  const out = (bound: number, direction: 1 | -1) =>
    hull.high > hull.low ? roundedOutward(bound, hull.high - hull.low, direction, type === "integer") : bound;
  // Nor does zero, as long as nothing accepted lies below it.
  const lower = minimum === 0 && hull.low >= 0 ? 0 : out(low, -1);
  return {
    ...constraints,
    ...(minimum === undefined ? {} : { minimum: Math.min(minimum, lower) }),
    ...(maximum === undefined ? {} : { maximum: Math.max(maximum, out(high, 1)) }),
  };
}
