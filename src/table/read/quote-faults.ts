// Messages for misplaced quotes.

const SPACE = 32;
const BACKSLASH = 92;

const say = (dialect: string) => `dialect: ${dialect} in the schema, --dialect '${dialect}' to init`;
const AFTER_QUOTE = "text after the closing quote, expected a delimiter or the end of the line";
const AFTER_ESCAPE = `text after a quote that a backslash stands before, expected the quote twice (or, where files are written so, say so: ${say('{escapeChar: "\\\\"}')})`;
const INSIDE_CELL = `a quote inside a cell that does not begin with one (write the cell in quotes, and quotes in it twice; or, where files have no quoted cells, say so: ${say('{quoteChar: ""}')})`;
const AFTER_SPACE = `a quote after a blank, in a cell that does not begin with one (or, where files have blanks after the delimiter, say so: ${say("{skipInitialSpace: true}")})`;

/** The cell begins at `start`, the quote stands at `at`. */
export function quoteInsideCell(bytes: Uint8Array, start: number, at: number): string {
  let before = at;
  while (before > start && bytes[before - 1] === SPACE) before--;
  return before === start && at > start ? AFTER_SPACE : INSIDE_CELL;
}

/** The text begins after the quote at `open`, and goes on after the one at `close`. */
export function textAfterQuote(bytes: Uint8Array, open: number, close: number): string {
  return close - 1 > open && bytes[close - 1] === BACKSLASH ? AFTER_ESCAPE : AFTER_QUOTE;
}
