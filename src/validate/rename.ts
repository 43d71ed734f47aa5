// A missing and a new column that look like one column under another name. Said with a confidence, never applied.
import type { ColumnProfile } from "../types/profile.ts";
import type { Field, Schema } from "../types/schema.ts";
import type { RawTable } from "../types/table.ts";
import { assign } from "./assignment.ts";
import { profileDistance } from "./distance.ts";
import { type NameParts, nameSimilarity, partsOf } from "./name-similarity.ts";
import { type Reading, readAs } from "./rename-reading.ts";
import { percent } from "./wording.ts";

export interface Rename {
  field: Field;
  /** The new column's place in the file, from 0. */
  at: number;
  /** 0 to 1. */
  confidence: number;
  /** Why, in words. */
  evidence: string;
}

export interface RenameCase {
  table: RawTable;
  schema: Schema;
  missing: Field[];
  /** Places of the columns that are no field's. */
  extra: number[];
  /** What is known of a field's values from elsewhere; null: nothing. */
  profileOf: (field: Field) => ColumnProfile | null;
}

const REPORTED = 0.6;
/** Above this many pairs only equal names are compared: the file is another one altogether. */
const PAIRS_COMPARED = 40_000;
/** Names this unlike say nothing; then only the distribution can speak. */
const UNRELATED = 0.45;
const UNLIKELY = -10;

interface Pair {
  /** Log odds that the two are one column. */
  logit: number;
  name: number;
  reading: Reading | null;
}

export function diagnoseRenames(input: RenameCase): Rename[] {
  const { missing, extra, table } = input;
  if (missing.length === 0 || extra.length === 0) return [];
  const fieldNames = missing.map((field) => partsOf(field.name));
  const columnNames = extra.map((at) => partsOf(table.header[at]!));
  if (missing.length * extra.length > PAIRS_COMPARED) return sameNames(input, fieldNames, columnNames);

  const reader = readAs(table);
  const distinctive = distinctiveness(input);
  const pairs = missing.map((field, i) =>
    extra.map((at, j): Pair => {
      const name = Math.max(
        nameSimilarity(fieldNames[i]!, columnNames[j]!),
        ...field.aliases.map((alias) => nameSimilarity(partsOf(alias), columnNames[j]!)),
      );
      const reading = reader(field, at, input.schema, input.profileOf(field));
      return { name, reading, logit: name >= UNRELATED ? byName(name, reading) : byDistribution(reading, distinctive(field)) };
    }),
  );
  const scores = pairs.map((row) => row.map((pair) => pair.logit));
  return assign(scores).flatMap((j, i) => {
    if (j < 0) return [];
    const pair = pairs[i]![j]!;
    const confidence = logistic(pair.logit) * clearness(scores, i, j, pair.name);
    return confidence < REPORTED ? [] : [{ field: missing[i]!, at: extra[j]!, confidence, evidence: evidenceOf(pair) }];
  });
}

function logistic(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** Weights in log odds; what speaks against a name takes away at most 2.5, for a rename often comes with a new unit. */
function byName(name: number, reading: Reading | null): number {
  let weight = 0;
  if (reading !== null) {
    weight += reading.fit < 0.5 ? -4 : reading.fit < 0.9 ? -1.5 : reading.fit >= 0.98 && reading.typed ? 0.5 : 0;
    const { distance } = reading;
    if (distance !== null)
      weight += distance <= reading.tolerance ? 1.5 : distance <= 0.2 ? 0.5 : distance >= 0.7 ? -2.5 : distance >= 0.4 ? -1 : 0;
  }
  return -3 + 6.5 * name + Math.max(weight, -2.5);
}

/** Names that share nothing: only a close fit to a distribution that no other column of the table comes near. */
function byDistribution(reading: Reading | null, nearestOther: number): number {
  if (reading === null || reading.distance === null || reading.fit < 0.98 || reading.generic) return UNLIKELY;
  if (reading.distance > reading.tolerance || nearestOther < Math.max(0.25, 3 * reading.distance)) return UNLIKELY;
  return 0.6 + 2 * nearestOther - 4 * reading.distance;
}

/** Per field the distance to the most alike other column that is known. */
function distinctiveness(input: RenameCase): (field: Field) => number {
  const memo = new Map<string, number>();
  return (field) => {
    let nearest = memo.get(field.name);
    if (nearest !== undefined) return nearest;
    nearest = 1;
    const own = input.profileOf(field);
    for (const other of own === null ? [] : input.schema.fields) {
      if (other.name === field.name) continue;
      const profile = input.profileOf(other);
      if (profile !== null && own !== null) nearest = Math.min(nearest, profileDistance(own, profile));
    }
    memo.set(field.name, nearest);
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

function evidenceOf(pair: Pair): string {
  const words: string[] = [];
  if (pair.name >= 0.9) words.push("the names differ only in how they are written or decorated");
  else if (pair.name >= UNRELATED) words.push("the names are alike");
  else words.push("the names share nothing");
  const { reading } = pair;
  if (reading?.typed) words.push(`${percent(reading.fit)} of its values fit type and constraints`);
  if (reading !== null && reading.distance !== null) {
    const gap = percent(reading.distance);
    words.push(
      reading.distance <= reading.tolerance
        ? `its distribution is that of the missing column (largest gap ${gap})`
        : `its distribution is another (largest gap ${gap}): check the unit`,
    );
  }
  return words.join("; ");
}

/** Too many columns for pairs: only names that are equal but for case and separators. */
function sameNames(input: RenameCase, fieldNames: NameParts[], columnNames: NameParts[]): Rename[] {
  const places = new Map<string, number[]>();
  columnNames.forEach((parts, j) => {
    const list = places.get(parts.squashed);
    if (list === undefined) places.set(parts.squashed, [j]);
    else list.push(j);
  });
  return input.missing.flatMap((field, i) => {
    const found = places.get(fieldNames[i]!.squashed) ?? [];
    if (found.length !== 1 || fieldNames[i]!.squashed === "") return [];
    return [{ field, at: input.extra[found[0]!]!, confidence: 0.9, evidence: "the names differ only in how they are written" }];
  });
}
