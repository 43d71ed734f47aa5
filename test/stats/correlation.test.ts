import { expect, test } from "vitest";
import { blockDeviation, fisherScale } from "../../src/stats/correlation.ts";
import { gaussian, seeded } from "../validate/build.ts";

/** Two columns of that correlation in which each row comes `times` times; centred. */
function pair(seed: number, rows: number, correlation: number, times: number): [Float64Array, Float64Array] {
  const random = seeded(seed);
  const a = new Float64Array(rows);
  const b = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    if (i % times !== 0) {
      [a[i], b[i]] = [a[i - 1]!, b[i - 1]!];
      continue;
    }
    a[i] = gaussian(random);
    b[i] = correlation * a[i]! + Math.sqrt(1 - correlation ** 2) * gaussian(random);
  }
  const centred = (cells: Float64Array) => {
    const mean = cells.reduce((sum, cell) => sum + cell, 0) / rows;
    return cells.map((cell) => cell - mean);
  };
  return [centred(a), centred(b)];
}

const deviations = (correlation: number, times: number) =>
  Array.from({ length: 200 }, (_, seed) => blockDeviation(...pair(seed + 1, 600, correlation, times)));
const rootMeanSquare = (values: number[]) => Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);

test.each([0, 0.4, -0.8])("rows that know nothing of each other: 1/√n on Fisher's scale, at a correlation of %f", (correlation) => {
  const ratio = rootMeanSquare(deviations(correlation, 1)) * Math.sqrt(600);
  expect(ratio).toBeGreaterThan(0.9);
  expect(ratio).toBeLessThan(1.1);
});

test("rows that come ten at a time are worth a tenth", () => {
  const ratio = rootMeanSquare(deviations(0.4, 10)) * Math.sqrt(60);
  expect(ratio).toBeGreaterThan(0.85);
  expect(ratio).toBeLessThan(1.15);
});

test("constant columns and perfect ones are no trouble", () => {
  expect(
    blockDeviation(
      new Float64Array(50),
      Float64Array.from({ length: 50 }, (_, i) => i - 24.5),
    ),
  ).toBe(0);
  const line = Float64Array.from({ length: 50 }, (_, i) => i - 24.5);
  expect(blockDeviation(line, line)).toBeCloseTo(0, 12);
  expect(fisherScale(1)).toBeLessThan(4);
});
