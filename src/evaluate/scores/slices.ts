import { quoted } from "../../findings/scores.ts";
import type { Column } from "../../types/table.ts";

/** A part of the rows by one column. */
export interface Slice {
  /** For messages: `"region" = "north"`, `the lowest quarter of "amount"`. */
  name: string;
  holds: (row: number) => boolean;
}

const QUARTERS = ["lowest", "second", "third", "highest"];

/** A slice of the configuration: rows with this value, or of a number column within [from, to). */
export function sliceWhere(column: Column, asked: { value: string | null; from: number | null; to: number | null }): Slice {
  const { value, from, to } = asked;
  const label = quoted(column.name);
  if (column.kind === "category") {
    const code = column.categories.indexOf(value ?? "") + 1;
    return { name: `${label} = ${quoted(value ?? "")}`, holds: (row) => code > 0 && column.codes[row] === code };
  }
  if (value !== null) {
    const number = Number(value);
    return { name: `${label} = ${value}`, holds: (row) => column.values[row] === number };
  }
  const range = [from === null ? null : `from ${from}`, to === null ? null : `below ${to}`].filter((part) => part !== null).join(" ");
  const inRange = (cell: number) => cell >= (from ?? Number.NEGATIVE_INFINITY) && cell < (to ?? Number.POSITIVE_INFINITY);
  return { name: `${label} ${range}`, holds: (row) => inRange(column.values[row]!) };
}

/** The slices with at least `minRows` rows: each value of a category, each quarter of a number column, and the missing cells. */
export function slicesOf(column: Column, rows: Int32Array, minRows: number, showValues: boolean): Slice[] {
  const slices = column.kind === "category" ? byValue(column, rows, showValues) : byQuarter(column, rows);
  return slices.filter(({ holds }) => rows.reduce((total, row) => total + (holds(row) ? 1 : 0), 0) >= minRows);
}

/** The 50 most frequent values. Unless `showValues`, names give the rank by frequency instead of the value. */
function byValue({ name, codes, categories }: Column & { kind: "category" }, rows: Int32Array, showValues: boolean): Slice[] {
  const counts = new Int32Array(categories.length + 1);
  for (const row of rows) counts[codes[row]!]!++;
  const frequent = [...counts.keys()].filter((code) => counts[code]! > 0).sort((a, b) => counts[b]! - counts[a]! || a - b);
  return frequent.slice(0, 50).map((code, rank) => ({
    name: `${quoted(name)} ${code === 0 ? "missing" : showValues ? `= ${quoted(categories[code - 1]!)}` : `at its value no. ${rank + 1} by frequency`}`,
    holds: (row) => codes[row] === code,
  }));
}

function byQuarter({ name, values }: Column & { kind: "number" }, rows: Int32Array): Slice[] {
  const sorted = Float64Array.from(rows, (row) => values[row]!)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const cuts = [0.25, 0.5, 0.75].map((level) => sorted[Math.floor(level * sorted.length)] ?? Number.NaN);
  const edges = [Number.NEGATIVE_INFINITY, ...cuts, Number.POSITIVE_INFINITY];
  const quarters = QUARTERS.map((which, q) => ({
    name: `the ${which} quarter of ${quoted(name)}`,
    holds: (row: number) => values[row]! >= edges[q]! && values[row]! < edges[q + 1]!,
  }));
  return [...quarters, { name: `${quoted(name)} missing`, holds: (row) => Number.isNaN(values[row]!) }];
}
