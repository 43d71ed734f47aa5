// Bootstrap samples by Poisson(1) counts per row (Oza & Russell 2001, "Online bagging and boosting"). A row's count depends on its key and
// the tree alone, so that a few more rows give nearly the same tree.
import { mixed, treeKey } from "./place-random.ts";

/** Poisson distribution function times 2³²: hashes below AT_MOST[k] are drawn at most k times; at most ten. */
const AT_MOST = poissonBounds(10);
/** Lower bound of the count by the hash's upper 8 bits, nearly always the count itself. */
const FIRST = Uint8Array.from({ length: 256 }, (_, part) => AT_MOST.findIndex((bound) => part * 2 ** 24 < bound));

/** Writes the number of draws of each row, by its key, to `weights`; all 1 if no row is drawn. */
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

/** Whether the tree with key `tree` draws the row with key `row` at all. */
export function isDrawn(row: number, tree: number): boolean {
  return mixed(row ^ tree) >>> 0 >= AT_MOST[0]!;
}

/** Number of draws of each row by tree number `tree` of a forest of this seed. */
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
