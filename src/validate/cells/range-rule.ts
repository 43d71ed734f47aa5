// The rule of minimum and maximum.
import { grouped, named } from "../../findings/wording.ts";
import { valueWords } from "../../schema/words/moments.ts";
import type { Field } from "../../types/schema.ts";
import type { Column } from "../../types/table.ts";
import { NO_HITS, type Ran } from "../result/finding.ts";
import { type Beyond, MILD, numberHits, type Run, type TypedPart } from "./rule.ts";

/** Whether the field has a bound. */
export function hasRange(field: Field): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field.constraints;
  return minimum !== undefined || maximum !== undefined || exclusiveMinimum !== undefined || exclusiveMaximum !== undefined;
}

/** The cells of a number column outside of the field's bounds. */
export function rangeRule(part: TypedPart, beyond: Beyond | null, run: Run): Ran {
  const { field } = part;
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field.constraints;
  const low = minimum ?? Number.NEGATIVE_INFINITY;
  const high = maximum ?? Number.POSITIVE_INFINITY;
  const above = exclusiveMinimum ?? Number.NEGATIVE_INFINITY;
  const below = exclusiveMaximum ?? Number.POSITIVE_INFINITY;
  const tooLow = (value: number) => value < low || value <= above;
  const tooHigh = (value: number) => value > high || value >= below;
  const [least, most] = extremesOf(part.column);
  const breaks = tooLow(least) || tooHigh(most);
  const under = breaks ? numberHits(part, tooLow).count : 0;
  const hits = breaks ? numberHits(part, (value) => tooLow(value) || tooHigh(value)) : NO_HITS;
  const verb =
    under === 0
      ? "is too high in"
      : under === hits.count
        ? "is too low in"
        : `is too low (${grouped(under)}) or too high (${grouped(hits.count - under)}) in`;
  const remedy = `Check units and sentinels such as -999; or, if the values are right, widen \`minimum\` and \`maximum\` of ${named(field.name)} in the schema.`;
  const mild = hits.count > 0 && isMildlyOutside(part, hits.count, { low, high }, beyond);
  return run("range", rangeWords(field), hits, verb, { words: remedy }, mild);
}

/** Whether few values lie outside an inferred range, and near it or no farther than the tail of the accepted values makes likely. */
function isMildlyOutside(
  { column, file }: TypedPart,
  hits: number,
  { low, high }: { low: number; high: number },
  beyond: Beyond | null,
): boolean {
  if (column.kind !== "number" || hits > Math.max(MILD.fewestOutside, MILD.outside * file.table.rows)) return false;
  const outside = Array.from(column.values.filter((value) => value < low || value > high));
  const negative = low === 0 ? outside.filter((value) => value < 0).length : 0;
  if (negative > 0 && beyond?.negative(negative, column.values.length)) return false;
  const reach = MILD.reach * (high - low);
  if (Number.isFinite(reach) && outside.every((value) => value >= low - reach && value <= high + reach)) return true;
  return beyond?.farOut(outside, column.values.length) === false;
}

/** Smallest and largest value; infinities, which break no bound, without any. */
function extremesOf(column: Column): [least: number, most: number] {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  if (column.kind === "number") {
    const { values } = column;
    for (let row = 0; row < values.length; row++) {
      const value = values[row]!;
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  return [least, most];
}

function rangeWords(field: Field): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field.constraints;
  const bounds: [string, number | undefined][] = [
    ["≥", minimum],
    [">", exclusiveMinimum],
    ["≤", maximum],
    ["<", exclusiveMaximum],
  ];
  return bounds.flatMap(([sign, value]) => (value === undefined ? [] : `${sign} ${valueWords(value, field)}`)).join(" and ");
}
