// The gate on errors by simulation: how often it passes a model that is worse by exactly the margin, and how often the intervals of MAE and RMSE
// hold the true value. ROUNDS=4000 takes a minute.
import { expect, it } from "vitest";
import { type Estimates, scoreOf } from "../../src/evaluate/regression/errors.ts";
import { pairedError } from "../../src/evaluate/regression/paired-error.ts";
import { normal, uniforms } from "./random.ts";

const ROUNDS = Number(process.env.ROUNDS ?? 600);
const ALPHA = 0.05;
/** Of a share of this size six standard errors of the simulation lie above it, so that a seed decides nothing. */
const above = (share: number, rounds: number) => share + 3 * Math.sqrt((share * (1 - share)) / rounds);

type Draw = (uniform: () => number) => number;
const t4: Draw = (uniform) => normal(uniform) / Math.sqrt((-2 * (Math.log(1 - uniform()) + Math.log(1 - uniform()))) / 4);
const LAWS: Record<string, { draw: Draw; mae: number; square: number }> = {
  normal: { draw: normal, mae: Math.sqrt(2 / Math.PI), square: 1 },
  t4: { draw: t4, mae: 1, square: 2 },
  // One error in twenty is five times as large.
  contaminated: { draw: (uniform) => normal(uniform) * (uniform() < 0.05 ? 5 : 1), mae: Math.sqrt(2 / Math.PI) * 1.2, square: 2.2 },
};

/** Errors as estimates of a truth that is 0; `units`: rows of one unit have equal errors. */
function estimatesOf(errors: number[], units: Int32Array | null = null, isOrdered = false): Estimates {
  const rows = Int32Array.from(errors.keys());
  const times = isOrdered ? Float64Array.from(rows) : null;
  return { rows, truth: new Float64Array(errors.length), estimate: Float64Array.from(errors), units, times };
}

const CASES = Object.keys(LAWS).flatMap((law) =>
  (["mae", "rmse"] as const).flatMap((measure) => [50, 200].map((n) => ({ law, measure, n }))),
);

it.each(CASES)("$measure of $law errors on $n rows: a model worse by the margin passes at most 5 % of the time", ({ law, measure, n }) => {
  const uniform = uniforms(n + law.length);
  const { draw } = LAWS[law]!;
  const margin = 0.05;
  let [passed, abstained] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    // Independent errors of one law, the candidate's larger by the margin: the null hypothesis at its border.
    const own = estimatesOf(Array.from({ length: n }, () => (1 + margin) * draw(uniform)));
    const its = estimatesOf(Array.from({ length: n }, () => draw(uniform)));
    const { decision, abstains } = pairedError(own, its, measure, margin, ALPHA);
    if (decision === "pass") passed++;
    if (abstains !== null) abstained++;
  }
  const decided = ROUNDS - abstained;
  process.stdout.write(
    `${measure} ${law} n=${n}: passed ${passed} of ${decided} decided, abstained ${((100 * abstained) / ROUNDS).toFixed(1)} %\n`,
  );
  expect(passed / Math.max(1, decided)).toBeLessThanOrEqual(above(ALPHA, Math.max(1, decided)));
});

it("is decided for a better and against a worse model, and abstains where one error carries it", () => {
  const uniform = uniforms(3);
  const errors = Array.from({ length: 400 }, () => normal(uniform));
  const scaled = (by: number) => estimatesOf(errors.map((error) => by * error + 0.01 * normal(uniform)));
  const base = estimatesOf(errors);
  expect(pairedError(scaled(0.9), base, "mae", 0.02, ALPHA).decision).toBe("pass");
  expect(pairedError(scaled(1.3), base, "rmse", 0.02, ALPHA).decision).toBe("fail");
  const outlier = estimatesOf(errors.map((error, i) => (i === 7 ? 1000 : error)));
  expect(pairedError(outlier, base, "rmse", 0.02, ALPHA)).toMatchObject({
    decision: "undecided",
    abstains: expect.stringMatching(/carry/),
  });
  expect(pairedError(estimatesOf(errors.slice(0, 9)), estimatesOf(errors.slice(1, 10)), "mae", 0.02, ALPHA).decision).toBe("undecided");
  expect(pairedError(base, base, "mae", 0, ALPHA)).toMatchObject({ decision: "pass", ratio: 0 });
});

it("counts rows of one group once, and holds its level in a series that remembers", () => {
  const uniform = uniforms(11);
  let [grouped, ordered] = [0, 0];
  const rounds = ROUNDS / 2;
  for (let round = 0; round < rounds; round++) {
    const groups = Array.from({ length: 40 }, () => [1.05 * normal(uniform), normal(uniform)]);
    const units = Int32Array.from({ length: 400 }, (_, i) => i % 40);
    const [own, its] = [0, 1].map((k) =>
      estimatesOf(
        Array.from(units, (unit) => groups[unit]![k]!),
        units,
      ),
    );
    if (pairedError(own!, its!, "mae", 0.05, ALPHA).decision === "pass") grouped++;
    // Moving averages of two shocks, so that errors of neighbouring times are alike.
    const series = (scale: number) => {
      const shocks = Array.from({ length: 301 }, () => normal(uniform));
      return estimatesOf(
        shocks.slice(1).map((shock, i) => scale * (shock + 0.8 * shocks[i]!)),
        null,
        true,
      );
    };
    if (pairedError(series(1.05), series(1), "rmse", 0.05, ALPHA).decision === "pass") ordered++;
  }
  expect(grouped / rounds).toBeLessThanOrEqual(above(ALPHA, rounds));
  // Autocovariances are estimated: a little above the level is what 300 times allow.
  expect(ordered / rounds).toBeLessThanOrEqual(above(0.07, rounds));
});

it.each([
  ["normal", 100],
  ["normal", 1000],
  ["contaminated", 1000],
] as const)("intervals of MAE, RMSE and R² of %s errors on %d rows hold the true value 93 to 97 % of the time", (law, n) => {
  const { draw, mae, square } = LAWS[law]!;
  const uniform = uniforms(23 + law.length);
  const hits = { mae: 0, rmse: 0, r2: 0 };
  // Targets of variance 4 around estimates that are right but for the error.
  const truths = { mae, rmse: Math.sqrt(square), r2: 1 - square / (4 + square) };
  for (let round = 0; round < ROUNDS; round++) {
    const signal = Array.from({ length: n }, () => 2 * normal(uniform));
    const estimates = estimatesOf(signal);
    const given = { ...estimates, truth: Float64Array.from(signal, (value) => value + draw(uniform)) };
    for (const { name, lower, upper } of scoreOf(given).metrics)
      if (lower! <= truths[name as "mae"] && truths[name as "mae"] <= upper!) hits[name as "mae"]++;
  }
  process.stdout.write(`${law} n=${n}: ${JSON.stringify(hits)} of ${ROUNDS}\n`);
  for (const count of Object.values(hits)) {
    expect(count / ROUNDS).toBeGreaterThan(0.93 - 0.02);
    expect(count / ROUNDS).toBeLessThan(0.97 + 0.02);
  }
});

it("gives the numbers of scikit-learn", () => {
  // sklearn.metrics on y = [3, -0.5, 2, 7], p = [2.5, 0, 2, 8], as in its documentation.
  const rows = Int32Array.from([0, 1, 2, 3]);
  const estimates = {
    rows,
    truth: Float64Array.from([3, -0.5, 2, 7]),
    estimate: Float64Array.from([2.5, 0, 2, 8]),
    units: null,
    times: null,
  };
  const value = (name: string) => scoreOf(estimates).metrics.find((metric) => metric.name === name)?.value;
  expect(value("mae")).toBeCloseTo(0.5, 12);
  expect(value("rmse")).toBeCloseTo(Math.sqrt(0.375), 12);
  expect(value("r2")).toBeCloseTo(0.9486081370449679, 12);
});
