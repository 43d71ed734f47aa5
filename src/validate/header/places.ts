// Whether a new column stands where a missing one stood: between the same two columns.

import type { HeaderMatch } from "../../schema/words/match.ts";
import type { Field, Schema } from "../../types/schema.ts";

/** 1: there; −1: elsewhere, although the columns that stayed are in their order; 0: they are not, so nothing can be told. */
export type Place = (field: Field, at: number) => -1 | 0 | 1;

/** Whether a new column stands where a field is missing; says nothing where the order changed. */
export function placesOf({ columns, extra }: HeaderMatch, schema: Schema): Place {
  const kept = columns.filter((at) => at >= 0);
  if (kept.length < 2 || kept.some((at, i) => i > 0 && at < kept[i - 1]!)) return () => 0;
  const gapOf = new Map<string, number>();
  let before = 0;
  schema.fields.forEach((field, i) => {
    if (columns[i]! >= 0) before++;
    else gapOf.set(field.name, before);
  });
  const keptBefore = new Map(extra.map((at) => [at, kept.filter((one) => one < at).length]));
  return (field, at) => {
    const there = keptBefore.get(at);
    if (gapOf.get(field.name) !== there) return -1;
    // New columns are usually appended: to stand last says nothing.
    return there === kept.length ? 0 : 1;
  };
}
