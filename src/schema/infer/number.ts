// Whether a column's cells are amounts, how they are written, and which of them are faults or gaps.

import { grouped, namedList, plural } from "../../findings/wording.ts";
import { cellParser, type FieldLike } from "../../table/values/values.ts";
import { type Affixes, affixesOf, type Marks, type Neighbours, type Notation, noMarks, notationOf } from "../words/number-notation.ts";
import { isSameUnit } from "../words/unit-words.ts";
import { countOf, doublyWrittenNumber, isWord, type Tally } from "./column-tally.ts";
import { rerun } from "./rerun.ts";
import type { TypeGuess } from "./type-guess.ts";

const isPaddedCode = (text: string) => /^[+-]?0\d+$/.test(text);
/** Digits that no amount has: codes, telephone and account numbers; a double would lose some of them. */
const isCode = (text: string) => isPaddedCode(text) || /^[+-]?\d{16,}$/.test(text) || /^\+\d{6,}$/.test(text);
/** Digits, E, digits, as no program writes an amount: 10E1; 1e5 may be one. */
const isExponentCode = (text: string) => /^\d+E\d+$/.test(text) || /^\d{2,}e\d+$/.test(text);

/** Why digits are kept as text; null: they are no codes. */
export function codeNote(tally: Tally, rest: string[]): string | null {
  if (rest.some(isPaddedCode)) return "digits with leading zeros: kept as text, since they are codes and no amounts.";
  if (areExponentCodes(tally, rest)) {
    return `${namedList(rest, 3)}: digits, E, digits are kept as text, since they are codes and no amounts (as numbers 1E2 and 10E1 would be one).`;
  }
  const twice = rest.length > 0 ? null : doublyWrittenNumber(tally);
  if (twice === null) return null;
  return `${twice[0]} and ${twice[1]} stand in one file: kept as text, since these are versions or codes and no amounts.`;
}

function areExponentCodes({ fractions }: Tally, rest: string[]): boolean {
  return rest.length > 0 && fractions === 0 && rest.every(isExponentCode);
}

/** null: no numbers. A type `string` says why numbers are kept as text. */
export function numberGuess(tally: Tally, rest: string[], isTarget: boolean, neighbours: Neighbours): TypeGuess | null {
  const code = rest.some(isCode) || codeNote(tally, rest) !== null;
  if (code) return null;
  const around = affixesOf(
    rest.map((text) => [text, tally.texts.get(text) ?? 0]),
    copyOf(tally.marks),
  );
  if (isTarget) moveUnits(around, rest);
  const { strays } = around;
  const numbers = tally.plain + countOf(tally, rest) - countOf(tally, strays);
  const marks = strays.length > 0 && areMarks(tally, strays, numbers);
  if (strays.length > 0 && !marks && !areFaults(tally, strays, numbers)) return null;
  if (numbers === 0) return null;
  return written(tally, rest, around, marks ? strays : [], neighbours);
}

function written(tally: Tally, rest: string[], around: Affixes, missing: string[], neighbours: Neighbours): TypeGuess | null {
  const units = unitsOf(tally, around);
  if (units.foreign.length > 0) {
    const all = [...units.own, ...units.foreign].filter((one) => one !== "");
    return asText(`amounts in several units (${namedList(all, 5)}): kept as text, since their numbers mean different things.`);
  }
  const signs = notationOf(around.marks, neighbours);
  if (signs === null) return asText("numbers whose points and commas contradict one another: kept as text.");
  const apart = new Set(around.strays);
  const readable = rest.filter((text) => !apart.has(text));
  const bare = units.own.every((one) => one === "") && readsAll(readable, "number", signs.notation);
  const notation: Notation = { ...signs.notation, ...(bare ? {} : { bareNumber: false, affixes: units.own }) };
  const isWhole = allWhole(tally, readable, notation);
  // A whole number's decimal sign is of no use, and its schema has none.
  if (isWhole) delete notation.decimalChar;
  const named = units.own.filter((one) => one !== "");
  const words = [signs.words, named.length > 0 ? `with ${namedList(named, 3)} around them` : ""].filter((one) => one !== "");
  const notes = words.length === 0 ? [] : [`numbers ${words.join(", ")}.`];
  const bareCells = named.length > 0 && units.own.includes("") ? tally.plain + (around.affixes.get("") ?? 0) : 0;
  if (bareCells > 0)
    notes.push(
      `not certain: ${plural(bareCells, "cell")} ${bareCells === 1 ? "has" : "have"} nothing around the number and ${bareCells === 1 ? "is" : "are"} read as the same kind of amount. If that is wrong, correct them at the source, or ${rerun({ type: "string" })}.`,
    );
  if (signs.rival !== null)
    notes.push(`not certain: they may be numbers ${signs.rival.words}. ${again({ type: "number", ...signs.rival.notation })}`);
  return { type: isWhole ? "integer" : "number", format: "default", missing, notation, notes };
}

/** What stands around the numbers: own, the empty text too where some have nothing; foreign: too often to be a fault. */
function unitsOf(tally: Tally, { affixes }: Affixes): { own: string[]; foreign: string[] } {
  const counts = new Map(affixes).set("", (affixes.get("") ?? 0) + tally.plain);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const often = [...counts].filter(([, count]) => count * RARE > total).sort((a, b) => b[1] - a[1]);
  const named = often.map(([affix]) => affix).filter((affix) => affix !== "");
  const foreign = named.filter((affix) => !isSameUnit(affix, named[0]!));
  return { own: often.map(([affix]) => affix).filter((affix) => !foreign.includes(affix)), foreign };
}

/** What init is told where it cannot be certain. */
const again = (given: object) => `If so, ${rerun(given)}.`;

/** More different texts than this are no flags or gap words. */
const FEW = 10;
const FEW_UNITS = 4;
/** A longer mark that stands around one number only may be a part of a name or a key, which is not shown. */
const LONGEST_MARK = 3;

/** Why a column of texts with numbers in nearly every cell is none of numbers, and what makes it one; null: it is another kind. */
export function mixedNote(tally: Tally, rest: string[], neighbours: Neighbours): Pick<TypeGuess, "notes" | "stray"> | null {
  const texts = rest.map((text): [string, number] => [text, 1]);
  const { strays } = affixesOf(texts, copyOf(tally.marks));
  const loose = affixesOf(texts, copyOf(tally.marks), () => true);
  const [stray] = strays;
  if (stray === undefined) return null;
  const notation = notationOf(loose.marks, neighbours)?.notation ?? {};
  const marks = [...loose.affixes.keys()].filter((affix) => affix !== "");
  const isMark = (mark: string) => mark.length <= LONGEST_MARK || (loose.affixes.get(mark) ?? 0) > 1;
  const areMarked = loose.strays.length === 0 && marks.length <= FEW && marks.every(isMark);
  const count = countOf(tally, strays);
  const numbers = tally.plain + countOf(tally, rest) - count;
  const given = { ...notation, bareNumber: false, affixes: [...(numbers > 0 ? [""] : []), ...marks] };
  if (count >= numbers) {
    const { decimal, group, either } = loose.marks;
    const isApart = rest.every((text) => /\d\s+\p{L}|\p{L}\.?\s+\d/u.test(text));
    const isAmount = decimal.size + group.size + either.size > 0 || isApart || marks.every((mark) => !/\p{L}/u.test(mark));
    if (!areMarked || marks.length > FEW_UNITS || !isAmount) return null;
    const around = `text, although every cell is a number with ${namedList(marks, FEW_UNITS)}${numbers > 0 ? " or nothing" : ""} around it`;
    const isOne = numbers === 0 && marks.length === 1;
    return { notes: [isOne ? `${around}. If these are amounts, ${rerun(given)}.` : `${around}: their numbers may mean different things.`] };
  }
  const way = areMarked
    ? `If they are numbers with a mark, ${rerun(given)}.`
    : strays.length <= FEW && strays.every((text) => isWord(tally, text))
      ? `If ${strays.length === 1 ? "it is" : "they are"} missing, ${rerun({ ...notation, type: "number", missingValues: ["", ...strays] })}.`
      : `If it is a column of numbers, ${rerun({ ...notation, type: "number" })}, which lists them to be corrected.`;
  const note = `text, although ${grouped(numbers)} cells are numbers: ${plural(count, "cell")} ${count === 1 ? "is" : "are"} not, the first at {place}. ${way}`;
  return { notes: [note], stray };
}

const asText = (note: string): TypeGuess => ({ type: "string", format: "default", missing: [], notation: {}, notes: [note] });

const copyOf = (marks: Marks): Marks => {
  const copy = noMarks();
  for (const sign of marks.decimal) copy.decimal.add(sign);
  for (const sign of marks.either) copy.either.add(sign);
  return { ...copy, zeroEnd: marks.zeroEnd, short: marks.short, long: marks.long };
};

/** A class is a name: only currency signs and % are dropped from it. */
function moveUnits(around: Affixes, rest: string[]): void {
  const named = [...around.affixes.keys()].filter((affix) => affix !== "" && !/^(%|\p{Sc})$/u.test(affix));
  if (named.length === 0) return;
  around.strays.push(...rest.filter((text) => !around.strays.includes(text)));
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

function readsAll(texts: string[], type: "number" | "integer", notation: Notation): boolean {
  const parse = cellParser(likeNumber(type, notation));
  return texts.every((text) => parse(text) !== null);
}

/** A few words among many numbers ("T" for traces of rain) mark gaps; cells with digits might be faults. */
function areMarks(tally: Tally, strays: string[], numbers: number): boolean {
  return (
    strays.length <= 3 &&
    countOf(tally, strays) * 19 <= numbers &&
    numbers >= 50 &&
    strays.every((text) => !/\d/.test(text) && text.length <= 30)
  );
}

/** One cell in so many may be a fault: a number column is none for a slip of the keyboard (12O.5). */
const RARE = 100;
const MOST_FAULTS = 20;

/** So many different texts of one build are no slips but another kind of value: 98112-4729 among postal codes. */
const MOST_ALIKE = 2;

function areFaults(tally: Tally, strays: string[], numbers: number): boolean {
  if (strays.length > MOST_FAULTS || countOf(tally, strays) * RARE > numbers) return false;
  const builds = new Map<string, number>();
  for (const text of strays) builds.set(buildOf(text), (builds.get(buildOf(text)) ?? 0) + 1);
  return [...builds.values()].every((count) => count <= MOST_ALIKE);
}

/** 98112-4729 → 99999-9999: which character is a digit, which a letter, which a sign. */
const buildOf = (text: string) => text.replace(/\d/g, "9").replace(/\p{L}/gu, "a");

function allWhole(tally: Tally, texts: string[], notation: Notation): boolean {
  const isPointed = notation.groupChar === ".";
  if (tally.fractions > 0 && !isPointed) return false;
  const decimal = isPointed ? "," : (notation.decimalChar ?? ".");
  return texts.every((text) => !text.includes(decimal)) && readsAll(texts, "integer", notation);
}
