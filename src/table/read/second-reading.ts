// Reads the first rows again with csv-parse; a difference from the own scanner is a fault.
import { parse } from "csv-parse/sync";
import type { Dialect } from "../../types/schema.ts";
import type { RawTable } from "../../types/table.ts";
import { cellText } from "../columns/raw.ts";

/** Rows that are compared. */
const ROWS = 20;
const LF = 10;

export interface CsvNotation {
  delimiter: string;
  dialect: Dialect;
}

/**
 * The line of the first row that csv-parse reads otherwise; null: the first rows that lie wholly in `head` are the same. `head`: UTF-8, from the
 * header on; `whole`: it is the whole file. One column is not compared: its blank lines are rows, and none to csv-parse.
 */
export function firstDifference(head: Uint8Array, whole: boolean, table: RawTable, { delimiter, dialect }: CsvNotation): number | null {
  if (table.header.length < 2 || dialect.commentRows !== undefined) return null;
  const end = whole ? head.length : head.lastIndexOf(LF) + 1;
  const records = recordsIn(Buffer.from(head.buffer, head.byteOffset, end), delimiter, dialect);
  const rows = dialect.header === false ? records : records.slice(1);
  for (const [row, record] of rows.slice(0, table.rows).entries()) {
    const isSame = record.length === table.columns.length && record.every((cell, at) => cell === cellText(table.columns[at]!, row));
    if (!isSame) return table.lines[row] ?? row + 2;
  }
  return null;
}

/** The records before a mistake, or before the end of `bytes` cuts one. */
function recordsIn(bytes: Buffer, delimiter: string, { quoteChar, escapeChar, skipInitialSpace }: Dialect): string[][] {
  const records: string[][] = [];
  try {
    parse(bytes, {
      delimiter,
      quote: quoteChar === "" ? null : (quoteChar ?? '"'),
      escape: escapeChar ?? (quoteChar || '"'),
      ltrim: skipInitialSpace === true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ["\r\n", "\n", "\r"],
      to: ROWS + 1,
      on_record: (record: string[]) => {
        records.push(record);
        return null;
      },
    });
  } catch {
    // What stands behind a mistake is the scanner's to tell.
  }
  return records;
}
