// How a new column reads when it is taken for a missing field: on a sample, once per column and kind of field.
import { cellText, TEXT_CELL } from "../table/raw.ts";
import { typeColumn } from "../table/typed.ts";
import type { ColumnProfile } from "../types/profile.ts";
import type { Field, Schema } from "../types/schema.ts";
import type { Column, RawColumn, RawTable } from "../types/table.ts";
import { rulesOf } from "./constraints.ts";
import { distanceTo } from "./distance.ts";

const SAMPLE = 2000;

export interface Reading {
  /** Share of the cells that are not missing which parse and keep the field's constraints. */
  fit: number;
  /** The field's type or constraints say something: not every text fits. */
  typed: boolean;
  /** To what is known of the field; null: nothing is, or it does not tell. */
  distance: number | null;
  /** Up to this distance the two may well be the same. */
  tolerance: number;
  /** Fewer than four different values: many columns look so. */
  generic: boolean;
}

type Reader = (field: Field, at: number, schema: Schema, known: ColumnProfile | null) => Reading | null;

export function readAs(table: RawTable): Reader {
  const samples = new Map<number, RawColumn>();
  const typed = new Map<string, { column: Column; invalid: Int32Array }>();
  return (field, at, schema, known) => {
    const rows = Math.min(table.rows, SAMPLE);
    if (rows === 0) return null;
    const sample = samples.get(at) ?? sampleOf(table.columns[at]!, table.rows);
    samples.set(at, sample);
    const missingValues = field.missingValues ?? schema.missingValues;
    const key = JSON.stringify([
      at,
      field.type,
      field.format,
      field.decimalChar,
      field.groupChar,
      field.bareNumber,
      field.trueValues,
      field.falseValues,
      missingValues,
    ]);
    const read = typed.get(key) ?? typeColumn(sample, rows, field, missingValues);
    typed.set(key, read);
    return readingOf(field, read.column, read.invalid.length, known);
  };
}

/** Evenly spaced rows, so that sorted files are seen whole. */
function sampleOf(column: RawColumn, rows: number): RawColumn {
  if (rows <= SAMPLE) return column;
  const values = new Float64Array(SAMPLE);
  const decimals = new Uint8Array(SAMPLE);
  const texts: string[] = [];
  for (let i = 0; i < SAMPLE; i++) {
    const row = Math.floor((i * rows) / SAMPLE);
    decimals[i] = column.decimals[row]!;
    values[i] = decimals[i] === TEXT_CELL ? texts.push(cellText(column, row)) - 1 : column.values[row]!;
  }
  return { values, decimals, texts };
}

function readingOf(field: Field, column: Column, invalid: number, known: ColumnProfile | null): Reading {
  const { minimum, maximum } = field.constraints;
  const { allowed, matches } = rulesOf(field, false);
  let cells = 0;
  let broken = invalid;
  const distinct = new Set<number>();
  if (column.kind === "number") {
    for (const value of column.values) {
      if (Number.isNaN(value)) continue;
      cells++;
      if (distinct.size < 4) distinct.add(value);
      if (value < (minimum ?? value) || value > (maximum ?? value) || (allowed !== null && !allowed.has(value))) broken++;
    }
  } else {
    const breaks = column.categories.map((text) => (allowed !== null && !allowed.has(text)) || (matches !== null && !matches(text)));
    for (const code of column.codes) {
      if (code === 0) continue;
      cells++;
      if (distinct.size < 4) distinct.add(code);
      if (breaks[code - 1]) broken++;
    }
  }
  const present = cells + invalid;
  const knownCells = known === null ? 0 : known.rows - known.missing;
  return {
    fit: present === 0 ? 0 : 1 - broken / present,
    typed: (field.type !== "string" && field.type !== "any") || allowed !== null || matches !== null,
    distance: known === null ? null : distanceTo(known, column),
    // Smirnov's bound at 1 %, and what the profile's grid hides.
    tolerance: Math.min(0.25, 0.05 + 1.63 * Math.sqrt(1 / Math.max(1, cells) + 1 / Math.max(1, knownCells))),
    generic: distinct.size < 4,
  };
}
