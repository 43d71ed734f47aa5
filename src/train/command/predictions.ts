// Reads what a script answered, strictly: the first thing that is wrong is one sentence with file, line and expectation.
import { cellText } from "../../table/columns/raw.ts";
import { parseCsv } from "../../table/read/csv.ts";
import type { RawColumn, RawTable } from "../../types/table.ts";
import { PREDICTIONS } from "./contract.ts";
import type { Ids } from "./csv-out.ts";
import { Unusable } from "./written.ts";

const LABEL = "prediction";
/** How far the probabilities of a row may be from 1 in sum. */
const SUM_TOLERANCE = 1e-6;
const MOST_NAMED = 20;

export interface Predictions {
  /** In the order of the ids that were asked for, indices into the classes. */
  predicted: Int32Array;
  /** Row-major [rows × classes]; null: labels alone. */
  probabilities: Float64Array | null;
}

/** Estimates of a regression, in the order of the ids. Throws as readPredictions. */
export async function readEstimates(bytes: Uint8Array, ids: Ids): Promise<Float64Array> {
  const table = await tableOf(bytes, ids, 1);
  const [id, value] = [ids.column, LABEL].map((name) => table.header.indexOf(name)) as [number, number];
  if (id < 0 || value < 0 || table.header.length !== 2)
    throw wrong(1, `the columns are ${table.header.slice(0, MOST_NAMED).map(shown).join(", ")}`, `${ids.column} and ${LABEL}`);
  return Float64Array.from(placesOf(table, id, ids), (row) => {
    const estimate = numberIn(table.columns[value]!, row);
    if (Number.isFinite(estimate)) return estimate;
    throw wrong(table.lines[row]!, `${LABEL} is ${shown(cellText(table.columns[value]!, row))}`, "a finite number");
  });
}

/** `ids`: what was asked for, each once. Throws Unusable with a whole sentence, without its full stop. */
export async function readPredictions(bytes: Uint8Array, ids: Ids, classes: string[]): Promise<Predictions> {
  const table = await tableOf(bytes, ids, classes.length);
  const columns = columnsOf(table.header, ids.column, classes);
  const places = placesOf(table, columns.id, ids);
  return columns.label === null ? probabilitiesOf(table, columns.classes, places) : labelsOf(table, columns.label, places, classes);
}

async function tableOf(bytes: Uint8Array, { column, values: { length: rows } }: Ids, classes: number): Promise<RawTable> {
  const bounds = { maxColumns: classes + 10, maxCellBytes: 10_000, maxRows: 2 * rows + 10 };
  const parsed = await parseCsv(once(bytes), { delimiter: ",", delimiterIsCertain: true, encoding: "utf-8", ...bounds });
  if ("table" in parsed) return parsed.table;
  const { line, message } = parsed.fault;
  throw new Unusable(`${PREDICTIONS}, line ${line}: ${message.replace(/\.$/, "")}; expected CSV in UTF-8 with one line for each ${column}`);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

interface Columns {
  id: number;
  /** null: there is a column for each class. */
  label: number | null;
  /** Column of each class. */
  classes: number[];
}

function columnsOf(header: string[], idName: string, classes: string[]): Columns {
  const id = header.indexOf(idName);
  const others = header.filter((name) => name !== idName);
  if (id >= 0 && others.length === 1 && others[0] === LABEL) return { id, label: header.indexOf(LABEL), classes: [] };
  const at = classes.map((name) => header.indexOf(name));
  if (id >= 0 && !at.includes(-1) && others.length === classes.length) return { id, label: null, classes: at };
  const found = header.slice(0, MOST_NAMED).map(shown).join(", ");
  const names = classes.slice(0, MOST_NAMED).map(shown).join(", ");
  const more = classes.length > MOST_NAMED ? ` and ${classes.length - MOST_NAMED} more` : "";
  throw wrong(1, `the columns are ${found}`, `${idName} and ${LABEL}, or ${idName} and one column for each class: ${names}${more}`);
}

/** For each id that was asked for the row of the table that answers it. */
function placesOf({ columns, rows, lines }: RawTable, id: number, { column, values: ids }: Ids): Int32Array {
  const each = `each ${column} of input/test/test.csv once`;
  const index = new Map(ids.map((name, i) => [name, i]));
  const places = new Int32Array(ids.length).fill(-1);
  for (let row = 0; row < rows; row++) {
    const name = cellText(columns[id]!, row);
    const at = index.get(name);
    if (at === undefined) throw wrong(lines[row]!, `${column} ${shown(name)} was not asked for`, each);
    const before = places[at]!;
    if (before >= 0) throw wrong(lines[row]!, `${column} ${shown(name)} is answered again, after line ${lines[before]}`, each);
    places[at] = row;
  }
  const missing = places.indexOf(-1);
  if (missing < 0) return places;
  const answered = places.reduce((count, row) => count + (row >= 0 ? 1 : 0), 0);
  const end = rows === 0 ? 1 : lines[rows - 1]!;
  throw wrong(end, `the file ends with ${answered} of ${ids.length} rows answered, ${shown(ids[missing]!)} not`, each);
}

function labelsOf({ columns, lines }: RawTable, label: number, places: Int32Array, classes: string[]): Predictions {
  const index = new Map(classes.map((name, i) => [name, i]));
  const predicted = places.map((row) => {
    const text = cellText(columns[label]!, row);
    const at = index.get(text);
    if (at !== undefined) return at;
    const names = classes.slice(0, MOST_NAMED).map(shown).join(", ");
    throw wrong(
      lines[row]!,
      `${LABEL} is ${shown(text)}`,
      `one of the classes ${names}${classes.length > MOST_NAMED ? " and others" : ""}`,
    );
  });
  return { predicted, probabilities: null };
}

/** The class is the first of the most probable ones. */
function probabilitiesOf({ columns, header, lines }: RawTable, at: number[], places: Int32Array): Predictions {
  const width = at.length;
  const probabilities = new Float64Array(places.length * width);
  const predicted = new Int32Array(places.length);
  places.forEach((row, i) => {
    let [sum, best] = [0, 0];
    at.forEach((column, k) => {
      const value = numberIn(columns[column]!, row);
      if (!(value >= 0 && value <= 1)) {
        const text = shown(cellText(columns[column]!, row));
        throw wrong(lines[row]!, `the probability of ${shown(header[column]!)} is ${text}`, "a number from 0 to 1");
      }
      probabilities[i * width + k] = value;
      sum += value;
      if (value > probabilities[i * width + best]!) best = k;
    });
    if (Math.abs(sum - 1) > SUM_TOLERANCE)
      throw wrong(lines[row]!, `the probabilities sum to ${Number(sum.toPrecision(8))}`, `1, within ${SUM_TOLERANCE}`);
    predicted[i] = best;
  });
  return { predicted, probabilities };
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** NaN where the cell is not one decimal number. */
function numberIn(column: RawColumn, row: number): number {
  const text = cellText(column, row);
  return NUMBER.test(text) ? Number(text) : Number.NaN;
}

function wrong(line: number, found: string, expected: string): Unusable {
  return new Unusable(`${PREDICTIONS}, line ${line}: ${found}; expected ${expected}`);
}

/** Quoted, on one line and bounded. */
function shown(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}
