// Bootstrap samples in which a row keeps its draws whatever other rows there are, so that a few more rows make much the same tree: with n
// draws of n rows each is drawn as often as Poisson(1) says, nearly (Oza & Russell 2001, "Online bagging and boosting").
import { mixed, treeKey } from "./place-random.ts";

/** Of 2³² places, how many are drawn at most 0, 1, 2, … times: 2³² Σ e⁻¹/k!; the rest are drawn ten times. */
const AT_MOST = poissonBounds(10);
/** How often the first place of each 2⁻⁸ of them is drawn: nearly all others are drawn as often. */
const FIRST = Uint8Array.from({ length: 256 }, (_, part) => AT_MOST.findIndex((bound) => part * 2 ** 24 < bound));

/** How often each row is drawn, by its key. Where none is, each is once: an empty sample teaches nothing. */
export function drawBag(weights: Uint16Array, keys: Int32Array, tree: number): void {
  let drawn = 0;
  for (let i = 0; i < weights.length; i++) {
    const place = mixed(keys[i]! ^ tree);
    let count = FIRST[place >>> 24]!;
    while (place >>> 0 >= AT_MOST[count]!) count++;
    weights[i] = count;
    drawn += count;
  }
  if (drawn === 0) weights.fill(1);
}

/** Whether a tree of this key draws a row of this key at all. */
export function isDrawn(row: number, tree: number): boolean {
  return mixed(row ^ tree) >>> 0 >= AT_MOST[0]!;
}

/** How often tree number `tree` of a forest of this seed drew each of the rows of these keys. */
export function bagOf(seed: number, tree: number, keys: Int32Array): Uint16Array {
  const weights = new Uint16Array(keys.length);
  drawBag(weights, keys, treeKey(seed, tree));
  return weights;
}

function poissonBounds(most: number): Float64Array {
  const bounds = new Float64Array(most + 1).fill(2 ** 32);
  let share = 1 / Math.E;
  let sum = share;
  for (let k = 0; k < most; k++) {
    bounds[k] = 2 ** 32 * sum;
    share /= k + 1;
    sum += share;
  }
  return bounds;
}
