// Guesses the encoding of text that is not UTF-8: tries every encoding in which it is valid, and scores the decoded characters.
import type { Encoding } from "../../types/schema.ts";
import { ARABIC, CYRILLIC, GREEK, HAN, HANGUL, HEBREW, LATIN, SYMBOLS, THAI } from "./common-letters.ts";
import { windowsAsUtf8 } from "./encoding-text.ts";

export interface EncodingGuess {
  encoding: Encoding;
  /** Others that fit about as well, and say something else. */
  rivals: Encoding[];
  /** Some cells with characters beyond ASCII, decoded. */
  words: string[];
}

/** Kind → encodings; of those that say the same the first is taken. */
const CANDIDATES: [Encoding, Kind][] = [
  ["windows-1252", "western"],
  ["windows-1250", "central"],
  ["iso-8859-2", "central"],
  ["windows-1251", "cyrillic"],
  ["koi8-r", "cyrillic"],
  ["koi8-u", "cyrillic"],
  ["iso-8859-5", "cyrillic"],
  ["ibm866", "cyrillic"],
  ["x-mac-cyrillic", "cyrillic"],
  ["windows-1253", "greek"],
  ["iso-8859-7", "greek"],
  ["windows-1254", "turkish"],
  ["windows-1255", "hebrew"],
  ["iso-8859-8", "hebrew"],
  ["windows-1256", "arabic"],
  ["iso-8859-6", "arabic"],
  ["windows-1257", "baltic"],
  ["windows-874", "thai"],
  ["macintosh", "western"],
  ["gbk", "chinese"],
  ["big5", "chinese"],
  ["shift_jis", "japanese"],
  ["euc-jp", "japanese"],
  ["euc-kr", "korean"],
];

type Kind =
  | "western"
  | "central"
  | "turkish"
  | "baltic"
  | "cyrillic"
  | "greek"
  | "hebrew"
  | "arabic"
  | "thai"
  | "chinese"
  | "japanese"
  | "korean";

/** Score difference below which another encoding fits about as well as the best. */
const CLEARLY = 0.12;
const WORDS_SHOWN = 3;
const SAMPLE_BYTES = 1 << 19;

/** Cells with bytes beyond ASCII, each once, of the whole file. */
export class EncodingSample {
  /** By what they are but for their digits: amounts with a currency are many and say one thing. */
  readonly #cells = new Map<string, string>();
  #bytes = 0;
  #rest = Buffer.alloc(0);

  push(chunk: Uint8Array): void {
    const bytes = Buffer.concat([this.#rest, chunk]);
    let start = 0;
    let high = false;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte >= 0x80) high = true;
      // None of these is the second byte of a character in any of the encodings.
      if (byte !== 10 && byte !== 13 && byte !== 44 && byte !== 59 && byte !== 9 && byte !== 34) continue;
      if (high) this.#add(bytes.subarray(start, at));
      start = at + 1;
      high = false;
    }
    this.#rest = Buffer.from(bytes.subarray(start));
    if (this.#rest.length > SAMPLE_BYTES) this.#rest = Buffer.alloc(0);
  }

  #add(cell: Buffer): void {
    if (this.#bytes > SAMPLE_BYTES) return;
    const text = cell.toString("latin1");
    const key = text.replaceAll(/[\d.,]+/g, "0");
    if (this.#cells.has(key)) return;
    this.#cells.set(key, text);
    this.#bytes += cell.length;
  }

  /** Null: damaged UTF-8, or no text. */
  guess(): EncodingGuess | null {
    if (this.#rest.some((byte) => byte >= 0x80)) this.#add(this.#rest);
    const cells = [...this.#cells.values()].map((text) => Buffer.from(text, "latin1"));
    if (cells.length === 0 || isDamagedUtf8(cells)) return null;
    const tried = CANDIDATES.flatMap(([encoding, kind], place) => {
      const texts = decoded(cells, encoding);
      return texts === null ? [] : [{ encoding, texts, said: texts.join("\n"), score: scoreOf(texts, kind) - place / 1000 }];
    }).sort((a, b) => b.score - a.score);
    const [best] = tried;
    if (best === undefined) return null;
    const others = new Map<string, Encoding>();
    for (const { said, score, encoding } of tried)
      if (said !== best.said && best.score - score < CLEARLY && !others.has(said)) others.set(said, encoding);
    const words = best.texts.map((text) => text.trim()).filter((text) => text.length <= 40);
    return { encoding: best.encoding, rivals: [...others.values()], words: words.slice(0, WORDS_SHOWN) };
  }
}

/** As much valid UTF-8 as bytes that are none: a double-byte text is rarely both. */
function isDamagedUtf8(cells: Buffer[]): boolean {
  let [valid, broken] = [0, 0];
  for (const cell of cells)
    for (const char of cell.toString("utf8")) {
      if (char === "\ufffd") broken++;
      else if (char > "\u007f") valid++;
    }
  return valid * 2 >= broken;
}

/** Controls, what stands for nothing, and what nobody has agreed on. */
const NO_TEXT = /[^\P{Cc}\t]|[\ufffd\ue000-\uf8ff]/u;

/** Null: some bytes mean nothing in this encoding. */
function decoded(cells: Buffer[], encoding: Encoding): string[] | null {
  try {
    const decoder = new TextDecoder(encoding, { fatal: true });
    const texts = cells.map((cell) => (encoding === "windows-1252" ? windowsAsUtf8(cell).toString() : decoder.decode(cell)));
    return texts.some((text) => NO_TEXT.test(text)) ? null : texts;
  } catch {
    return null;
  }
}

/** 0 to 1: how much the characters beyond ASCII are such as texts of this kind are made of. */
function scoreOf(texts: string[], kind: Kind): number {
  const alphabets = alphabetsOf(kind);
  const sums = alphabets.map(() => 0);
  let count = 0;
  for (const text of texts) {
    const chars = [...text];
    for (const [i, char] of chars.entries()) {
      if (char <= "\u007f") continue;
      count++;
      const around = aroundOf(chars[i - 1] ?? "", char, chars[i + 1] ?? "");
      for (const [a, weight] of alphabets.entries()) sums[a]! += weight(char === "İ" ? "ı" : char.toLowerCase()) * around;
    }
  }
  const score = count === 0 ? 0 : Math.max(...sums) / count;
  return kind in LATIN && mostlyBeyondAscii(texts) ? score * FOREIGN : score;
}

/** Latin letters with marks are few among those without; words made of them are in another script. */
const MOST_MARKED = 0.5;
const FOREIGN = 0.4;

function mostlyBeyondAscii(texts: string[]): boolean {
  const words = texts.flatMap((text) => text.match(/\p{L}+/gu) ?? []);
  const marked = words.filter((word) => word.length > 1 && ![...word].some(isAscii));
  return marked.length > MOST_MARKED * words.length;
}

/** What separates thousands, or a measure of two. */
const BETWEEN_DIGITS = new Set("\u00a0’·×–°");

/** Icelandic letters, where Turkish has its commonest: ı, ş and ğ. */
const TURKISH_TWINS = new Set("ýþð");

type Weight = (char: string) => number;

const isAscii = (char: string) => char !== "" && char <= "\u007f";

/** Less where the neighbours say that a character does not belong there: a capital or another script in a word, a symbol among letters. */
function aroundOf(before: string, char: string, after: string): number {
  const isLetter = /\p{L}/u.test(char);
  const letters = [before, after].filter((other) => /\p{L}/u.test(other));
  if (!isLetter && /\d/.test(before) && /\d/.test(after)) return BETWEEN_DIGITS.has(char) ? 1.2 : 0.1;
  if (!isLetter) return letters.length === 2 || (letters.length === 1 && !SYMBOLS.has(char)) ? 0.1 : 1;
  const isLatin = /\p{Script=Latin}/u.test(char);
  if (letters.some((other) => /\p{Script=Latin}/u.test(other) !== isLatin)) return 0.1;
  const isUpper = char !== char.toLowerCase();
  if (/[ךםןףץ]/.test(char) && /\p{L}/u.test(after)) return 0.2;
  if (isUpper && before !== before.toUpperCase() && /\p{L}/u.test(before)) return 0.2;
  if (isUpper && letters.length > 0 && letters.every((other) => other === other.toUpperCase() && !isAscii(other))) return 0.85;
  // Nobody writes 12 Ä.
  return letters.length === 0 && before + after !== "" ? 0.3 : 1;
}

/** By language: a character's weight. */
function alphabetsOf(kind: Kind): Weight[] {
  const symbols: Weight = (char) => (SYMBOLS.has(char) ? 0.8 : 0.1);
  const ofLetters = (letters: string, ranked: boolean): Weight => {
    const ranks = new Map([...letters].map((letter, rank) => [letter, rank]));
    return (char) => {
      const rank = ranks.get(char);
      if (rank === undefined) return symbols(char);
      if (TURKISH_TWINS.has(char)) return 0.9;
      return !ranked || rank < 12 ? 1 : rank < 22 ? 0.8 : 0.55;
    };
  };
  switch (kind) {
    case "cyrillic":
      return CYRILLIC.map((letters) => ofLetters(letters, true));
    case "greek":
      return [ofLetters(GREEK, true)];
    case "hebrew":
      return [ofLetters(HEBREW, true)];
    case "arabic":
      return [ofLetters(ARABIC, true)];
    case "thai":
      return [ofLetters(THAI, false)];
    case "chinese":
      return [(char) => (HAN.has(char) ? 1 : /\p{Script=Han}/u.test(char) ? 0.6 : symbols(char))];
    case "japanese":
      return [(char) => (/[\u3041-\u30fe]/.test(char) ? 1 : HAN.has(char) ? 0.95 : /\p{Script=Han}/u.test(char) ? 0.55 : symbols(char))];
    case "korean":
      return [(char) => (HANGUL.has(char) ? 1 : /[\uac00-\ud7a3]/.test(char) ? 0.55 : /\p{Script=Han}/u.test(char) ? 0.2 : symbols(char))];
    default:
      return (LATIN[kind] ?? []).map((letters) => ofLetters(letters, false));
  }
}
