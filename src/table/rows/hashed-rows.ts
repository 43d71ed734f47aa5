// Some of the rows at hand, each with its hash.
import { sortedOrder, WORDS } from "./row-hashes.ts";

export interface HashedRows {
  /** Three words each. */
  words: Uint32Array;
  /** Their numbers among the rows at hand. */
  rows: Uint32Array;
  /** Their places by hash; of equal ones those first that were collected first. */
  order: Uint32Array;
}

const FEW = 1024;

/** Takes rows one by one. */
export class RowCollector {
  #words: Uint32Array;
  #rows: Uint32Array;
  #count = 0;

  /** `expected`: as many are likely to come. */
  constructor(expected = 0) {
    this.#words = new Uint32Array(WORDS * Math.max(FEW, expected));
    this.#rows = new Uint32Array(Math.max(FEW, expected));
  }

  /** Row `row` has hash number `place` of `words`. */
  add(row: number, words: Uint32Array, place: number): void {
    if (this.#count === this.#rows.length) this.#grow();
    for (let word = 0; word < WORDS; word++) this.#words[WORDS * this.#count + word] = words[WORDS * place + word]!;
    this.#rows[this.#count++] = row;
  }

  sorted(): HashedRows {
    const words = this.#words.subarray(0, WORDS * this.#count);
    return { words, rows: this.#rows.subarray(0, this.#count), order: sortedOrder(words) };
  }

  #grow(): void {
    const [words, rows] = [this.#words, this.#rows];
    this.#words = new Uint32Array(2 * words.length);
    this.#words.set(words);
    this.#rows = new Uint32Array(2 * rows.length);
    this.#rows.set(rows);
  }
}
