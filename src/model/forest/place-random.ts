// Counter-based random numbers: each is a hash of a key (a tree, a node) and a counter, so draws elsewhere do not change it.

/** 2³² / golden ratio (Weyl sequence). */
const STEP = 0x9e3779b9;

/** A 32-bit hash of a 32-bit integer: lowbias32 (Chris Wellons, hash-prospector). */
export function mixed(x: number): number {
  let h = x ^ (x >>> 16);
  h = Math.imul(h, 0x7feb352d);
  h ^= h >>> 15;
  h = Math.imul(h, 0x846ca68b);
  return h ^ (h >>> 16);
}

/** Key of a tree of a forest with this seed, which may have more than 32 bits. */
export function treeKey(seed: number, tree: number): number {
  return mixed(mixed(mixed(seed ^ STEP) + Math.floor(seed / 4294967296)) + tree);
}

/** Key derived from another key and a number. */
export function keyWithin(key: number, place: number): number {
  return mixed(key + Math.imul(place + 1, STEP));
}

/** The `turn`-th draw of a key: a uniform integer in [0, limit), limit ≤ 2³¹. */
export function drawnBelow(key: number, turn: number, limit: number): number {
  return Math.floor(((keyWithin(key, turn) >>> 0) * limit) / 4294967296);
}
