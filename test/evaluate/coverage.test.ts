// How often the 95 % intervals hold the true value: simulated hold-outs of 100, 300 and 1,000 rows, two to five classes, the first of them
// with a prevalence of .05, .1 and .5. ROUNDS=1500 takes a few minutes.
import { expect, it } from "vitest";
import { pairedDifference } from "../../src/evaluate/compare/paired.ts";
import { confusionOf, f1Score } from "../../src/evaluate/scores/confusion.ts";
import { FEWEST_CLASS_ROWS, f1Interval, rarestClass } from "../../src/evaluate/scores/score-interval.ts";
import type { F1Average } from "../../src/types/config.ts";
import { times } from "../times.ts";
import { uniforms } from "./random.ts";
import { sampleOf, trueConfusion, worldOf } from "./simulated.ts";

const ROUNDS = times("ROUNDS", 100, 1500);
const WORLDS = [2, 3, 5].flatMap((classes) => [0.04, 0.1, 0.2, 0.4].map((disagreement) => ({ classes, disagreement })));
const AVERAGES = ["binary", "weighted", "macro"] as const satisfies F1Average[];
const SIZES = [100, 300, 1000];
const PREVALENCES = [0.05, 0.1, 0.5];

class Rate {
  hits = 0;
  tries = 0;
  abstained = 0;

  add(interval: { lower: number; upper: number } | null, truth: number): void {
    if (interval === null) this.abstained++;
    else {
      this.tries++;
      if (interval.lower <= truth && truth <= interval.upper) this.hits++;
    }
  }

  get value(): number {
    return this.hits / this.tries;
  }
}

/** [of the class, weighted or macro F1; of paired differences], per size and prevalence. */
function measured(average: F1Average, rows: number, prevalence: number): { single: Rate; paired: Rate } {
  const uniform = uniforms(rows + 1000 * prevalence);
  const [single, paired] = [new Rate(), new Rate()];
  for (const { classes, disagreement } of WORLDS) {
    const world = worldOf(uniform, classes, prevalence, disagreement);
    const [ofCandidate, ofChampion] = (["candidate", "champion"] as const).map((who) => f1Score(trueConfusion(world, who), average, "c0"));
    for (let round = 0; round < ROUNDS; round++) {
      const { truth, candidate, champion } = sampleOf(uniform, world, rows);
      const confusion = confusionOf(truth, candidate, world.names);
      const interval = f1Interval(confusion, average, "c0", 0.95);
      if (interval === null) expect(rarestClass(confusion)).toBeLessThan(FEWEST_CLASS_ROWS);
      single.add(interval, ofCandidate!);
      const answers = (predicted: Int32Array) => ({ rows: truth, truth, predicted, classes: world.names, units: null });
      const both = pairedDifference(answers(candidate), answers(champion), { f1Average: average, positiveClass: "c0" }, 0.025);
      if (rarestClass(confusion) >= FEWEST_CLASS_ROWS || average === "weighted") paired.add(both, ofCandidate! - ofChampion!);
    }
  }
  return { single, paired };
}

it.each(AVERAGES)("the interval of %s F1, and that of paired differences, covers the truth in 93.5 to 97.5 of 100 hold-outs", (average) => {
  const slack = 3 * Math.sqrt((0.05 * 0.95) / (ROUNDS * WORLDS.length));
  const all = { single: new Rate(), paired: new Rate() };
  for (const rows of SIZES) {
    for (const prevalence of PREVALENCES) {
      const found = measured(average, rows, prevalence);
      for (const kind of ["single", "paired"] as const) {
        const { hits, tries, abstained, value } = found[kind];
        all[kind].hits += hits;
        all[kind].tries += tries;
        process.stdout.write(
          `${average} ${kind} n=${rows} prevalence=${prevalence}: ${value.toFixed(3)} of ${tries}, abstained ${abstained}\n`,
        );
        if (tries < ROUNDS) continue;
        expect(value).toBeGreaterThanOrEqual(0.935 - slack);
        // Bounds of a difference allow for what few rows of a class have not shown, so they cover more there.
        if (kind === "single" || average === "weighted" || rows * prevalence >= 30) expect(value).toBeLessThanOrEqual(0.975 + slack);
        if (kind === "single" && rows >= 300 && prevalence >= 0.1) expect(abstained).toBe(0);
      }
    }
  }
  for (const { value } of Object.values(all)) expect(value).toBeGreaterThanOrEqual(0.935);
  expect(all.single.value).toBeLessThanOrEqual(0.975);
  expect(all.paired.value).toBeLessThanOrEqual(average === "weighted" ? 0.975 : 0.985);
});
