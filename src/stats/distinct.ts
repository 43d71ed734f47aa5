import { Ranked } from "./ranked.ts";

/** Beyond so many different numbers sorting is faster than looking each up. */
const MOST_KNOWN = 1 << 14;
const SLOTS = 4 * MOST_KNOWN;

const bits = new Float64Array(1);
const words = new Int32Array(bits.buffer);

/** The different numbers, ascending; NaN is none, −0 is 0. */
export function distinctNumbers(values: Float64Array): Float64Array {
  const known = new Float64Array(MOST_KNOWN);
  const slots = new Uint16Array(SLOTS);
  let count = 0;
  let last = Number.NaN;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]! + 0;
    if (value === last || Number.isNaN(value)) continue;
    last = value;
    bits[0] = value;
    let slot = mixed(words[0]! ^ Math.imul(words[1]!, 0x85ebca6b)) & (SLOTS - 1);
    while (slots[slot] !== 0 && known[slots[slot]! - 1] !== value) slot = (slot + 1) & (SLOTS - 1);
    if (slots[slot] !== 0) continue;
    if (count === MOST_KNOWN) return withoutRepeats(values);
    known[count++] = value;
    slots[slot] = count;
  }
  return known.slice(0, count).sort();
}

function mixed(word: number): number {
  const x = Math.imul(word ^ (word >>> 15), 0xc2b2ae35);
  return x ^ (x >>> 13);
}

function withoutRepeats(values: Float64Array): Float64Array {
  const ranked = new Ranked(values);
  return ranked.lowest(ranked.length).filter((value, i, sorted) => i === 0 || value !== sorted[i - 1]);
}
