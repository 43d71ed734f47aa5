// How the numbers of a column are written: which sign separates decimals and which thousands, and what stands around the digits.
import { anatomyOf, groupChars } from "../../table/values/number-anatomy.ts";
import type { Field } from "../../types/schema.ts";
import { isAffix } from "./unit-words.ts";

export type Notation = Partial<Pick<Field, "decimalChar" | "groupChar" | "bareNumber" | "affixes">>;

/** What a column's own cells prove about a point or a comma in them. */
export interface Marks {
  /** It stands before decimals, in cells where nothing else is possible: 12,5. */
  decimal: Set<string>;
  /** It stands between thousands, as surely: 1,234,567, or 1,234.5. */
  group: Set<string>;
  /** It may be either: 12,500. */
  either: Set<string>;
  /** A cell that may be either ends in 0, which a number that is printed without needless zeros does not. */
  zeroEnd: boolean;
  /** Whole numbers below 1,000 and above, without any such sign. */
  short: boolean;
  long: boolean;
}

/** What the other columns and the file itself say; null: nothing. */
export interface Neighbours {
  decimal: "." | "," | null;
  delimiter: string;
}

export interface NotationGuess {
  notation: Notation;
  /** In words; empty: plain numbers. */
  words: string;
  /** What else it may be, in words and as a schema says it; null: nothing. */
  rival: { words: string; notation: Notation } | null;
}

/** Nothing seen yet of decimal signs and thousands separators. */
export const noMarks = (): Marks => ({
  decimal: new Set(),
  group: new Set(),
  either: new Set(),
  zeroEnd: false,
  short: false,
  long: false,
});

const CORE = /^\d*(?:([.,'\u2019\u02bc \u00a0\u202f\u2009\u2007])\d+)*[.,]?$/u;
const SPACED = /^\d{1,3}(?:['\u2019\u02bc \u00a0\u202f\u2009\u2007]\d{3})+(?:[.,]\d+)?$/u;

/** Adds what a cell's digits prove; false: they are no number in any notation. */
function noteCore(core: string, marks: Marks): boolean {
  const mantissa = /^(\d*[.,]?\d+)[eE][+-]?\d{1,3}$/.exec(core)?.[1];
  if (mantissa !== undefined) {
    const sign = /[.,]/.exec(mantissa)?.[0];
    if (sign !== undefined) marks.decimal.add(sign);
    return true;
  }
  if (!CORE.test(core)) return false;
  const signs = core.match(/[.,]/g) ?? [];
  const spaced = core.match(/['\u2019\u02bc \u00a0\u202f\u2009\u2007]/u)?.[0];
  if (spaced !== undefined) {
    if (!SPACED.test(core) || core.startsWith("0")) return false;
    marks.group.add(groupChars(spaced)[0]!);
    if (signs.length > 0) marks.decimal.add(signs[0]!);
    return true;
  }
  if (signs.length === 0) {
    if (core.length > 3) marks.long = true;
    else marks.short = true;
    return true;
  }
  const last = signs.at(-1)!;
  const [whole = "", rest = ""] = [core.slice(0, core.lastIndexOf(last)), core.slice(core.lastIndexOf(last) + 1)];
  if (signs.length === 1) noteOne(last, whole, rest, marks);
  else if (new Set(signs).size === 1) return noteGroups(last, core, marks);
  else {
    const other = signs[0]!;
    if (signs.filter((sign) => sign === last).length > 1 || !isGrouped(whole, other)) return false;
    marks.decimal.add(last);
    marks.group.add(other);
  }
  return true;
}

function noteOne(sign: string, whole: string, rest: string, marks: Marks): void {
  if (rest.length !== 3 || whole.length === 0 || whole.length > 3 || whole.startsWith("0")) marks.decimal.add(sign);
  else {
    marks.either.add(sign);
    if (rest.endsWith("0")) marks.zeroEnd = true;
  }
}

function noteGroups(sign: string, core: string, marks: Marks): boolean {
  if (!isGrouped(core, sign)) return false;
  marks.group.add(sign);
  return true;
}

const isGrouped = (text: string, sign: string) =>
  sign === "." ? /^[1-9]\d{0,2}(\.\d{3})*$/.test(text) : /^[1-9]\d{0,2}(,\d{3})*$/.test(text) || /^[1-9]\d?(,\d{2})*,\d{3}$/.test(text);

/** Null: the cells contradict one another. */
export function notationOf(marks: Marks, neighbours: Neighbours): NotationGuess | null {
  const { decimal, group, either } = marks;
  if (decimal.size > 1 || group.size > 1) return null;
  const [point] = decimal;
  const [thousands] = group;
  if (point !== undefined) {
    const other = [...either].find((sign) => sign !== point);
    if (thousands === point || (other !== undefined && thousands !== undefined && thousands !== other)) return null;
    return plainGuess(guessFor(point, thousands ?? other ?? null));
  }
  if (thousands !== undefined) {
    const other = [...either].find((sign) => sign !== thousands);
    return plainGuess(guessFor(other ?? (thousands === "." ? "," : "."), thousands));
  }
  if (either.size === 0) return plainGuess({});
  if (either.size > 1) return null;
  return eitherGuess([...either][0]!, marks, neighbours);
}

/** Three digits after the only sign, in every cell that has one. */
function eitherGuess(sign: string, { zeroEnd, short, long }: Marks, neighbours: Neighbours): NotationGuess {
  const decimal = plainGuess(guessFor(sign, null));
  const thousands = plainGuess(guessFor(sign === "." ? "," : ".", sign));
  // 1200 beside 1,234: whoever groups thousands groups all of them.
  if (long) return decimal;
  if (neighbours.decimal !== null) return neighbours.decimal === sign ? decimal : thousands;
  // 987 beside 12.500: decimals that were cut would end in no 0, decimals that were not would be there in every cell.
  if (short && zeroEnd) return thousands;
  const asDecimal = sign === "." || neighbours.delimiter === ";";
  const [likely, other] = asDecimal ? [decimal, thousands] : [thousands, decimal];
  const rival = { words: other.words === "" ? "with a decimal point" : other.words, notation: other.notation };
  // A point between thousands is rare, and a sign of it stands in nearly every table: what separates the cells.
  return sign === "." && neighbours.delimiter !== ";" ? likely : { ...likely, rival };
}

function guessFor(decimal: string, group: string | null): Notation {
  return { ...(decimal === "." ? {} : { decimalChar: decimal }), ...(group === null ? {} : { groupChar: group }) };
}

const NAMES: Record<string, string> = { ",": "commas", ".": "points", "'": "apostrophes", " ": "blanks" };

function plainGuess(notation: Notation): NotationGuess {
  const { decimalChar, groupChar } = notation;
  const parts = [
    ...(decimalChar === undefined ? [] : ["a decimal comma"]),
    ...(groupChar === undefined || groupChar === null ? [] : [`${NAMES[groupChar] ?? JSON.stringify(groupChar)} between thousands`]),
  ];
  return { notation, words: parts.length === 0 ? "" : `with ${parts.join(" and ")}`, rival: null };
}

/** What stands around the digits, most frequent first; null: the text is no number. */
export interface Affixes {
  affixes: Map<string, number>;
  marks: Marks;
  strays: string[];
}

/** Takes the texts of a column apart; those that are no number in any notation, or have something unknown around it, are strays. */
export function affixesOf(texts: Iterable<[text: string, count: number]>, marks: Marks, isKnown = isAffix): Affixes {
  const around: Affixes = { affixes: new Map(), marks, strays: [] };
  for (const [text, count] of texts) {
    const parts = anatomyOf(text);
    if (parts === null || (parts.affix !== "" && !isKnown(parts.affix)) || !noteCore(parts.core, marks)) around.strays.push(text);
    else around.affixes.set(parts.affix, (around.affixes.get(parts.affix) ?? 0) + count);
  }
  return around;
}
