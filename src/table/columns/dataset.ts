// A dataset's columns: found by name, and joined over files.
import type { CategoryColumn, Column, Dataset, NumberColumn } from "../../types/table.ts";
import { byCodePoint } from "./code-point.ts";
import { textKey } from "./text-key.ts";

/** Throws where there is no such column. */
export function columnOf(dataset: Dataset, name: string): Column {
  const column = dataset.columns.find((candidate) => candidate.name === name);
  if (column === undefined) throw new Error(`The dataset has no column ${JSON.stringify(name)}.`);
  return column;
}

/** The target column. Throws where it is numbers. */
export function targetOf(dataset: Dataset): CategoryColumn {
  const column = columnOf(dataset, dataset.target);
  if (column.kind !== "category")
    throw new Error(`The target ${JSON.stringify(dataset.target)} is a column of numbers, expected categories.`);
  return column;
}

/** Whether rows have a label: a class, or a number. */
export function isLabelled(dataset: Dataset): (row: number) => boolean {
  const column = columnOf(dataset, dataset.target);
  return column.kind === "category" ? (row) => column.codes[row]! > 0 : (row) => !Number.isNaN(column.values[row]!);
}

/** The target of a regression. Throws where it is categories. */
export function numericTargetOf(dataset: Dataset): NumberColumn {
  const column = columnOf(dataset, dataset.target);
  if (column.kind !== "number")
    throw new Error(`The target ${JSON.stringify(dataset.target)} is a column of categories, expected numbers.`);
  return column;
}

/** The same column of several files, one after the other; categories merged and sorted by code point. */
export function concatColumns(parts: Column[]): Column {
  const first = parts[0];
  if (first === undefined) throw new Error("No columns to join.");
  if (parts.length === 1) return first;
  const numbers = parts.filter((part): part is NumberColumn => part.kind === "number");
  const categories = parts.filter((part): part is CategoryColumn => part.kind === "category");
  if (numbers.length === parts.length) return concatNumbers(numbers);
  if (categories.length === parts.length) return concatCategories(categories);
  throw new Error(`Column ${JSON.stringify(first.name)} is numbers in one file and categories in another.`);
}

function concatNumbers(parts: NumberColumn[]): NumberColumn {
  const values = new Float64Array(parts.reduce((rows, part) => rows + part.values.length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part.values, at);
    at += part.values.length;
  }
  return { ...parts[0]!, values };
}

function concatCategories(parts: CategoryColumn[]): CategoryColumn {
  const distinct = new Map(parts.flatMap((part) => part.categories.map((category) => [textKey(category), category])));
  const categories = [...distinct.values()].sort(byCodePoint);
  const codeOf = new Map(categories.map((category, i) => [textKey(category), i + 1]));
  const codes = new Int32Array(parts.reduce((rows, part) => rows + part.codes.length, 0));
  let at = 0;
  for (const part of parts) {
    const merged = Int32Array.from([null, ...part.categories], (category) => (category === null ? 0 : codeOf.get(textKey(category))!));
    for (let row = 0; row < part.codes.length; row++) codes[at++] = merged[part.codes[row]!]!;
  }
  return { ...parts[0]!, codes, categories };
}
