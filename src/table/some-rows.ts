import type { RawTable } from "../types/table.ts";

/** The table of some rows of a table, in the order given; texts are shared. */
export function someRows({ header, columns, lines }: RawTable, rows: Uint32Array): RawTable {
  return {
    header,
    columns: columns.map(({ values, decimals, texts }) => ({
      values: Float64Array.from(rows, (row) => values[row]!),
      decimals: Uint8Array.from(rows, (row) => decimals[row]!),
      texts,
    })),
    rows: rows.length,
    lines: lines.length === 0 ? lines : Uint32Array.from(rows, (row) => lines[row]!),
  };
}
