// Datasets for tests, built the way the product builds them: text, typed, joined.
import { RawColumnBuilder } from "../../src/table/columns/raw.ts";
import { typeColumn } from "../../src/table/columns/typed.ts";
import type { FieldType } from "../../src/types/field-types.ts";
import type { Field } from "../../src/types/schema.ts";
import type { Column, Dataset, RawColumn } from "../../src/types/table.ts";

export function field(name: string, type: FieldType, rest: Partial<Field> = {}): Field {
  return {
    name,
    type,
    format: "default",
    constraints: {},
    missingValues: null,
    decimalChar: ".",
    groupChar: null,
    bareNumber: true,
    trueValues: ["true", "True", "TRUE", "1"],
    falseValues: ["false", "False", "FALSE", "0"],
    aliases: [],
    role: "feature",
    where: null,
    ...rest,
  };
}

function rawColumn(texts: string[]): RawColumn {
  const builder = new RawColumnBuilder();
  for (const text of texts) builder.addText(text);
  return builder.finish();
}

export function typed(texts: string[], as: Field, missingValues = [""]): { column: Column; invalid: Int32Array } {
  return typeColumn(rawColumn(texts), texts.length, as, missingValues);
}

/** Columns as lists of text; the last one is the target. */
export function datasetOf(fields: Field[], rows: string[][]): Dataset {
  const columns = fields.map(
    (one, i) =>
      typed(
        rows.map((row) => row[i]!),
        one,
      ).column,
  );
  const names = fields.map((one) => one.name);
  return { rows: rows.length, columns, features: names.slice(0, -1), target: names.at(-1)!, files: [] };
}
