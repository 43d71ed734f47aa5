const DIGITS = 1 << 16;
/** Fewer numbers are sorted by comparing them. */
const FEW = 2000;
const FEWEST_SORTED = 16_000;

const isLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** The places of the numbers in ascending order, equal ones as they stand; −0 comes before 0, and no number may be NaN. A radix sort. */
export function ascendingOrder(values: Float64Array): Uint32Array {
  const n = values.length;
  let order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  if (n < FEW || !isLittleEndian) return order.sort((a, b) => compared(values[a]!, values[b]!) || a - b);
  const keys = new Uint16Array(sortableWords(values));
  let next = new Uint32Array(n);
  for (let digit = 0; digit < 4; digit++) {
    const starts = startsOf(keys, digit);
    if (starts === null) continue;
    for (let i = 0; i < n; i++) {
      const at = order[i]!;
      next[starts[keys[4 * at + digit]!]!++] = at;
    }
    [order, next] = [next, order];
  }
  return order;
}

/** Puts the numbers in ascending order; none may be NaN. */
export function sortNumbers(values: Float64Array): Float64Array {
  const n = values.length;
  if (n < FEWEST_SORTED || !isLittleEndian) return values.sort();
  let words = new Uint32Array(sortableWords(values));
  let next = new Uint32Array(2 * n);
  for (let digit = 0; digit < 4; digit++) {
    const keys = new Uint16Array(words.buffer);
    const starts = startsOf(keys, digit);
    if (starts === null) continue;
    for (let i = 0; i < n; i++) {
      const at = 2 * starts[keys[4 * i + digit]!]!++;
      next[at] = words[2 * i]!;
      next[at + 1] = words[2 * i + 1]!;
    }
    [words, next] = [next, words];
  }
  const sorted = new Uint32Array(values.buffer, values.byteOffset, 2 * n);
  for (let at = 0; at < 2 * n; at += 2) {
    const flipped = words[at + 1]! >= 0x80000000 ? 0 : 0xffffffff;
    sorted[at] = words[at]! ^ flipped;
    sorted[at + 1] = words[at + 1]! ^ (flipped | 0x80000000);
  }
  return values;
}

function compared(a: number, b: number): number {
  if (a !== b) return a < b ? -1 : 1;
  return a === 0 ? Number(Object.is(b, -0)) - Number(Object.is(a, -0)) : 0;
}

/** Four words of 16 bits each, the lowest first, that compare as the numbers do. */
function sortableWords(values: Float64Array): ArrayBuffer {
  const buffer = new ArrayBuffer(8 * values.length);
  new Float64Array(buffer).set(values);
  const keys = new Uint16Array(buffer);
  for (let at = 0; at < keys.length; at += 4) {
    const flipped = keys[at + 3]! >= 0x8000 ? 0xffff : 0;
    for (let k = at; k < at + 3; k++) keys[k]! ^= flipped;
    keys[at + 3]! ^= flipped | 0x8000;
  }
  return buffer;
}

/** Where the keys of each digit begin; null: all have the same. */
function startsOf(keys: Uint16Array, digit: number): Uint32Array | null {
  const starts = new Uint32Array(DIGITS);
  for (let at = digit; at < keys.length; at += 4) starts[keys[at]!]!++;
  if (starts[keys[digit]!] === keys.length / 4) return null;
  let sum = 0;
  for (let k = 0; k < DIGITS; k++) {
    const count = starts[k]!;
    starts[k] = sum;
    sum += count;
  }
  return starts;
}
