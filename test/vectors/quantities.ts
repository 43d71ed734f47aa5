// What each file of reference numbers asks for, and who answers.
import { confusionOf } from "../../src/evaluate/scores/confusion.ts";
import { LikelihoodTally } from "../../src/evaluate/scores/likelihood.ts";
import { betaCdf, betaQuantile } from "../../src/stats/beta.ts";
import { chiSquareP } from "../../src/stats/categorical.ts";
import { chiSquareTail } from "../../src/stats/chi-square.ts";
import { averageOf, type ClassCounts, classCounts } from "../../src/stats/class-scores.ts";
import { fisherGreater, fisherTwoSided } from "../../src/stats/fisher.ts";
import { clopperPearson, wilson } from "../../src/stats/interval.ts";
import { mcNemarOneSided } from "../../src/stats/mcnemar.ts";
import { normalQuantile, normalTail } from "../../src/stats/normal.ts";
import { scoreOf } from "../evaluate/score-of.ts";

export type Numbers = null | number | string | Numbers[] | { [key: string]: Numbers };

interface Problem {
  labels: string[];
  truth: number[];
  predicted: number[];
  probabilities: number[][];
}

interface Trials {
  successes: number;
  trials: number;
  confidence: number;
}

const AVERAGES = ["weighted", "macro", "micro"] as const;

function metricsOf({ labels, truth, predicted, probabilities }: Problem): Record<string, Numbers> {
  const [t, p] = [Int32Array.from(truth), Int32Array.from(predicted)];
  const confusion = confusionOf(t, p, labels);
  const classes = classCounts(confusion);
  const tally = new LikelihoodTally(t, labels.length, Int32Array.from(labels.keys()));
  tally.add({ classes: p, probabilities: Float64Array.from(probabilities.flat()) });
  const { metrics } = scoreOf(t, p, labels, null, tally.close());
  const valueFor = (name: string, label: string | null) =>
    metrics.find((m) => m.name === name && m.average === null && m.class === label)?.value ?? null;
  const ranked = (name: string) => metrics.find((m) => m.name === name)?.value ?? null;
  return {
    mcc: valueFor("mcc", null),
    kappa: valueFor("kappa", null),
    balancedAccuracy: valueFor("balanced-accuracy", null),
    logLoss: valueFor("log-loss", null),
    brier: valueFor("brier", null),
    rocAuc: ranked("roc-auc"),
    rocAucOvrWeighted: ranked("roc-auc"),
    averagePrecision: ranked("average-precision"),
    confusion: confusion.counts,
    accuracy: valueFor("accuracy", null),
    perClass: labels.map((label, i) => ({
      precision: valueFor("precision", label),
      recall: valueFor("recall", label),
      f1: valueFor("f1", label),
      support: classes[i]!.support,
    })),
    ...Object.fromEntries(AVERAGES.map((average) => [average, averagesOf(classes, average)])),
  };
}

/** Over the labels given, as the vectors are made; reports leave out classes without any row. */
function averagesOf(classes: ClassCounts[], average: (typeof AVERAGES)[number]) {
  return {
    precision: averageOf("precision", classes, average),
    recall: averageOf("recall", classes, average),
    f1: averageOf("f1", classes, average),
  };
}

function intervalsOf({ successes, trials, confidence }: Trials): Record<string, Numbers> {
  const pair = (interval: { lower: number; upper: number }) => [interval.lower, interval.upper];
  return {
    clopperPearson: pair(clopperPearson(successes, trials, confidence)),
    wilson: pair(wilson(successes, trials, confidence)),
  };
}

function categoricalOf({ a, b }: { a: number[]; b: number[] }): Record<string, Numbers> {
  return { chiSquare: { p: chiSquareP(a, b) }, ...fisherOf(a, b) };
}

function fisherOf(a: number[], b: number[]): Record<string, Numbers> {
  if (a.length !== 2) return {};
  const table = [a[0]!, a[1]!, b[0]!, b[1]!] as const;
  return { fisher: { twoSided: fisherTwoSided(...table), greater: fisherGreater(...table) } };
}

interface Tail {
  x?: number;
  df?: number;
  a?: number;
  b?: number;
  p?: number;
  z?: number;
  normalSf?: number;
}

/** P(T ≥ t), t ≥ 0: the identity that `studentQuantile` inverts. */
function studentTail(t: number, degrees: number): number {
  return betaCdf(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
}

function tailsOf({ x, df, a, b, p, z, normalSf }: Tail): Record<string, Numbers> {
  if (z !== undefined) return { normalSf: normalTail(z), normalPpfOfThat: normalQuantile(normalSf!) };
  if (df !== undefined) return { chiSquareSf: chiSquareTail(x!, df), studentTSf: studentTail(x!, df) };
  return { betaPpf: betaQuantile(p!, a!, b!) };
}

function mcNemarOf({
  candidateOnlyRight,
  championOnlyRight,
}: {
  candidateOnlyRight: number;
  championOnlyRight: number;
}): Record<string, Numbers> {
  return { exactOneSidedCandidateBetter: mcNemarOneSided(candidateOnlyRight, championOnlyRight) };
}

export interface VectorFile {
  /** Keys of a case that are given, not asked for. */
  given: string[];
  answers: (of: never) => Record<string, Numbers>;
}

/** Quantities of the first vectors that no part of src computes any more: passed over where a directory still holds them. */
export const NOT_COMPUTED = new Set([
  ...["two-sample.json", "jeffreys", "clopperPearsonLowerOneSided", "totalVariation", "linf", "jensenShannonDivergenceNats", "psi"],
  ...["chiSquare.statistic", "chiSquare.degreesOfFreedom", "chiSquare.cramersV", "exactTwoSided", "midPTwoSided"],
]);

export const FILES: Record<string, VectorFile> = {
  "metrics.json": { given: ["labels", "truth", "predicted", "probabilities", "zeroDivision"], answers: metricsOf },
  "intervals.json": { given: ["successes", "trials", "confidence"], answers: intervalsOf },
  "categorical.json": { given: ["a", "b"], answers: categoricalOf },
  "distributions.json": { given: ["x", "df", "a", "b", "p", "z"], answers: tailsOf },
  "mcnemar.json": { given: ["candidateOnlyRight", "championOnlyRight"], answers: mcNemarOf },
};

/** p-values are compared by their relative error. */
export const P_VALUES = new Set([
  ...["fisher.twoSided", "fisher.greater", "chiSquare.p", "chiSquareSf", "studentTSf", "normalSf"],
  "exactOneSidedCandidateBetter",
]);
