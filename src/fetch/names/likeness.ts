// Similarity of file names, ignoring prefix, suffix, separators, case, folder and notation of dates.
import { withoutExtension } from "./file-format.ts";
import { dateInName } from "./name-date.ts";
import type { Pattern } from "./pattern.ts";

/** Words in names of companion files, which are not data. */
const SIDECAR_WORDS = new Set(
  "manifest checksum checksums md5 sha1 sha256 sha512 crc crc32 schema metadata meta readme success index log logs lock tmp temp bak backup partial part inventory license stats".split(
    " ",
  ),
);

/** Letters and digits of a name without date and extension, in small letters. */
export function comparableName(basename: string): string {
  const date = dateInName(basename);
  const rest = date === null ? basename : `${basename.slice(0, date.start)} ${basename.slice(date.end)}`;
  return squeeze(withoutExtension(rest));
}

function squeeze(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** The literal pieces of a pattern's last part, squeezed; empty ones dropped. */
export function comparablePieces(pattern: Pattern): string[] {
  const texts = basenameLiterals(pattern);
  const last = texts.length - 1;
  return texts.map((text, i) => squeeze(i === last ? withoutExtension(text) : text)).filter((piece) => piece !== "");
}

function basenameLiterals(pattern: Pattern): string[] {
  const texts: string[] = [];
  for (const part of pattern.parts) {
    if (part.kind === "folders") texts.length = 0;
    if (part.kind !== "literal") continue;
    const slash = part.text.lastIndexOf("/");
    if (slash >= 0) texts.length = 0;
    texts.push(part.text.slice(slash + 1));
  }
  return texts;
}

/** Whether a file is hidden, temporary or a companion, and so never data. */
export function isSidecar(basename: string, pattern: Pattern): boolean {
  if (/^[.~]/.test(basename)) return true;
  const own = new Set(basenameLiterals(pattern).flatMap(wordsOf));
  return wordsOf(withoutExtension(basename)).some((word) => SIDECAR_WORDS.has(word) && !own.has(word));
}

/** Whether a name is the pattern's with something before, between or after it, or with something of it left out. */
export function isSimilarName(core: string, pieces: string[]): boolean {
  const whole = pieces.join("");
  if (holdsInOrder(core, pieces)) return true;
  // A piece with a year in it (data_2025*.csv) asks for that year, and another year is no slip.
  return whole.includes(core) && !/\d{4}/.test(whole.replace(core, ""));
}

function holdsInOrder(core: string, pieces: string[]): boolean {
  let at = 0;
  for (const piece of pieces) {
    const found = core.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return true;
}
