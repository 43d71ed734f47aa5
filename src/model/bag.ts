import { type RandomState, randomBelow, seedRandom } from "./random.ts";

/** Draws as many rows as there are, with replacement: how often each was drawn. The first draws of a tree's stream. */
export function drawBag(weights: Uint16Array, random: RandomState): void {
  const rows = weights.length;
  weights.fill(0);
  for (let i = 0; i < rows; i++) weights[randomBelow(random, rows)]!++;
}

/** How often tree number `tree` of a forest of this seed drew each of `rows` training rows. */
export function bagOf(seed: number, tree: number, rows: number): Uint16Array {
  const weights = new Uint16Array(rows);
  drawBag(weights, seedRandom(seed, tree));
  return weights;
}
