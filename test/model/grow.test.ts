import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assembleForest } from "../../src/model/forest/assemble.ts";
import { binTable } from "../../src/model/forest/bin.ts";
import { growTree } from "../../src/model/forest/grow.ts";
import { newGrowSpace } from "../../src/model/forest/grow-space.ts";
import { NODE_EQ, NODE_LEAF, NODE_LEQ } from "../../src/model/forest/nodes.ts";
import { predict } from "../../src/model/predict/predict.ts";
import type { Forest } from "../../src/types/model.ts";
import { growForest, numberColumn, type Sample, sampleOf, textColumn } from "./forests.ts";
import { anyShape } from "./shapes.ts";

const FULL = { seed: 1, maxDepth: null, minLeaf: 1 };

function binned(sample: Sample) {
  return binTable({ ...sample, rows: sample.labels.map((_, i) => i) }).table;
}

function labelled(columns: Sample["columns"], labels: number[]): Sample {
  return { columns, labels: Int32Array.from(labels), classes: ["a", "b"] };
}

/** Splits as "feature threshold missingYes mode", of the first tree. */
function splits(forest: Forest): string[] {
  const found: string[] = [];
  forest.mode.forEach((mode, i) => {
    if (mode !== NODE_LEAF) found.push(`${forest.feature[i]} ${forest.threshold[i]} ${forest.missingYes[i]} ${mode}`);
  });
  return found;
}

describe("growTree", () => {
  it("gives the same tree whatever the thread grew before", () => {
    fc.assert(
      fc.property(anyShape, (shape) => {
        const table = binned(sampleOf(shape));
        const used = newGrowSpace(table, FULL);
        for (const tree of [5, 3, 9]) growTree(used, tree);
        expect(growTree(used, 1)).toEqual(growTree(newGrowSpace(table, FULL), 1));
      }),
      { numRuns: 60 },
    );
  });

  it("grows the same forest from the same rows in any order (property)", () => {
    fc.assert(
      fc.property(anyShape, fc.nat(999), (shape, turn) => {
        const sample = sampleOf(shape);
        const rows = sample.labels.map((_, i) => (i + turn) % sample.labels.length).reverse();
        const trees = (order: Int32Array) => {
          const { table } = binTable({ ...sample, rows: order, labels: order.map((row) => sample.labels[row]!) });
          const space = newGrowSpace(table, FULL);
          return [0, 1, 2].map((tree) => growTree(space, tree));
        };
        expect(trees(rows)).toEqual(trees(sample.labels.map((_, i) => i)));
      }),
      { numRuns: 100 },
    );
  });

  it("grows nearly the same forest where a few rows are added", () => {
    const shape = { rows: 2100, numbers: 5, categories: 1, classes: 3, missing: 0.05, distinct: null };
    const churn = [1, 2, 3].map((seed) => {
      const sample = sampleOf({ ...shape, seed });
      const first = (rows: number) => growForest({ ...sample, labels: sample.labels.slice(0, rows) }, { trees: 30 });
      const fresh = sampleOf({ ...shape, seed: seed + 100 });
      const said = [first(2000), first(2040), growForest({ ...sample, labels: sample.labels.slice(0, 2000) }, { trees: 30, seed: 2 })].map(
        (forest) => predict(forest, fresh.columns, 2100).classes,
      );
      const differ = (other: Int32Array) => said[0]!.reduce((sum, label, i) => sum + (label === other[i] ? 0 : 1), 0);
      return { rows: differ(said[1]!), seed: differ(said[2]!) };
    });
    const sum = (key: "rows" | "seed") => churn.reduce((all, one) => all + one[key], 0);
    // a new seed is what a bootstrap drawn in turn does to every row after the first new one
    expect(sum("rows")).toBeLessThan(0.75 * sum("seed"));
  });

  it("learns rows that can be told apart", () => {
    const sample = sampleOf({ seed: 3, rows: 300, numbers: 4, categories: 1, classes: 4, missing: 0.1, distinct: null });
    const { classes } = predict(growForest(sample, { trees: 60 }), sample.columns, 300);
    expect([...classes]).toEqual([...sample.labels]);
  });

  it("keeps to minLeaf and maxDepth", () => {
    fc.assert(
      fc.property(anyShape, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 5 }), (shape, minLeaf, maxDepth) => {
        const tree = growTree(newGrowSpace(binned(sampleOf(shape)), { seed: 1, minLeaf, maxDepth }), 0);
        const depth = new Int32Array(tree.mode.length);
        tree.mode.forEach((mode, i) => {
          expect(depth[i]).toBeLessThanOrEqual(maxDepth);
          if (mode !== NODE_LEAF) depth.fill(depth[i]! + 1, tree.yes[i]!, tree.yes[i]! + 2);
        });
        // The root may hold fewer rows: so many were drawn.
        if (tree.mode.length === 1) return;
        for (let row = 0; row < tree.counts.length; row += shape.classes) {
          expect(tree.counts.subarray(row, row + shape.classes).reduce((a, b) => a + b)).toBeGreaterThanOrEqual(minLeaf);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("cuts halfway between neighbouring values, as near as a double can", () => {
    const next = 1 + 2 ** -52;
    const cells = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 1 : next));
    const forest = growForest(
      labelled(
        [numberColumn("x", cells)],
        cells.map((x) => (x === 1 ? 0 : 1)),
      ),
      { trees: 1 },
    );
    expect(splits(forest).map((split) => split.split(" ")[1])).toEqual(["1"]);
    const huge = cells.map((x) => (x === 1 ? -Number.MAX_VALUE : Number.MAX_VALUE));
    const wide = growForest(
      labelled(
        [numberColumn("x", huge)],
        huge.map((x) => (x < 0 ? 0 : 1)),
      ),
      { trees: 1 },
    );
    expect(splits(wide).map((split) => split.split(" ")[1])).toEqual(["0"]);
  });

  it("splits missing numbers off, or sends them to the side where they belong", () => {
    const rows = Array.from({ length: 90 }, (_, i) => i);
    const alone = growForest(
      labelled(
        [
          numberColumn(
            "x",
            rows.map((i) => (i % 3 === 0 ? null : 7)),
          ),
        ],
        rows.map((i) => (i % 3 === 0 ? 1 : 0)),
      ),
      { trees: 1 },
    );
    expect(splits(alone)).toEqual([`0 Infinity 0 ${NODE_LEQ}`]);
    const low = growForest(
      labelled(
        [
          numberColumn(
            "x",
            rows.map((i) => [null, 1, 2][i % 3]!),
          ),
        ],
        rows.map((i) => (i % 3 === 2 ? 1 : 0)),
      ),
      { trees: 1 },
    );
    expect(splits(low)).toEqual([`0 1.5 1 ${NODE_LEQ}`]);
  });

  it("sends numbers missing for the first time to the larger side", () => {
    const rows = Array.from({ length: 90 }, (_, i) => i);
    const cells = rows.map((i) => (i % 3 === 0 ? 1 : 2));
    const forest = growForest(
      labelled(
        [numberColumn("x", cells)],
        cells.map((x) => x - 1),
      ),
      { trees: 1 },
    );
    expect(splits(forest)).toEqual([`0 1.5 0 ${NODE_LEQ}`]);
    const { classes } = predict(forest, [numberColumn("x", [null, 1, 2])], 3);
    expect([...classes]).toEqual([1, 0, 1]);
  });

  it("splits categories by sets of codes, missing ones by equality", () => {
    const rows = Array.from({ length: 240 }, (_, i) => i);
    const cells = rows.map((i) => [null, "a", "b", "c", "d", "e"][i % 6]!);
    const odd = labelled(
      [textColumn("x", cells)],
      rows.map((i) => (["a", "c", "e"].includes(cells[i]!) ? 1 : 0)),
    );
    const forest = growForest(odd, { trees: 1 });
    expect(forest.features[0]!.categories).toEqual(["b", "d", "a", "c", "e"]);
    expect(splits(forest)).toEqual([`0 2 0 ${NODE_LEQ}`]);
    const gone = growForest(
      labelled(
        [textColumn("x", cells)],
        rows.map((i) => (cells[i] === null ? 1 : 0)),
      ),
      { trees: 1 },
    );
    expect(splits(gone)).toEqual([`0 0 0 ${NODE_EQ}`]);
  });

  it("knows a column that is missing throughout, and rows that cannot be told apart", () => {
    const labels = Array.from({ length: 30 }, (_, i) => i % 2);
    const empty = [
      numberColumn(
        "x",
        labels.map(() => null),
      ),
      textColumn(
        "c",
        labels.map(() => null),
      ),
    ];
    const forest = growForest(labelled(empty, labels), { trees: 3 });
    expect([...forest.mode]).toEqual([NODE_LEAF, NODE_LEAF, NODE_LEAF]);
    const { probabilities } = predict(forest, empty, 1);
    expect(probabilities[0]! + probabilities[1]!).toBeCloseTo(1, 6);
  });

  it("handles more classes and more values than a byte counts", () => {
    const classes = Array.from({ length: 300 }, (_, c) => `class ${c}`);
    const labels = Int32Array.from({ length: 3000 }, (_, i) => i % 300);
    const sample = {
      columns: [
        numberColumn(
          "x",
          Array.from(labels, (c) => c * 1.5),
        ),
      ],
      labels,
      classes,
    };
    const { classes: found } = predict(growForest(sample, { trees: 5 }), sample.columns, 3000);
    expect([...found]).toEqual([...labels]);
  });

  it("grows the same bits on every platform and Node version", () => {
    const hash = createHash("sha256");
    const shapes = [
      { seed: 7, rows: 500, numbers: 3, categories: 2, classes: 2, missing: 0.1, distinct: null },
      { seed: 8, rows: 5000, numbers: 6, categories: 3, classes: 5, missing: 0.1, distinct: null },
    ];
    for (const shape of shapes) {
      const { features, roots, mode, feature, threshold, missingYes, yes, leaf, weights } = growForest(sampleOf(shape), {
        trees: 8,
        seed: 2 ** 40 + 3,
      });
      hash.update(JSON.stringify(features));
      for (const array of [roots, mode, feature, threshold, missingYes, yes, leaf, weights]) hash.update(new Uint8Array(array.buffer));
    }
    // FOREST_VERSION in train.ts changes whenever this does
    expect(hash.digest("hex").slice(0, 16)).toMatchInlineSnapshot(`"aac4409146728e44"`);
  });

  it("fits quantile bins to a column where one value is common", () => {
    const cells = Array.from({ length: 6000 }, (_, i) => (i % 2 === 0 ? 0 : i));
    const table = binned(
      labelled(
        [numberColumn("x", cells)],
        cells.map((_, i) => i % 2),
      ),
    );
    expect(table.bins[0]).toBeGreaterThan(240);
    expect(table.upper[0]).toBe(0);
    expect(table.lower[1]).toBe(1);
  });
});

describe("assembleForest", () => {
  it("floors leaf weights to multiples of 2⁻²⁴, the second class's alone for two classes", () => {
    const table = binned(labelled([numberColumn("x", [1, 1, 1])], [0, 1, 1]));
    const tree = { ...growTree(newGrowSpace(table, FULL), 0), counts: Int32Array.from([1, 2]) };
    tree.leaf[0] = 2;
    const forest = assembleForest({ engine: "forest", features: [], classes: ["a", "b"], trees: [tree, tree, tree] });
    expect([...forest.weights]).toEqual([0, Math.floor(2 ** 24 / 3) / 2 ** 24, ...Array(3).fill(Math.floor((2 / 9) * 2 ** 24) / 2 ** 24)]);
  });
});
