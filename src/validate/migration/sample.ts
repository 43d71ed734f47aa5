// Few rows of a file that show what was done to all: evenly spaced ones, and some of each value.
import { cellText } from "../../table/columns/raw.ts";
import { rowsOfTable } from "../../table/rows/rows.ts";
import type { SourceFile } from "../../types/table.ts";

const EVENLY = 48;
const OF_EACH = 4;
const MOST_VALUES = 30;
/** Rows that are looked at for rare values. */
const LOOKED_AT = 20_000;

/** Some rows of a file, in which edits are tried cheaply. */
export function sampleOf(file: SourceFile): SourceFile {
  const { table } = file;
  const rows = new Set(
    Array.from({ length: Math.min(EVENLY, table.rows) }, (_, i) => Math.floor((i * table.rows) / Math.min(EVENLY, table.rows))),
  );
  for (const column of table.columns) {
    const seen = new Map<string, number[]>();
    for (let row = 0; row < Math.min(table.rows, LOOKED_AT) && seen.size <= MOST_VALUES; row++) {
      const text = cellText(column, row);
      const of = seen.get(text);
      if (of === undefined) seen.set(text, [row]);
      else if (of.length < OF_EACH) of.push(row);
    }
    if (seen.size <= MOST_VALUES) for (const row of [...seen.values()].flat()) rows.add(row);
  }
  return { ...file, table: rowsOfTable(table, Int32Array.from(rows).sort()) };
}
