// Forests and columns for the tests: grown from generated rows, or built node by node.
import { assembleForest } from "../../src/model/forest/assemble.ts";
import { binTable } from "../../src/model/forest/bin.ts";
import { growTree } from "../../src/model/forest/grow.ts";
import { newGrowSpace } from "../../src/model/forest/grow-space.ts";
import { nextRandom, randomBelow, seedRandom } from "../../src/model/forest/random.ts";
import type { Forest } from "../../src/types/model.ts";
import type { Column } from "../../src/types/table.ts";

export interface Sample {
  columns: Column[];
  labels: Int32Array;
  classes: string[];
}

export interface Shape {
  seed: number;
  rows: number;
  numbers: number;
  categories: number;
  classes: number;
  /** Share of cells missing. */
  missing: number;
  /** Distinct values per column, or null for continuous numbers. */
  distinct: number | null;
}

/** Rows whose label depends on every column, with noise. */
export function sampleOf(shape: Shape): Sample {
  const random = seedRandom(shape.seed, 0);
  const uniform = () => nextRandom(random) / 4294967296;
  const level = () => (shape.distinct === null ? uniform() : randomBelow(random, shape.distinct) / shape.distinct);
  const signal = new Float64Array(shape.rows);
  const columns: Column[] = [];
  for (let f = 0; f < shape.numbers + shape.categories; f++) {
    const cells = Array.from({ length: shape.rows }, (_, i) => {
      const x = level();
      signal[i]! += x;
      return uniform() < shape.missing ? null : x;
    });
    columns.push(
      f < shape.numbers
        ? numberColumn(`n${f}`, cells)
        : textColumn(
            `c${f}`,
            cells.map((x) => (x === null ? null : `v${Math.floor(x * 12)}`)),
          ),
    );
  }
  const spread = (shape.numbers + shape.categories) / shape.classes;
  const labels = Int32Array.from(signal, (x) => Math.min(shape.classes - 1, Math.floor((x + uniform() * 0.3) / spread)));
  labels.forEach((_, i) => {
    if (i < shape.classes) labels[i] = i;
  });
  return { columns, labels, classes: Array.from({ length: shape.classes }, (_, c) => `class ${String(c).padStart(3, "0")}`) };
}

export function numberColumn(name: string, cells: (number | null)[]): Column {
  return { kind: "number", name, type: "number", values: Float64Array.from(cells, (x) => x ?? Number.NaN) };
}

export function textColumn(name: string, cells: (string | null)[]): Column {
  const categories = [...new Set(cells.filter((x) => x !== null))].sort();
  return {
    kind: "category",
    name,
    type: "string",
    categories,
    codes: Int32Array.from(cells, (x) => (x === null ? 0 : categories.indexOf(x) + 1)),
  };
}

export function growForest(sample: Sample, options: { trees: number; seed?: number; maxDepth?: number; minLeaf?: number }): Forest {
  const rows = sample.labels.map((_, i) => i);
  const { table, features } = binTable({ ...sample, rows });
  const grow = { seed: options.seed ?? 1, maxDepth: options.maxDepth ?? null, minLeaf: options.minLeaf ?? 1 };
  const space = newGrowSpace(table, grow);
  const trees = Array.from({ length: options.trees }, (_, t) => growTree(space, t));
  return assembleForest({ engine: "forest", features, classes: sample.classes, trees });
}
