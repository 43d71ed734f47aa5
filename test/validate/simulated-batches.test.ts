// Five hundred clean batches after a history of their own distribution: none is to be found fault with.
import { expect, test } from "vitest";
import { ALPHA } from "../../src/validate/history/history.ts";
import { judgeSimulated } from "./simulated-batches.ts";

const HISTORIES = 25;
const BATCHES = 4;
const ROWS = 60;

/** The least count that Bin(n, p) exceeds with chance at most 1e-3. */
function mostBy(n: number, p: number): number {
  let [term, below] = [(1 - p) ** n, (1 - p) ** n];
  for (let k = 0; ; k++) {
    if (1 - below <= 1e-3) return k;
    term *= ((n - k) / (k + 1)) * (p / (1 - p));
    below += term;
  }
}

test("500 simulated clean batches raise no more alarms than their alpha allows", () => {
  const rounds = Array.from({ length: HISTORIES }, (_, i) => judgeSimulated(i + 1, ROWS, BATCHES));
  const judged = rounds.reduce((sum, one) => sum + one.judged, 0);
  const alarms = rounds.flatMap((one) => one.alarms);
  console.log(`${alarms.length} of ${judged} clean batches alarmed`, alarms);
  expect(judged).toBe(500);
  expect(alarms.length).toBeLessThanOrEqual(mostBy(judged, ALPHA));
});
