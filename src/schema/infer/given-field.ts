// What a person says of a column, before the rest is guessed.
import type { Field } from "../../types/schema.ts";
import type { Neighbours } from "../words/number-notation.ts";
import type { Tally } from "./column-tally.ts";
import { guessType } from "./type.ts";
import type { TypeGuess } from "./type-guess.ts";

/** The keys of a field that are not to be guessed. */
export interface GivenField {
  field: Field;
  keys: ReadonlySet<string>;
}

/** Keys that say how a column's cells are written. */
const NOTATION = ["decimalChar", "groupChar", "bareNumber", "affixes"];

/** The column without the texts that stand for gaps. */
export function withGaps(tally: Tally, { field, keys }: GivenField): Tally {
  if (!keys.has("missingValues")) return tally;
  const gaps = new Set(field.missingValues ?? []);
  return { ...tally, texts: new Map([...tally.texts].filter(([text]) => text === "" || !gaps.has(text))) };
}

/** The guess, but for what is given. */
export function guessOf(tally: Tally, isTarget: boolean, neighbours: Neighbours, given: GivenField | null): TypeGuess {
  const guess = guessType(tally, isTarget, neighbours);
  if (given === null) return guess;
  const { field, keys } = given;
  const gaps = keys.has("missingValues") ? (field.missingValues ?? []).filter((text) => text !== "") : [];
  const missing = [...new Set([...guess.missing, ...gaps])];
  const isNumber = NOTATION.some((key) => keys.has(key));
  if (!keys.has("type") && !isNumber) return { ...guess, missing };
  const type = keys.has("type") ? field.type : "number";
  const { decimalChar, groupChar, bareNumber, affixes, trueValues, falseValues } = field;
  const words = type === "boolean" ? { trueValues, falseValues } : {};
  const notation =
    type === "number" || type === "integer" ? { decimalChar, groupChar, bareNumber, ...(affixes === undefined ? {} : { affixes }) } : words;
  return { type, format: keys.has("format") ? field.format : "default", missing: type === "string" ? gaps : missing, notation, notes: [] };
}
