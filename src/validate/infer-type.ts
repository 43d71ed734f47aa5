// Which type a careful reader gives a column, from every cell of every file.
import { TEXT_CELL } from "../table/raw.ts";
import { cellParser, type FieldLike } from "../table/values.ts";
import type { FieldType } from "../types/field-types.ts";
import type { Field } from "../types/schema.ts";
import type { RawColumn } from "../types/table.ts";
import { dateFormatOf } from "./infer-date.ts";
import { grouped, plural } from "./wording.ts";

/** The column of one file. */
export interface RawPart {
  raw: RawColumn;
  rows: number;
}

export interface TypeGuess {
  type: FieldType;
  format: string;
  /** Beyond the schema's own (the empty cell). */
  missing: string[];
  notation: Partial<Pick<Field, "decimalChar" | "groupChar" | "bareNumber" | "trueValues" | "falseValues">>;
  notes: string[];
}

/** The distinct texts of a column with their counts; plain decimals are counted apart. */
export interface Tally {
  rows: number;
  plain: number;
  /** Plain decimals with digits after the point. */
  fractions: number;
  texts: Map<string, number>;
  parts: RawPart[];
}

const USUAL_MISSING = new Set([
  "na",
  "n/a",
  "#n/a",
  "n.a.",
  "nan",
  "null",
  "(null)",
  "\\n",
  "none",
  "nil",
  "?",
  "??",
  "-",
  "--",
  ".",
  "<na>",
  "missing",
  "unknown",
  "undefined",
]);
const isUsualMissing = (text: string) => text.trim() === "" || USUAL_MISSING.has(text.trim().toLowerCase());

const PAIRS: [string, string, boolean][] = [
  ["true", "false", false],
  ["yes", "no", false],
  ["y", "n", true],
  ["t", "f", true],
];

/** Other notations of numbers, the plain one first. */
const NOTATIONS: { notation: TypeGuess["notation"]; form: RegExp | null; words: string }[] = [
  { notation: {}, form: null, words: "" },
  { notation: { groupChar: "," }, form: /^[+-]?(\d{1,3}(,\d{3})+|\d{1,3})(\.\d+)?$/, words: "with commas between thousands" },
  { notation: { decimalChar: "," }, form: /^[+-]?\d+(,\d+)?$/, words: "with a decimal comma" },
  {
    notation: { decimalChar: ",", groupChar: "." },
    form: /^[+-]?\d{1,3}(\.\d{3})*(,\d+)?$/,
    words: "with a decimal comma and points between thousands",
  },
  {
    notation: { bareNumber: false },
    form: /^([+-]?\d+(\.\d+)?\s*(%|\p{Sc})|\p{Sc}\s*\d+(\.\d+)?)$/u,
    words: "with a sign around them (currency or %)",
  },
  {
    notation: { bareNumber: false, groupChar: "," },
    form: /^\p{Sc}\s*\d{1,3}(,\d{3})*(\.\d+)?$/u,
    words: "with currency and commas between thousands",
  },
];

export function tallyOf(parts: RawPart[]): Tally {
  const tally: Tally = { rows: 0, plain: 0, fractions: 0, texts: new Map(), parts };
  for (const { raw, rows } of parts) {
    const counts = new Uint32Array(raw.texts.length);
    for (let row = 0; row < rows; row++) {
      const decimals = raw.decimals[row]!;
      if (decimals === TEXT_CELL) counts[raw.values[row]!]!++;
      else {
        tally.plain++;
        if (decimals > 0) tally.fractions++;
      }
    }
    tally.rows += rows;
    raw.texts.forEach((text, i) => {
      if (counts[i]! > 0) tally.texts.set(text, (tally.texts.get(text) ?? 0) + counts[i]!);
    });
  }
  return tally;
}

export function guessType(tally: Tally, isTarget: boolean): TypeGuess {
  const rest: string[] = [];
  const missing: string[] = [];
  for (const text of tally.texts.keys()) {
    if (text === "") continue;
    if (isUsualMissing(text)) missing.push(text);
    else rest.push(text);
  }
  if (rest.length === 0 && tally.plain === 0) return textGuess([]);
  const typed =
    (isTarget ? null : booleanGuess(tally, rest)) ?? numberGuess(tally, rest, missing) ?? (isTarget ? null : timeGuess(tally, rest));
  if (typed === null) return textGuess(codeNotes(tally, rest));
  const gaps = [...missing, ...typed.missing];
  if (gaps.length > 0)
    typed.notes.push(
      `${gapWords(gaps)} ${gaps.length === 1 ? "is" : "are"} taken for a missing value (${plural(countOf(tally, gaps), "row")}).`,
    );
  return { ...typed, missing: gaps };
}

const gapWords = (gaps: string[]) =>
  gaps
    .slice(0, 5)
    .map((gap) => JSON.stringify(gap))
    .join(", ") + (gaps.length > 5 ? ", …" : "");
const countOf = (tally: Tally, texts: string[]) => texts.reduce((sum, text) => sum + (tally.texts.get(text) ?? 0), 0);

function textGuess(notes: string[]): TypeGuess {
  return { type: "string", format: "default", missing: [], notation: {}, notes };
}

function codeNotes(tally: Tally, rest: string[]): string[] {
  if (rest.some(isPaddedCode)) return ["digits with leading zeros: kept as text, since they are codes and no amounts."];
  if (tally.plain > 0 && rest.length > 0) {
    const count = countOf(tally, rest);
    return [`text, although ${grouped(tally.plain)} cells are numbers: ${plural(count, "cell")} ${count === 1 ? "is" : "are"} not.`];
  }
  return [];
}

function booleanGuess(tally: Tally, rest: string[]): TypeGuess | null {
  if (tally.plain > 0 || rest.length === 0 || rest.length > 6) return null;
  for (const [yes, no, needsBoth] of PAIRS) {
    const trues = rest.filter((text) => text.toLowerCase() === yes);
    const falses = rest.filter((text) => text.toLowerCase() === no);
    if (trues.length + falses.length < rest.length) continue;
    if (needsBoth && (trues.length === 0 || falses.length === 0)) return null;
    const trueValues = trues.length > 0 ? trues : [spelledLike(yes, falses[0]!)];
    const falseValues = falses.length > 0 ? falses : [spelledLike(no, trues[0]!)];
    return { type: "boolean", format: "default", missing: [], notation: { trueValues, falseValues }, notes: [] };
  }
  return null;
}

function spelledLike(word: string, model: string): string {
  if (model === model.toUpperCase()) return word.toUpperCase();
  return model[0] === model[0]!.toUpperCase() ? word[0]!.toUpperCase() + word.slice(1) : word;
}

const isPaddedCode = (text: string) => /^[+-]?0\d+$/.test(text);
/** Digits that no amount has: codes, telephone and account numbers; a double would lose some of them. */
const isCode = (text: string) => isPaddedCode(text) || /^[+-]?\d{16,}$/.test(text) || /^\+\d{6,}$/.test(text);

function numberGuess(tally: Tally, rest: string[], missing: string[]): TypeGuess | null {
  if (rest.some(isCode)) return null;
  for (const { notation, form, words } of NOTATIONS) {
    if (form !== null && (rest.length === 0 || !rest.every((text) => form.test(text.trim())))) continue;
    if (form !== null && tally.fractions > 0 && notation.decimalChar === ",") continue;
    const strays = straysOf(rest, notation);
    if (strays.length > 0 && !areMarks(tally, rest, strays)) continue;
    const isWhole = tally.fractions === 0 && rest.length > strays.length ? allWhole(rest, strays, notation) : tally.fractions === 0;
    const notes = words === "" ? [] : [`numbers ${words}.`];
    if (missing.length > 0 && tally.plain + rest.length === 0) return null;
    return { type: isWhole ? "integer" : "number", format: "default", missing: strays, notation, notes };
  }
  return null;
}

const likeNumber = (type: "number" | "integer", notation: TypeGuess["notation"]): FieldLike => ({
  type,
  format: "default",
  decimalChar: ".",
  groupChar: null,
  bareNumber: true,
  trueValues: [],
  falseValues: [],
  ...notation,
});

function straysOf(rest: string[], notation: TypeGuess["notation"]): string[] {
  const parse = cellParser(likeNumber("number", notation));
  return rest.filter((text) => parse(text) === null);
}

/** A few words among many numbers ("T" for traces of rain) mark gaps; cells with digits might be faults. */
function areMarks(tally: Tally, rest: string[], strays: string[]): boolean {
  const numbers = tally.plain + countOf(tally, rest) - countOf(tally, strays);
  return (
    strays.length <= 3 &&
    countOf(tally, strays) * 19 <= numbers &&
    numbers >= 50 &&
    strays.every((text) => !/\d/.test(text) && text.length <= 30)
  );
}

function allWhole(rest: string[], strays: string[], notation: TypeGuess["notation"]): boolean {
  const parse = cellParser(likeNumber("integer", notation));
  const apart = new Set(strays);
  return rest.every((text) => apart.has(text) || (parse(text) !== null && !text.includes(notation.decimalChar ?? ".")));
}

function timeGuess(tally: Tally, rest: string[]): TypeGuess | null {
  if (tally.plain > 0) return null;
  const found = dateFormatOf(rest);
  if (found === null) return null;
  return { type: found.type, format: found.format, missing: [], notation: {}, notes: found.note === null ? [] : [found.note] };
}
