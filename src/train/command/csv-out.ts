// Rows of a dataset as CSV for a script: written anew from typed cells, so that nothing of the source files shows.
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { Column } from "../../types/table.ts";

const BLOCK_ROWS = 8192;

export interface Ids {
  /** Name of their column. */
  column: string;
  values: string[];
}

/** RFC 4180, UTF-8, `\n`; numbers as JavaScript writes them, dates as ISO 8601 in UTC, a missing cell empty. `ids`: one per row, as a first column. */
export async function writeCsv(path: string, columns: Column[], rows: Int32Array, ids: Ids | null): Promise<void> {
  await pipeline(csvLines(columns, rows, ids), createWriteStream(path));
}

function* csvLines(columns: Column[], rows: Int32Array, ids: Ids | null): Generator<string> {
  const names = columns.map(({ name }) => quoted(name));
  yield `${(ids === null ? names : [ids.column, ...names]).join(",")}\n`;
  const cells = columns.map(cellWriter);
  for (let start = 0; start < rows.length; start += BLOCK_ROWS) {
    let lines = "";
    for (let i = start; i < Math.min(rows.length, start + BLOCK_ROWS); i++) {
      const row = rows[i]!;
      const texts = cells.map((text) => text(row));
      lines += `${(ids === null ? texts : [ids.values[i]!, ...texts]).join(",")}\n`;
    }
    yield lines;
  }
}

function cellWriter(column: Column): (row: number) => string {
  if (column.kind === "category") {
    const texts = ["", ...column.categories.map((text) => (text === "" ? '""' : quoted(text)))];
    return (row) => texts[column.codes[row]!]!;
  }
  const text = numberWriter(column.type);
  return (row) => (Number.isNaN(column.values[row]!) ? "" : text(column.values[row]!));
}

function numberWriter(type: Column["type"]): (value: number) => string {
  if (type === "date") return (seconds) => isoOf(seconds).slice(0, 10);
  if (type === "yearmonth") return (seconds) => isoOf(seconds).slice(0, 7);
  if (type === "datetime") return (seconds) => isoOf(seconds).replace(".000Z", "Z");
  return String;
}

function isoOf(seconds: number): string {
  return new Date(Math.round(seconds * 1000)).toISOString();
}

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
