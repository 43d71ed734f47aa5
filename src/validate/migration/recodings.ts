// Values that were recoded one to one: which text stands for which value, by the rows that are accepted ones then.

import { matchHeader } from "../../schema/words/match.ts";
import { cellText } from "../../table/columns/raw.ts";
import { cellParser } from "../../table/values/values.ts";
import type { Field, Schema } from "../../types/schema.ts";
import type { RawTable } from "../../types/table.ts";
import type { Edit } from "./edits.ts";
import type { Prover } from "./proof.ts";

/** Values of a field that accepted rows have. */
export type KnownValues = ReadonlyMap<string, readonly string[]>;

const MOST_COLUMNS = 2;
const MOST_TRIES = 500;
/** Recoded columns have at least so many unknown cells. */
const UNKNOWN = 0.02;
/** With more classes it is not tried whether they were exchanged. */
const EXCHANGED = 12;

interface Recoded {
  field: Field;
  /** Per row. */
  cells: string[];
  /** Cells that are no values that are known. */
  unknown: number;
  /** That do not stand for a gap. */
  texts: string[];
  values: readonly string[];
}

/** Columns with cells that are no values that the field has had, under this schema; where there are none, the target: its values may have been exchanged. */
function recodedIn(table: RawTable, schema: Schema, known: KnownValues): Recoded[] {
  const all = textsIn(table, schema, known);
  const strange = all.filter(({ unknown }) => unknown >= UNKNOWN * table.rows && unknown > 0);
  return strange.length > 0 ? strange : all.filter(({ field, values }) => field.role === "target" && values.length <= EXCHANGED);
}

function textsIn(table: RawTable, schema: Schema, known: KnownValues): Recoded[] {
  const { columns } = matchHeader(table.header, schema);
  return schema.fields.flatMap((field, i) => {
    const values = known.get(field.name);
    const raw = table.columns[columns[i]!];
    if (values === undefined || raw === undefined) return [];
    const parse = cellParser(field);
    const missing = new Set(field.missingValues ?? schema.missingValues);
    const aliases = new Map(Object.entries(field.valueAliases ?? {}));
    const parsed = new Set(values.map((value) => parse(value)));
    const isKnown = (text: string) => missing.has(text) || parsed.has(parse(aliases.get(text) ?? text));
    const cells = Array.from({ length: table.rows }, (_, row) => cellText(raw, row));
    const texts = [...new Set(cells)].filter((text) => !missing.has(text));
    const unknown = cells.filter((text) => !isKnown(text)).length;
    return texts.length > values.length ? [] : [{ field, cells, unknown, texts, values }];
  });
}

/** What each text of up to two columns stands for; empty: nothing, or nothing that is one to one. */
export function recodings(table: RawTable, schema: Schema, known: KnownValues, prover: Prover): Edit[] {
  const recoded = recodedIn(table, schema, known);
  if (recoded.length === 0 || recoded.length > MOST_COLUMNS) return [];
  const tries = recoded.reduce((product, { values }) => product * values.length, 1);
  if (tries > MOST_TRIES) return [];
  const votes = recoded.map(() => new Map<string, Map<string, number>>());
  for (const values of productOf(recoded.map((one) => one.values))) {
    const edits = recoded.map(({ field, texts }, i): Edit => ({ kind: "values", field: field.name, aliases: allAs(texts, values[i]!) }));
    for (const row of prover.acceptedRows(edits)) {
      recoded.forEach(({ cells, texts }, i) => {
        const text = cells[row]!;
        if (!texts.includes(text)) return;
        const of = votes[i]!.get(text) ?? new Map<string, number>();
        votes[i]!.set(text, of.set(values[i]!, (of.get(values[i]!) ?? 0) + 1));
      });
    }
  }
  return recoded.flatMap(({ field }, i): Edit[] => {
    const aliases = oneToOne(votes[i]!);
    return aliases === null || Object.keys(aliases).length === 0 ? [] : [{ kind: "values", field: field.name, aliases }];
  });
}

const allAs = (texts: string[], value: string) => Object.fromEntries(texts.map((text) => [text, value]));

function productOf(lists: (readonly string[])[]): string[][] {
  return lists.reduce<string[][]>((all, list) => all.flatMap((some) => list.map((one) => [...some, one])), [[]]);
}

/** Each text with the value that most rows speak for; null: none, or two texts with one value. */
function oneToOne(votes: Map<string, Map<string, number>>): Record<string, string> | null {
  const pairs = [...votes].map(([text, of]) => [text, [...of].reduce((a, b) => (b[1] > a[1] ? b : a))[0]] as const);
  if (pairs.length === 0 || new Set(pairs.map(([, value]) => value)).size < pairs.length) return null;
  return Object.fromEntries(pairs.filter(([text, value]) => text !== value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
