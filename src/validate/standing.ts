// What an inferred range has become: accepted batches went on since it was inferred, and nobody wrote it down.
import type { NumberProfile } from "../types/profile.ts";
import type { Constraints, Field, Schema } from "../types/schema.ts";
import { hullOf, rangeOf, reachOf, widened } from "./drift/reach.ts";
import { ALPHA, FEWEST_BATCHES, MOST_BATCHES, type PastBatch } from "./history.ts";
import { calendarRange } from "./infer-growth.ts";
import { outward } from "./infer-range.ts";

/** Bounds that were inferred lie at least as far out as history lets values go; what a schema file says stays as it is written. */
export function standingFields({ fields, file }: Schema, history: PastBatch[]): Field[] {
  if (file !== null || history.length < FEWEST_BATCHES) return fields;
  const past = history.slice(-MOST_BATCHES).map(({ profile }) => new Map(profile.columns.map((column) => [column.name, column])));
  return fields.map((field) => {
    if (field.type !== "number" && field.type !== "integer") return field;
    const known = past.flatMap((columns) => {
      const column = columns.get(field.name);
      return column?.kind === "number" && column.distinct > 0 ? [column] : [];
    });
    return known.length < FEWEST_BATCHES ? field : { ...field, constraints: movedOn(field, known, ALPHA / fields.length) };
  });
}

function movedOn({ name, type, constraints }: Field, past: NumberProfile[], alpha: number): Constraints {
  const { minimum, maximum } = constraints;
  const hull = hullOf(past.map(rangeOf));
  // The calendar does not move.
  if (calendarRange(name, Float64Array.of(minimum ?? hull.low, maximum ?? hull.high)) !== null) return constraints;
  const { low, high } = widened(hull, reachOf(past, alpha));
  const out = (bound: number, direction: 1 | -1) =>
    hull.high > hull.low ? outward(bound, hull.high - hull.low, direction, type === "integer") : bound;
  // Nor does zero, as long as nothing accepted lies below it.
  const lower = minimum === 0 && hull.low >= 0 ? 0 : out(low, -1);
  return {
    ...constraints,
    ...(minimum === undefined ? {} : { minimum: Math.min(minimum, lower) }),
    ...(maximum === undefined ? {} : { maximum: Math.max(maximum, out(high, 1)) }),
  };
}
