// Which cells of a typed column are gaps.
import type { Column } from "../../types/table.ts";

/** Whether a row's cell is missing, as a function of the row. */
export function missingTest(column: Column): (row: number) => boolean {
  if (column.kind === "category") {
    const { codes } = column;
    return (row) => codes[row] === 0;
  }
  const { values } = column;
  return (row) => Number.isNaN(values[row]);
}

/** Without a call per cell, since nearly every column is whole. */
export function missingCount(column: Column): number {
  let missing = 0;
  if (column.kind === "number") {
    const { values } = column;
    for (let row = 0; row < values.length; row++) if (Number.isNaN(values[row])) missing++;
  } else {
    const { codes } = column;
    for (let row = 0; row < codes.length; row++) if (codes[row] === 0) missing++;
  }
  return missing;
}
