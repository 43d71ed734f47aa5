import { studentQuantile } from "../../stats/beta.ts";
import { normalQuantile } from "../../stats/normal.ts";

/** Sums of the rows' influences on a score over each unit (group), and the design effect that follows. */
export class UnitMoves {
  readonly #sums = new Map<number, number>();
  readonly #sizes = new Map<number, number>();
  #squares = 0;

  add(unit: number, move: number): void {
    this.#sums.set(unit, (this.#sums.get(unit) ?? 0) + move);
    this.#sizes.set(unit, (this.#sizes.get(unit) ?? 0) + 1);
    this.#squares += move * move;
  }

  get units(): number {
    return this.#sums.size;
  }

  /** Variance of the sum of all influences, by units (L. Kish 1965: ultimate clusters). */
  get variance(): number {
    let squares = 0;
    for (const sum of this.#sums.values()) squares += sum * sum;
    return (squares * this.units) / Math.max(1, this.units - 1);
  }

  /**
   * Design effect: the variance by units over the variance by rows, at least 1, with Student's t instead of the normal quantile for few units
   * (E. L. Korn & B. I. Graubard 1998). Where no row has an influence, rows of one unit count as identical. Infinite for a single unit.
   */
  effect(confidence: number): number {
    if (this.units < 2) return Number.POSITIVE_INFINITY;
    const tail = 1 - (1 - confidence) / 2;
    const few = studentQuantile(tail, this.units - 1) / normalQuantile(tail);
    return few * few * Math.max(1, this.#squares > 1e-18 ? this.variance / this.#squares : this.#ofIdenticalRows());
  }

  /** Design effect where rows of one unit are identical. */
  #ofIdenticalRows(): number {
    let [rows, squares] = [0, 0];
    for (const size of this.#sizes.values()) {
      rows += size;
      squares += size * size;
    }
    return squares / rows;
  }
}
