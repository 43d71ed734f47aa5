import fc from "fast-check";
import { RandomForestClassifier } from "ml-random-forest";
import { describe, expect, it } from "vitest";
import { NODE_LEAF, NODE_LT } from "../../src/model/forest/nodes.ts";
import { nextUp, predictByVote, readStockTrees, type StockModel, writeStockJson } from "../../src/model/stock-json.ts";
import type { Forest } from "../../src/types/model.ts";
import type { Column } from "../../src/types/table.ts";
import { growForest, numberColumn, sampleOf } from "./forests.ts";

/** What the package's types leave out. */
interface Stock {
  predict(rows: number[][]): number[];
  predictionValues(rows: number[][]): { get(row: number, tree: number): number };
}
const load = (RandomForestClassifier as unknown as { load(model: unknown): Stock }).load;

function rowsOf(columns: Column[], count: number): number[][] {
  return Array.from({ length: count }, (_, i) => columns.map((column) => (column.kind === "number" ? column.values[i]! : Number.NaN)));
}

/** Each tree of the forest on its own. */
function treeClass(forest: Forest, tree: number, row: number[]): number {
  let node = forest.roots[tree]!;
  while (forest.mode[node] !== NODE_LEAF) {
    const x = row[forest.feature[node]!]!;
    const t = forest.threshold[node]!;
    node = (forest.mode[node] === NODE_LT ? x < t : x <= t) ? forest.yes[node]! : forest.no[node]!;
  }
  const width = forest.classes.length === 2 ? 1 : forest.classes.length;
  const weights = forest.weights.subarray(forest.leaf[node]!, forest.leaf[node]! + width);
  if (width === 1) return weights[0]! * forest.roots.length > 0.5 ? 1 : 0;
  return weights.indexOf(Math.max(...weights));
}

describe("our forest as a stock model", () => {
  it("gives the class of each of our trees on every row, thresholds included", () => {
    const shape = fc.record({
      seed: fc.integer({ min: 1, max: 1e9 }),
      rows: fc.integer({ min: 10, max: 80 }),
      numbers: fc.integer({ min: 1, max: 4 }),
      categories: fc.constant(0),
      classes: fc.integer({ min: 2, max: 5 }),
      missing: fc.constant(0),
      distinct: fc.constantFrom(null, 2, 5),
    });
    fc.assert(
      fc.property(shape, fc.integer({ min: 1, max: 7 }), fc.constantFrom(1, 3), (given, trees, minLeaf) => {
        const sample = sampleOf(given);
        const forest = growForest(sample, { trees, minLeaf });
        const model = load(JSON.parse([...writeStockJson(forest, 1)].join("")));
        // rows at, just below and just above every threshold
        const edges = [...forest.threshold].flatMap((t) => [t, nextUp(t), -nextUp(-t)]).map((x) => Array<number>(given.numbers).fill(x));
        const rows = [...rowsOf(sample.columns, given.rows), ...edges];
        const found = model.predictionValues(rows);
        for (let i = 0; i < rows.length; i++) {
          for (let t = 0; t < trees; t++) expect(found.get(i, t)).toBe(treeClass(forest, t, rows[i]!));
        }
        const columns = sample.columns.map((column, f) =>
          numberColumn(
            column.name,
            rows.map((row) => row[f]!),
          ),
        );
        const all = Int32Array.from({ length: rows.length }, (_, i) => i);
        expect([...predictByVote(forest, columns, all)]).toEqual(model.predict(rows));
      }),
      { numRuns: 60 },
    );
  });

  it("writes a very deep tree", () => {
    const rows = 20_000;
    const forest = growForest(sampleOf({ seed: 1, rows: 40, numbers: 1, categories: 0, classes: 2, missing: 0, distinct: null }), {
      trees: 1,
    });
    const deep: Forest = {
      ...forest,
      mode: Uint8Array.from({ length: 2 * rows + 1 }, (_, i) => (i % 2 === 0 && i < 2 * rows ? 1 : NODE_LEAF)),
      feature: new Int32Array(2 * rows + 1),
      threshold: Float64Array.from({ length: 2 * rows + 1 }, (_, i) => (i % 2 === 0 && i < 2 * rows ? i : 0)),
      missingYes: new Uint8Array(2 * rows + 1),
      yes: Int32Array.from({ length: 2 * rows + 1 }, (_, i) => (i % 2 === 0 ? i + 1 : 0)),
      no: Int32Array.from({ length: 2 * rows + 1 }, (_, i) => (i % 2 === 0 ? i + 2 : 0)),
      leaf: Int32Array.from({ length: 2 * rows + 1 }, (_, i) => (i % 2 === 0 && i < 2 * rows ? -1 : 0)),
    };
    const text = [...writeStockJson(deep, 1)].join("");
    expect(text.match(/"distribution"/g)).toHaveLength(rows + 1);
    expect(text.match(/\{/g)!.length).toBe(text.match(/\}/g)!.length);
  });
});

describe("readStockTrees", () => {
  it("gives the package's own votes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 2, max: 4 }), (seed, classes) => {
        const sample = sampleOf({ seed, rows: 50, numbers: 3, categories: 0, classes, missing: 0, distinct: seed % 2 === 0 ? 4 : null });
        const rows = rowsOf(sample.columns, 50);
        const stock = new RandomForestClassifier({ nEstimators: 7, seed, noOOB: true } as never);
        stock.train(rows, [...sample.labels]);
        const model = JSON.parse(JSON.stringify((stock as unknown as { toJSON(): unknown }).toJSON())) as StockModel;
        const trees = readStockTrees(model);
        const found = (stock as unknown as Stock).predictionValues(rows);
        trees.forEach((tree, t) => {
          rows.forEach((row, i) => {
            let node = 0;
            while (tree.mode[node] !== NODE_LEAF)
              node = row[tree.feature[node]!]! < tree.threshold[node]! ? tree.yes[node]! : tree.yes[node]! + 1;
            expect(tree.leaf[node]).toBe(found.get(i, t));
          });
        });
      }),
      { numRuns: 25 },
    );
  });
});

describe("nextUp", () => {
  it("is the smallest double above", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        const above = nextUp(x);
        expect(above).toBeGreaterThan(x);
        const middle = x / 2 + above / 2;
        expect(middle === x || middle === above || Object.is(middle, 0) || Math.abs(above - x) <= 2 * Number.MIN_VALUE).toBe(true);
      }),
    );
    expect(nextUp(0)).toBe(Number.MIN_VALUE);
    expect(nextUp(-0)).toBe(Number.MIN_VALUE);
    expect(nextUp(-Number.MIN_VALUE)).toBe(-0);
    expect(nextUp(1)).toBe(1 + 2 ** -52);
    expect(nextUp(Number.MAX_VALUE)).toBe(Number.POSITIVE_INFINITY);
  });
});
