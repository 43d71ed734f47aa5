// What a model's probabilities say, gathered block by block: log loss, Brier score, reliability and the rankings of classes.
import { type Ranking, rank, rankingMoves } from "../../stats/ranking.ts";
import type { Predictions } from "../../types/model.ts";
import { UnitMoves } from "./unit-moves.ts";

/** A probability of 0 for what happened would cost infinitely much: as scikit-learn, the least is the machine's epsilon. */
const LEAST = Number.EPSILON;

/** As of all intervals that are reported. */
const CONFIDENCE = 0.95;

/** Bins of equal width over the confidence in the predicted class. */
const BINS = 10;

/** Scores kept for the rankings: 256 MiB. Above, a model has no ROC AUC and no average precision. */
const MOST_SCORES = 2 ** 25;

/** Per row of data: mean, variance of the mean, and how many independent units say so. */
export interface Mean {
  value: number;
  variance: number;
  units: number;
  /** The largest that any of the rows could have cost, had it been of the class that the model thought least likely. */
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
  /** How many rows are worth one as evidence of the calibration: 1 where every row stands for itself. */
  calibrationEffect: number;
  /** One against the rest, by class index; of two classes the second only. null: too many rows times classes. */
  rankings: RankedClass[] | null;
}

export interface RankedClass {
  class: number;
  ranking: Ranking;
  /** Of the class. */
  rows: number;
  /** Independent units with a row of the class, or with one of the others: the fewer of the two. */
  least: number;
}

export class LikelihoodTally {
  readonly #truth: Int32Array;
  /** Class of the data → class of the model, -1 where it knows none. */
  readonly #column: Int32Array;
  readonly #knowsAll: boolean;
  readonly #scores: Float64Array[] | null;
  readonly #ranked: number[];
  /** A probability that is no number: then nothing is known of any. */
  #isBroken = false;
  #rows = 0;
  /** Of the probabilities that were said of any class. */
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

  /** The next rows in order. Hot: one pass over the probabilities. */
  add({ classes, probabilities }: Predictions): void {
    const width = classes.length === 0 ? 0 : probabilities.length / classes.length;
    for (let i = 0; i < classes.length; i++) {
      const row = this.#rows++;
      const at = i * width;
      const said = classes[i]!;
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
      const confidence = probabilities[at + said]!;
      if (!Number.isFinite(squares)) {
        this.#isBroken = true;
        continue;
      }
      const bin = this.#bins[Math.min(BINS - 1, Math.floor(confidence * BINS))]!;
      bin.rows++;
      bin.confidence += confidence;
      if (said === actual) bin.right++;
      if (this.#units !== null) this.#gaps.add(this.#units[row]!, confidence - (said === actual ? 1 : 0));
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

  /** The variances by the units' sums of what their rows do to area and precision (N. A. Obuchowski 1997 for the area). */
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

/** A mean over rows as they come, and how sure it is. */
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
