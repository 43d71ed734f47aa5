// Some rows of a table.
import type { RawColumn, RawTable } from "../../types/table.ts";
import { TEXT_CELL } from "../columns/raw.ts";

/** The table without these rows; texts that stand in no other row are gone with them. */
export function withoutRows(table: RawTable, dropped: ReadonlySet<number>): RawTable {
  if (dropped.size === 0) return table;
  const kept = Int32Array.from({ length: table.rows }, (_, row) => row).filter((row) => !dropped.has(row));
  return rowsOfTable(table, kept);
}

/** The table of these rows, in the order given; texts of others are gone with them. */
export function rowsOfTable({ header, columns, lines }: RawTable, rows: Int32Array): RawTable {
  const kept = lines.length === 0 ? lines : Uint32Array.from(rows, (row) => lines[row]!);
  return { header, columns: columns.map((column) => rowsOf(column, rows)), rows: rows.length, lines: kept };
}

function rowsOf({ values, decimals, texts }: RawColumn, rows: Int32Array): RawColumn {
  const kept: RawColumn = { values: new Float64Array(rows.length), decimals: new Uint8Array(rows.length), texts: [] };
  const codes = new Map<number, number>();
  rows.forEach((row, i) => {
    const value = values[row]!;
    kept.decimals[i] = decimals[row]!;
    if (decimals[row] !== TEXT_CELL) {
      kept.values[i] = value;
      return;
    }
    let code = codes.get(value);
    if (code === undefined) {
      code = kept.texts.push(texts[value]!) - 1;
      codes.set(value, code);
    }
    kept.values[i] = code;
  });
  return kept;
}

/** The table without the rows that begin in these lines of its file. */
export function withoutLines(table: RawTable, lines: number[]): RawTable {
  if (lines.length === 0) return table;
  const last = Math.max(...lines);
  const dropped = new Set<number>();
  for (let row = 0; row < table.rows && table.lines[row]! <= last; row++) if (lines.includes(table.lines[row]!)) dropped.add(row);
  return withoutRows(table, dropped);
}
