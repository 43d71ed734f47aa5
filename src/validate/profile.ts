import { byCodePoint } from "../table/code-point.ts";
import type { CategoryColumn, CategoryProfile, Column, ColumnProfile, Dataset, NumberColumn, NumberProfile, Profile } from "../types.ts";

const LEVELS = 20;
const TOP_VALUES = 50;

/** What later runs need to know of this data when its files are gone; the same for the same rows in any order. */
export function profileOf(dataset: Dataset): Profile {
  return { rows: dataset.rows, columns: dataset.columns.map(columnProfile) };
}

export function columnProfile(column: Column): ColumnProfile {
  return column.kind === "number" ? numberProfile(column) : categoryProfile(column);
}

function numberProfile(column: NumberColumn): NumberProfile {
  const sorted = sortedNumbers(column.values);
  let distinct = 0;
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) distinct++;
  const quantiles: number[] = [];
  if (sorted.length > 0) for (let k = 0; k <= LEVELS; k++) quantiles.push(rounded(quantile(sorted, k / LEVELS)));
  const rows = column.values.length;
  return { kind: "number", name: column.name, type: column.type, rows, missing: rows - sorted.length, distinct, quantiles };
}

/** The values that are not NaN, ascending; −0 becomes 0 so that equal data gives equal bytes. */
export function sortedNumbers(values: Float64Array): Float64Array {
  const kept = new Float64Array(values.length);
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value)) kept[n++] = value + 0;
  }
  return kept.subarray(0, n).sort();
}

/** Linear interpolation between order statistics (numpy's default, Hyndman and Fan's type 7). */
export function quantile(sorted: Float64Array, level: number): number {
  const at = (sorted.length - 1) * level;
  const below = Math.floor(at);
  const low = sorted[below]!;
  if (at === below) return low;
  const high = sorted[below + 1]!;
  return low === high ? low : low + (at - below) * (high - low);
}

/** 12 significant digits: enough to compare, few enough to be the same wherever it was summed. */
function rounded(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(12)) + 0 : value > 0 ? Number.MAX_VALUE : -Number.MAX_VALUE;
}

function categoryProfile(column: CategoryColumn): CategoryProfile {
  const counts = countCodes(column);
  const seen: number[] = [];
  for (let code = 1; code < counts.length; code++) if (counts[code]! > 0) seen.push(code);
  const { categories } = column;
  const top = [...seen].sort((a, b) => counts[b]! - counts[a]! || byCodePoint(categories[a - 1]!, categories[b - 1]!)).slice(0, TOP_VALUES);
  return {
    kind: "category",
    name: column.name,
    type: column.type,
    rows: column.codes.length,
    missing: counts[0]!,
    distinct: seen.length,
    top: top.map((code) => ({ value: categories[code - 1]!, count: counts[code]! })),
  };
}

/** Rows per code; index 0 counts the missing. */
export function countCodes(column: CategoryColumn): Uint32Array {
  const counts = new Uint32Array(column.categories.length + 1);
  const { codes } = column;
  for (let i = 0; i < codes.length; i++) counts[codes[i]!]!++;
  return counts;
}
