// A file whose columns are not those of its schema, and what there is to judge the new ones by.

import type { HeaderMatch } from "../../schema/words/match.ts";
import type { ColumnProfile, Profile } from "../../types/profile.ts";
import type { Field, Schema } from "../../types/schema.ts";
import type { Column, RawTable } from "../../types/table.ts";
import { type KeptCorrelation, keptCorrelationOf } from "./kept-correlation.ts";
import { type Place, placesOf } from "./places.ts";
import { type Sampled, sampledTable } from "./sampled.ts";

export interface ChangedTable {
  table: RawTable;
  schema: Schema;
  missing: Field[];
  /** Places of the columns that are no field's. */
  extra: number[];
  /** What is known of a field's values from elsewhere; null: nothing. */
  profileOf: (field: Field) => ColumnProfile | null;
  sampled: Sampled;
  /** Whether a column goes with the columns that stayed as a field did. */
  keptCorrelation: KeptCorrelation;
  /** Whether a column stands where a field stood. */
  place: Place;
}

/** `known`: what is remembered of accepted data; null: nothing. */
export function changedTable(
  table: RawTable,
  schema: Schema,
  match: HeaderMatch,
  known: Profile | null,
  profileOf: ChangedTable["profileOf"],
): ChangedTable {
  const sampled = sampledTable(table, schema);
  const missing = schema.fields.filter((_, i) => match.columns[i]! < 0);
  const changed = missing.length > 0 && match.extra.length > 0;
  const keptCorrelation = keptCorrelationOf(known, changed ? keptColumns(schema, match, known, sampled) : []);
  return { table, schema, missing, extra: match.extra, profileOf, sampled, keptCorrelation, place: placesOf(match, schema) };
}

/** Those whose company is remembered. */
function keptColumns(schema: Schema, match: HeaderMatch, known: Profile | null, sampled: Sampled): Column[] {
  const remembered = new Set(known?.pairs.columns);
  return schema.fields.flatMap((field, i) =>
    match.columns[i]! < 0 || !remembered.has(field.name) ? [] : [sampled.columnAs(field, match.columns[i]!).column],
  );
}
