// The checks of files, columns and cells by the schema.
import { type CheckEntry, entry } from "./entry.ts";

export const STRUCTURE_CHECKS: CheckEntry[] = [
  entry(
    "column-missing",
    "fixed",
    "a column of the schema that a file lacks",
    "column `age` is missing from day_6.csv",
    "Restore the column, or remove its field from the schema.",
  ),
  entry(
    "column-new",
    "fixed",
    "a column that is no field, as `fieldsMatch` allows it or not",
    "column `age_2` of day_6.csv is not in the schema",
    "Add a field (with `role: ignore` to leave it out), or set `fieldsMatch: subset`.",
  ),
  entry(
    "column-renamed",
    "fixed",
    "a missing and a new column that look like one, with a confidence; nothing is applied",
    "column `temp_max` is missing from day_6.csv and `max_temp` is new: it looks renamed (confidence 97 %)",
    "Paste the `aliases` line that the finding prints into the schema, if it is the same column.",
  ),
  entry(
    "column-order",
    "fixed",
    "columns in another order under `fieldsMatch: exact`",
    "the columns of day_6.csv are in another order than the schema's",
    "Set `fieldsMatch: equal` if the order does not matter.",
  ),
  entry(
    "target",
    "fixed",
    "a target with one class only, or with too few rows of one",
    "target `label` has fewer than 10 rows of class `fraud`: too few to judge",
    "Collect more rows of these classes.",
  ),
];

export const CELL_CHECKS: CheckEntry[] = [
  entry(
    "type",
    "error",
    "cells that do not read as their field's type",
    "column `age` is a word for missing in 3 of 1,000 rows, expected number; first at line 17 of day_6.csv",
    "Correct the cells, or adapt `type`, `format` or `missingValues`.",
  ),
  entry(
    "required",
    "error",
    "missing cells where the schema allows none",
    "column `age` is missing in 2 of 1,000 rows, expected a value in every row",
    "Fill the cells, or set `required: false`.",
  ),
  entry(
    "enum",
    "error",
    "values that the schema does not list",
    "column `shop` has other values than the 3 listed ones in 4 of 1,000 rows",
    "Correct the cells, or add the values to `enum`.",
  ),
  entry(
    "range",
    "error",
    "numbers and dates outside of `minimum` and `maximum`",
    "column `temp` is too high in 4 of 1,000 rows, expected ≥ -20 and ≤ 45",
    "Look for units and sentinels, or widen the range.",
  ),
  entry(
    "length",
    "error",
    "texts shorter or longer than the schema allows",
    "column `code` is too short or too long in 4 of 1,000 rows",
    "Correct the cells, or adapt `minLength` and `maxLength`.",
  ),
  entry(
    "pattern",
    "error",
    "texts that do not match the schema's pattern",
    "column `code` does not match in 4 of 1,000 rows",
    "Correct the cells, or adapt `pattern`.",
  ),
  entry(
    "unique",
    "error",
    "a value that stands twice where each row must have its own",
    "column `id` repeats values in 4 of 1,000 rows",
    "Remove the repeated rows, or take `unique` away.",
  ),
  entry(
    "primary-key",
    "error",
    "rows that share the schema's primary key",
    "column `order`, `item` repeats keys in 4 of 1,000 rows",
    "Remove the repeated rows, or correct `primaryKey`.",
  ),
];
