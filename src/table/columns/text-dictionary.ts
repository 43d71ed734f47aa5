// The distinct texts of a column, numbered in order of appearance and found again by their bytes: no string is made before the end.
import { isAscii } from "node:buffer";
import { randomInt } from "node:crypto";
import { textKey } from "./text-key.ts";

/** Longer texts seldom repeat; they are kept as strings at once. */
const LONGEST = 64;
/** Bytes of a string's head and of its place in two tables. */
const TEXT_OVERHEAD = 48;
/** Texts are turned into strings by so many bytes at a time. */
const BLOCK_BYTES = 1 << 16;

const FEWEST_TEXTS = 16;

/** Another one in each process, so that no file can hold texts that all share a hash; codes do not depend on it. */
let seed: number | null = null;

/** Four bytes at a time. */
function hashOf(bytes: Buffer, start: number, end: number, from: number): number {
  let hash = from;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    hash = Math.imul(hash ^ word, 0x2c1b3c6d);
    hash ^= hash >>> 15;
  }
  for (; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x2c1b3c6d);
  return hash ^ (hash >>> 15);
}

export class TextDictionary {
  /** Of distinct texts, at one byte a character and what a string takes besides. */
  textBytes = 0;
  /** Number of distinct texts. */
  #size = 0;
  /** UTF-8 of the short texts one after the other; text `code` is [ends[code - 1], ends[code]), empty for a long one. */
  #bytes = Buffer.alloc(64);
  #ends = new Float64Array(FEWEST_TEXTS);
  #hashes = new Int32Array(FEWEST_TEXTS);
  /** Open addressing: code + 1, or 0. */
  #slots = new Int32Array(2 * FEWEST_TEXTS);
  /** Long texts, and such as have no UTF-8. */
  #strings: Map<string, number> | null = null;
  readonly #long = new Map<number, string>();
  readonly #seed: number;

  constructor() {
    seed ??= randomInt(2 ** 32);
    this.#seed = seed | 0;
  }

  /** The code of the UTF-8 text [start, end). */
  codeOf(bytes: Buffer, start: number, end: number): number {
    const length = end - start;
    if (length > LONGEST) return this.#codeOfString(bytes.toString("utf8", start, end));
    const hash = hashOf(bytes, start, end, this.#seed ^ length);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const code = this.#slots[slot]! - 1;
      if (code < 0) return this.#add(bytes, start, end, hash, slot);
      if (this.#hashes[code] === hash && this.#isText(code, bytes, start, end)) return code;
    }
  }

  codeOfText(text: string): number {
    const bytes = Buffer.from(text);
    return bytes.length <= LONGEST && bytes.toString() === text ? this.codeOf(bytes, 0, bytes.length) : this.#codeOfString(text);
  }

  /** By code. */
  texts(): string[] {
    const texts: string[] = [];
    let first = 0;
    while (first < this.#size) {
      const start = this.#startOf(first);
      let last = first;
      while (last + 1 < this.#size && this.#ends[last + 1]! - start <= BLOCK_BYTES) last++;
      this.#addTexts(texts, first, last);
      first = last + 1;
    }
    for (const [code, text] of this.#long) texts[code] = text;
    return texts;
  }

  /** The texts `first` to `last`, cut from one string where a byte is a character. */
  #addTexts(texts: string[], first: number, last: number): void {
    const start = this.#startOf(first);
    const block = this.#bytes.subarray(start, this.#ends[last]!);
    const whole = isAscii(block) ? block.toString("latin1") : null;
    for (let code = first; code <= last; code++) {
      const from = this.#startOf(code) - start;
      const to = this.#ends[code]! - start;
      texts.push(whole === null ? block.toString("utf8", from, to) : whole.slice(from, to));
    }
  }

  #startOf(code: number): number {
    return code === 0 ? 0 : this.#ends[code - 1]!;
  }

  #isText(code: number, bytes: Buffer, start: number, end: number): boolean {
    const known = this.#bytes;
    let at = this.#startOf(code);
    // A long text has no bytes here.
    if (this.#ends[code]! - at !== end - start || this.#long.has(code)) return false;
    for (let place = start; place < end; place++, at++) if (known[at] !== bytes[place]) return false;
    return true;
  }

  #add(bytes: Buffer, start: number, end: number, hash: number, slot: number): number {
    const from = this.#size === 0 ? 0 : this.#ends[this.#size - 1]!;
    const to = from + end - start;
    if (to > this.#bytes.length) {
      const more = Buffer.alloc(Math.max(to, 2 * this.#bytes.length));
      more.set(this.#bytes.subarray(0, from));
      this.#bytes = more;
    }
    bytes.copy(this.#bytes, from, start, end);
    let characters = end - start;
    for (let at = start; at < end; at++) {
      const byte = bytes[at]!;
      // Bytes 2 and 3 of a character are none of their own; one of four is two of UTF-16.
      if (byte >= 0x80 && byte < 0xc0) characters--;
      else if (byte >= 0xf0) characters++;
    }
    const code = this.#note(to, hash, characters);
    this.#slots[slot] = code + 1;
    if (2 * this.#size > this.#slots.length) this.#spread();
    return code;
  }

  #codeOfString(text: string): number {
    this.#strings ??= new Map();
    const key = textKey(text);
    let code = this.#strings.get(key);
    if (code === undefined) {
      code = this.#note(this.#startOf(this.#size), 0, text.length);
      this.#strings.set(key, code);
      this.#long.set(code, text);
    }
    return code;
  }

  #note(end: number, hash: number, characters: number): number {
    const code = this.#size++;
    if (code === this.#ends.length) {
      const ends = new Float64Array(2 * code);
      ends.set(this.#ends);
      this.#ends = ends;
      const hashes = new Int32Array(2 * code);
      hashes.set(this.#hashes);
      this.#hashes = hashes;
    }
    this.#ends[code] = end;
    this.#hashes[code] = hash;
    this.textBytes += characters + TEXT_OVERHEAD;
    return code;
  }

  /** Twice the slots. */
  #spread(): void {
    const slots = new Int32Array(2 * this.#slots.length);
    const mask = slots.length - 1;
    for (const place of this.#slots) {
      if (place === 0) continue;
      let slot = this.#hashes[place - 1]! & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = place;
    }
    this.#slots = slots;
  }
}
