import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bagOf } from "../../src/model/forest/bag.ts";
import { drawnBelow, keyWithin, treeKey } from "../../src/model/forest/place-random.ts";
import { rowKeys } from "../../src/model/forest/row-keys.ts";
import type { Column } from "../../src/types/table.ts";
import { numberColumn, sampleOf, textColumn } from "./forests.ts";
import { anyShape } from "./shapes.ts";

const SAMPLE = sampleOf({ seed: 5, rows: 4000, numbers: 3, categories: 1, classes: 3, missing: 0.05, distinct: null });
const keysOf = (sample: typeof SAMPLE, rows = sample.labels.map((_, i) => i)) =>
  rowKeys({ ...sample, rows, labels: rows.map((row) => sample.labels[row]!) });

/** How far observed counts lie from expected ones: chi-square by its degrees of freedom, near 1. */
function strain(observed: number[], expected: number[]): number {
  return observed.reduce((sum, n, i) => sum + (n - expected[i]!) ** 2 / expected[i]!, 0) / (observed.length - 1);
}

describe("rowKeys", () => {
  it("knows a row by its cells and its class, wherever it stands (property)", () => {
    fc.assert(
      fc.property(anyShape, fc.nat(999), (shape, turn) => {
        const sample = sampleOf(shape);
        const rows = sample.labels.map((_, i) => (i + turn) % sample.labels.length).reverse();
        expect(keysOf(sample, rows).slice().sort()).toEqual(keysOf(sample).slice().sort());
      }),
      { numRuns: 100 },
    );
  });

  it("tells equal rows apart, and takes every NaN for missing and both zeros for one", () => {
    const cells = (...values: number[]): Column => ({ kind: "number", name: "x", type: "number", values: Float64Array.from(values) });
    const one = (column: Column, label = 0) =>
      rowKeys({ columns: [column], rows: Int32Array.of(0), labels: Int32Array.of(label), classes: ["a", "b"] })[0];
    expect(one(cells(-0))).toBe(one(cells(0)));
    expect(one(numberColumn("x", [null]))).toBe(one(cells(Number.NaN)));
    expect(one(cells(1))).not.toBe(one(cells(1 + 2 ** -52)));
    expect(one(cells(1), 1)).not.toBe(one(cells(1), 0));
    expect(one(textColumn("x", ["ab"]))).not.toBe(one(textColumn("x", ["ba"])));
    const twins = { columns: [cells(...Array(500).fill(7))], rows: Int32Array.from({ length: 500 }, (_, i) => i) };
    expect(new Set(rowKeys({ ...twins, labels: new Int32Array(500), classes: ["a", "b"] })).size).toBe(500);
  });

  it("gives a row its key whatever other rows have the same hash", () => {
    // Two prices with equal hashes (found by search): they differ, so neither is the other's twin.
    const cells = (...values: number[]): Column => ({ kind: "number", name: "x", type: "number", values: Float64Array.from(values) });
    const keys = (...values: number[]) =>
      rowKeys({ columns: [cells(...values)], rows: Int32Array.from(values.keys()), labels: new Int32Array(values.length), classes: ["a"] });
    expect(keys(1557.14)).toEqual(keys(1919.56));
    expect(keys(1557.14, 1919.56).reverse()).toEqual(keys(1919.56, 1557.14));
    expect(new Set(keys(1557.14, 1919.56, 1557.14)).size).toBe(2);
  });

  it("does not change with classes and categories that other rows bring", () => {
    const few = { columns: [textColumn("x", ["m", "q", "m"])], rows: Int32Array.of(0, 1, 2), labels: Int32Array.of(0, 1, 1) };
    const more = { columns: [textColumn("x", ["m", "q", "m", "a"])], rows: Int32Array.of(0, 1, 2, 3), labels: Int32Array.of(1, 2, 2, 0) };
    expect(rowKeys({ ...more, classes: ["a", "b", "c"] }).slice(0, 3)).toEqual(rowKeys({ ...few, classes: ["b", "c"] }));
  });
});

describe("bags", () => {
  it("draw a row 0, 1, 2, … times as Poisson(1) says, for any seed", () => {
    const keys = keysOf(SAMPLE);
    const expected = [Math.exp(-1), Math.exp(-1), Math.exp(-1) / 2, Math.exp(-1) / 6, Math.exp(-1) / 24];
    const shares = [...expected, 1 - expected.reduce((a, b) => a + b)];
    for (const seed of [0, 1, 42, 2 ** 40 + 3]) {
      const observed = Array(6).fill(0);
      for (let tree = 0; tree < 100; tree++) for (const weight of bagOf(seed, tree, keys)) observed[Math.min(weight, 5)]++;
      // chi-square with 5 degrees of freedom passes 4 of them with chance .001
      const inAll = 100 * keys.length;
      expect(
        strain(
          observed,
          shares.map((share) => share * inAll),
        ),
      ).toBeLessThan(4.1);
    }
  });

  it("of two trees, two seeds or two rows say nothing of each other", () => {
    const keys = keysOf(SAMPLE);
    const together = (a: Uint16Array, b: Uint16Array) => a.reduce((sum, weight, i) => sum + (weight - 1) * (b[i]! - 1), 0) / a.length;
    const bag = bagOf(42, 0, keys);
    const others = [bagOf(42, 1, keys), bagOf(43, 0, keys), bagOf(42 + 2 ** 33, 0, keys), bag.map((_, i) => bag[(i + 1) % bag.length]!)];
    // the mean of 4,000 products of deviations of variance 1: standard error .016
    for (const other of others) expect(Math.abs(together(bag, other))).toBeLessThan(0.06);
  });

  it("keep a row's draws when other rows come", () => {
    const keys = keysOf(SAMPLE);
    expect(bagOf(7, 3, keys.slice(0, 3000))).toEqual(bagOf(7, 3, keys).slice(0, 3000));
  });

  it("are never empty", () => {
    for (let tree = 0; tree < 50; tree++) expect(bagOf(1, tree, Int32Array.of(12345))[0]).toBeGreaterThan(0);
  });
});

describe("draws of a place", () => {
  it("are even, and neighbouring turns, nodes and trees say nothing of each other", () => {
    const pairs = Array(36).fill(0);
    const trees = Array(36).fill(0);
    for (let tree = 0; tree < 60; tree++) {
      const key = treeKey(1, tree);
      for (let node = 0; node < 600; node++) {
        const own = drawnBelow(keyWithin(key, node), 0, 6);
        pairs[6 * own + drawnBelow(keyWithin(key, node), 1, 6)]++;
        trees[6 * own + drawnBelow(keyWithin(treeKey(1, tree + 1), node), 0, 6)]++;
      }
    }
    // chi-square with 35 degrees of freedom passes 1.9 of them with chance .001
    for (const observed of [pairs, trees]) expect(strain(observed, Array(36).fill(1000))).toBeLessThan(1.9);
  });
});
