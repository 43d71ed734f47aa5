// Cells in file order to a table: the header is judged, every row must be as wide, and bounds hold.
import type { Dialect, Encoding } from "../../types/schema.ts";
import type { RawTable, TableSize } from "../../types/table.ts";
import { RawColumnBuilder } from "../columns/raw.ts";

/** Why a file is no table. `column` is the number of the cell in its row; both count from 1. */
export interface CsvFault {
  kind: "malformed" | "empty" | "limit";
  message: string;
  line: number;
  column: number;
  /** Which limit, where several files share it. */
  limit?: "rows";
  /** The text may be right in another encoding. */
  legacy?: true;
  /** Rows are of other widths than the header's, with this delimiter. */
  ragged?: true;
  delimiter?: string;
  /** The bytes mean nothing in the encoding that was tried. */
  damaged?: true;
}

export interface CsvOptions {
  /** What is expected; another one is taken where the first lines agree on it. */
  delimiter: string;
  /** Nothing else is to be tried. */
  delimiterIsCertain?: boolean;
  /** Absent: told by the first bytes. */
  encoding?: Encoding;
  dialect?: Dialect;
  /** Names of the columns, for a file without a header; else they are field1, field2 and so on. */
  names?: string[];
  maxColumns: number;
  maxCellBytes: number;
  maxRows: number;
  /** Bytes of the text, where that is known before. */
  size?: number;
  /** Told after every block; may throw. */
  watch?: (size: TableSize) => void;
}

/** More room than what the first rows speak for. */
const RESERVED = 1.05;
/** What the first rows of a huge file speak for may be more than there is. */
const MOST_RESERVED_CELLS = 1e8;

const LONGEST_NAME_SHOWN = 60;
/** Longer ones are no names, and V8 compares them with each other instead of hashing them. */
const LONGEST_NAME = 10_000;

const NO_HEADER = " (or is the header missing? Say so: dialect: {header: false} in the schema, --dialect '{header: false}' to init)";

export class TableBuilder {
  fault: CsvFault | null = null;
  /** Cells of the current row so far. */
  cells = 0;
  readonly options: CsvOptions;
  #header: string[] | null = null;
  readonly #names: string[] = [];
  #columns: RawColumnBuilder[] = [];
  #lines = new Uint32Array(64);
  #rows = 0;
  /** Rows of another width than the header's, and the first of them. */
  #ragged = 0;
  #firstRagged = { line: 0, cells: 0 };
  #lastRagged = 0;

  constructor(options: CsvOptions) {
    this.options = options;
  }

  /** Whether an empty line is a row: that of a column with nothing in it. */
  get isSingle(): boolean {
    return this.#header !== null && this.#columns.length === 1;
  }

  get size(): TableSize {
    return { cells: this.#rows * this.#columns.length, textBytes: this.#columns.reduce((sum, column) => sum + column.textBytes, 0) };
  }

  /** Makes room for the rows of so many times as many bytes as were read so far, and some more. */
  reserve(times: number): void {
    const most = Math.floor(MOST_RESERVED_CELLS / Math.max(1, this.#columns.length));
    const rows = Math.min(Math.ceil(RESERVED * times * this.#rows), this.options.maxRows, most);
    if (rows <= this.#lines.length) return;
    for (const column of this.#columns) column.reserve(rows);
    this.#resizeLines(rows);
  }

  addBytes(bytes: Buffer, start: number, end: number): void {
    const index = this.cells++;
    if (this.#header === null) this.#names.push(bytes.toString("utf8", start, end));
    else if (index < this.#columns.length) this.#columns[index]!.addBytes(bytes, start, end);
  }

  /** `addBytes` of a plain decimal that was read on the way. */
  addPlain(mantissa: number, decimals: number, bytes: Buffer, start: number, end: number): void {
    const index = this.cells++;
    if (this.#header === null) this.#names.push(bytes.toString("utf8", start, end));
    else if (index < this.#columns.length) this.#columns[index]!.addPlain(mantissa, decimals);
  }

  /** `addBytes` of a short decimal that was read on the way. */
  addShortest(mantissa: number, decimals: number, bytes: Buffer, start: number, end: number): void {
    const index = this.cells++;
    if (this.#header === null) this.#names.push(bytes.toString("utf8", start, end));
    else if (index < this.#columns.length) this.#columns[index]!.addShortest(mantissa, decimals);
  }

  /** `addBytes` of what is no plain decimal. */
  addOther(bytes: Buffer, start: number, end: number): void {
    const index = this.cells++;
    if (this.#header === null) this.#names.push(bytes.toString("utf8", start, end));
    else if (index < this.#columns.length) this.#columns[index]!.addOther(bytes, start, end);
  }

  /** Ends a row that began on this line. */
  endRow(line: number): void {
    const cells = this.cells;
    this.cells = 0;
    if (this.fault !== null) return;
    if (this.#header === null && this.options.dialect?.header === false) this.#nameColumns(line);
    else if (this.#header === null) this.#setHeader(line);
    else if (cells !== this.#columns.length) this.#noteWidth(line, cells);
    else if (this.#rows >= this.options.maxRows) {
      this.refuse("limit", line, 1, `more than ${count(this.options.maxRows, "row")} (limits.rows)`, { limit: "rows" });
    } else this.#addLine(line);
  }

  /** Only the first fault counts. */
  refuse(kind: CsvFault["kind"], line: number, column: number, what: string, more: Pick<CsvFault, "legacy" | "limit"> = {}): void {
    if (kind === "malformed" && this.fault === null) this.refuseRagged(null);
    this.fault ??= { kind, line, column, message: `${this.#place(line, column)}: ${what}.`, ...more };
  }

  refuseFile(kind: CsvFault["kind"], what: string): void {
    this.fault ??= { kind, line: 1, column: 1, message: `${what}.` };
  }

  finish(): { table: RawTable } | { fault: CsvFault } {
    if (this.#header === null) this.refuseFile("empty", "The file is empty, expected a header and rows");
    else if (this.#rows === 0) this.refuseFile("empty", `The file has a header of ${count(this.#header.length, "column")} but no rows`);
    if (this.fault !== null) return { fault: this.fault };
    const columns = this.#columns.map((column) => column.finish());
    return { table: { header: this.#header ?? [], columns, rows: this.#rows, lines: this.#lines.slice(0, this.#rows) } };
  }

  #place(line: number, column: number): string {
    const name = this.#header?.[column - 1];
    return `Line ${line}, column ${column}${name === undefined ? "" : ` (${shown(name)})`}`;
  }

  #setHeader(line: number): void {
    const places = new Map<string, number>();
    const asRow = this.#names.filter((name) => /^[+-]?\d/.test(name)).length * 3 >= this.#names.length ? NO_HEADER : "";
    for (const [index, name] of this.#names.entries()) {
      const earlier = name.length > LONGEST_NAME ? undefined : places.get(name);
      const column = index + 1;
      if (name.trim() === "")
        this.refuse("malformed", line, column, `the column has no name, expected one (${nameless(column, this.#names)})${asRow}`);
      else if (name.length > LONGEST_NAME)
        this.refuse(
          "malformed",
          line,
          column,
          `the column's name has ${count(name.length, "character")}, expected at most ${LONGEST_NAME}${asRow}`,
        );
      else if (earlier !== undefined)
        this.refuse("malformed", line, column, `the name ${shown(name)} is that of column ${earlier} too, expected each once${asRow}`);
      if (name.length <= LONGEST_NAME) places.set(name, column);
    }
    this.#header = this.#names;
    this.#columns = this.#names.map(() => new RawColumnBuilder());
  }

  /** The cells so far are those of the first row. */
  #nameColumns(line: number): void {
    const cells = this.#names;
    const { names = cells.map((_, i) => `field${i + 1}`) } = this.options;
    this.#header = names;
    this.#columns = names.map(() => new RawColumnBuilder());
    if (cells.length !== names.length) {
      this.#noteWidth(line, cells.length);
      return;
    }
    for (const [i, cell] of cells.entries()) this.#columns[i]!.addText(cell);
    this.#addLine(line);
  }

  /** The row is left out; the file is read on, so that all such rows are counted. */
  #noteWidth(line: number, cells: number): void {
    if (this.#ragged++ === 0) this.#firstRagged = { line, cells };
    this.#lastRagged = line;
    for (const column of this.#columns) column.keep(this.#rows);
  }

  /** `last`: the line that the file ends in, when no line break closes it. */
  refuseRagged(last: number | null): void {
    const rows = this.#ragged;
    if (rows === 0) return;
    this.#ragged = 0;
    const { line, cells } = this.#firstRagged;
    const expected = this.#columns.length;
    const cut = rows === 1 && line === last && cells <= expected;
    const hint = cut ? "; the file ends inside this row: it was cut off" : cells > expected ? ` (${this.#tooMany(line, cells, rows)})` : "";
    const more = rows > 1 ? `; ${count(rows - 1, "more row")} up to line ${this.#lastRagged}` : "";
    const what = `the row has ${count(cells, "cell")}, expected ${expected} as in the ${this.options.dialect?.header === false ? "schema" : "header"}${hint}${more}`;
    this.refuse("malformed", line, Math.min(cells, expected) + 1, what);
    if (this.fault !== null) this.fault = { ...this.fault, ragged: true, delimiter: this.options.delimiter };
  }

  /** What makes rows wider than the header. */
  #tooMany(line: number, cells: number, rows: number): string {
    if (rows > 1 && rows > this.#rows && this.#columns.length === 1)
      return `is the header in line ${line}? Take the lines above it off the file`;
    if (rows > 1 && this.#rows === 0 && cells === this.#columns.length + 1)
      return `every row has one more: a ${delimiterName(this.options.delimiter)} at the end of each line, row names without a name in the header, or cells that hold a ${delimiterName(this.options.delimiter)} and stand in no double quotes`;
    return `a cell that holds a ${delimiterName(this.options.delimiter)} must stand in quotes`;
  }

  #addLine(line: number): void {
    if (this.#rows === this.#lines.length) this.#resizeLines(this.#rows * 2);
    this.#lines[this.#rows++] = line;
  }

  #resizeLines(rows: number): void {
    const lines = new Uint32Array(rows);
    lines.set(this.#lines);
    this.#lines = lines;
  }
}

function count(n: number, noun: string): string {
  return `${n.toLocaleString("en-US")} ${noun}${n === 1 ? "" : "s"}`;
}

/** What leaves a column without a name. */
const nameless = (column: number, names: string[]): string =>
  names.length > 2 && names.slice(1).every((name) => name.trim() === "")
    ? "is this a title above the header? Take it off"
    : column > 1 && column === names.length
      ? "does each line end in a delimiter? Take it off"
      : "pandas: to_csv(…, index=False)";

function delimiterName(delimiter: string): string {
  return { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" }[delimiter] ?? "delimiter";
}

function shown(name: string): string {
  return JSON.stringify(name.length > LONGEST_NAME_SHOWN ? `${name.slice(0, LONGEST_NAME_SHOWN)}…` : name);
}
