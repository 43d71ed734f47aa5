// What the rules of single cells share: the typed column, the collection of broken cells, and tolerances of inferred schemas.
import { fieldKey, setKey } from "../../findings/remedies.ts";
import { missingTest } from "../../schema/words/missing.ts";
import { cellText } from "../../table/columns/raw.ts";
import type { Remedy } from "../../types/judgement.ts";
import type { JsonValue } from "../../types/problem.ts";
import type { Field } from "../../types/schema.ts";
import type { Column, SourceFile } from "../../types/table.ts";
import { type Hits, hitsWhere, NO_HITS, type Ran } from "../result/finding.ts";

/** One field's column of one file, typed. */
export interface TypedPart {
  file: SourceFile;
  field: Field;
  /** The column's place in the file, from 0. */
  at: number;
  column: Column;
  /** Rows whose cell did not parse; missing in `column`. */
  invalid: Int32Array;
  /** Texts that mean missing; absent: the empty cell. */
  missingValues?: string[];
}

/** The rules of a field, prepared once for all files. */
export interface FieldRules {
  field: Field;
  isTarget: boolean;
  /** For the target only if the schema was written by hand: otherwise rows without a label are left out. */
  required: boolean;
  allowed: Set<number | string> | null;
  matches: ((text: string) => boolean) | null;
  /** The schema was inferred, so small violations only warn. */
  inferred: boolean;
  /** How values outside of the range compare with accepted ones; null: no accepted values are known. */
  beyond: Beyond | null;
  /** Accepted files have the column: a schema that reads its cells in another way is no remedy. */
  isKnown: boolean;
}

/** Tests of values outside of the range, `cells` cells in all. `farOut`: unlikely given the accepted values; null: not known. */
export interface Beyond {
  farOut: (values: number[], cells: number) => boolean | null;
  /** Values below zero, where no accepted one was. */
  negative: (hits: number, cells: number) => boolean;
}

/** Tolerances of an inferred schema: shares and numbers of rows with a gap, a value outside the range, or an unlisted one that only warn. */
export const MILD = {
  gaps: 0.005,
  fewestGaps: 2,
  outside: 0.01,
  fewestOutside: 3,
  reach: 0.5,
  unlisted: 0.005,
  fewestUnlisted: 2,
  times: 4,
  more: 64,
};

/** Whether so few gaps, in a column that had none, only warn. */
export const areFewGaps = (gaps: number, rows: number): boolean => gaps <= Math.max(MILD.fewestGaps, MILD.gaps * rows);

/** Reports the broken cells of one rule. */
export type Run = (code: string, expected: string, hits: Hits, verb: string, remedy: Advice, mild?: boolean) => Ran;

/** What to do, in words and as remedies. */
export interface Advice {
  words: string;
  own?: Remedy[];
}

/** Remedies that set properties of the field in the schema file; none where the schema is in no file. */
export function inSchema({ name, where }: Field, properties: { [property: string]: JsonValue }): Remedy[] {
  return where === null ? [] : Object.entries(properties).map(([key, value]) => setKey(where.file, fieldKey(name, key), value));
}

/** Rows whose number breaks a rule. */
export function numberHits(part: TypedPart, breaks: (value: number) => boolean): Hits {
  const { column } = part;
  if (column.kind !== "number") return NO_HITS;
  const { values } = column;
  return hitsWhere(values.length, (row) => {
    const value = values[row]!;
    return !Number.isNaN(value) && breaks(value);
  });
}

/** Rows whose text breaks a rule; of a column of numbers, the text as it stands in the file. */
export function textHits(part: TypedPart, breaks: (text: string) => boolean): Hits {
  const { column } = part;
  if (column.kind === "category") {
    const broken = Uint8Array.from(["", ...column.categories], (text, code) => (code > 0 && breaks(text) ? 1 : 0));
    if (!broken.includes(1)) return NO_HITS;
    const { codes } = column;
    return hitsWhere(codes.length, (row) => broken[codes[row]!] === 1);
  }
  const raw = part.file.table.columns[part.at]!;
  const memo = new Map<string, boolean>();
  const aliases = new Map(Object.entries(part.field.valueAliases ?? {}));
  const isMissing = missingTest(column);
  return hitsWhere(column.values.length, (row) => {
    if (isMissing(row)) return false;
    const cell = cellText(raw, row);
    const text = aliases.get(cell) ?? cell;
    let broken = memo.get(text);
    if (broken === undefined) {
      broken = breaks(text);
      memo.set(text, broken);
    }
    return broken;
  });
}
