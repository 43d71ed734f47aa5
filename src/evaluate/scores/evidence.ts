import type { Confusion } from "../../types/judgement.ts";
import { confusionOf } from "./confusion.ts";
import type { Influence } from "./influence.ts";
import type { Answers } from "./rows.ts";
import { UnitMoves } from "./unit-moves.ts";

type Judged = Pick<Answers, "truth" | "predicted" | "classes" | "units">;

/** The confusion matrix of predictions, and its effective sample size where rows come in units (groups). */
export class Evidence {
  /** Every row counted as one. */
  readonly confusion: Confusion;
  readonly #answers: Judged;

  constructor(answers: Judged) {
    this.#answers = answers;
    this.confusion = confusionOf(answers.truth, answers.predicted, answers.classes);
  }

  /**
   * The confusion matrix divided by the design effect for a score with this influence, so that it counts independent rows; null: all rows
   * are of one unit.
   */
  for(influenceIn: (confusion: Confusion) => Influence, confidence: number, only: number | null = null): Confusion | null {
    const effect = this.effect(influenceIn, confidence, only);
    if (effect === 1) return this.confusion;
    if (effect === Number.POSITIVE_INFINITY) return null;
    return { ...this.confusion, counts: this.confusion.counts.map((row) => row.map((count) => count / effect)) };
  }

  /** The design effect; infinite where all rows are of one unit. `only`: the score depends on rows of, or predicted as, this class alone. */
  effect(influenceIn: (confusion: Confusion) => Influence, confidence: number, only: number | null = null): number {
    const { truth, predicted, units } = this.#answers;
    if (units === null) return 1;
    const influence = influenceIn(this.confusion);
    const moves = new UnitMoves();
    for (let i = 0; i < truth.length; i++) {
      if (only === null || truth[i] === only || predicted[i] === only) moves.add(units[i]!, influence(truth[i]!, predicted[i]!));
    }
    return moves.effect(confidence);
  }
}
