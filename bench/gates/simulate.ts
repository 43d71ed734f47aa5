// How often the champion gate lets a worse model through, how often a chain sinks, and what it lets through that it should.
import { Chain, type Policy, type Setting } from "./chain.ts";
import { Draws } from "./random.ts";

/** How the next candidate truly differs from the champion. */
export type Scenario = "at the margin" | "small losses" | "mixed";
export const SCENARIOS: Scenario[] = ["at the margin", "small losses", "mixed"];

function changeIn(scenario: Scenario, margin: number, draws: Draws): number {
  // Just worse than allowed: where the error is largest.
  if (scenario === "at the margin") return -margin * (1 + 1e-6);
  // Each within the margin, two of them beyond it: where a chain sinks fastest.
  if (scenario === "small losses") return -0.51 * margin;
  return margin * (draws.normal() - 0.2);
}

export interface ErrorRates {
  /** Share of sequences (at horizon 1 of looks) in which a promoted model was worse than the champion by more than the margin. */
  harmful: number;
  /** Share in which the champion fell more than the margin below the best that there was. */
  fallen: number;
  promotions: number;
  sequences: number;
}

/** At horizon 1 each look has the whole error, so it is counted per look. */
export function errorRates(setting: Setting, scenario: Scenario, policy: Policy, sequences: number, seed: number): ErrorRates {
  const looks = setting.horizon === 1 ? 32 : setting.horizon;
  const perLook = setting.horizon === 1;
  let [harmful, fallen, promotions] = [0, 0, 0];
  for (let s = 0; s < sequences; s++) {
    const draws = new Draws(seed, s);
    const chain = new Chain(setting, policy, draws);
    // What lies far below can be tried only so often: a chain that has sunk says no more.
    for (let look = 0; look < looks && chain.score > 0.5; look++) chain.look(changeIn(scenario, setting.margin, draws));
    harmful += perLook ? chain.harmful : Math.min(1, chain.harmful);
    fallen += perLook ? chain.fallen : Math.min(1, chain.fallen);
    promotions += chain.promotions;
  }
  const tries = perLook ? sequences * looks : sequences;
  return { harmful: harmful / tries, fallen: fallen / tries, promotions: promotions / sequences, sequences };
}

/** Chance that one candidate of this true difference is promoted, and that it is rejected. */
export function chances(
  setting: Setting,
  change: number,
  policy: Policy,
  tries: number,
  seed: number,
): { promoted: number; rejected: number } {
  let [promoted, rejected] = [0, 0];
  for (let s = 0; s < tries; s++) {
    const chain = new Chain(setting, policy, new Draws(seed, s));
    chain.look(change);
    promoted += chain.promotions;
    rejected += chain.rejections;
  }
  return { promoted: promoted / tries, rejected: rejected / tries };
}
