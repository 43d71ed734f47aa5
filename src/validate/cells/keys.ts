// Uniqueness within one file: `unique` of a field, `primaryKey` of the schema. Files may overlap, so never across files.

import { named, namedList } from "../../findings/wording.ts";
import { missingTest } from "../../schema/words/missing.ts";
import { Ranked } from "../../stats/ranked.ts";
import { cellText } from "../../table/columns/raw.ts";
import type { Schema } from "../../types/schema.ts";
import type { Column, SourceFile } from "../../types/table.ts";
import { type Hits, hitsWhere, type Ran, ranOverRows } from "../result/finding.ts";
import type { TypedPart } from "./rule.ts";

/** Holds a column against `unique`. */
export function uniqueRule(part: TypedPart, showValues: boolean): Ran {
  const { file, field, at, column } = part;
  const hits = repeatsOf(column);
  const raw = file.table.columns[at]!;
  return ranOverRows({
    code: "unique",
    subject: field.name,
    file,
    at,
    rows: file.table.rows,
    expected: "no value twice",
    hits,
    verb: "repeats an earlier value in",
    remedy: `Remove the repeated rows; or, if values may repeat, set \`unique: false\` for ${named(field.name)} in the schema.`,
    values: showValues ? hits.first.map((row) => cellText(raw, row)) : undefined,
  });
}

/** Rows whose value stands in an earlier row. */
function repeatsOf(column: Column): Hits {
  if (column.kind === "category") {
    const seen = new Uint8Array(column.categories.length + 1);
    return hitsWhere(column.codes.length, (row) => {
      const code = column.codes[row]!;
      if (code === 0) return false;
      const again = seen[code] === 1;
      seen[code] = 1;
      return again;
    });
  }
  if (onlyRises(column.values)) return { count: 0, first: [] };
  const repeated = new Map<number, boolean>();
  const ranked = new Ranked(column.values);
  const sorted = ranked.lowest(ranked.length);
  for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) repeated.set(sorted[i]!, false);
  if (repeated.size === 0) return { count: 0, first: [] };
  return hitsWhere(column.values.length, (row) => {
    const value = column.values[row]! + 0;
    const seen = repeated.get(value);
    if (seen === false) repeated.set(value, true);
    return seen === true;
  });
}

function onlyRises(values: Float64Array): boolean {
  for (let row = 1; row < values.length; row++) if (!(values[row]! > values[row - 1]!)) return false;
  return true;
}

/** One rule over the key's columns of one file; null when the file lacks one of them. */
export function primaryKeyRule(schema: Schema, file: SourceFile, parts: ReadonlyMap<string, TypedPart>): Ran | null {
  const keyed = schema.primaryKey.map((name) => parts.get(name));
  if (keyed.length === 0 || keyed.some((part) => part === undefined)) return null;
  const present = keyed.filter((part) => part !== undefined);
  const isMissing = present.map((part) => missingTest(part.column));
  const ids = groupIds(
    present.map((part) => part.column),
    file.table.rows,
  );
  const seen = new Uint8Array(file.table.rows + 1);
  let gaps = 0;
  const hits = hitsWhere(file.table.rows, (row) => {
    if (isMissing.some((test) => test(row))) {
      gaps++;
      return true;
    }
    const id = ids[row]!;
    const again = seen[id] === 1;
    seen[id] = 1;
    return again;
  });
  return ranOverRows({
    code: "primary-key",
    subject: schema.primaryKey.join(", "),
    file,
    at: present[0]!.at,
    rows: file.table.rows,
    expected: "a complete key, no key twice",
    hits,
    verb:
      gaps === 0
        ? "repeats an earlier key in"
        : gaps === hits.count
          ? "has an incomplete key in"
          : "repeats an earlier key or has an incomplete one in",
    remedy: `Remove the repeated rows; or, if ${namedList(schema.primaryKey)} may repeat, drop \`primaryKey\` from the schema.`,
  });
}

/** Per row a number below `rows` that two rows share only when all their columns agree. */
export function groupIds(columns: Column[], rows: number): Int32Array {
  let ids = new Int32Array(rows);
  for (const column of columns) {
    const cells: ArrayLike<number> = column.kind === "category" ? column.codes : column.values;
    // First by group so far, then by value: each pair gets the next free number.
    const maps: (Map<number, number> | undefined)[] = [];
    const next = new Int32Array(rows);
    let free = 0;
    for (let row = 0; row < rows; row++) {
      const group = ids[row]!;
      let map = maps[group];
      if (map === undefined) {
        map = new Map();
        maps[group] = map;
      }
      const value = cells[row]!;
      let id = map.get(value);
      if (id === undefined) {
        id = free++;
        map.set(value, id);
      }
      next[row] = id;
    }
    ids = next;
  }
  return ids;
}
