// Dates that are written without separators, and so stand among the numbers: 20260131, 20260131063000.
import { TEXT_CELL } from "../../table/columns/raw.ts";
import { patternParser } from "../../table/values/strptime.ts";
import type { RawPart } from "./column-tally.ts";

/** Of eight digits that begin as a year does, one in thirty is a day by chance: so many different ones are none. */
const FEWEST_DAYS = 5;
const MOST_DISTINCT = 100_000;

const FORMATS = [
  { format: "%Y%m%d", type: "date", low: 19000101, high: 21001231 },
  { format: "%Y%m%d%H%M%S", type: "datetime", low: 19000101000000, high: 21001231235959 },
  { format: "%Y%m%d%H%M", type: "datetime", low: 190001010000, high: 210012312359 },
] as const;

/** Null: the numbers of these columns are no such dates. Cells of text are for the caller to judge. */
export function compactDateOf(parts: RawPart[]): { type: "date" | "datetime"; format: string } | null {
  const first = firstNumber(parts);
  const kind = FORMATS.find(({ low, high }) => first >= low && first <= high);
  if (kind === undefined) return null;
  const parse = patternParser(kind.format);
  const seen = new Set<number>();
  for (const { raw, rows } of parts) {
    for (let row = 0; row < rows; row++) {
      const value = raw.values[row]!;
      if (raw.decimals[row] === TEXT_CELL) continue;
      if (raw.decimals[row] !== 0) return null;
      if (seen.has(value)) continue;
      if (value < kind.low || value > kind.high || parse(String(value)) === null) return null;
      if (seen.size < MOST_DISTINCT) seen.add(value);
    }
  }
  return seen.size < FEWEST_DAYS ? null : { type: kind.type, format: kind.format };
}

function firstNumber(parts: RawPart[]): number {
  for (const { raw, rows } of parts) for (let row = 0; row < rows; row++) if (raw.decimals[row] !== TEXT_CELL) return raw.values[row]!;
  return Number.NaN;
}
