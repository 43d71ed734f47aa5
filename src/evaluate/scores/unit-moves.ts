// How much rows of one unit (a group) move a score together, and so how many of them are worth one independent row.
import { normalQuantile } from "../../stats/normal.ts";
import { studentQuantile } from "../../stats/student.ts";

/** Moves of a score that belong to rows: their sum over each unit, and what the rows would be worth on their own. */
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

  /** Of the sum of all moves, by the units (L. Kish 1965: ultimate clusters); they sum to 0 but for rounding. */
  get variance(): number {
    let squares = 0;
    for (const sum of this.#sums.values()) squares += sum * sum;
    return (squares * this.units) / Math.max(1, this.units - 1);
  }

  /**
   * How many rows are worth one: the ratio of the variance by units to that by rows, at least 1. Where no row moves the score, nothing tells
   * how alike rows are, and they count as entirely alike. An estimate from few units is itself unsure: Student's t takes the place of the
   * normal (E. L. Korn & B. I. Graubard 1998). Infinite for a single unit.
   */
  effect(confidence: number): number {
    if (this.units < 2) return Number.POSITIVE_INFINITY;
    const tail = 1 - (1 - confidence) / 2;
    const few = studentQuantile(tail, this.units - 1) / normalQuantile(tail);
    return few * few * Math.max(1, this.#squares > 1e-18 ? this.variance / this.#squares : this.#alike());
  }

  /** The effect where rows of one unit are entirely alike. */
  #alike(): number {
    let [rows, squares] = [0, 0];
    for (const size of this.#sizes.values()) {
      rows += size;
      squares += size * size;
    }
    return squares / rows;
  }
}
