// A file from its first quote on, through csv-parse. A scan ahead of it knows lines and cells, so that faults have
// their exact place and a giant cell or row is refused before it is held in memory.
import { Parser } from "csv-parse";
import type { TableBuilder } from "./table-builder.ts";

const LF = 10;
const CR = 13;
const QUOTE = 34;

const AFTER_QUOTE = "text after the closing quote, expected a delimiter or the end of the line";
const INSIDE_CELL = "a quote inside a cell that does not begin with one (write the cell in quotes, and quotes in it twice)";

type Place = "cell start" | "unquoted" | "quoted" | "after quote";

export class QuotedCells {
  readonly #table: TableBuilder;
  readonly #parser: Parser;
  readonly #delimiter: number;
  readonly #special = new Uint8Array(256);
  #place: Place = "cell start";
  #line: number;
  #rowLine: number;
  #cell: number;
  #cellBytes = 0;
  #afterCr = false;
  /** Where the current quote opened. */
  #quote = { line: 0, cell: 0 };
  /** First lines of the rows that the scan has passed and csv-parse has not given back yet. */
  #rowLines: number[] = [];
  #rowsBack = 0;
  #failure: Error | null = null;

  /** Goes on at the start of a cell on this line; earlier cells of the row are in the table already. */
  constructor(table: TableBuilder, line: number) {
    this.#table = table;
    this.#delimiter = table.options.delimiter.charCodeAt(0);
    for (const byte of [LF, CR, QUOTE, this.#delimiter]) this.#special[byte] = 1;
    this.#line = line;
    this.#rowLine = line;
    this.#cell = table.cells + 1;
    this.#parser = new Parser({
      delimiter: table.options.delimiter,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (record: string[]) => this.#addRow(record),
    });
    this.#parser.on("error", (error) => {
      this.#failure = error;
    });
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
      this.#table.refuse("malformed", this.#quote.line, this.#quote.cell, "the quote that opens here is never closed");
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
    for (let i = 0; i < record.length; i++) this.#table.addText(record[i]!);
    this.#table.endRow(this.#rowLines[this.#rowsBack++] ?? this.#line);
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
      if (special[byte] === 0) {
        if (this.#place === "after quote") return this.#faultAt(at, "malformed", AFTER_QUOTE);
        if (this.#place === "cell start") this.#place = "unquoted";
        const start = at;
        while (at + 1 < end && special[chunk[at + 1]!] === 0) at++;
        this.#cellBytes += at + 1 - start;
        this.#afterCr = false;
        if (this.#cellBytes > maxCellBytes)
          return this.#faultAt(start, "limit", `the cell is longer than ${maxCellBytes.toLocaleString("en-US")} bytes (limits.cell)`);
      } else if (byte === LF && this.#afterCr) {
        this.#afterCr = false;
      } else {
        this.#afterCr = byte === CR;
        if (byte === QUOTE && this.#place === "unquoted") return this.#faultAt(at, "malformed", INSIDE_CELL);
        if (byte === QUOTE) this.#passQuote();
        else if (byte === this.#delimiter && this.#place !== "quoted") this.#nextCell();
        else if (byte === this.#delimiter) this.#cellBytes++;
        else this.#breakLine();
        if (this.#cellBytes > maxCellBytes)
          return this.#faultAt(at, "limit", `the cell is longer than ${maxCellBytes.toLocaleString("en-US")} bytes (limits.cell)`);
        if (this.#cell > maxColumns)
          return this.#faultAt(at, "limit", `more than ${maxColumns.toLocaleString("en-US")} columns (limits.columns)`);
      }
    }
    return null;
  }

  #passQuote(): void {
    if (this.#place === "quoted") this.#place = "after quote";
    else {
      // The second of two quotes is text; else a cell begins.
      if (this.#place === "after quote") this.#cellBytes++;
      else this.#quote = { line: this.#line, cell: this.#cell };
      this.#place = "quoted";
    }
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
    if (this.#place !== "cell start" || this.#cell > 1) this.#rowLines.push(this.#rowLine);
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
