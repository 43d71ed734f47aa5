// Rows that were corrected: an accepted one is gone, and a new one has its key.
import { KEY_WORDS, sortedOrder } from "../../table/rows/row-hashes.ts";

/**
 * Places of `keys` that take the place of a key that is gone, each of these once: of equal keys the first. Two words a key; 0 and 0: none is known.
 */
export function correctedPlaces(keys: Uint32Array, gone: Uint32Array): number[] {
  const [order, lost] = [sortedOrder(keys, KEY_WORDS), sortedOrder(gone, KEY_WORDS)];
  const places: number[] = [];
  let at = 0;
  for (const place of order) {
    while (at < lost.length && compareKeys(gone, lost[at]!, keys, place) < 0) at++;
    if (at >= lost.length) break;
    if (compareKeys(gone, lost[at]!, keys, place) !== 0) continue;
    at++;
    if (keys[KEY_WORDS * place] !== 0 || keys[KEY_WORDS * place + 1] !== 0) places.push(place);
  }
  return places;
}

const compareKeys = (a: Uint32Array, i: number, b: Uint32Array, j: number): number =>
  a[KEY_WORDS * i]! - b[KEY_WORDS * j]! || a[KEY_WORDS * i + 1]! - b[KEY_WORDS * j + 1]!;
