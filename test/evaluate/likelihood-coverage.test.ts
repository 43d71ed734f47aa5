// How often the 95 % intervals of log loss, Brier score, ROC AUC and average precision hold the true value: hold-outs drawn from populations
// whose probabilities are shares of votes, as a forest's are, zeros among them. ROUNDS=1000 takes a few minutes.
import { expect, it } from "vitest";
import { LikelihoodTally } from "../../src/evaluate/scores/likelihood.ts";
import { likelihoodMetrics } from "../../src/evaluate/scores/likelihood-metrics.ts";
import type { Metric } from "../../src/types/judgement.ts";
import { times } from "../times.ts";
import { uniforms } from "./random.ts";

const ROUNDS = times("ROUNDS", 30, 1000);
const POPULATION = 20_000;
const VOTES = 50;
const SIZES = [100, 300, 1000];
const NAMES = ["log-loss", "brier", "roc-auc", "average-precision"] as const;

/** Shares of the classes, how far their scores lie apart, and how much surer than right the votes are. */
const WORLDS = [
  { shares: [0.5, 0.5], apart: 1, sureness: 1 },
  { shares: [0.5, 0.5], apart: 5, sureness: 2 },
  { shares: [0.9, 0.1], apart: 2, sureness: 1.5 },
  { shares: [0.9, 0.1], apart: 4, sureness: 3 },
  { shares: [0.97, 0.03], apart: 3, sureness: 2 },
  { shares: [0.6, 0.35, 0.05], apart: 2.5, sureness: 1.5 },
];

interface Population {
  classes: string[];
  truth: Int32Array;
  predicted: Int32Array;
  probabilities: Float64Array;
}

function populationOf({ shares, apart, sureness }: (typeof WORLDS)[number], uniform: () => number): Population {
  const width = shares.length;
  const truth = new Int32Array(POPULATION);
  const predicted = new Int32Array(POPULATION);
  const probabilities = new Float64Array(POPULATION * width);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  for (let i = 0; i < POPULATION; i++) {
    let [left, actual] = [uniform(), 0];
    while (actual < width - 1 && left >= shares[actual]!) left -= shares[actual++]!;
    truth[i] = actual;
    // Each class has a score of its own that is higher for its rows; heavy tails once in a while, as rows have that are labelled wrongly.
    const noise = uniform() < 0.03 ? 3 : 1;
    const scores = shares.map((share, k) => Math.log(share) + sureness * ((k === actual ? apart : 0) + noise * normal() - apart / 2));
    const top = Math.max(...scores);
    const odds = scores.map((score) => Math.exp(score - top));
    const total = odds.reduce((sum, odd) => sum + odd, 0);
    let rest = VOTES;
    for (let k = 0; k < width; k++) {
      const votes = k === width - 1 ? rest : Math.min(rest, Math.round((odds[k]! / total) * VOTES));
      probabilities[i * width + k] = votes / VOTES;
      rest -= votes;
    }
    const own = probabilities.subarray(i * width, (i + 1) * width);
    predicted[i] = own.indexOf(Math.max(...own));
  }
  return { classes: shares.map((_, k) => `c${k}`), truth, predicted, probabilities };
}

function metricsOf({ classes, truth, predicted, probabilities }: Population, rows: Int32Array): Metric[] {
  const width = classes.length;
  const labels = rows.map((row) => truth[row]!);
  const tally = new LikelihoodTally(
    labels,
    width,
    Int32Array.from({ length: width }, (_, k) => k),
  );
  const said = new Float64Array(rows.length * width);
  rows.forEach((row, i) => {
    said.set(probabilities.subarray(row * width, (row + 1) * width), i * width);
  });
  tally.add({ classes: rows.map((row) => predicted[row]!), probabilities: said });
  return likelihoodMetrics(tally.close(), classes);
}

function rarestOf({ classes, truth }: Population, rows: Int32Array): number {
  const counts = new Int32Array(classes.length);
  for (const row of rows) counts[truth[row]!]!++;
  return Math.min(...counts);
}

it.each(NAMES)(
  "the interval of %s holds the truth in at least 93 of 100 hold-outs, and is shown where the rarest class has 20 rows",
  (name) => {
    const all = { hits: 0, shown: 0 };
    for (const [w, world] of WORLDS.entries()) {
      const uniform = uniforms(97 + w);
      const population = populationOf(world, uniform);
      const valueIn = (metrics: Metric[]) => metrics.find((metric) => metric.name === name)!;
      const true_ = valueIn(metricsOf(population, Int32Array.from(population.truth.keys()))).value;
      for (const size of SIZES) {
        let [hits, shown, enough, shownOfEnough, width] = [0, 0, 0, 0, 0];
        for (let round = 0; round < ROUNDS; round++) {
          const rows = Int32Array.from({ length: size }, () => Math.floor(uniform() * POPULATION));
          const rarest = rarestOf(population, rows);
          const metric = metricsOf(population, rows).find((one) => one.name === name);
          const isShown = metric !== undefined && metric.lower !== null && metric.upper !== null;
          if (rarest >= 20) {
            enough++;
            if (isShown) shownOfEnough++;
          }
          if (!isShown) continue;
          shown++;
          width += metric.upper! - metric.lower!;
          if (metric.lower! <= true_ && true_ <= metric.upper!) hits++;
        }
        all.hits += hits;
        all.shown += shown;
        process.stdout.write(
          `${name} ${world.shares.join("/")} apart ${world.apart} n=${size}: ${(hits / Math.max(1, shown)).toFixed(3)} of ${shown}, abstained ${ROUNDS - shown}, width ${(width / Math.max(1, shown)).toFixed(3)} (true ${true_.toFixed(3)})\n`,
        );
        expect(shownOfEnough).toBeGreaterThanOrEqual(0.8 * enough);
        const slack = 3 * Math.sqrt((0.05 * 0.95) / Math.max(1, shown));
        if (shown >= 20) expect(hits / shown).toBeGreaterThanOrEqual(0.93 - slack);
      }
    }
    expect(all.hits / all.shown).toBeGreaterThanOrEqual(0.94);
  },
);
