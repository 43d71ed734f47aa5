// The cells that predict is given, held to the schema of the model: what it cannot know is counted and told.

import { missingCount } from "../schema/words/missing.ts";
import { concatColumns } from "../table/columns/dataset.ts";
import { typeColumn } from "../table/columns/typed.ts";
import { DataError, problem } from "../types/errors.ts";
import type { Feature, Forest } from "../types/model.ts";
import type { Problem } from "../types/problem.ts";
import type { Field, Schema } from "../types/schema.ts";
import type { Column, SourceFile } from "../types/table.ts";
import { foreignAffixes, hasAffixes } from "../validate/cells/affixes.ts";
import type { TypedPart } from "../validate/cells/rule.ts";

/** Counts of the cells of one column that the model treats as missing. */
export interface ColumnCounts {
  column: string;
  rows: number;
  /** Empty cells, and texts that mean missing. */
  missing: number;
  /** Cells that are not of the column's type. */
  unreadable: number;
  /** Categories that the model does not know. */
  unknown: number;
  /** Numbers in a unit or currency that training data did not have. */
  foreign: number;
  /** The first cell that is unreadable, unknown or in another unit; null: none. */
  where: { file: string; line: number; column: number } | null;
  /** Cells are missing in a required column. */
  required: boolean;
}

export interface Cells {
  columns: Column[];
  told: ColumnCounts[];
}

/** The forest's features, typed by the schema that it was trained under. Throws DataError with every column that is missing, or of which no cell can be read. */
export function featureCells(forest: Forest, schema: Schema, files: SourceFile[]): Cells {
  const problems: Problem[] = [];
  const unreadable: Problem[] = [];
  const fields = new Map(schema.fields.map((field) => [field.name, field]));
  const told: ColumnCounts[] = [];
  const columns = forest.features.map((feature) => {
    const field = fields.get(feature.name);
    if (field === undefined) throw new DataError(`The model's own schema lacks its feature "${feature.name}".`);
    const count: ColumnCounts = {
      column: field.name,
      rows: 0,
      missing: 0,
      unreadable: 0,
      unknown: 0,
      foreign: 0,
      where: null,
      required: field.constraints.required === true,
    };
    const parts = files.map((file) => typedCells({ file, field, feature, schema, count, problems, unreadable }));
    if (count.unreadable > 0 && count.unreadable + count.missing === count.rows) problems.push(...unreadable.slice(-1));
    told.push(count);
    return concatColumns(parts);
  });
  // A missing column is often misplaced: unreadable cells help to see it.
  if (problems.length > 0) throw new DataError([...new Set([...unreadable, ...problems])]);
  return { columns, told };
}

interface Part {
  file: SourceFile;
  field: Field;
  feature: Feature;
  schema: Schema;
  count: ColumnCounts;
  problems: Problem[];
  unreadable: Problem[];
}

function typedCells({ file, field, feature, schema, count, problems, unreadable }: Part): Column {
  const { table, name: fileName } = file;
  const names = [field.name, ...field.aliases];
  const index = table.header.findIndex((header) => names.includes(header));
  const raw = table.columns[index];
  if (raw === undefined) {
    problems.push(problem(`Column "${field.name}" is missing in ${fileName}: the model needs it.`, { expected: field.name }));
    return { kind: "number", name: field.name, type: field.type, values: new Float64Array(0) };
  }
  const { column, invalid } = typeColumn(raw, table.rows, field, field.missingValues ?? schema.missingValues);
  const place = (row: number) => ({ file: fileName, line: table.lines[row] ?? 1, column: index + 1 });
  const unknown = unknownRows(column, feature);
  const foreign = withoutForeign({ file, field, at: index, column, invalid });
  const first = [invalid[0], unknown.first, foreign[0]].filter((row) => row !== undefined);
  if (first.length > 0) count.where ??= place(Math.min(...first));
  count.rows += table.rows;
  count.foreign += foreign.length;
  count.missing += missingCount(column) - invalid.length - foreign.length;
  count.unreadable += invalid.length;
  count.unknown += unknown.count;
  if (invalid.length > 0) {
    const where = place(invalid[0]!);
    const message = `Column "${field.name}" is no ${field.type} in ${invalid.length} of ${table.rows} rows of ${fileName}; first at line ${where.line}.`;
    unreadable.push(problem(message, { where, expected: field.type }));
  }
  return column;
}

/** Makes numbers in another unit than the schema's missing, and returns their rows. A program sends numbers without one. */
function withoutForeign(part: TypedPart): number[] {
  const { field, column, file } = part;
  if (field.affixes === undefined || column.kind !== "number" || !hasAffixes(part)) return [];
  const affixAt = foreignAffixes(part, [...field.affixes, ""]);
  const rows = Array.from({ length: file.table.rows }, (_, row) => row).filter((row) => affixAt(row) !== null);
  for (const row of rows) column.values[row] = Number.NaN;
  return rows;
}

function unknownRows(column: Column, feature: Feature): { count: number; first?: number } {
  if (column.kind === "number" || feature.kind === "number") return { count: 0 };
  const known = new Set(feature.categories);
  const isUnknown = [false, ...column.categories.map((category) => !known.has(category))];
  let count = 0;
  let first = -1;
  column.codes.forEach((code, row) => {
    if (!isUnknown[code]) return;
    if (count++ === 0) first = row;
  });
  return count === 0 ? { count } : { count, first };
}

/** A sentence for each column with cells that do not fit the schema. */
export function countSentences(told: ColumnCounts[]): string[] {
  return told.flatMap(({ column, rows, missing, unreadable, unknown, foreign, where, required }) => {
    const parts = [
      ...(unknown > 0 ? [`${unknown} of ${rows} cells are values that the model has never seen`] : []),
      ...(foreign > 0 ? [`${foreign} of ${rows} cells have another unit or currency than the model's training data`] : []),
      ...(unreadable > 0 ? [`${unreadable} of ${rows} cells cannot be read`] : []),
      ...(missing > 0 && required ? [`${missing} of ${rows} cells are missing, and none was in training`] : []),
    ];
    if (parts.length === 0) return [];
    const place = where === null ? "" : `; first at ${where.file}:${where.line}:${where.column}`;
    return [`Column "${column}": ${parts.join(", ")}${place}.`];
  });
}
