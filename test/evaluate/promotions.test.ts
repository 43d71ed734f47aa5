// A seeded sample of bench/gates: the error of the champion gate over sequences of retrains, and its power.
import { expect, it } from "vitest";
import type { Setting } from "../../bench/gates/chain.ts";
import { chances, errorRates } from "../../bench/gates/simulate.ts";

const BASE = { margin: 0.02, prevalence: 0.3, skill: 0.85, average: "weighted" as const };

it.each([
  { rows: 300, disagreement: 0.06, horizon: 32 },
  { rows: 3000, disagreement: 0.06, horizon: 32 },
  { rows: 1000, disagreement: 0.2, horizon: 32 },
])("a worse model gets through in at most 5 of 100 sequences: $rows rows, $disagreement disagreement", (of) => {
  const setting: Setting = { ...BASE, ...of };
  const sequences = 100;
  // Three standard errors above .05: what a hundred sequences can tell.
  const most = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / sequences);
  expect(errorRates(setting, "at the margin", "gated", sequences, 1).harmful).toBeLessThanOrEqual(most);
  expect(errorRates(setting, "small losses", "gated", sequences, 2).fallen).toBeLessThanOrEqual(most);
});

it("an equal candidate is promoted, a better one nearly always, one that is 5 points worse is rejected", () => {
  const setting: Setting = { ...BASE, average: "micro", rows: 3000, disagreement: 0.06, horizon: 32 };
  expect(chances(setting, 0.02, "gated", 300, 4).promoted).toBeGreaterThanOrEqual(0.95);
  expect(chances(setting, 0, "gated", 300, 5).promoted).toBeGreaterThanOrEqual(0.8);
  expect(chances({ ...setting, rows: 1000, horizon: 1 }, -0.05, "gated", 300, 6).rejected).toBeGreaterThanOrEqual(0.95);
});
