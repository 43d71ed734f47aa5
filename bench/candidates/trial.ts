// Real forests before the real gates: candidates that are as good as the champion, and candidates that are worse by so many points.
import { NO_BASELINES } from "../../src/evaluate/compare/evaluation-request.ts";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import { judge } from "../../src/evaluate/judge.ts";
import { f1Score } from "../../src/evaluate/scores/confusion.ts";
import { answersOf, confusionIn } from "../../src/evaluate/scores/rows.ts";
import type { VerdictName } from "../../src/types/judgement.ts";
import type { Forest } from "../../src/types/model.ts";
import type { Dataset } from "../../src/types/table.ts";
import { uniforms } from "../../test/evaluate/random.ts";
import { forestOn, gatesWith, type Problem, placed, type Rows, rowsOf } from "../../test/evaluate/world.ts";

export type Tally = Record<VerdictName, number>;

const nothing = (): Tally => ({ promoted: 0, checked: 0, skipped: 0, kept: 0, rejected: 0, inconclusive: 0 });

/** Two classes that a forest tells apart in nine rows of ten, a tenth of the labels being noise. */
const PROBLEM: Problem = { shares: [0.6, 0.4], centres: [Array(6).fill(-0.7), Array(6).fill(0.7)], noise: 0.1 };

const all = (count: number) => Int32Array.from({ length: count }, (_, row) => row);
const tableOf = (uniform: () => number, rows: Rows): Dataset =>
  placed(uniform, [{ rows, accepted: true, inWindow: true }], PROBLEM.shares.length).dataset;

/** The verdict on a candidate by all gates of a run whose files were accepted before. */
function verdictOn(
  dataset: Dataset,
  sides: { trainRows: Int32Array; holdoutRows: Int32Array },
  candidate: Forest,
  champion: Forest,
): VerdictName {
  const gates = gatesWith(0.5);
  const request = { dataset, ...sides, ...NO_BASELINES, candidate, champion, gates, whereOf: () => null, showValues: false };
  return judge(evaluate(request).checks, gates.champion).verdict;
}

/** The champion's recipe with other seeds, on the rows that the champion was made and judged on; each of 20 champions has its share of them. */
export function otherSeeds(seeds: number, rows: number, seed: number): Tally {
  const tally = nothing();
  const champions = Math.ceil(seeds / 10);
  for (let c = 0; c < champions; c++) {
    const uniform = uniforms(seed + c);
    const files = [{ rows: rowsOf(uniform, PROBLEM, rows), accepted: true, inWindow: true }];
    const { dataset, ...sides } = placed(uniform, files, PROBLEM.shares.length);
    const champion = forestOn(dataset, sides.trainRows, 1000 + c);
    for (let s = c * 10; s < Math.min(seeds, c * 10 + 10); s++)
      tally[verdictOn(dataset, sides, forestOn(dataset, sides.trainRows, s), champion)]++;
  }
  return tally;
}

/** Where a worse candidate is worse: in one region of the features, as after a broken column, or everywhere, as after noisy labels. */
export type Fault = "region" | "everywhere";

/** Two seeds of fewer trees disagree more, and then more rows are needed to decide. */
const TREES = 50;

export interface WorseTrial {
  tally: Tally;
  /** Weighted F1 of the candidate less the champion's, on 20,000 rows. */
  difference: number;
  /** Share of those rows on which they say different things. */
  disagreement: number;
}

/** A forest whose weighted F1 is truly `points` below the champion's, judged on `tries` hold-outs of `holdout` rows that neither has seen. */
export function worse(fault: Fault, points: number, holdout: number, tries: number, seed: number): WorseTrial {
  const uniform = uniforms(seed);
  const trainingSet = rowsOf(uniform, PROBLEM, 3000);
  const truth = tableOf(uniform, rowsOf(uniform, PROBLEM, 20_000));
  const champion = forestOn(tableOf(uniform, trainingSet), all(3000), seed, TREES);
  const { candidate, difference, disagreement } = worseBy(
    points,
    (share) => forestOn(tableOf(uniform, spoilt(trainingSet, fault, share)), all(3000), seed + 1, TREES),
    {
      truth,
      champion,
    },
  );
  const tally = nothing();
  for (let i = 0; i < tries; i++) {
    const train = rowsOf(uniform, PROBLEM, 200);
    const fresh = rowsOf(uniform, PROBLEM, holdout);
    const rows = { labels: [...train.labels, ...fresh.labels], features: [...train.features, ...fresh.features] };
    const sides = { trainRows: all(200), holdoutRows: all(holdout).map((row) => row + 200) };
    tally[verdictOn(tableOf(uniform, rows), sides, candidate, champion)]++;
  }
  return { tally, difference, disagreement };
}

/** Labels taken for the other class: where the first feature is largest, or of a share of all rows. */
function spoilt({ labels, features }: Rows, fault: Fault, share: number): Rows {
  const draw = uniforms(7);
  const cut = features.map((row) => row[0]!).sort((a, b) => b - a)[Math.floor(share * features.length)] ?? Number.NEGATIVE_INFINITY;
  const wrong = features.map((row) => (fault === "region" ? row[0]! > cut : draw() < share));
  return { features, labels: labels.map((label, i) => (wrong[i] ? 1 - label : label)) };
}

/** Bisects the share of spoilt rows. */
function worseBy(points: number, forestWith: (share: number) => Forest, against: { truth: Dataset; champion: Forest }) {
  const { truth, champion } = against;
  const frame = { dataset: truth, classes: PROBLEM.shares.map((_, c) => `class ${c}`), unitOf: null };
  const answers = (forest: Forest) => answersOf(forest, frame, all(truth.rows));
  const before = answers(champion);
  const scoreBefore = f1Score(confusionIn(before), "weighted", null);
  let [low, high] = [0, 0.5];
  for (let i = 0; ; i++) {
    const share = (low + high) / 2;
    const candidate = forestWith(share);
    const said = answers(candidate);
    const difference = f1Score(confusionIn(said), "weighted", null) - scoreBefore;
    const apart = said.predicted.reduce((sum, label, row) => sum + (label === before.predicted[row] ? 0 : 1), 0);
    if (Math.abs(difference + points) < 0.001 || i === 20) return { candidate, difference, disagreement: apart / truth.rows };
    if (difference > -points) low = share;
    else high = share;
  }
}
