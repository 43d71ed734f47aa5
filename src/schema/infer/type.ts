// Which type a careful reader gives a column, from every cell of every file.

import { plural } from "../../findings/wording.ts";
import type { Neighbours } from "../words/number-notation.ts";
import { countOf, type Tally } from "./column-tally.ts";
import { compactDateOf } from "./compact-date.ts";
import { dateFormatOf, mixedDates } from "./date.ts";
import { codeNote, mixedNote, numberGuess } from "./number.ts";
import type { TypeGuess } from "./type-guess.ts";

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
/** What C's library and databases write for a number or a day that is none. */
const NO_VALUE = /^([-+]?1\.#(INF|IND|QNAN|SNAN)0*|0000-00-00([ T]00:00:00)?|00\.00\.0000|00\/00\/0000)$/i;
const SPREADSHEET_ERROR = /^#(REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$/i;

/** Words and signs that stand for a gap everywhere, and what spreadsheets write where they cannot compute. */
export function isUsualMissing(text: string): boolean {
  const word = text.trim().toLowerCase();
  return word === "" || USUAL_MISSING.has(word) || SPREADSHEET_ERROR.test(word) || NO_VALUE.test(word);
}

const PAIRS: [string, string, boolean][] = [
  ["true", "false", false],
  ["yes", "no", false],
  ["y", "n", true],
  ["t", "f", true],
];

/** The type that a column's cells have in all files, with notes on what is not certain. A target is read as numbers or texts. */
export function guessType(tally: Tally, isTarget: boolean, neighbours: Neighbours): TypeGuess {
  const { rest, missing } = withoutGaps(tally);
  if (rest.length === 0 && tally.plain === 0) return textGuess([]);
  const typed = isTarget
    ? numberGuess(tally, rest, isTarget, neighbours)
    : (booleanGuess(tally, rest) ?? compactGuess(tally, rest) ?? numberGuess(tally, rest, isTarget, neighbours) ?? timeGuess(tally, rest));
  if (typed?.type === "string") return textGuess(typed.notes);
  if (typed === null) return unreadGuess(tally, rest, neighbours);
  const gaps = [...missing, ...typed.missing];
  if (gaps.length > 0)
    typed.notes.push(
      `${gapWords(gaps)} ${gaps.length === 1 ? "is" : "are"} taken for a missing value (${plural(countOf(tally, gaps), "row")}).`,
    );
  return { ...typed, missing: gaps };
}

/** The texts of a column that are no gaps, and those that are. */
export function withoutGaps({ texts }: Tally): { rest: string[]; missing: string[] } {
  const found: { rest: string[]; missing: string[] } = { rest: [], missing: [] };
  for (const text of texts.keys()) if (text !== "") (isUsualMissing(text) ? found.missing : found.rest).push(text);
  return found;
}

function compactGuess(tally: Tally, rest: string[]): TypeGuess | null {
  const found = rest.length > 0 || tally.plain === 0 ? null : compactDateOf(tally.parts);
  return found === null
    ? null
    : { ...found, missing: [], notation: {}, notes: [`numbers such as 20260131 are taken for dates (${found.format}).`] };
}

const gapWords = (gaps: string[]) =>
  gaps
    .slice(0, 5)
    .map((gap) => JSON.stringify(gap))
    .join(", ") + (gaps.length > 5 ? ", …" : "");

function textGuess(notes: string[]): TypeGuess {
  return { type: "string", format: "default", missing: [], notation: {}, notes };
}

/** No type fits: says why, where most cells are numbers or codes. */
function unreadGuess(tally: Tally, rest: string[], neighbours: Neighbours): TypeGuess {
  const code = codeNote(tally, rest);
  if (code !== null) return textGuess([code]);
  return { ...textGuess([]), ...(mixedNote(tally, rest, neighbours) ?? mixedDates(tally, rest)) };
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

function timeGuess(tally: Tally, rest: string[]): TypeGuess | null {
  if (tally.plain > 0) return null;
  const found = dateFormatOf(rest);
  if (found === null) return null;
  return { type: found.type, format: found.format, missing: [], notation: {}, notes: found.note === null ? [] : [found.note] };
}
