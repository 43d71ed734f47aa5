// A missing field and several new columns that together are what it was.

import { named, percent } from "../../findings/wording.ts";
import { columnProfile } from "../../profile/profile.ts";
import { isMoment } from "../../schema/words/moments.ts";
import { nameSimilarity, partsOf } from "../../schema/words/name-similarity.ts";
import type { ColumnProfile, NumberProfile } from "../../types/profile.ts";
import type { Field } from "../../types/schema.ts";
import type { NumberColumn } from "../../types/table.ts";
import { buildDistance, closenessTo, isClose } from "../columns/distance.ts";
import type { ChangedTable } from "./changed-table.ts";
import { logistic, REPORTED, UNRELATED } from "./likeness.ts";
import { joinTexts, marksOf, textTable } from "./parts.ts";
import { type Reading, sampledTable } from "./sampled.ts";

export interface Split {
  field: Field;
  /** Places of the new columns, in the order in which they make the field. */
  at: number[];
  confidence: number;
  evidence: string;
  /** What makes the field of its parts: "`first` + \" \" + `last`". */
  formula: string;
}

/** More new columns than this are not tried in pairs. */
const COLUMNS_TRIED = 8;
const FIELDS_TRIED = 8;
/** Places a tuple must lie ahead of the next one of other columns to be clear. */
const CLEARLY = 0.5;

/** Missing fields whose values are there in several new columns. */
export function diagnoseSplits(input: ChangedTable): Split[] {
  const { extra, missing, sampled } = input;
  if (extra.length < 2 || extra.length > COLUMNS_TRIED || missing.length > FIELDS_TRIED || sampled.rows === 0) return [];
  const claimed = new Set<number>();
  return missing.flatMap((field) => {
    const known = input.profileOf(field);
    if (known === null) return [];
    const found = candidates(input, field, known).sort((a, b) => b.logit - a.logit);
    const [best] = found;
    if (best === undefined || best.at.some((at) => claimed.has(at))) return [];
    const rival = found.find(({ at }) => at.some((one) => !best.at.includes(one)));
    const clear = rival === undefined || best.logit - rival.logit >= CLEARLY ? 1 : 0.7;
    const confidence = logistic(best.logit) * clear;
    if (confidence < REPORTED) return [];
    for (const at of best.at) claimed.add(at);
    return [{ field, at: best.at, confidence, evidence: best.evidence, formula: best.formula }];
  });
}

interface Candidate extends Pick<Split, "at" | "evidence" | "formula"> {
  logit: number;
}

function candidates(input: ChangedTable, field: Field, known: ColumnProfile): Candidate[] {
  const { extra } = input;
  if (known.kind === "number" && !isMoment(field)) return pairsOf(extra).flatMap((at) => summed(input, field, known, at));
  const marks = marksOf(field, known);
  const tuples = [...pairsOf(extra), ...(extra.length <= 6 && field.type !== "datetime" ? triplesOf(extra) : [])];
  return marks.flatMap((joint) => tuples.flatMap((at) => joined(input, field, known, at, joint)));
}

const pairsOf = (places: number[]) => places.flatMap((a) => places.flatMap((b) => (a === b ? [] : [[a, b]])));
const triplesOf = (places: number[]) => pairsOf(places).flatMap((pair) => places.flatMap((c) => (pair.includes(c) ? [] : [[...pair, c]])));

/** Texts side by side, as dates and times or first and last names. */
function joined(
  input: ChangedTable,
  field: Field,
  known: ColumnProfile,
  at: number[],
  joint: { mark: string; padded: boolean },
): Candidate[] {
  const { sampled, schema, table } = input;
  const whole = joinTexts(at.map(sampled.texts), joint);
  const reading = sampledTable(textTable(["joined"], [whole]), schema).readingAs(field, 0, known);
  if (reading === null || reading.fit < 0.98) return [];
  const names = at.map((place) => named(table.header[place]!));
  const formula = names.join(` + ${JSON.stringify(joint.mark)} + `);
  const base = { at, formula };
  if (isMoment(field)) {
    const aPartDoes = at.some((place) => sampled.columnAs(field, place).invalid.length < sampled.rows / 2);
    const evidence = `joined by ${JSON.stringify(joint.mark)} they read as the ${field.type} that it was`;
    return aPartDoes ? [] : [{ ...base, logit: 2.2 + support(input, field, at), evidence }];
  }
  const own = columnProfile(reading.column);
  if (known.kind !== "category" || own.kind !== "category") return [];
  const built = buildDistance(known, own);
  if (built === null || reading.closeness === null) return [];
  const { tolerance } = reading.closeness;
  const distance = Math.max(built, reading.closeness.distance);
  if (distance > tolerance) return [];
  const evidence = `joined by ${JSON.stringify(joint.mark)} their texts are built and spread as its own were (largest gap ${percent(distance)})`;
  return [{ ...base, logit: 2.5 - (1.5 * distance) / tolerance + support(input, field, at), evidence }];
}

/** Amounts in two columns: only when name or company speak for it, since sums of other columns come near by chance. */
function summed(input: ChangedTable, field: Field, known: NumberProfile, at: number[]): Candidate[] {
  const [a, b] = at.map((place) => input.sampled.readingAs({ ...field, type: "number" }, place, known)) as [Reading, Reading];
  if (a.fit < 0.5 || b.fit < 0.5) return [];
  const [x, y] = [a.column as NumberColumn, b.column as NumberColumn];
  const related = at.every((place) => nameOf(input, field, place) >= UNRELATED);
  const names = at.map((place) => named(input.table.header[place]!));
  const ways: { share: number; formula: string; plausible: boolean }[] = [
    { share: 1, formula: names.join(" + "), plausible: at[0]! < at[1]! && !isLike(a) && !isLike(b) },
    { share: 0.01, formula: `${names.join(" + ")} / 100`, plausible: hasHundredths(known) && isWhole(x.values) && isWhole(y.values, 99) },
  ];
  return ways.flatMap(({ share, formula, plausible }) => {
    if (!plausible) return [];
    const column = { ...x, values: x.values.map((value, row) => value + share * y.values[row]!) };
    const closeness = closenessTo(known, column);
    const keptCorrelation = input.keptCorrelation(field.name, column);
    if (closeness === null || !isClose(closeness) || (!related && keptCorrelation < 3)) return [];
    const evidence = `${formula} is distributed as it was (largest gap ${percent(closeness.distance)})`;
    const logit = 1.5 - closeness.distance / closeness.tolerance + support(input, field, at) + Math.min(2, keptCorrelation / 2);
    return [{ at, formula, logit, evidence }];
  });
}

const isLike = ({ closeness }: Reading) => closeness === null || isClose(closeness);

/** Most cells end in hundredths that are not zero. */
const hasHundredths = ({ grain }: NumberProfile) => grain[3]! >= 0.99 && grain[1]! < 0.5;

const isWhole = (values: Float64Array, most = Number.POSITIVE_INFINITY) =>
  values.every((value) => Number.isNaN(value) || (Number.isInteger(value) && value >= 0 && value <= most));

const nameOf = ({ table }: ChangedTable, { name }: Field, at: number) => nameSimilarity(partsOf(name), partsOf(table.header[at]!));

/** What names and places add. */
function support(input: ChangedTable, field: Field, at: number[]): number {
  const names = at.some((place) => nameOf(input, field, place) >= UNRELATED) ? 1 : 0;
  const inOrder = at.every((place, i) => i === 0 || place === at[i - 1]! + 1);
  return names + (inOrder ? 0.6 : 0) + (at.every((place) => input.place(field, place) > 0) ? 0.5 : 0);
}
