// Detects unit rows below the header, and files without a header.
import { cellText, TEXT_CELL } from "../../table/columns/raw.ts";
import { withoutLines } from "../../table/rows/rows.ts";
import type { RawColumn, RawTable, SourceFile } from "../../types/table.ts";
import { isAffix } from "../words/unit-words.ts";
import { isUsualMissing } from "./type.ts";

const FEWEST_ROWS = 10;
/** Of the rows below. */
const NUMBERS = 0.9;
/** Units, then types, at most. */
const MOST_LINES = 2;
/** Names that are numbers in order are years, or pixels. */
const FEWEST_TELLING = 2;
const LIKE = 0.7;

/** Lines below the header that say units or types in all files, from 2; the same for all, else none. */
export function unitLines(files: SourceFile[]): number[] {
  const lines: number[] = [];
  while (lines.length < MOST_LINES) {
    const line = 2 + lines.length;
    const tables = files.map(({ table }) => withoutLines(table, lines));
    if (tables.length === 0 || !tables.every((table) => saysUnits(table, line)) || !isShared(tables)) break;
    lines.push(line);
  }
  return lines;
}

/** Texts, or nothing, where every other row has a number; and nothing that stands in another row. */
function saysUnits({ columns, rows, lines }: RawTable, line: number): boolean {
  if (rows < FEWEST_ROWS || lines[0] !== line) return false;
  let numbers = 0;
  for (const column of columns) {
    const text = cellText(column, 0);
    if (isNumeric(column, rows)) {
      if (column.decimals[0] !== TEXT_CELL) return false;
      if (text.trim() !== "" && !isUsualMissing(text) && !/\d/.test(text)) numbers++;
    } else if (text.trim() !== "" && stands(column, rows)) return false;
  }
  return numbers > 0;
}

function isNumeric({ decimals }: RawColumn, rows: number): boolean {
  let plain = 0;
  for (let row = 1; row < rows; row++) if (decimals[row] !== TEXT_CELL) plain++;
  return plain >= NUMBERS * (rows - 1);
}

/** Whether the first cell's text is another row's too. */
function stands({ decimals, values }: RawColumn, rows: number): boolean {
  for (let row = 1; row < rows; row++) if (decimals[row] === decimals[0] && values[row] === values[0]) return true;
  return false;
}

/** One cell may be a fault: the same line in another file, another such cell or a known unit says that it is none. */
function isShared(tables: RawTable[]): boolean {
  const said = tables.map(({ columns }) => JSON.stringify(columns.map((column) => cellText(column, 0))));
  const [first] = tables;
  if (first === undefined || new Set(said).size > 1) return false;
  const texts = first.columns.map((column) => cellText(column, 0).trim()).filter((text) => text !== "" && !/^[\d.+-]+$/.test(text));
  return tables.length > 1 || texts.length > 1 || texts.some(isAffix);
}

/** Whether the names in the header look like cells of the columns below them. */
export function headerIsRow({ header, columns, rows }: RawTable): boolean {
  if (rows < FEWEST_ROWS) return false;
  let [telling, like] = [0, 0];
  const numbers: number[] = [];
  for (const [i, column] of columns.entries()) {
    const name = header[i]!.trim();
    if (isNumeric(column, rows)) {
      if (!/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(name)) return false;
      numbers.push(Number(name));
    } else {
      if (column.texts.length > rows / 4) continue;
      if (column.texts.includes(name)) like++;
    }
    telling++;
  }
  const inOrder = numbers.length > 1 && numbers.every((value, i) => Number.isInteger(value) && (i === 0 || value > numbers[i - 1]!));
  return telling >= FEWEST_TELLING && like + (inOrder ? 0 : numbers.length) >= LIKE * telling;
}
