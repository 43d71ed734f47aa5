// Log loss, Brier score, reliability bins and class rankings from a model's probabilities, gathered block by block.
import { type Ranking, rank, rankingMoves } from "../../stats/ranking.ts";
import type { Predictions } from "../../types/model.ts";
import { UnitMoves } from "./unit-moves.ts";

/** Probabilities are clipped to [epsilon, 1 − epsilon] in the log loss, as in scikit-learn. */
const LEAST = Number.EPSILON;

/** Of all reported intervals. */
const CONFIDENCE = 0.95;

/** Bins of equal width over the confidence in the predicted class. */
const BINS = 10;

/** Most scores (rows × classes) kept for the rankings, 256 MiB; with more there is no ROC AUC and no average precision. */
const MOST_SCORES = 2 ** 25;

/** Mean over the rows, the variance of that mean, and the number of independent units. */
export interface Mean {
  value: number;
  variance: number;
  units: number;
  /** Largest loss that a row could have had, if its true class were the one with the lowest probability. */
  worst: number;
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
  /** Design effect of the calibration error: 1 where rows are independent. */
  calibrationEffect: number;
  /** One against the rest; of two classes the second only. null: above MOST_SCORES. */
  rankings: RankedClass[] | null;
}

export interface RankedClass {
  class: number;
  ranking: Ranking;
  /** Rows of the class. */
  rows: number;
  /** The smaller of two numbers of independent units: those with a row of the class, and those with a row of another. */
  least: number;
}

/** Collects the probabilities of consecutive blocks of rows; `close` returns their scores. */
export class LikelihoodTally {
  readonly #truth: Int32Array;
  /** Class of the data → class of the model, -1 where it knows none. */
  readonly #column: Int32Array;
  readonly #knowsAll: boolean;
  readonly #scores: Float64Array[] | null;
  readonly #ranked: number[];
  /** A probability was not a number. */
  #isBroken = false;
  #rows = 0;
  /** Smallest probability so far of any class. */
  #least = 1;
  #worstSquares = 0;
  readonly #log: RunningMean;
  readonly #brier: RunningMean;
  readonly #gaps = new UnitMoves();
  readonly #units: Int32Array | null;
  readonly #bins: ReliabilityBin[] = Array.from({ length: BINS }, () => ({ rows: 0, right: 0, confidence: 0 }));

  /** `truth` and `units` of all rows to come; `known[k]`: the data's index of the model's class k. */
  constructor(truth: Int32Array, classes: number, known: Int32Array, units: Int32Array | null = null) {
    this.#truth = truth;
    this.#units = units;
    this.#log = new RunningMean(units);
    this.#brier = new RunningMean(units);
    this.#column = new Int32Array(classes).fill(-1);
    known.forEach((index, k) => {
      this.#column[index] = k;
    });
    this.#knowsAll = this.#column.every((k) => k >= 0);
    this.#ranked = classes === 2 ? [1] : Array.from({ length: classes }, (_, c) => c);
    this.#scores = truth.length * this.#ranked.length > MOST_SCORES ? null : this.#ranked.map(() => new Float64Array(truth.length));
  }

  /** Adds the next rows, in order. Hot loop: one pass over the probabilities. */
  add({ classes, probabilities }: Predictions): void {
    const width = classes.length === 0 ? 0 : probabilities.length / classes.length;
    for (let i = 0; i < classes.length; i++) {
      const row = this.#rows++;
      const at = i * width;
      const predicted = classes[i]!;
      const actual = this.#column[this.#truth[row]!]!;
      const likely = actual < 0 ? 0 : probabilities[at + actual]!;
      const surprise = surpriseAt(likely);
      let [sum, least] = [0, this.#knowsAll ? 1 : 0];
      for (let k = 0; k < width; k++) {
        const probability = probabilities[at + k]!;
        sum += probability ** 2;
        if (probability < least) least = probability;
      }
      const squares = sum + 1 - 2 * likely;
      this.#log.add(surprise);
      this.#brier.add(squares);
      if (least < this.#least) this.#least = least;
      this.#worstSquares = Math.max(this.#worstSquares, sum + 1 - 2 * least);
      const confidence = probabilities[at + predicted]!;
      if (!Number.isFinite(squares)) {
        this.#isBroken = true;
        continue;
      }
      const bin = this.#bins[Math.min(BINS - 1, Math.floor(confidence * BINS))]!;
      bin.rows++;
      bin.confidence += confidence;
      if (predicted === actual) bin.right++;
      if (this.#units !== null) this.#gaps.add(this.#units[row]!, confidence - (predicted === actual ? 1 : 0));
      if (this.#scores === null) continue;
      for (let s = 0; s < this.#ranked.length; s++) {
        const column = this.#column[this.#ranked[s]!]!;
        this.#scores[s]![row] = column < 0 ? 0 : probabilities[at + column]!;
      }
    }
  }

  close(): Likelihood {
    const rows = this.#rows;
    const unknown = { value: Number.NaN, variance: Number.NaN, units: 0, worst: Number.NaN };
    if (this.#isBroken) return { rows, logLoss: unknown, brier: unknown, bins: [], calibrationEffect: 1, rankings: null };
    return {
      rows,
      logLoss: { ...this.#log.close(), worst: surpriseAt(this.#least) },
      brier: { ...this.#brier.close(), worst: this.#worstSquares },
      bins: this.#bins,
      calibrationEffect: this.#units === null ? 1 : this.#gaps.effect(CONFIDENCE),
      rankings: this.#scores?.map((scores, s) => ({ class: this.#ranked[s]!, ...this.#rank(this.#ranked[s]!, scores) })) ?? null,
    };
  }

  #rank(which: number, scores: Float64Array): Omit<RankedClass, "class"> {
    const count = this.#truth.reduce((total, label) => total + (label === which ? 1 : 0), 0);
    const positives = new Float64Array(count);
    const negatives = new Float64Array(scores.length - count);
    let p = 0;
    let n = 0;
    for (let i = 0; i < scores.length; i++) {
      if (this.#truth[i] === which) positives[p++] = scores[i]!;
      else negatives[n++] = scores[i]!;
    }
    const ranking = rank(positives, negatives);
    if (this.#units === null) return { ranking, rows: count, least: Math.min(count, scores.length - count) };
    const sides = [new Set<number>(), new Set<number>()] as const;
    for (let i = 0; i < scores.length; i++) sides[this.#truth[i] === which ? 0 : 1].add(this.#units[i]!);
    const least = Math.min(sides[0].size, sides[1].size);
    return { ranking: { ...ranking, ...this.#rankedByUnit(which, scores, ranking) }, rows: count, least };
  }

  /** Variances of AUC and average precision from the units' summed influences (N. A. Obuchowski 1997 for the AUC). */
  #rankedByUnit(which: number, scores: Float64Array, ranking: Ranking): Pick<Ranking, "aucVariance" | "averagePrecisionVariance"> {
    const [area, precision] = [new UnitMoves(), new UnitMoves()];
    const moves = rankingMoves(scores, (i) => this.#truth[i] === which, ranking);
    for (let i = 0; i < scores.length; i++) {
      area.add(this.#units![i]!, moves.area(i));
      precision.add(this.#units![i]!, moves.precision(i));
    }
    const few = (units: UnitMoves) => (units.units < 2 ? Number.POSITIVE_INFINITY : units.variance / scores.length ** 2);
    return { aucVariance: few(area), averagePrecisionVariance: few(precision) };
  }
}

function surpriseAt(probability: number): number {
  return -Math.log(Math.min(1 - LEAST, Math.max(LEAST, probability)));
}

/** Running mean over rows with its variance, by units where there are any. */
class RunningMean {
  readonly #units: Int32Array | null;
  readonly #sums = new Map<number, { total: number; rows: number }>();
  #rows = 0;
  #total = 0;
  #squares = 0;

  constructor(units: Int32Array | null) {
    this.#units = units;
  }

  add(value: number): void {
    const row = this.#rows++;
    this.#total += value;
    this.#squares += value * value;
    if (this.#units === null) return;
    const unit = this.#sums.get(this.#units[row]!);
    if (unit === undefined) this.#sums.set(this.#units[row]!, { total: value, rows: 1 });
    else {
      unit.total += value;
      unit.rows++;
    }
  }

  close(): Omit<Mean, "worst"> {
    const rows = this.#rows;
    const value = this.#total / rows;
    if (this.#units === null) {
      return { value, variance: Math.max(0, this.#squares / rows - value * value) / Math.max(1, rows - 1), units: rows };
    }
    const units = this.#sums.size;
    let squares = 0;
    for (const unit of this.#sums.values()) squares += (unit.total - unit.rows * value) ** 2;
    return { value, variance: (squares * units) / Math.max(1, units - 1) / rows / rows, units };
  }
}
