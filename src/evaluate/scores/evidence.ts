// What rows are worth as evidence. Rows of one unit (a group) are alike, so a score is known as well as by fewer independent rows.
import type { Confusion } from "../../types/judgement.ts";
import { confusionOf } from "./confusion.ts";
import type { Influence } from "./influence.ts";
import type { Answers } from "./rows.ts";
import { UnitMoves } from "./unit-moves.ts";

type Judged = Pick<Answers, "truth" | "predicted" | "classes" | "units">;

export class Evidence {
  /** As counted, every row as one. */
  readonly confusion: Confusion;
  readonly #answers: Judged;

  constructor(answers: Judged) {
    this.#answers = answers;
    this.confusion = confusionOf(answers.truth, answers.predicted, answers.classes);
  }

  /**
   * The confusion matrix of as many independent rows as there is evidence for a score with this influence; null: all rows are of one unit.
   * `only`: the class by whose rows, actual or predicted, the score moves.
   */
  for(influenceIn: (confusion: Confusion) => Influence, confidence: number, only: number | null = null): Confusion | null {
    const { truth, predicted, units } = this.#answers;
    if (units === null) return this.confusion;
    const influence = influenceIn(this.confusion);
    const moves = new UnitMoves();
    for (let i = 0; i < truth.length; i++) {
      if (only === null || truth[i] === only || predicted[i] === only) moves.add(units[i]!, influence(truth[i]!, predicted[i]!));
    }
    const effect = moves.effect(confidence);
    if (effect === Number.POSITIVE_INFINITY) return null;
    return { ...this.confusion, counts: this.confusion.counts.map((row) => row.map((count) => count / effect)) };
  }
}
