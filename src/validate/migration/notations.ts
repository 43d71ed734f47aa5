// In which other notations a column's cells may be what a field holds.

import { layoutsOf } from "../../schema/words/date-layout.ts";
import { cellText } from "../../table/columns/raw.ts";
import { cellParser } from "../../table/values/values.ts";
import type { Field } from "../../types/schema.ts";
import type { RawColumn } from "../../types/table.ts";
import type { Notation } from "./edits.ts";

/** Fewer of the cells than this are strays, and no other notation. */
const STRAYS = 0.05;
const MODELS = 20;
const MOST = 8;

const NUMBERS: Notation[] = [",", "."].flatMap((decimalChar) =>
  [null, ".", ",", " ", "'"].flatMap((groupChar) =>
    groupChar === decimalChar ? [] : [true, false].map((bareNumber) => ({ decimalChar, groupChar, bareNumber })),
  ),
);

/** Those that read nearly every cell of `rows` rows, the plainest first; empty where the field's own does. */
export function notationsOf(raw: RawColumn, rows: number, field: Field, missingValues: string[]): Notation[] {
  const missing = new Set(missingValues);
  const texts = Array.from({ length: rows }, (_, row) => cellText(raw, row)).filter((text) => !missing.has(text));
  const reads = (changed: Notation) => {
    const parse = cellParser({ ...field, ...changed });
    return texts.filter((text) => parse(text) === null).length <= STRAYS * texts.length;
  };
  if (texts.length === 0 || reads({})) return [];
  return candidates(field, texts)
    .filter(reads)
    .slice(0, MOST)
    .map((changed) => onlyChanges(changed, field));
}

function candidates(field: Field, texts: string[]): Notation[] {
  if (field.type === "number") return NUMBERS;
  if (field.type === "integer") return NUMBERS.filter(({ decimalChar }) => decimalChar === ".").map(({ decimalChar: _, ...rest }) => rest);
  if (field.type === "boolean") return booleans(field, texts);
  if (field.type !== "date" && field.type !== "datetime" && field.type !== "time") return [];
  const layouts = new Set(texts.slice(0, MODELS).flatMap((text) => layoutsOf(text.trim())));
  return ["default", ...layouts, "any"].map((format) => ({ format }));
}

/** Two words, either of which may be true. */
function booleans(field: Field, texts: string[]): Notation[] {
  const words = [...new Set(texts)];
  if (words.length === 0 || words.length > 2) return [];
  const other = words[1] === undefined ? [] : [words[1]];
  const one = { trueValues: [...field.trueValues, words[0]!], falseValues: [...field.falseValues, ...other] };
  const two = { trueValues: [...field.trueValues, ...other], falseValues: [...field.falseValues, words[0]!] };
  return [one, two].map(({ trueValues, falseValues }) => ({
    trueValues: [...new Set(trueValues)],
    falseValues: [...new Set(falseValues)],
  }));
}

function onlyChanges(changed: Notation, field: Field): Notation {
  const differs = ([key, value]: [string, unknown]) => JSON.stringify(value) !== JSON.stringify(field[key as keyof Notation]);
  return Object.fromEntries(Object.entries(changed).filter(differs));
}
