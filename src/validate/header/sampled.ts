// A sample of a table's rows, and how its columns read when they are taken for fields that are missing.

import { pointsOf } from "../../profile/points.ts";
import { columnProfile } from "../../profile/profile.ts";
import { partsOf } from "../../schema/words/name-similarity.ts";
import { conversionBetween } from "../../schema/words/unit-words.ts";
import { cellText, TEXT_CELL } from "../../table/columns/raw.ts";
import { typeColumn } from "../../table/columns/typed.ts";
import type { ColumnProfile } from "../../types/profile.ts";
import type { Field, Schema } from "../../types/schema.ts";
import type { Column, RawColumn, RawTable } from "../../types/table.ts";
import { rulesOf } from "../cells/constraints.ts";
import { type Closeness, closenessTo, isClose } from "../columns/distance.ts";
import { type Conversion, closestConversion } from "../columns/units.ts";

const ROWS = 2000;

export interface Reading {
  column: Column;
  /** Share of the cells that are not missing which parse and keep the field's constraints. */
  fit: number;
  /** The field's type or constraints say something: not every text fits. */
  typed: boolean;
  /** To what is known of the field; null: nothing is, or it does not tell. */
  closeness: Closeness | null;
  /** Fewer than four different values: many columns look so. */
  generic: boolean;
  /** What brings numbers back to what is known of the field, and the gap that is left; null: they need none, or none does. */
  conversion: (Conversion & { gap: number }) | null;
}

/** Evenly spaced rows, so that sorted files are seen whole. */
export interface Sampled {
  rows: number;
  /** The cells of a column as text. */
  texts: (at: number) => string[];
  /** A column typed as a field; rows whose cell does not parse are missing. */
  columnAs: (field: Field, at: number) => { column: Column; invalid: Int32Array };
  /** Null: there are no rows. */
  readingAs: (field: Field, at: number, known: ColumnProfile | null) => Reading | null;
}

/** A sample of a table's rows, in which columns are tried as fields cheaply. */
export function sampledTable(table: RawTable, schema: Schema): Sampled {
  const rows = Math.min(table.rows, ROWS);
  const rawOf = memo((at: number) => sampleOf(table.columns[at]!, table.rows), String);
  const columnAs = memo(
    (field: Field, at: number) => typeColumn(rawOf(at), rows, field, field.missingValues ?? schema.missingValues),
    (field, at) => typingKey(field, at, schema),
  );
  return {
    rows,
    texts: (at) => Array.from({ length: rows }, (_, row) => cellText(rawOf(at), row)),
    columnAs,
    readingAs: (field, at, known) => {
      if (rows === 0) return null;
      const { column, invalid } = columnAs(field, at);
      const reading = readingOf(field, column, invalid.length, known);
      const hint = conversionBetween(partsOf(field.name).unit, partsOf(table.header[at]!).unit);
      return convertedReading(
        reading,
        known,
        hint,
        field.type === "integer" ? columnAs({ ...field, type: "number" }, at) : { column, invalid },
      );
    },
  };
}

function memo<A extends unknown[], R>(make: (...args: A) => R, keyOf: (...args: A) => string): (...args: A) => R {
  const made = new Map<string, R>();
  return (...args) => {
    const key = keyOf(...args);
    let value = made.get(key);
    if (value === undefined) {
      value = make(...args);
      made.set(key, value);
    }
    return value;
  };
}

/** Fields that read cells alike share what they read. */
function typingKey(field: Field, at: number, schema: Schema): string {
  const { type, format, decimalChar, groupChar, bareNumber, trueValues, falseValues, missingValues, valueAliases = null } = field;
  const missing = missingValues ?? schema.missingValues;
  return JSON.stringify([at, type, format, decimalChar, groupChar, bareNumber, trueValues, falseValues, missing, valueAliases]);
}

function sampleOf(column: RawColumn, rows: number): RawColumn {
  if (rows <= ROWS) return column;
  const values = new Float64Array(ROWS);
  const decimals = new Uint8Array(ROWS);
  const texts: string[] = [];
  for (let i = 0; i < ROWS; i++) {
    const row = Math.floor((i * rows) / ROWS);
    decimals[i] = column.decimals[row]!;
    values[i] = decimals[i] === TEXT_CELL ? texts.push(cellText(column, row)) - 1 : column.values[row]!;
  }
  return { values, decimals, texts };
}

function readingOf(field: Field, column: Column, invalid: number, known: ColumnProfile | null): Reading {
  const { cells, broken, distinct } = tally(field, column);
  const present = cells + invalid;
  const closeness = known === null ? null : closenessTo(known, column);
  return {
    column,
    fit: present === 0 ? 0 : 1 - (broken + invalid) / present,
    typed:
      (field.type !== "string" && field.type !== "any") ||
      rulesOf(field, false).allowed !== null ||
      field.constraints.pattern !== undefined,
    closeness,
    generic: distinct < 4,
    conversion: null,
  };
}

/** How many cells are there, how many of them break a constraint, and how many are different (counted up to four). */
function tally(field: Field, column: Column): { cells: number; broken: number; distinct: number } {
  const { minimum, maximum } = field.constraints;
  const { allowed, matches } = rulesOf(field, false);
  const distinct = new Set<number>();
  let [cells, broken] = [0, 0];
  const count = (cell: number, breaks: boolean) => {
    cells++;
    if (distinct.size < 4) distinct.add(cell);
    if (breaks) broken++;
  };
  if (column.kind === "number") {
    for (const value of column.values) {
      if (Number.isNaN(value)) continue;
      count(value, value < (minimum ?? value) || value > (maximum ?? value) || (allowed !== null && !allowed.has(value)));
    }
  } else {
    const breaks = column.categories.map((text) => (allowed !== null && !allowed.has(text)) || (matches !== null && !matches(text)));
    for (const code of column.codes) if (code !== 0) count(code, breaks[code - 1]!);
  }
  return { cells, broken, distinct: distinct.size };
}

/** Whole numbers come in decimals in another unit, so `read` may be of another type. */
function convertedReading(
  reading: Reading,
  known: ColumnProfile | null,
  hint: string | null,
  read: { column: Column; invalid: Int32Array },
): Reading {
  const { type } = reading.column;
  if (known?.kind !== "number" || (type !== "number" && type !== "integer")) return reading;
  if (reading.closeness !== null && isClose(reading.closeness) && hint === null) return reading;
  const own = columnProfile(read.column);
  if (own.kind !== "number" || read.invalid.length > 0.1 * own.rows) return reading;
  const closeness = closenessTo(known, read.column);
  if (closeness === null || (isClose(closeness) && hint === null)) return reading;
  const conversion = closestConversion(pointsOf([own]), pointsOf([known]), closeness.distance, closeness.tolerance, hint);
  const fit = 1 - read.invalid.length / Math.max(1, own.rows - own.missing + read.invalid.length);
  if (isClose(closeness) && conversion?.name !== hint) return reading;
  return conversion === null ? reading : { ...reading, column: read.column, fit, closeness, conversion };
}
