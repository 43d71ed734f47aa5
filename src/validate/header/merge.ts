// Missing fields and one new column whose cells, divided, are what they were.

import { named } from "../../findings/wording.ts";
import { isMoment } from "../../schema/words/moments.ts";
import { nameSimilarity, partsOf } from "../../schema/words/name-similarity.ts";
import type { Field } from "../../types/schema.ts";
import { isClose } from "../columns/distance.ts";
import { assign } from "./assignment.ts";
import type { ChangedTable } from "./changed-table.ts";
import { logistic, REPORTED, UNRELATED } from "./likeness.ts";
import { divideTexts, marksInTexts, textTable } from "./parts.ts";
import { type Sampled, sampledTable } from "./sampled.ts";

export interface Merge {
  /** In the order of the parts. */
  fields: Field[];
  /** The new column's place in the file, from 0. */
  at: number;
  confidence: number;
  evidence: string;
  mark: string;
}

const FIELDS_TRIED = 8;
const COLUMNS_TRIED = 8;

/** New columns that hold several missing fields. */
export function diagnoseMerges(input: ChangedTable): Merge[] {
  const { missing, extra, sampled } = input;
  if (missing.length < 2 || missing.length > FIELDS_TRIED || extra.length > COLUMNS_TRIED || sampled.rows === 0) return [];
  const claimed = new Set<Field>();
  return extra.flatMap((at) => {
    const left = missing.filter((field) => !claimed.has(field));
    if (left.some((field) => readsAs(sampled, field, at, input) !== null)) return [];
    const texts = sampled.texts(at);
    const found = marksInTexts(texts).flatMap((mark) => [2, 3].flatMap((count) => divided(input, left, at, texts, mark, count)));
    const best = found.reduce<Merge | null>((most, next) => (most === null || next.confidence > most.confidence ? next : most), null);
    if (best === null || best.confidence < REPORTED) return [];
    for (const field of best.fields) claimed.add(field);
    return [best];
  });
}

function divided(input: ChangedTable, fields: Field[], at: number, texts: string[], mark: string, count: number): Merge[] {
  const parts = divideTexts(texts, mark, count);
  if (parts === null || fields.length < count) return [];
  const header = parts.map((_, i) => `part ${i + 1}`);
  const table = sampledTable(textTable(header, parts), input.schema);
  const scores = parts.map((_, part) => fields.map((field) => readsAs(table, field, part, input) ?? -1));
  const paired = assign(scores);
  if (paired.some((place) => place < 0)) return [];
  const own = paired.map((place) => fields[place]!);
  const closeness = paired.reduce((sum, place, part) => sum + scores[part]![place]!, 0) / count;
  const column = partsOf(input.table.header[at]!);
  const related = own.some(({ name }) => nameSimilarity(partsOf(name), column) >= UNRELATED);
  const places = own.every((field) => input.place(field, at) > 0);
  const confidence = logistic(0.5 + 2 * closeness + (related ? 1 : 0) + (places ? 0.5 : 0));
  const evidence = `divided at ${JSON.stringify(mark)} its parts read and spread as ${own.map(({ name }) => named(name)).join(" and ")} did`;
  return [{ fields: own, at, confidence, evidence, mark }];
}

/** Above 0 to 1: how closely a column is what the field was; null: it is not, or nobody can tell. */
function readsAs(table: Sampled, field: Field, at: number, input: ChangedTable): number | null {
  const known = input.profileOf(field);
  const reading = table.readingAs(field, at, known);
  if (reading === null || reading.fit < 0.98) return null;
  // Moments move on: what reads as one is one.
  if (isMoment(field)) return reading.typed ? 0.7 : null;
  if (reading.closeness === null || !isClose(reading.closeness)) return null;
  return 0.2 + 0.8 * (1 - reading.closeness.distance / reading.closeness.tolerance);
}
