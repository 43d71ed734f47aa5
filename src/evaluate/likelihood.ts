// What a model's probabilities say, gathered block by block: log loss, Brier score, reliability and the rankings of classes.
import { type Ranking, rank } from "../stats/ranking.ts";
import type { Predictions } from "../types/model.ts";

/** A probability of 0 for what happened would cost infinitely much: as scikit-learn, the least is the machine's epsilon. */
const LEAST = Number.EPSILON;

/** Bins of equal width over the confidence in the predicted class. */
export const BINS = 10;

/** Scores kept for the rankings: 256 MiB. Above, a model has no ROC AUC and no average precision. */
const MOST_SCORES = 2 ** 25;

/** Per row of data: mean and variance of the mean. */
export interface Mean {
  value: number;
  variance: number;
}

/** Rows whose confidence in the predicted class lies in one bin. */
export interface ReliabilityBin {
  rows: number;
  right: number;
  /** Sum of the confidences. */
  confidence: number;
}

export interface Likelihood {
  rows: number;
  logLoss: Mean;
  /** Sum over the classes of (probability − outcome)², the form for any number of classes (G. W. Brier 1950). */
  brier: Mean;
  bins: ReliabilityBin[];
  /** One against the rest, by class index; of two classes the second only. null: too many rows times classes. */
  rankings: { class: number; ranking: Ranking; rows: number }[] | null;
}

export class LikelihoodTally {
  readonly #truth: Int32Array;
  /** Class of the data → class of the model, -1 where it knows none. */
  readonly #column: Int32Array;
  readonly #scores: Float64Array[] | null;
  readonly #ranked: number[];
  /** A probability that is no number: then nothing is known of any. */
  #isBroken = false;
  #rows = 0;
  #log = 0;
  #logSquares = 0;
  #brier = 0;
  #brierSquares = 0;
  readonly #bins: ReliabilityBin[] = Array.from({ length: BINS }, () => ({ rows: 0, right: 0, confidence: 0 }));

  /** `truth` of all rows to come; `known[k]`: the data's index of the model's class k. */
  constructor(truth: Int32Array, classes: number, known: Int32Array) {
    this.#truth = truth;
    this.#column = new Int32Array(classes).fill(-1);
    known.forEach((index, k) => {
      this.#column[index] = k;
    });
    this.#ranked = classes === 2 ? [1] : Array.from({ length: classes }, (_, c) => c);
    this.#scores = truth.length * this.#ranked.length > MOST_SCORES ? null : this.#ranked.map(() => new Float64Array(truth.length));
  }

  /** The next rows in order. Hot: one pass over the probabilities. */
  add({ classes, probabilities }: Predictions): void {
    const width = classes.length === 0 ? 0 : probabilities.length / classes.length;
    for (let i = 0; i < classes.length; i++) {
      const row = this.#rows++;
      const at = i * width;
      const said = classes[i]!;
      const actual = this.#column[this.#truth[row]!]!;
      const likely = actual < 0 ? 0 : probabilities[at + actual]!;
      const surprise = -Math.log(Math.min(1 - LEAST, Math.max(LEAST, likely)));
      let squares = 1 - 2 * likely;
      for (let k = 0; k < width; k++) squares += probabilities[at + k]! ** 2;
      this.#log += surprise;
      this.#logSquares += surprise * surprise;
      this.#brier += squares;
      this.#brierSquares += squares * squares;
      const confidence = probabilities[at + said]!;
      if (!Number.isFinite(squares)) {
        this.#isBroken = true;
        continue;
      }
      const bin = this.#bins[Math.min(BINS - 1, Math.floor(confidence * BINS))]!;
      bin.rows++;
      bin.confidence += confidence;
      if (said === actual) bin.right++;
      if (this.#scores === null) continue;
      for (let s = 0; s < this.#ranked.length; s++) {
        const column = this.#column[this.#ranked[s]!]!;
        this.#scores[s]![row] = column < 0 ? 0 : probabilities[at + column]!;
      }
    }
  }

  close(): Likelihood {
    const rows = this.#rows;
    const unknown = { value: Number.NaN, variance: Number.NaN };
    if (this.#isBroken) return { rows, logLoss: unknown, brier: unknown, bins: [], rankings: null };
    const mean = (total: number, squares: number) => {
      const value = total / rows;
      return { value, variance: Math.max(0, squares / rows - value * value) / Math.max(1, rows - 1) };
    };
    return {
      rows,
      logLoss: mean(this.#log, this.#logSquares),
      brier: mean(this.#brier, this.#brierSquares),
      bins: this.#bins,
      rankings: this.#scores?.map((scores, s) => ({ class: this.#ranked[s]!, ...this.#rank(this.#ranked[s]!, scores) })) ?? null,
    };
  }

  #rank(which: number, scores: Float64Array): { ranking: Ranking; rows: number } {
    const count = this.#truth.reduce((total, label) => total + (label === which ? 1 : 0), 0);
    const positives = new Float64Array(count);
    const negatives = new Float64Array(scores.length - count);
    let p = 0;
    let n = 0;
    for (let i = 0; i < scores.length; i++) {
      if (this.#truth[i] === which) positives[p++] = scores[i]!;
      else negatives[n++] = scores[i]!;
    }
    return { ranking: rank(positives, negatives), rows: count };
  }
}
