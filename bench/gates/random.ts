// Fast seeded draws for the simulations.
import { nextRandom, type RandomState, seedRandom } from "../../src/model/forest/random.ts";

export class Draws {
  readonly #state: RandomState;

  constructor(seed: number, stream: number) {
    this.#state = seedRandom(seed, stream);
  }

  /** In (0, 1). */
  uniform(): number {
    return (nextRandom(this.#state) + 0.5) / 4294967296;
  }

  normal(): number {
    return Math.sqrt(-2 * Math.log(this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Successes in `trials` trials: by gaps between successes (L. Devroye 1986), exact, in time proportional to the rarer outcome. */
  binomial(trials: number, p: number): number {
    if (p > 0.5) return trials - this.binomial(trials, 1 - p);
    if (p <= 0) return 0;
    const scale = Math.log1p(-p);
    let successes = 0;
    for (let at = Math.floor(Math.log(this.uniform()) / scale); at < trials; at += 1 + Math.floor(Math.log(this.uniform()) / scale))
      successes++;
    return successes;
  }
}
