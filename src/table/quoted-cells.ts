// A file from its first quote on, through csv-parse. A scan ahead of it knows lines and cells, so that faults have
// their exact place and a giant cell or row is refused before it is held in memory.
import { Parser } from "csv-parse";
import { quoteOf } from "./plain-cells.ts";
import type { TableBuilder } from "./table-builder.ts";

const LF = 10;
const CR = 13;
const SPACE = 32;
const BACKSLASH = 92;

const say = (dialect: string) => `dialect: ${dialect} in the schema, --dialect '${dialect}' to init`;
const AFTER_QUOTE = "text after the closing quote, expected a delimiter or the end of the line";
const AFTER_ESCAPE = `text after a quote that a backslash stands before, expected the quote twice (or, where files are written so, say so: ${say('{escapeChar: "\\\\"}')})`;
const INSIDE_CELL = `a quote inside a cell that does not begin with one (write the cell in quotes, and quotes in it twice; or, where files have no quoted cells, say so: ${say('{quoteChar: ""}')})`;
const AFTER_SPACE = `a quote after a blank, in a cell that does not begin with one (or, where files have blanks after the delimiter, say so: ${say("{skipInitialSpace: true}")})`;

type Place = "cell start" | "unquoted" | "quoted" | "after quote";

export class QuotedCells {
  readonly #table: TableBuilder;
  readonly #parser: Parser;
  readonly #delimiter: number;
  readonly #special = new Uint8Array(256);
  readonly #quote: number;
  readonly #escape: number;
  readonly #trims: boolean;
  #place: Place = "cell start";
  /** The byte before is an escape character. */
  #escaped = false;
  /** A backslash stands before the quote that seemed to close the cell. */
  #slashed = false;
  /** Cells of the first row that are in the table already. */
  #given: number;
  #line: number;
  #rowLine: number;
  #cell: number;
  #cellBytes = 0;
  #afterCr = false;
  /** Where the current quote opened. */
  #opened = { line: 0, cell: 0 };
  /** First lines of the rows that the scan has passed and csv-parse has not given back yet; negative: an empty line. */
  #rowLines: number[] = [];
  #rowsBack = 0;
  #failure: Error | null = null;

  /** Goes on at the start of a cell on this line; earlier cells of the row are in the table already. */
  constructor(table: TableBuilder, line: number) {
    this.#table = table;
    this.#delimiter = table.options.delimiter.charCodeAt(0);
    const { dialect = {} } = table.options;
    this.#quote = quoteOf(table.options);
    this.#escape = dialect.escapeChar?.charCodeAt(0) ?? -1;
    this.#trims = dialect.skipInitialSpace === true;
    for (const byte of [LF, CR, this.#delimiter, this.#quote, this.#escape, this.#trims ? SPACE : -1])
      if (byte >= 0) this.#special[byte] = 1;
    this.#given = table.cells;
    this.#line = line;
    this.#rowLine = line;
    this.#cell = table.cells + 1;
    this.#parser = new Parser({
      delimiter: table.options.delimiter,
      record_delimiter: ["\r\n", "\n", "\r"],
      quote: dialect.quoteChar === "" ? null : (dialect.quoteChar ?? '"'),
      escape: dialect.escapeChar ?? dialect.quoteChar ?? '"',
      ltrim: this.#trims,
      relax_column_count: true,
      on_record: (record: string[]) => this.#addRow(record),
    });
    this.#parser.on("error", (error) => {
      this.#failure = error;
    });
    // The first row in its whole width: csv-parse takes it for the width of all, and builds an error for each row of another.
    if (this.#given > 0) this.#parser.write(table.options.delimiter.repeat(this.#given));
  }

  get line(): number {
    return this.#line;
  }

  async push(chunk: Uint8Array): Promise<void> {
    const fault = this.#scan(chunk);
    await this.#settled((done) => this.#parser.write(fault === null ? chunk : chunk.subarray(0, fault.at), done));
    if (fault !== null) fault.refuse();
  }

  async end(): Promise<void> {
    if (this.#place === "quoted") {
      this.#table.refuse("malformed", this.#opened.line, this.#opened.cell, "the quote that opens here is never closed");
      return;
    }
    if (this.#place !== "cell start" || this.#cell > 1) this.#rowLines.push(this.#rowLine);
    await this.#settled((done) => this.#parser.end(done));
  }

  /** Gives the parser's memory back when a file is left early. */
  close(): void {
    this.#parser.destroy();
  }

  /** csv-parse has dealt with the chunk when the callback comes. */
  async #settled(start: (done: () => void) => void): Promise<void> {
    await new Promise<void>((resolve) => start(() => resolve()));
    // The scan finds every fault first; this is for what it might not foresee.
    if (this.#failure !== null) this.#table.refuse("malformed", this.#rowLine, this.#cell, "the quotes of this row do not parse");
  }

  /** null: csv-parse need not hand the record on. */
  #addRow(record: string[]): null {
    const line = this.#rowLines[this.#rowsBack++] ?? this.#line;
    if (line > 0 || this.#table.isSingle) {
      for (let i = this.#given; i < record.length; i++) this.#table.addText(record[i]!);
      this.#table.endRow(Math.abs(line));
      this.#given = 0;
    }
    if (this.#rowsBack === this.#rowLines.length) {
      this.#rowLines = [];
      this.#rowsBack = 0;
    }
    return null;
  }

  /** Goes by runs of ordinary bytes; only what the table `special` marks can change the place. */
  #scan(chunk: Uint8Array): { at: number; refuse: () => void } | null {
    const { maxCellBytes, maxColumns } = this.#table.options;
    const special = this.#special;
    const end = chunk.length;
    for (let at = 0; at < end; at++) {
      const byte = chunk[at]!;
      if (special[byte] === 0 || this.#escaped) {
        if (this.#place === "after quote") return this.#faultAt(at, "malformed", this.#slashed ? AFTER_ESCAPE : AFTER_QUOTE);
        if (this.#place === "cell start") this.#place = "unquoted";
        const start = at;
        if (!this.#escaped) while (at + 1 < end && special[chunk[at + 1]!] === 0) at++;
        this.#cellBytes += at + 1 - start;
        this.#slashed = chunk[at] === BACKSLASH;
        this.#afterCr = this.#escaped = false;
        if (this.#cellBytes > maxCellBytes) return this.#tooLong(start);
      } else if (byte === LF && this.#afterCr) {
        this.#afterCr = false;
      } else {
        this.#afterCr = byte === CR;
        if (byte === this.#quote && this.#place === "unquoted")
          return this.#faultAt(at, "malformed", isAfterBlanks(chunk, at, this.#delimiter) ? AFTER_SPACE : INSIDE_CELL);
        const passed = this.#pass(byte);
        if (!passed) return this.#faultAt(at, "malformed", this.#slashed ? AFTER_ESCAPE : AFTER_QUOTE);
        if (this.#cellBytes > maxCellBytes) return this.#tooLong(at);
        if (this.#cell > maxColumns)
          return this.#faultAt(at, "limit", `more than ${maxColumns.toLocaleString("en-US")} columns (limits.columns)`);
      }
    }
    return null;
  }

  /** False: the byte cannot stand here. */
  #pass(byte: number): boolean {
    if (byte === this.#escape && this.#place === "quoted") {
      this.#cellBytes++;
      this.#escaped = true;
    } else if (byte === this.#quote) this.#passQuote();
    else if (byte === this.#delimiter && this.#place !== "quoted") this.#nextCell();
    else if (byte === LF || byte === CR) this.#breakLine();
    else return this.#passText(byte);
    return true;
  }

  /** A blank, a delimiter in quotes, an escape character outside of them. */
  #passText(byte: number): boolean {
    if (this.#place === "after quote") return false;
    if (byte === SPACE && this.#place === "cell start" && this.#trims) return true;
    if (this.#place === "cell start") this.#place = "unquoted";
    this.#slashed = false;
    this.#cellBytes++;
    return true;
  }

  #passQuote(): void {
    if (this.#place === "quoted") this.#place = "after quote";
    else {
      // The second of two quotes is text; else a cell begins.
      if (this.#place === "after quote") this.#cellBytes++;
      else this.#opened = { line: this.#line, cell: this.#cell };
      this.#place = "quoted";
      this.#slashed = false;
    }
  }

  #tooLong(at: number): { at: number; refuse: () => void } {
    const bytes = this.#table.options.maxCellBytes.toLocaleString("en-US");
    return this.#faultAt(at, "limit", `the cell is longer than ${bytes} bytes (limits.cell)`);
  }

  #nextCell(): void {
    this.#place = "cell start";
    this.#cellBytes = 0;
    this.#cell++;
  }

  #breakLine(): void {
    this.#line++;
    if (this.#place === "quoted") {
      this.#cellBytes++;
      return;
    }
    this.#rowLines.push(this.#place !== "cell start" || this.#cell > 1 ? this.#rowLine : -this.#rowLine);
    this.#rowLine = this.#line;
    this.#place = "cell start";
    this.#cellBytes = 0;
    this.#cell = 1;
  }

  #faultAt(at: number, kind: "malformed" | "limit", what: string): { at: number; refuse: () => void } {
    const line = this.#line;
    const cell = this.#cell;
    return { at, refuse: () => this.#table.refuse(kind, line, cell, what) };
  }
}

function isAfterBlanks(chunk: Uint8Array, at: number, delimiter: number): boolean {
  let before = at - 1;
  while (before >= 0 && chunk[before] === SPACE) before--;
  return before < at - 1 && (before < 0 || chunk[before] === delimiter);
}
