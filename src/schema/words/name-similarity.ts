// How alike two column names are, 0 to 1, as a person who renames columns would see it.
import { distance } from "fastest-levenshtein";
import { isUnitWord } from "./unit-words.ts";

/** What people put around a name without meaning another column. */
const DECORATION = new Set(
  "old new orig original prev previous current raw col column field final legacy updated the my data v ver version".split(" "),
);

const NAME_LIMIT = 120;

export interface NameParts {
  /** Letters and digits only, small letters. */
  squashed: string;
  words: string[];
  /** Words without decoration (all of them when nothing else is left) and unit. */
  core: string[];
  /** Numbers, then single letters that stand beside words. */
  numbers: string;
  /** The last word where it is a unit and others stand before it; else empty. */
  unit: string;
}

/** A column's name as words, unit and numbers, for comparison. */
export function partsOf(name: string): NameParts {
  const plain = name.slice(0, NAME_LIMIT).normalize("NFKC");
  const spaced = plain
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .replace(/(\p{L})(\p{N})/gu, "$1 $2")
    .replace(/(\p{N})(\p{L})/gu, "$1 $2")
    .toLowerCase();
  const tokens = spaced.split(/[^\p{L}\p{N}]+/u).filter((token) => token !== "");
  const words: string[] = [];
  const numbers: string[] = [];
  tokens.forEach((token, i) => {
    const isVersion = i > 0 && (tokens[i - 1] === "v" || tokens[i - 1] === "version");
    if (!/^\p{N}+$/u.test(token)) words.push(token);
    else if (!isVersion) numbers.push(token.replace(/^0+(?=.)/, ""));
  });
  const bare = words.filter((word) => !DECORATION.has(word));
  const core = bare.length > 0 ? bare : words;
  const unit = core.length > 1 && isUnitWord(core.at(-1)!) ? core.at(-1)! : "";
  const named = unit === "" ? core : core.slice(0, -1);
  // vibration_x is not vibration_y: a letter beside words numbers them.
  const long = named.filter((word) => !/^[a-z]$/.test(word));
  const letters = long.length === 0 ? [] : named.filter((word) => /^[a-z]$/.test(word));
  return { squashed: tokens.join(""), words, core: long.length === 0 ? named : long, numbers: [...numbers, ...letters].join(" "), unit };
}

/** 0 unrelated to 1 the same name, by words, letters, initials, numbers and units. */
export function nameSimilarity(a: NameParts, b: NameParts): number {
  if (a.squashed === b.squashed && a.squashed !== "") return 1;
  const words = Math.max(overlap(a.core, b.core), 0.95 * editSimilarity(a.core.join(""), b.core.join("")), initials(a, b));
  return words * numbersAgree(a, b) * (a.unit === b.unit ? 1 : 0.95);
}

/** feature1 is not feature2, however alike the letters; a number that only one of them has matters less. */
function numbersAgree(a: NameParts, b: NameParts): number {
  if (a.numbers === b.numbers) return a.squashed === b.squashed ? 1 : 0.97;
  if (a.numbers === "" || b.numbers === "") return 0.75;
  // angle_1 may well have become angle_1_2.
  return `${a.numbers} `.startsWith(`${b.numbers} `) || `${b.numbers} `.startsWith(`${a.numbers} `) ? 0.75 : 0.3;
}

/** Share of letters in words that pair up; a name that holds the whole other one counts for more. */
function overlap(a: string[], b: string[]): number {
  const letters = (words: string[]) => words.reduce((sum, word) => sum + word.length, 0);
  const free = new Set(b.map((_, i) => i));
  let matched = 0;
  let whole = a.length > 0;
  for (const word of a) {
    let best = 0;
    let at = -1;
    for (const i of free) {
      const alike = wordSimilarity(word, b[i]!);
      if (alike > best) [best, at] = [alike, i];
    }
    if (at < 0) {
      whole = false;
      continue;
    }
    free.delete(at);
    matched += best * (word.length + b[at]!.length);
    if (best < 0.8) whole = false;
  }
  const total = letters(a) + letters(b);
  if (total === 0) return 0;
  const share = matched / total;
  const contained = whole || (free.size === 0 && b.length > 0 && share > 0);
  return contained && share >= 0.25 ? Math.max(share, 0.6 + 0.4 * share) : share;
}

function wordSimilarity(a: string, b: string): number {
  if (a === b) return 1;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length >= 3 && long.startsWith(short)) return 0.85;
  if (short.length >= 2 && short[0] === long[0] && isSubsequence(short, long) && short.length * 4 >= long.length) return 0.7;
  const alike = editSimilarity(a, b);
  return alike >= 0.7 ? alike : 0;
}

function isSubsequence(short: string, long: string): boolean {
  let at = 0;
  for (let i = 0; i < long.length && at < short.length; i++) if (long[i] === short[at]) at++;
  return at === short.length;
}

function editSimilarity(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  if (longest < 3) return 0;
  // Two letters that changed places are one slip.
  const alike = isAnagram(a, b) ? Math.max(0.85, 1 - distance(a, b) / longest) : 1 - distance(a, b) / longest;
  return alike >= 0.6 ? alike : 0;
}

function isAnagram(a: string, b: string): boolean {
  return a.length === b.length && a[0] === b[0] && distance(a, b) === 2 && [...a].sort().join("") === [...b].sort().join("");
}

/** bmi for body_mass_index. */
function initials(a: NameParts, b: NameParts): number {
  const of = (parts: NameParts) => (parts.words.length >= 3 ? parts.words.map((word) => word[0]).join("") : null);
  return of(a) === b.squashed || of(b) === a.squashed ? 0.75 : 0;
}
