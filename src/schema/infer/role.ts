// Which columns can teach a model something, and which only name the row or the moment.

import { grouped } from "../../findings/wording.ts";
import { sortedNumbers } from "../../profile/cells.ts";
import type { FieldRole } from "../../types/schema.ts";
import type { CategoryColumn, Column, NumberColumn } from "../../types/table.ts";
import { partsOf } from "../words/name-similarity.ts";

export interface RoleGuess {
  role: FieldRole;
  /** Every row has its own value. */
  unique: boolean;
  notes: string[];
}

const FEWEST_ROWS = 20;
const ID_WORDS = new Set(["id", "ids", "uuid", "guid", "index", "idx", "key", "rowid", "rownum", "identifier", "nr", "no"]);
const TIME_WORDS = new Set(["time", "timestamp", "ts", "epoch", "date", "datetime", "unixtime", "created", "updated"]);

/** Days since 1899-12-30, as spreadsheets count them: from 1954 to 2119. */
const SHEET_DAYS = [20_000, 80_000] as const;
const DATE_WORDS = new Set(["date", "datetime", "datum", "fecha", "dato", "created", "updated"]);

const feature: RoleGuess = { role: "feature", unique: false, notes: [] };
const guess = (role: FieldRole, note: string, unique = false): RoleGuess => ({ role, unique, notes: [note] });

/** `starts`: the first row of each file. */
export function roleOf(name: string, column: Column, starts: number[]): RoleGuess {
  if (column.type === "date" || column.type === "datetime" || column.type === "yearmonth") {
    return guess("time", "role time: a moment does not come again, so it is not trained on (set `role: feature` to train on it).");
  }
  return column.kind === "number" ? numberRole(name, column, starts) : categoryRole(name, column);
}

function numberRole(name: string, column: NumberColumn, starts: number[]): RoleGuess {
  const sorted = sortedNumbers(column.values);
  const rows = column.values.length;
  if (sorted.length === 0) return guess("ignore", "role ignore: it has no values.");
  if (column.type === "time" || sorted.length < FEWEST_ROWS || sorted[0] === sorted.at(-1)) return feature;
  const { words } = partsOf(name);
  if (isClock(sorted, words, column, starts)) return guess("time", "role time: it looks like a timestamp, so it is not trained on.");
  const [first, last] = SHEET_DAYS;
  if (words.some((word) => DATE_WORDS.has(word)) && sorted[0]! >= first && sorted.at(-1)! <= last)
    return guess(
      "time",
      "role time: by its name and range it counts days as spreadsheets do (45,000 is 2023-03-15), so it is not trained on.",
    );
  if (column.type !== "integer" || sorted.length < rows) return feature;
  let distinct = 1;
  for (let i = 1; i < sorted.length; i++) if (sorted[i] !== sorted[i - 1]) distinct++;
  const isUnique = distinct === rows;
  if ((isUnique && sorted.at(-1)! - sorted[0]! === rows - 1) || countsRows(column.values, starts)) {
    return guess("id", "role id: consecutive numbers name the row, so they are not trained on.", isUnique);
  }
  if (words.some((word) => ID_WORDS.has(word)) && distinct > 0.9 * rows) {
    return guess("id", "role id: by its name and because nearly every row has its own value; not trained on.", isUnique);
  }
  const isYear = words.includes("year") && sorted[0]! >= 1800 && sorted.at(-1)! <= 2200;
  if (isYear && neverFalls(column.values)) return guess("time", "role time: a year that only grows; not trained on.");
  return feature;
}

/** Seconds or milliseconds since 1970 between 2001 and 2039, named as time or growing from row to row. */
function isClock(sorted: Float64Array, words: string[], column: NumberColumn, starts: number[]): boolean {
  const unit = [1, 1e3, 1e6, 1e9].find((scale) => sorted[0]! >= 1e9 * scale && sorted.at(-1)! < 2.2e9 * scale);
  if (unit === undefined) return false;
  if (words.some((word) => TIME_WORDS.has(word))) return true;
  return starts.every((start, i) => neverFalls(column.values.subarray(start, starts[i + 1] ?? column.values.length)));
}

function neverFalls(values: Float64Array): boolean {
  for (let i = 1; i < values.length; i++) if (!(values[i]! >= values[i - 1]!)) return false;
  return true;
}

/** Each file counts its rows anew. */
function countsRows(values: Float64Array, starts: number[]): boolean {
  if (values.length < FEWEST_ROWS) return false;
  const begins = new Set(starts);
  for (let i = 1; i < values.length; i++) if (!begins.has(i) && values[i] !== values[i - 1]! + 1) return false;
  return true;
}

function categoryRole(name: string, column: CategoryColumn): RoleGuess {
  let present = 0;
  for (const code of column.codes) if (code !== 0) present++;
  const distinct = column.categories.length;
  if (present === 0) return guess("ignore", "role ignore: it has no values.");
  if (present < FEWEST_ROWS || column.type === "boolean") return feature;
  const share = distinct / present;
  const isNamedId = partsOf(name).words.some((word) => ID_WORDS.has(word));
  const isCode = column.categories.every((text) => text.length <= 64 && !/\s/.test(text));
  if (distinct === column.codes.length && isCode) {
    return guess("id", "role id: every row has its own value, so it is not trained on.", isNamedId || column.categories.every(isUuid));
  }
  if (isNamedId && distinct > 100 && share > 0.1)
    return guess("id", `role id: by its name and its ${grouped(distinct)} values; not trained on.`);
  if (share > 0.5) {
    return guess("ignore", `role ignore: ${grouped(distinct)} different texts in ${grouped(present)} rows cannot be learned from.`);
  }
  return feature;
}

const isUuid = (text: string) => /^\{?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\}?$/i.test(text);
