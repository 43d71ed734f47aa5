// Fast, platform-independent hashes for sketches, buckets and scores; not cryptographic.

/** A 53-bit hash of a text (cyrb53 by bryc, public domain). */
export function textHash(text: string, seed = 0): number {
  let a = 0xdeadbeef ^ seed;
  let b = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  return finish(a, b);
}

/** Joins two 32-bit states into an integer below 2⁵³. */
export function finish(a: number, b: number): number {
  let x = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  let y = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  x ^= x >>> 15;
  y ^= y >>> 14;
  return 4294967296 * (2097151 & y) + (x >>> 0);
}

/** A pseudo-random score of a category in [−1, 1), the same in every batch, for correlations. */
export function textScore(text: string): number {
  return textHash(text, 7) / 2 ** 52 - 1;
}
