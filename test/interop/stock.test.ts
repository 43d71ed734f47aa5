// model.json in the stock package's own hands: each tree gives, on every row, the class that our reading of the model gives.
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { RandomForestClassifier } from "ml-random-forest";
import { beforeAll, describe, expect, it } from "vitest";
import { weightsPerLeaf } from "../../src/model/forest/leaf-table.ts";
import { readOnnxModel } from "../../src/model/onnx/onnx-read.ts";
import { predict } from "../../src/model/predict/predict.ts";
import { walkerOf } from "../../src/model/predict/walk.ts";
import { columnOf } from "../../src/table/columns/dataset.ts";
import type { Forest } from "../../src/types/model.ts";
import type { Column } from "../../src/types/table.ts";
import { cli } from "../e2e/cli.ts";
import { agreementOf, expectSame } from "./champions.ts";
import { type RealSet, realSets, typedRows } from "./real-data.ts";

/** What the package's types leave out. */
interface StockForest {
  predict(rows: number[][]): number[];
  predictionValues(rows: number[][]): { getRow(row: number): number[] };
}
const load = (RandomForestClassifier as unknown as { load(model: unknown): StockForest }).load;

/** The class of each tree on each row, as our walk of the ONNX file's trees gives it: [tree][row]. */
function treeClasses(forest: Forest, columns: Column[], rows: number): number[][] {
  const width = weightsPerLeaf(forest.classes.length);
  const half = 1 / (2 * forest.roots.length);
  const classOf = (leaf: number): number => {
    const weights = [...forest.weights.subarray(leaf, leaf + width)];
    return width === 1 ? Number(weights[0]! > half) : weights.indexOf(Math.max(...weights));
  };
  const found: number[][] = forest.roots.length === 0 ? [] : Array.from(forest.roots, () => []);
  walkerOf(forest, columns)(rows, (leaf, tree, reached, from, to) => {
    for (const row of reached.subarray(from, to)) found[tree]![row] = classOf(leaf);
  });
  return found;
}

function isTie(votes: number[]): boolean {
  const counts = new Map<number, number>();
  for (const vote of votes) counts.set(vote, (counts.get(vote) ?? 0) + 1);
  const [first, second] = [...counts.values()].sort((a, b) => b - a);
  return first === second;
}

describe("stock JSON of real numeric data", () => {
  let sets: RealSet[];

  beforeAll(async () => {
    sets = await realSets(["breast-cancer", "iris"]);
    expect(sets).toHaveLength(2);
  });

  /** Trains with the bundle on all rows; the model files and the rows. */
  async function trained(set: RealSet, engine: string, trees: number) {
    const dir = join(set.dir, engine);
    await mkdir(dir);
    const flags = ["--engine", engine, "--trees", String(trees), "--schema", join(set.dir, "schema.yml"), "--out", dir];
    const { code, stderr } = await cli(["train", "--data", join(set.dir, "data.csv"), "--target", set.target, ...flags]);
    expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
    const { forest } = readOnnxModel(await readFile(join(dir, "model.onnx")));
    const stock = load(JSON.parse(await readFile(join(dir, "model.json"), "utf8")));
    const { dataset } = await typedRows(set);
    const columns = forest.features.map(({ name }) => columnOf(dataset, name));
    const rows = Array.from({ length: dataset.rows }, (_, row) =>
      columns.map((column) => (column.kind === "number" ? column.values[row]! : 0)),
    );
    return { dir, forest, stock, columns, rows };
  }

  function expectTreesEqual({ forest, stock, columns, rows }: Awaited<ReturnType<typeof trained>>): void {
    const ours = treeClasses(forest, columns, rows.length);
    const theirs = stock.predictionValues(rows);
    let differ = 0;
    for (let row = 0; row < rows.length; row++) differ += theirs.getRow(row).filter((c, tree) => c !== ours[tree]![row]).length;
    expect(differ).toBe(0);
    expect(ours).toHaveLength(theirs.getRow(0).length);
  }

  it("written for our forest, gives each tree's class on every row", async () => {
    for (const set of sets) expectTreesEqual(await trained(set, "forest", 100));
  });

  it("of the stock engine, gives each tree's class, and its vote is the ONNX label, in onnxruntime too", async () => {
    for (const set of sets) {
      const model = await trained(set, "ml-random-forest", 10);
      expectTreesEqual(model);
      const labels = predict(model.forest, model.columns, model.rows.length).classes;
      // On a tie the package gives the class that reached its votes first, in the order of trees; weights cannot say that.
      const votes = model.stock.predictionValues(model.rows);
      const differ = model.stock.predict(model.rows).filter((c, row) => c !== labels[row] && !isTie(votes.getRow(row)));
      expect(differ).toEqual([]);
      const task = {
        model: join(model.dir, "model.onnx"),
        csv: join(set.dir, "data.csv"),
        predictions: join(model.dir, "predictions.csv"),
      };
      const { code } = await cli(["predict", "--model", model.dir, "--data", task.csv, "--out", task.predictions]);
      expect(code).toBe(0);
      const [agreement] = await agreementOf([task]);
      expectSame(agreement!, set.name);
    }
  });
});
