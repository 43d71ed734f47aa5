// Infers column roles: features, and columns that only identify the row or its time.

import { grouped } from "../../findings/wording.ts";
import { Ranked } from "../../stats/ranked.ts";
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
/** Values are counted by a mark each where they lie within so many places a row, else by sorting. */
const MOST_PLACES = 8;
const ID_WORDS = new Set(["id", "ids", "uuid", "guid", "index", "idx", "key", "rowid", "rownum", "identifier", "nr", "no"]);
const TIME_WORDS = new Set(["time", "timestamp", "ts", "epoch", "date", "datetime", "unixtime", "created", "updated"]);

/** Days since 1899-12-30, as spreadsheets count them: from 1954 to 2119. */
const SHEET_DAYS = [20_000, 80_000] as const;
const DATE_WORDS = new Set(["date", "datetime", "datum", "fecha", "dato", "created", "updated"]);

const feature: RoleGuess = { role: "feature", unique: false, notes: [] };
const guess = (role: FieldRole, note: string, unique = false): RoleGuess => ({ role, unique, notes: [note] });

/** `ranked`: the values of a column of numbers; `starts`: the first row of each file. */
export function roleOf(name: string, column: Column, ranked: Ranked | null, starts: number[]): RoleGuess {
  if (column.type === "date" || column.type === "datetime" || column.type === "yearmonth") {
    return guess("time", "role time: a moment does not come again, so it is not trained on (set `role: feature` to train on it).");
  }
  if (column.kind === "category") return categoryRole(name, column);
  return numberRole(name, column, ranked ?? new Ranked(column.values), starts);
}

function numberRole(name: string, column: NumberColumn, ranked: Ranked, starts: number[]): RoleGuess {
  const { least, most, length } = ranked;
  const rows = column.values.length;
  if (length === 0) return guess("ignore", "role ignore: it has no values.");
  if (column.type === "time" || length < FEWEST_ROWS || least === most) return feature;
  const { words } = partsOf(name);
  if (isClock(ranked, words, column, starts)) return guess("time", "role time: it looks like a timestamp, so it is not trained on.");
  const [first, last] = SHEET_DAYS;
  if (words.some((word) => DATE_WORDS.has(word)) && least >= first && most <= last)
    return guess(
      "time",
      "role time: by its name and range it counts days as spreadsheets do (45,000 is 2023-03-15), so it is not trained on.",
    );
  if (column.type !== "integer" || length < rows) return feature;
  const isNamed = words.some((word) => ID_WORDS.has(word));
  const [fills, counts] = [most - least === rows - 1, countsRows(column.values, starts)];
  const distinct = isNamed || fills || counts ? distinctOf(ranked) : 0;
  const isUnique = distinct === rows;
  if ((isUnique && fills) || counts) return guess("id", "role id: consecutive numbers name the row, so they are not trained on.", isUnique);
  if (isNamed && distinct > 0.9 * rows) {
    return guess("id", "role id: by its name and because nearly every row has its own value; not trained on.", isUnique);
  }
  const isYear = words.includes("year") && least >= 1800 && most <= 2200;
  if (isYear && neverFalls(column.values)) return guess("time", "role time: a year that only grows; not trained on.");
  return feature;
}

/** How many different whole numbers there are. */
function distinctOf(ranked: Ranked): number {
  const { least, most, length } = ranked;
  let distinct = 0;
  if (most - least < MOST_PLACES * length) {
    const seen = new Uint8Array(most - least + 1);
    for (const value of ranked.values) {
      const at = value - least;
      distinct += 1 - seen[at]!;
      seen[at] = 1;
    }
    return distinct;
  }
  const sorted = ranked.lowest(length);
  for (let i = 0; i < length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) distinct++;
  return distinct;
}

/** Seconds or milliseconds since 1970 between 2001 and 2039, named as time or growing from row to row. */
function isClock({ least, most }: Ranked, words: string[], column: NumberColumn, starts: number[]): boolean {
  const unit = [1, 1e3, 1e6, 1e9].find((scale) => least >= 1e9 * scale && most < 2.2e9 * scale);
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
