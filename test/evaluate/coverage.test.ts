// How often the 95 % intervals hold the true value: simulated hold-outs of 300 and 1,000 rows.
import { expect, it } from "vitest";
import { confusionOf, f1Score } from "../../src/evaluate/confusion.ts";
import { pairedDifference } from "../../src/evaluate/paired.ts";
import { f1Interval } from "../../src/evaluate/score-interval.ts";
import type { Confusion, F1Average } from "../../src/types.ts";
import { draw, uniforms } from "./random.ts";

const ROUNDS = 1200;
const NAMES = ["a", "b", "c"];

interface World {
  /** Of the first class; the others share the rest. */
  prevalence: number;
  /** Share of rows whose class the model sees; it guesses the others by prevalence. */
  skill: number;
}

const sharesOf = ({ prevalence }: World) => [prevalence, (1 - prevalence) / 2, (1 - prevalence) / 2];

/** The confusion of infinitely many rows, as shares. */
function truthOf(world: World): Confusion {
  const shares = sharesOf(world);
  const cell = (i: number, j: number) => shares[i]! * ((i === j ? world.skill : 0) + (1 - world.skill) * shares[j]!);
  return { classes: NAMES, counts: shares.map((_, i) => shares.map((_, j) => cell(i, j))) };
}

function sample(uniform: () => number, world: World, rows: number): { truth: Int32Array; predicted: Int32Array } {
  const shares = sharesOf(world);
  const truth = Int32Array.from({ length: rows }, () => draw(uniform, shares));
  return { truth, predicted: truth.map((label) => (uniform() < world.skill ? label : draw(uniform, shares))) };
}

it.each(["weighted", "macro", "binary", "micro"] as F1Average[])(
  "the interval of %s F1 covers it in 93 to 97 of 100 hold-outs",
  (average) => {
    const uniform = uniforms(11);
    const rates: number[] = [];
    for (const rows of [300, 1000]) {
      for (const prevalence of [0.1, 0.5]) {
        const world = { prevalence, skill: 0.75 };
        const expected = f1Score(truthOf(world), average, "a");
        let covered = 0;
        for (let round = 0; round < ROUNDS; round++) {
          const { truth, predicted } = sample(uniform, world, rows);
          const { lower, upper } = f1Interval(confusionOf(truth, predicted, NAMES), average, "a", 0.95);
          if (lower <= expected && expected <= upper) covered++;
        }
        rates.push(covered / ROUNDS);
      }
    }
    process.stdout.write(`coverage of ${average} F1: ${rates.map((rate) => rate.toFixed(3)).join(" ")}\n`);
    for (const rate of rates) {
      expect(rate).toBeGreaterThanOrEqual(0.93);
      expect(rate).toBeLessThanOrEqual(0.975);
    }
  },
);

it("paired differences stay above their one-sided 95 % bound in 93 of 100 or more, whether the models agree much or little", () => {
  const uniform = uniforms(12);
  const gates = { f1Average: "weighted" as const, positiveClass: null };
  const rates: number[] = [];
  for (const disagreement of [0.05, 0.2]) {
    // The champion is like the candidate, but answers by chance on a share of the rows: its true F1 is that of the mixture.
    const world = { prevalence: 0.3, skill: 0.8 };
    const weaker = { prevalence: 0.3, skill: 0.8 * (1 - disagreement) };
    const difference = f1Score(truthOf(world), "weighted", null) - f1Score(truthOf(weaker), "weighted", null);
    let held = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const { truth, predicted } = sample(uniform, world, 600);
      const champion = predicted.map((label) => (uniform() < disagreement ? draw(uniform, sharesOf(world)) : label));
      const rows = Int32Array.from(truth.keys());
      const answers = (says: Int32Array) => ({ rows, truth, predicted: says, classes: NAMES });
      if (pairedDifference(answers(predicted), answers(champion), gates, 0.05).lower <= difference) held++;
    }
    rates.push(held / ROUNDS);
  }
  process.stdout.write(`paired differences above their bound: ${rates.map((rate) => rate.toFixed(3)).join(" ")}\n`);
  for (const rate of rates) expect(rate).toBeGreaterThanOrEqual(0.93);
});
