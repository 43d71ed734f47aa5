/** Seeded uniform numbers in [0, 1): mulberry32 (T. Ettinger 2017). */
export function uniforms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function normal(uniform: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

export function oneOf<T>(uniform: () => number, items: readonly T[]): T {
  return items[Math.floor(uniform() * items.length)]!;
}

/** An index drawn with these probabilities, which sum to 1. */
export function draw(uniform: () => number, shares: readonly number[]): number {
  let left = uniform();
  for (let i = 0; i < shares.length - 1; i++) {
    left -= shares[i]!;
    if (left < 0) return i;
  }
  return shares.length - 1;
}
