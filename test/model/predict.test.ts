import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assembleForest } from "../../src/model/forest/assemble.ts";
import type { Tree } from "../../src/model/forest/grow.ts";
import { NODE_EQ, NODE_LEAF, NODE_LEQ, NODE_LT } from "../../src/model/forest/nodes.ts";
import { classifierOf, predict, predictorOf } from "../../src/model/predict/predict.ts";
import type { Forest } from "../../src/types/model.ts";
import type { Column } from "../../src/types/table.ts";
import { growForest, numberColumn, sampleOf, textColumn } from "./forests.ts";
import { anyShape } from "./shapes.ts";

/** A tree that is one leaf with these class counts. */
function leafTree(counts: number[]): Tree {
  const one = [0];
  return {
    mode: Uint8Array.from(one),
    feature: Int32Array.from(one),
    threshold: Float64Array.from(one),
    missingYes: Uint8Array.from(one),
    yes: Int32Array.from(one),
    leaf: Int32Array.from([counts.length]),
    counts: Int32Array.from(counts),
  };
}

function votes(classes: string[], leaves: number[][]): Forest {
  const features = [{ name: "x", type: "number" as const, kind: "number" as const, categories: [] }];
  return assembleForest({ engine: "forest", features, classes, trees: leaves.map(leafTree) });
}

/** A balanced tree with a threshold after every number from 0 below `splits`; classes alternate. */
function chainOf(splits: number): Forest {
  const tree = { mode: [] as number[], threshold: [] as number[], yes: [] as number[], leaf: [] as number[] };
  const queue: [number, number][] = [[0, splits]];
  let next = 1;
  for (let node = 0; node < queue.length; node++) {
    const [from, to] = queue[node]!;
    const isLeaf = from === to;
    const middle = (from + to) >> 1;
    tree.mode.push(isLeaf ? NODE_LEAF : NODE_LEQ);
    tree.threshold.push(isLeaf ? 0 : middle);
    tree.yes.push(isLeaf ? 0 : next);
    tree.leaf.push(isLeaf ? from % 2 : -1);
    if (isLeaf) continue;
    next += 2;
    queue.push([from, middle], [middle + 1, to]);
  }
  const nodes = tree.mode.length;
  const features = [{ name: "x", type: "number" as const, kind: "number" as const, categories: [] }];
  return assembleForest({
    engine: "forest",
    features,
    classes: ["a", "b"],
    trees: [
      {
        mode: Uint8Array.from(tree.mode),
        feature: new Int32Array(nodes),
        threshold: Float64Array.from(tree.threshold),
        missingYes: new Uint8Array(nodes),
        yes: Int32Array.from(tree.yes),
        leaf: Int32Array.from(tree.leaf),
        counts: new Int32Array(0),
      },
    ],
  });
}

/** The definition of a prediction, one row and one node at a time. */
function naive(forest: Forest, columns: Column[], row: number): number[] {
  const width = forest.classes.length === 2 ? 1 : forest.classes.length;
  const sums = new Array<number>(width).fill(0);
  const cells = forest.features.map(({ name, categories }) => {
    const column = columns.find((candidate) => candidate.name === name)!;
    if (column.kind === "number") return column.values[row]!;
    return column.codes[row] === 0 ? 0 : categories.indexOf(column.categories[column.codes[row]! - 1]!) + 1;
  });
  for (const root of forest.roots) {
    let node = root;
    while (forest.mode[node] !== NODE_LEAF) {
      const x = cells[forest.feature[node]!]!;
      const t = forest.threshold[node]!;
      const test = { [NODE_LEQ]: x <= t, [NODE_LT]: x < t, [NODE_EQ]: x === t }[forest.mode[node]!]!;
      node = (Number.isNaN(x) ? forest.missingYes[node] === 1 : test) ? forest.yes[node]! : forest.no[node]!;
    }
    for (let w = 0; w < width; w++) sums[w]! += forest.weights[forest.leaf[node]! + w]!;
  }
  return width === 1 ? [1 - sums[0]!, sums[0]!] : sums;
}

describe("predict", () => {
  it("is the walk down every tree, block by block", () => {
    fc.assert(
      fc.property(anyShape, fc.integer({ min: 1, max: 12 }), (shape, trees) => {
        const sample = sampleOf(shape);
        const forest = growForest(sample, { trees });
        const fresh = sampleOf({ ...shape, seed: shape.seed + 1, rows: 40 });
        const { classes, probabilities } = predict(forest, fresh.columns, 40);
        for (let row = 0; row < 40; row++) {
          const expected = naive(forest, fresh.columns, row);
          expect([...probabilities.subarray(row * shape.classes, (row + 1) * shape.classes)]).toEqual(expected);
          expect(classes[row]).toBe(expected.indexOf(Math.max(...expected)));
        }
      }),
      { numRuns: 60 },
    );
  });

  it("takes row numbers in any order, more than one block of them", () => {
    const sample = sampleOf({ seed: 5, rows: 3000, numbers: 2, categories: 1, classes: 3, missing: 0.1, distinct: null });
    const forest = growForest(sample, { trees: 5 });
    const all = predict(forest, sample.columns, 3000).classes;
    const rows = Int32Array.from({ length: 3000 }, (_, i) => 2999 - i);
    expect([...predict(forest, sample.columns, rows).classes]).toEqual([...all].reverse());
  });

  it("says the same of many rows at once, for which the forest is laid out anew, as of few", () => {
    const many = 16_384 + 100;
    const few = 1000;
    // All three tests of a node; values that equal a threshold; missing ones that go either way; categories nobody has seen.
    for (const [classes, missing, distinct, isBelow] of [
      [2, 0, null, false],
      [3, 0.2, 7, false],
      [2, 0.1, 30, true],
      [4, 0.3, null, true],
    ] as const) {
      const shape = { seed: 3 + classes, rows: 700, numbers: 3, categories: 2, classes, missing, distinct };
      const grown = growForest(sampleOf(shape), { trees: 4 });
      const mode = isBelow ? grown.mode.map((kind) => (kind === NODE_LEQ ? NODE_LT : kind)) : grown.mode;
      const forest = { ...grown, mode };
      const { columns } = sampleOf({ ...shape, seed: shape.seed + (distinct === null ? 1 : 0), rows: many });
      const predictor = predictorOf(forest, columns);
      const whole = predictor(many);
      expect(classifierOf(forest, columns)(many)).toEqual(whole.classes);
      for (let start = 0; start < many; start += few) {
        const rows = Int32Array.from({ length: Math.min(few, many - start) }, (_, i) => start + i);
        const part = predictor(rows);
        expect(part.classes).toEqual(whole.classes.subarray(start, start + few));
        expect(part.probabilities).toEqual(whole.probabilities.subarray(start * classes, (start + few) * classes));
      }
    }
  });

  it("says the same class where rows stop meeting trees as soon as they are decided, ties and close calls included", () => {
    const many = 16_384 + 100;
    for (const [classes, trees, distinct] of [
      [2, 31, 3],
      [2, 40, null],
      [3, 20, 4],
      [5, 64, 2],
    ] as const) {
      const shape = { seed: 90 + trees, rows: 400, numbers: 2, categories: 1, classes, missing: 0.1, distinct };
      const forest = growForest(sampleOf(shape), { trees });
      const { columns } = sampleOf({ ...shape, seed: shape.seed + 1, rows: many });
      expect(classifierOf(forest, columns)(many)).toEqual(predict(forest, columns, many).classes);
    }
  });

  it("takes forests with more thresholds than the layout holds, and comparisons that it has no words for", () => {
    const rows = 70_000;
    const x = numberColumn(
      "x",
      Array.from({ length: rows }, (_, i) => i),
    );
    const labels = Int32Array.from({ length: rows }, (_, i) => i % 2);
    const wide = growForest({ columns: [x], labels, classes: ["a", "b"] }, { trees: 1 });
    const equal = { ...wide, mode: wide.mode.map((kind) => (kind === NODE_LEQ ? NODE_EQ : kind)) };
    const chain = chainOf(rows - 1);
    for (const forest of [wide, equal, chain]) {
      const whole = predict(forest, [x], rows).classes;
      for (const row of [0, 1, 2, 33_333, 65_533, 65_534, 65_535, 65_536, rows - 1])
        expect([row, whole[row]]).toEqual([row, predict(forest, [x], Int32Array.of(row)).classes[0]]);
    }
  });

  it("gives a tie to the first class, whatever the number of trees", () => {
    const columns = [numberColumn("x", [1])];
    for (const trees of [1, 2, 3, 6, 7, 10, 20, 100, 1000]) {
      const half = votes(["a", "b"], Array(trees).fill([1, 1]));
      expect(predict(half, columns, 1).classes[0]).toBe(0);
      const thirds = votes(["a", "b", "c"], Array(trees).fill([1, 3, 3]));
      expect(predict(thirds, columns, 1).classes[0]).toBe(1);
      const more = votes(["a", "b"], Array(trees).fill([49, 51]));
      expect(predict(more, columns, 1).classes[0]).toBe(1);
    }
    const split = votes(
      ["a", "b"],
      [
        [1, 0],
        [0, 1],
        [1, 0],
        [0, 1],
      ],
    );
    expect(predict(split, columns, 1).classes[0]).toBe(0);
  });

  it("does not let the order of trees change a sum", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.integer({ min: 1, max: 9 })), { minLength: 2, maxLength: 30 }), (leaves) => {
        const columns = [numberColumn("x", [1])];
        const there = predict(votes(["a", "b", "c"], leaves), columns, 1);
        const back = predict(votes(["a", "b", "c"], [...leaves].reverse()), columns, 1);
        expect(back).toEqual(there);
      }),
    );
  });

  it("finds categories by their text, and takes unknown ones as missing", () => {
    const cells = Array.from({ length: 90 }, (_, i) => ["red", "green", null][i % 3]!);
    const labels = Int32Array.from(cells, (cell) => (cell === "red" ? 0 : cell === "green" ? 1 : 2));
    const forest = growForest({ columns: [textColumn("colour", cells)], labels, classes: ["A", "B", "C"] }, { trees: 20 });
    const asked = textColumn("colour", ["green", "blue", null, "__proto__", "red"]);
    expect([...predict(forest, [asked], 5).classes]).toEqual([1, 2, 2, 2, 0]);
  });

  it("names a column that is missing or of another kind", () => {
    const sample = sampleOf({ seed: 5, rows: 30, numbers: 1, categories: 1, classes: 2, missing: 0, distinct: null });
    const forest = growForest(sample, { trees: 2 });
    expect(() => predict(forest, [sample.columns[0]!], 1)).toThrow('needs a column named "c1"');
    expect(() => predict(forest, [textColumn("n0", ["1"]), sample.columns[1]!], 1)).toThrow('"n0" holds categories');
  });
});
