// Recognises a text that a column has seen, from its bytes: no string is made of it again.

const SLOTS = 1024;
/** Longer texts seldom repeat. */
const LONGEST = 32;

/** Direct-mapped: a newer text takes the slot of an older one, which then only costs time. ASCII only. */
export class ByteCache {
  readonly #codes = new Int32Array(SLOTS).fill(-1);
  #slot = 0;

  /** The text's index in `texts`, or -1. */
  find(bytes: Uint8Array, start: number, end: number, texts: string[]): number {
    let hash = end - start;
    if (hash > LONGEST) return -1;
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + bytes[at]!) | 0;
    this.#slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    const code = this.#codes[this.#slot]!;
    if (code < 0) return -1;
    const text = texts[code]!;
    if (text.length !== end - start) return -1;
    for (let at = start; at < end; at++) {
      const byte = bytes[at]!;
      if (byte > 0x7f || text.charCodeAt(at - start) !== byte) return -1;
    }
    return code;
  }

  /** Notes the text that was just not found. */
  note(code: number, text: string): void {
    if (text.length <= LONGEST) this.#codes[this.#slot] = code;
  }
}
