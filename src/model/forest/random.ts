// Random numbers from integer arithmetic alone: the same on every platform. Generator: sfc32 (Chris Doty-Humphrey, PractRand).

/** The generator's state; typed so that a hot loop keeps it unboxed. */
export type RandomState = Int32Array;

/** One independent stream per (seed, stream). */
export function seedRandom(seed: number, stream: number): RandomState {
  const state = new Int32Array([seed, Math.floor(seed / 4294967296), stream, 1]);
  for (let i = 0; i < 16; i++) nextRandom(state);
  return state;
}

/** A uniform integer in [0, 2³²). */
export function nextRandom(state: RandomState): number {
  const a = state[0]!;
  const b = state[1]!;
  const c = state[2]!;
  const count = state[3]!;
  const sum = (a + b + count) | 0;
  state[0] = b ^ (b >>> 9);
  state[1] = (c + (c << 3)) | 0;
  state[2] = (((c << 21) | (c >>> 11)) + sum) | 0;
  state[3] = (count + 1) | 0;
  return sum >>> 0;
}

/** A uniform integer in [0, limit), limit ≤ 2³¹; the bias is below limit / 2³². */
export function randomBelow(state: RandomState, limit: number): number {
  return Math.floor((nextRandom(state) * limit) / 4294967296);
}
