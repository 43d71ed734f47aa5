// Cells that are no value of their column, named before a model and a threshold are made without them.

import { cellText } from "../../table/columns/raw.ts";
import { typeColumn } from "../../table/columns/typed.ts";
import { withoutLines } from "../../table/rows/rows.ts";
import { DataError, problem } from "../../types/errors.ts";
import type { Problem } from "../../types/problem.ts";
import type { Schema } from "../../types/schema.ts";
import type { SourceFile } from "../../types/table.ts";
import { headerRows } from "../../validate/header/reading.ts";

const LISTED = 20;

/** Throws DataError with all cells that are not of their column's type, and their places. */
export function refuseFaults(files: SourceFile[], schema: Schema): void {
  const problems: Problem[] = [];
  for (const field of schema.fields) {
    const missing = field.missingValues ?? schema.missingValues;
    const cells = new Set<string>();
    const found: Problem[] = [];
    for (const file of files) {
      const table = withoutLines(file.table, schema.dialect?.commentRows ?? []);
      const at = table.header.indexOf(field.name);
      if (at < 0) continue;
      const headers = new Set(headerRows({ ...file, table }));
      for (const row of typeColumn(table.columns[at]!, table.rows, field, missing).invalid) {
        if (headers.has(row)) continue;
        const cell = cellText(table.columns[at]!, row);
        cells.add(cell);
        const where = { file: file.name, line: table.lines[row]!, column: at + 1 };
        found.push(
          problem(`Column "${field.name}" is a ${field.type} in nearly every row, and here it is ${JSON.stringify(cell)}.`, { where }),
        );
      }
    }
    if (found.length === 0) continue;
    const gaps = JSON.stringify([...new Set(["", ...(field.missingValues ?? []), ...[...cells].slice(0, 10)])]);
    const name = JSON.stringify(field.name);
    const advice = `Correct ${found.length === 1 ? "the cell" : "these cells"} of "${field.name}" and run init again; or say what ${found.length === 1 ? "it is" : "they are"}: --column '${name}: {missingValues: ${gaps}}' for gaps, --column '${name}: {type: string}' for a column of texts.`;
    problems.push(...found.slice(0, LISTED), problem(advice));
  }
  if (problems.length > 0) throw new DataError(problems);
}
