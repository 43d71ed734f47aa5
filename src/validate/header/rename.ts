// A missing and a new column that look like one column under another name. Said with a confidence, never applied.

import { percent } from "../../findings/wording.ts";
import { type NameParts, nameSimilarity, partsOf } from "../../schema/words/name-similarity.ts";
import type { Field } from "../../types/schema.ts";
import { type Closeness, profileDistance } from "../columns/distance.ts";
import { type Conversion, formulaOf } from "../columns/units.ts";
import { assign } from "./assignment.ts";
import type { ChangedTable } from "./changed-table.ts";
import { logistic, logOdds, type Pair, REPORTED, UNLIKELY, UNRELATED } from "./likeness.ts";
import type { Reading } from "./sampled.ts";

export interface Rename {
  field: Field;
  /** The new column's place in the file, from 0. */
  at: number;
  /** 0 to 1. */
  confidence: number;
  /** Why, in words. */
  evidence: string;
  /** The unit changed with the name; null: it did not. */
  conversion: Conversion | null;
}

/** Above this many pairs only equal names are compared: the file is another one altogether. */
const PAIRS_COMPARED = 40_000;

/** Missing fields that are there under another name, each new column at most once. */
export function diagnoseRenames(input: ChangedTable): Rename[] {
  const { missing, extra, table, sampled, keptCorrelation, place } = input;
  if (missing.length === 0 || extra.length === 0) return [];
  const columnNames = extra.map((at) => partsOf(table.header[at]!));
  if (missing.length * extra.length > PAIRS_COMPARED) return sameNames(input, columnNames);

  const pairs = missing.map((field) => {
    const names = [field.name, ...field.aliases].map(partsOf);
    const known = input.profileOf(field);
    const nearest = distinctiveness(input, field);
    return extra.map((at, j): Pair => {
      const name = Math.max(...names.map((parts) => nameSimilarity(parts, columnNames[j]!)));
      const reading = sampled.readingAs(field, at, known);
      return {
        name,
        reading,
        nearest,
        keptCorrelation: reading === null ? 0 : keptCorrelation(field.name, reading.column),
        place: place(field, at),
      };
    });
  });
  const scores = pairs.map((row) => row.map(logOdds));
  return assign(scores).flatMap((j, i) => {
    if (j < 0) return [];
    const pair = pairs[i]![j]!;
    const confidence = logistic(scores[i]![j]!) * clearness(scores, i, j, pair.name);
    const conversion = pair.reading?.conversion ?? null;
    return confidence < REPORTED ? [] : [{ field: missing[i]!, at: extra[j]!, confidence, evidence: evidenceOf(pair), conversion }];
  });
}

/** The distance of a field to the most alike other column that is known. */
function distinctiveness(input: ChangedTable, field: Field): () => number {
  let nearest: number | null = null;
  return () => {
    if (nearest !== null) return nearest;
    nearest = 1;
    const own = input.profileOf(field);
    for (const other of own === null ? [] : input.schema.fields) {
      if (other.name === field.name) continue;
      const profile = input.profileOf(other);
      if (profile !== null && own !== null) nearest = Math.min(nearest, profileDistance(own, profile));
    }
    return nearest;
  };
}

/** 1 when no other pairing of the two columns comes near; less when one does. */
function clearness(scores: number[][], i: number, j: number, name: number): number {
  const own = scores[i]![j]!;
  let rival = UNLIKELY;
  scores[i]!.forEach((score, k) => {
    if (k !== j && !scores.some((row, l) => l !== i && row[k]! > score)) rival = Math.max(rival, score);
  });
  scores.forEach((row, l) => {
    if (l !== i && !row.some((score, k) => k !== j && score > row[j]!)) rival = Math.max(rival, row[j]!);
  });
  const margin = own - rival;
  const wanted = name >= UNRELATED ? 0.3 : 1;
  return margin >= wanted ? 1 : 0.5 + (0.5 * Math.max(0, margin)) / wanted;
}

function evidenceOf({ name, reading, keptCorrelation, place }: Pair): string {
  const words: string[] = [];
  if (name >= 0.9) words.push("the names differ only in how they are written or decorated");
  else if (name >= UNRELATED) words.push("the names are alike");
  else words.push("the names share nothing");
  if (reading?.typed) words.push(`${percent(reading.fit)} of its values fit type and constraints`);
  if (reading !== null && reading.closeness !== null) words.push(distributionOf(reading.closeness, reading.conversion));
  if (keptCorrelation >= 2) words.push("it goes with the other columns as the missing one did");
  if (keptCorrelation <= -2) words.push("it does not go with the other columns as the missing one did");
  if (place > 0 && name < UNRELATED) words.push("it stands in the same place");
  return words.join("; ");
}

function distributionOf({ distance, tolerance }: Closeness, conversion: Reading["conversion"]): string {
  const gap = percent(distance);
  if (conversion !== null) {
    const formula = formulaOf(conversion);
    const back = formula === null ? "converted back" : `as ${formula}`;
    return `its values look converted, ${conversion.name}: ${back} they lie as before (largest gap ${gap} → ${percent(conversion.gap)})`;
  }
  return distance <= tolerance
    ? `its distribution is that of the missing column (largest gap ${gap})`
    : `its distribution is another (largest gap ${gap}): check the unit`;
}

/** Too many columns for pairs: only names that are equal but for case and separators. */
function sameNames({ missing, extra }: ChangedTable, columnNames: NameParts[]): Rename[] {
  const places = new Map<string, number[]>();
  columnNames.forEach((parts, j) => {
    const list = places.get(parts.squashed);
    if (list === undefined) places.set(parts.squashed, [j]);
    else list.push(j);
  });
  return missing.flatMap((field) => {
    const { squashed } = partsOf(field.name);
    const found = places.get(squashed) ?? [];
    if (found.length !== 1 || squashed === "") return [];
    const evidence = "the names differ only in how they are written";
    return [{ field, at: extra[found[0]!]!, confidence: 0.9, evidence, conversion: null }];
  });
}
