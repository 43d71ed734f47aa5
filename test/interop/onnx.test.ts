// onnxruntime gives what predict() gives: the same class on every row, the same probability to 1e-6.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { assembleForest } from "../../src/model/forest/assemble.ts";
import { writeOnnx } from "../../src/model/onnx/onnx-write.ts";
import { predict } from "../../src/model/predict/predict.ts";
import { nextUp } from "../../src/model/stock-json.ts";
import { train } from "../../src/train/train.ts";
import type { Forest } from "../../src/types/model.ts";
import type { JsonValue } from "../../src/types/problem.ts";
import type { Column } from "../../src/types/table.ts";
import { newFolder } from "../e2e/cli.ts";
import { growForest, numberColumn, type Sample, type Shape, sampleOf, textColumn } from "../model/forests.ts";
import { training } from "../train/data.ts";
import { python } from "./python.ts";

interface Case {
  name: string;
  forest: Forest;
  columns: Column[];
}

function cellsOf(column: Column): JsonValue[] {
  if (column.kind === "number") return Array.from(column.values, (x) => (Number.isNaN(x) ? null : x));
  return Array.from(column.codes, (code) => (code === 0 ? null : column.categories[code - 1]!));
}

function rowsOf([first]: Column[]): number {
  return first!.kind === "number" ? first!.values.length : first!.codes.length;
}

async function expectAgreement(cases: Case[]): Promise<void> {
  const dir = await newFolder();
  const tasks: JsonValue[] = [];
  for (const [i, { forest, columns }] of cases.entries()) {
    const model = join(dir, `${i}.onnx`);
    await writeFile(model, writeOnnx(forest, { schema: { fields: [] } }));
    tasks.push({ model, columns: Object.fromEntries(columns.map((column) => [column.name, cellsOf(column)])) });
  }
  const found = await python<{ labels: string[]; probabilities: number[]; metadata: { classes: string[] } }[]>("onnx_agree.py", [], tasks);
  expect(found).toHaveLength(cases.length);
  cases.forEach(({ name, forest, columns }, i) => {
    const ours = predict(forest, columns, rowsOf(columns));
    expect({ name, labels: found[i]!.labels }).toEqual({ name, labels: Array.from(ours.classes, (c) => forest.classes[c]!) });
    const off = ours.probabilities.reduce((worst, p, k) => Math.max(worst, Math.abs(p - found[i]!.probabilities[k]!)), 0);
    expect({ name, off: off <= 1e-6 }).toEqual({ name, off: true });
    expect(found[i]!.metadata.classes).toEqual(forest.classes);
  });
}

/** Rows with unknown categories, missing cells and values on, just above and just below every kind of threshold. */
function askedOf(shape: Shape, forest: Forest): Column[] {
  const fresh = sampleOf({ ...shape, seed: shape.seed + 1, rows: 300, missing: 0.2 });
  const thresholds = [...forest.threshold].filter(Number.isFinite);
  return fresh.columns.map((column, f) => {
    if (column.kind === "category") {
      return textColumn(
        column.name,
        cellsOf(column).map((cell, i) => (i % 7 === 0 ? "never seen" : (cell as string | null))),
      );
    }
    const edge = (i: number) => {
      const t = thresholds[(i * 31 + f) % Math.max(1, thresholds.length)] ?? 0;
      return [t, nextUp(t), -nextUp(-t)][i % 3]!;
    };
    return numberColumn(
      column.name,
      Array.from(column.values, (x, i) => (i % 4 === 0 ? edge(i) : Number.isNaN(x) ? null : x)),
    );
  });
}

describe("onnxruntime and predict()", () => {
  it("agree on forests of every shape", async () => {
    const cases: Case[] = [];
    for (let seed = 1; seed <= 60; seed++) {
      const shape: Shape = {
        seed,
        rows: 80 + 7 * seed,
        numbers: seed % 5,
        categories: seed % 5 === 0 ? 3 : seed % 4,
        classes: 2 + (seed % 3 === 0 ? 0 : seed % 7),
        missing: [0, 0.1, 0.4][seed % 3]!,
        distinct: [null, 3, 12][seed % 3]!,
      };
      const forest = growForest(sampleOf(shape), { trees: [1, 2, 10, 50][seed % 4]!, seed, minLeaf: 1 + (seed % 3) });
      cases.push({ name: JSON.stringify(shape), forest, columns: askedOf(shape, forest) });
    }
    await expectAgreement(cases);
  });

  it("agree on thresholds, on the threshold itself and for every class that has one", async () => {
    const cases: Case[] = [];
    for (let seed = 1; seed <= 30; seed++) {
      const shape: Shape = {
        seed,
        rows: 200,
        numbers: 2,
        categories: 1,
        classes: 2 + (seed % 4),
        missing: 0.1,
        distinct: [null, 4][seed % 2]!,
      };
      const plain = growForest(sampleOf(shape), { trees: [1, 3, 10, 100][seed % 4]!, seed, minLeaf: 1 + (seed % 3) });
      const columns = askedOf(shape, plain);
      const named = seed % shape.classes;
      const { probabilities } = predict(plain, columns, rowsOf(columns));
      const met = [...probabilities].filter((p, i) => i % shape.classes === named && p < 1);
      for (const threshold of [0, met[7] ?? 0.5, met[90] ?? 0.25, Math.floor(0.3 * 2 ** 24) / 2 ** 24])
        cases.push({ name: `${JSON.stringify(shape)} ${threshold}`, forest: { ...plain, decision: { class: named, threshold } }, columns });
    }
    await expectAgreement(cases);
  });

  it("agree on ties, which the first class wins", async () => {
    const x = numberColumn("x", [1, 2, 3]);
    const cases: Case[] = [];
    for (const trees of [1, 2, 3, 4, 6, 7, 10, 20, 100, 333]) {
      for (const counts of [
        [1, 1],
        [5, 5, 5],
        [2, 3, 3],
        [0, 4, 4, 0, 4],
      ])
        cases.push(
          leafForest(
            counts.map((_, c) => `c${c}`),
            Array(trees).fill(counts),
            x,
          ),
        );
      if (trees % 2 === 0) {
        const votes = Array.from({ length: trees }, (_, t) => (t % 2 === 0 ? [0, 1] : [1, 0]));
        cases.push(leafForest(["no", "yes"], votes, x));
      }
    }
    cases.push(leafForest(["no", "yes"], Array(3).fill([1, 0]), x), leafForest(["no", "yes"], Array(3).fill([0, 1]), x));
    for (const { forest, columns } of cases) expect(predict(forest, columns, 1).classes[0]).toBeLessThanOrEqual(1);
    await expectAgreement(cases);
  });

  it("agree whatever columns and categories are called", async () => {
    const rows = 90;
    const words = ["", "a b", "é", "数据", "\ufeffbom", "true", "nan", "0", null];
    const text = (step: number) => Array.from({ length: rows }, (_, i) => words[(i * step + (i % 5)) % words.length]!);
    const value = (step: number) => Array.from({ length: rows }, (_, i) => (i % 11 === 0 ? null : (i * step) % 17));
    const labels = Int32Array.from({ length: rows }, (_, i) => (i * i + (i % 4)) % 3);
    const many = [
      "label",
      "label_",
      "probabilities",
      "",
      "_",
      "inner_",
      "inner_0_code",
      "ein Wort",
      "größe",
      "数",
      "a\nb",
      "__proto__",
      "x".repeat(200),
    ];
    const samples: Sample["columns"][] = [
      many.map((name, f) => (f % 2 === 0 ? textColumn(name, text(f + 2)) : numberColumn(name, value(f + 2)))),
      [textColumn("label", text(3)), textColumn("probabilities", text(5))],
      [numberColumn("label", value(3))],
      [textColumn("only one", text(2))],
      [
        textColumn(
          "empty",
          text(1).map(() => null),
        ),
        numberColumn(
          "constant",
          value(1).map(() => 2),
        ),
      ],
    ];
    const cases = samples.map((columns, i) => {
      const forest = growForest({ columns, labels, classes: ["", 'Ja, "gewiß"', "嗯"] }, { trees: 7 });
      return { name: `names ${i}`, forest, columns };
    });
    await expectAgreement(cases);
  });

  it("agree on extreme numbers", async () => {
    const values = [
      -Number.MAX_VALUE,
      -1,
      -Number.MIN_VALUE,
      0,
      Number.MIN_VALUE,
      0.30000000000000004,
      0.3,
      2 ** 53,
      2 ** 53 + 2,
      1e300,
      Number.MAX_VALUE,
      null,
    ];
    const cells = Array.from({ length: 120 }, (_, i) => values[i % values.length]!);
    const labels = Int32Array.from({ length: 120 }, (_, i) => (i % values.length) % 2);
    const columns = [numberColumn("x", cells)];
    const forest = growForest({ columns, labels, classes: ["a", "b"] }, { trees: 25 });
    expect([...predict(forest, columns, 12).classes]).toEqual([...labels.subarray(0, 12)]);
    await expectAgreement([{ name: "extremes", forest, columns }]);
  });

  it("agree on the stock package's forest", async () => {
    const cases: Case[] = [];
    for (const [classes, trees] of [
      [2, 10],
      [2, 11],
      [4, 12],
    ] as const) {
      const task = training({ rows: 200, classes, distinct: 9 }, { engine: "ml-random-forest", trees });
      const { forest } = await train(task);
      const columns = sampleOf({ seed: 99, rows: 300, numbers: 4, categories: 0, classes, missing: 0.05, distinct: null }).columns;
      cases.push({ name: `stock ${classes} ${trees}`, forest, columns });
    }
    await expectAgreement(cases);
  });
});

/** Trees that are one leaf each. */
function leafForest(classes: string[], leaves: number[][], column: Column): Case {
  const trees = leaves.map((counts) => ({
    mode: new Uint8Array(1),
    feature: new Int32Array(1),
    threshold: new Float64Array(1),
    missingYes: new Uint8Array(1),
    yes: new Int32Array(1),
    leaf: Int32Array.from([classes.length]),
    counts: Int32Array.from(counts),
  }));
  const features = [{ name: column.name, type: column.type, kind: column.kind, categories: [] }];
  const forest = assembleForest({ engine: "forest", features, classes, trees });
  return { name: JSON.stringify(leaves[0]), forest, columns: [column] };
}
