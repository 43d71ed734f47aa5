// Random numbers that belong to a place (a row of a tree, a node) and not to a turn: what happens elsewhere does not shift them.

/** 2³² over the golden ratio: steps of it visit all 32-bit integers, evenly. */
const STEP = 0x9e3779b9;

/** A 32-bit integer, each bit of which depends on every bit of `x`: lowbias32 (Chris Wellons, hash-prospector). */
export function mixed(x: number): number {
  let h = x ^ (x >>> 16);
  h = Math.imul(h, 0x7feb352d);
  h ^= h >>> 15;
  h = Math.imul(h, 0x846ca68b);
  return h ^ (h >>> 16);
}

/** Of a tree of a forest of this seed; the seed may have more than 32 bits. */
export function treeKey(seed: number, tree: number): number {
  return mixed(mixed(mixed(seed ^ STEP) + Math.floor(seed / 4294967296)) + tree);
}

/** Of one of several places inside another. */
export function keyWithin(key: number, place: number): number {
  return mixed(key + Math.imul(place + 1, STEP));
}

/** A uniform integer in [0, limit), limit ≤ 2³¹: number `turn` of a place's draws. */
export function drawnBelow(key: number, turn: number, limit: number): number {
  return Math.floor(((keyWithin(key, turn) >>> 0) * limit) / 4294967296);
}
