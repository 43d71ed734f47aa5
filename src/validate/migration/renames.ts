// Which new column may be which missing field: every pairing is worth a try, since row hashes tell the right one.

import { type HeaderMatch, matchHeader } from "../../schema/words/match.ts";
import { nameSimilarity, partsOf } from "../../schema/words/name-similarity.ts";
import { typeColumn } from "../../table/columns/typed.ts";
import type { Field, Schema } from "../../types/schema.ts";
import type { RawTable } from "../../types/table.ts";
import type { Edit } from "./edits.ts";
import { notationsOf } from "./notations.ts";

/** More pairings than these are not tried. */
const MOST_PAIRINGS = 3000;
const FITS = 0.9;

/** Pairings of the fields among `needed` that a table lacks with its other columns, the likeliest by name and place first. */
export function pairings(table: RawTable, schema: Schema, needed: ReadonlySet<string>): Edit[][] {
  const match = matchHeader(table.header, schema);
  const missing = schema.fields.filter((field, i) => match.columns[i]! < 0 && needed.has(field.name));
  if (missing.length === 0) return [[]];
  if (missing.length > match.extra.length) return [];
  const options = missing.map((field) => placesFor(field, table, schema, match));
  const found: Edit[][] = [];
  const taken = new Set<number>();
  const chosen: Edit[] = [];
  const choose = (i: number): void => {
    if (found.length >= MOST_PAIRINGS) return;
    if (i === missing.length) {
      found.push([...chosen]);
      return;
    }
    for (const at of options[i]!) {
      if (taken.has(at)) continue;
      taken.add(at);
      chosen.push({ kind: "alias", field: missing[i]!.name, name: table.header[at]! });
      choose(i + 1);
      chosen.pop();
      taken.delete(at);
    }
  };
  choose(0);
  return found;
}

/** New columns whose cells may be the field's, the likeliest first. */
function placesFor(field: Field, table: RawTable, schema: Schema, match: HeaderMatch): number[] {
  const missingValues = field.missingValues ?? schema.missingValues;
  const reads = (at: number) => {
    const raw = table.columns[at]!;
    const { invalid } = typeColumn(raw, table.rows, field, missingValues);
    return invalid.length <= (1 - FITS) * table.rows || notationsOf(raw, table.rows, field, missingValues).length > 0;
  };
  const name = partsOf(field.name);
  const index = schema.fields.indexOf(field);
  const before = schema.fields.slice(0, index).reduce((last, _, i) => Math.max(last, match.columns[i]!), -1);
  const score = (at: number) => nameSimilarity(name, partsOf(table.header[at]!)) - 0.001 * Math.abs(at - before - 1);
  return match.extra.filter(reads).sort((a, b) => score(b) - score(a));
}
