// ROC AUC and average precision of scores, each with its variance.
import { firstFrom } from "./sorted.ts";

type Scores = Float64Array | Float32Array;

export interface Ranking {
  /** Probability that a positive has a higher score than a negative, ties counting half; NaN where one side is empty. */
  auc: number;
  /** By E. R. DeLong et al. 1988. */
  aucVariance: number;
  /** The sum over distinct scores of (recall gained) × precision, as scikit-learn defines it; NaN without positives. */
  averagePrecision: number;
  averagePrecisionVariance: number;
}

/** AUC and average precision of the scores of positives and negatives. Sorts both arrays in place. */
export function rank(positives: Scores, negatives: Scores): Ranking {
  positives.sort();
  negatives.sort();
  return { ...areaOf(positives, negatives), ...precisionOf(positives, negatives) };
}

/** Called for each distinct score in rising order with how many of each side have it, and how many lie below. */
type Visit = (atPositive: number, atNegative: number, belowPositive: number, belowNegative: number) => void;

function distinctScores(positives: Scores, negatives: Scores, visit: Visit): void {
  let p = 0;
  let n = 0;
  while (p < positives.length || n < negatives.length) {
    const [fromP, fromN] = [p, n];
    const score = n === negatives.length || (p < positives.length && positives[p]! < negatives[n]!) ? positives[p]! : negatives[n]!;
    while (p < positives.length && positives[p] === score) p++;
    while (n < negatives.length && negatives[n] === score) n++;
    if (p === fromP && n === fromN) throw new Error("a score is not a number");
    visit(p - fromP, n - fromN, fromP, fromN);
  }
}

/** Variance by DeLong: of the means, over each side, of the share of the other side that is ranked correctly. */
function areaOf(positives: Scores, negatives: Scores): Pick<Ranking, "auc" | "aucVariance"> {
  const [P, N] = [positives.length, negatives.length];
  if (P === 0 || N === 0) return { auc: Number.NaN, aucVariance: Number.NaN };
  let wins = 0;
  distinctScores(positives, negatives, (atP, atN, _belowP, belowN) => {
    wins += atP * (belowN + atN / 2);
  });
  const auc = wins / P / N;
  let ofPositives = 0;
  let ofNegatives = 0;
  distinctScores(positives, negatives, (atP, atN, belowP, belowN) => {
    ofPositives += atP * ((belowN + atN / 2) / N - auc) ** 2;
    ofNegatives += atN * ((P - belowP - atP / 2) / P - auc) ** 2;
  });
  return { auc, aucVariance: ofPositives / Math.max(1, P - 1) / P + ofNegatives / Math.max(1, N - 1) / N };
}

/**
 * With A(s) the share of rows that are positive and score s or more and B(s) of those that score s or more, the average precision is
 * the positives' mean of A/B. A row (y, t) moves it by y (precision(t) − AP) P⁻¹ n plus the positives' mean over s ≤ t of
 * (y − precision(s)) / B(s); the variance is the mean of its square.
 */
function precisionOf(positives: Scores, negatives: Scores): Pick<Ranking, "averagePrecision" | "averagePrecisionVariance"> {
  const [P, N] = [positives.length, negatives.length];
  if (P === 0) return { averagePrecision: Number.NaN, averagePrecisionVariance: Number.NaN };
  const rows = P + N;
  let total = 0;
  distinctScores(positives, negatives, (atP, _atN, belowP, belowN) => {
    total += (atP * (P - belowP)) / (rows - belowP - belowN);
  });
  const averagePrecision = total / P;
  let squares = 0;
  let gained = 0; // positives' mean of 1 / B over the scores so far
  let lost = 0; // the same of precision / B
  distinctScores(positives, negatives, (atP, atN, belowP, belowN) => {
    const above = rows - belowP - belowN;
    const precision = (P - belowP) / above;
    gained += (atP / P / above) * rows;
    lost += (atP / P / above) * rows * precision;
    squares += atP * (((precision - averagePrecision) * rows) / P + gained - lost) ** 2 + atN * lost ** 2;
  });
  return { averagePrecision, averagePrecisionVariance: squares / rows / rows };
}

/** Influence of a row on AUC and on average precision: over all rows each sums to 0. */
export interface RankingMoves {
  area(row: number): number;
  precision(row: number): number;
}

/** Influences by row; the quantities are those of `areaOf` and `precisionOf`, stored for each distinct score. */
export function rankingMoves(scores: Scores, isPositive: (row: number) => boolean, { auc, averagePrecision }: Ranking): RankingMoves {
  const positives = scores.filter((_, i) => isPositive(i)).sort();
  const negatives = scores.filter((_, i) => !isPositive(i)).sort();
  const [P, N] = [positives.length, negatives.length];
  const rows = P + N;
  const distinct = scores.slice().sort();
  const moves = [0, 1, 2, 3].map(() => new Float64Array(rows)) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const [areaUp, areaDown, precisionUp, precisionDown] = moves;
  let [at, gained, lost] = [0, 0, 0];
  distinctScores(positives, negatives, (atP, atN, belowP, belowN) => {
    const above = rows - belowP - belowN;
    const precision = (P - belowP) / above;
    gained += (atP / P / above) * rows;
    lost += (atP / P / above) * rows * precision;
    const end = at + atP + atN;
    areaUp.fill((((belowN + atN / 2) / N - auc) / P) * rows, at, end);
    areaDown.fill((((P - belowP - atP / 2) / P - auc) / N) * rows, at, end);
    precisionUp.fill(((precision - averagePrecision) * rows) / P + gained - lost, at, end);
    precisionDown.fill(-lost, at, end);
    at = end;
  });
  const placed = (row: number) => firstFrom(distinct, scores[row]!);
  return {
    area: (row) => (isPositive(row) ? areaUp : areaDown)[placed(row)]!,
    precision: (row) => (isPositive(row) ? precisionUp : precisionDown)[placed(row)]!,
  };
}
