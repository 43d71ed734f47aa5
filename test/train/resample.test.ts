import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outOfBag } from "../../src/model/choose/out-of-bag.ts";
import { bagOf } from "../../src/model/forest/bag.ts";
import { rowKeys } from "../../src/model/forest/row-keys.ts";
import { predict } from "../../src/model/predict/predict.ts";
import { stratifiedFolds, unitsOf } from "../../src/train/folds.ts";
import { configOf, recipeOf, sameRecipe } from "../../src/train/recipe.ts";
import { type Beside, SMALL_HOLDOUT } from "../../src/train/resample.ts";
import { train } from "../../src/train/train.ts";
import { trainingSetOf } from "../../src/train/training-set.ts";
import type { Forest, Resampled } from "../../src/types/model.ts";
import type { SplitRecord } from "../../src/types/registry.ts";
import { CONFIG, training } from "./data.ts";

const ROW: SplitRecord = { by: "row", share: 0.2, columns: [], salt: "s", hash: 1 };

/** The last `held` rows are held out. */
async function resampled(held: number, rest: Partial<Beside> = {}, config = {}) {
  const all = training({}, config);
  const holdoutRows = all.rows.slice(all.rows.length - held);
  const split = { ...ROW, columns: all.dataset.features };
  return await train({ ...all, rows: all.rows.slice(0, all.rows.length - held) }, { holdoutRows, split, champion: null, ...rest });
}

describe("folds", () => {
  const rows = fc.array(fc.tuple(fc.nat(12), fc.nat(2)), { minLength: 1, maxLength: 80 });

  it("keep units together and are the same for the same seed (property)", () => {
    fc.assert(
      fc.property(rows, fc.nat(1000), (some, seed) => {
        const [units, labels] = [0, 1].map((at) => Int32Array.from(some, (row) => row[at]!)) as [Int32Array, Int32Array];
        const folds = stratifiedFolds(units, labels, 5, seed);
        const foldOf = new Map<number, number>();
        folds.forEach((fold, i) => {
          expect(foldOf.get(units[i]!) ?? fold).toBe(fold);
          foldOf.set(units[i]!, fold);
        });
        expect(stratifiedFolds(units, labels, 5, seed)).toEqual(folds);
      }),
    );
  });

  it("spread every class evenly where every row is a unit (property)", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: 1, maxLength: 90 }), fc.nat(1000), (some, seed) => {
        const labels = Int32Array.from(some);
        const folds = stratifiedFolds(Int32Array.from(labels.keys()), labels, 5, seed);
        for (let c = 0; c < 4; c++) {
          const counts = [0, 1, 2, 3, 4].map((f) => labels.filter((label, i) => label === c && folds[i] === f).length);
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("take equal rows for one unit", () => {
    const { dataset } = training();
    const rows = Int32Array.of(0, 1, 0, 2);
    const units = unitsOf(dataset, rows, { ...ROW, columns: dataset.features });
    expect([...units]).toEqual([0, 1, 0, 2]);
  });
});

describe("cross-validation", () => {
  it("runs below the size at which nothing can be decided, and not by time", async () => {
    expect(1 - 0.05 ** (1 / SMALL_HOLDOUT)).toBeLessThan(0.02);
    expect(1 - 0.05 ** (1 / (SMALL_HOLDOUT - 1))).toBeGreaterThan(0.02);
    expect((await resampled(SMALL_HOLDOUT)).resampled).toBe(null);
    expect((await resampled(60, { split: { ...ROW, by: "time" } })).resampled).toBe("ordered");
    expect((await resampled(60, {}, { trees: 5000 })).resampled).toBe("costly");
    expect(await train(training())).toMatchObject({ resampled: null });
  });

  it("judges every row by models that were not grown on it, the same with any number of threads", async () => {
    const found = (await resampled(80)).resampled as Resampled;
    expect(found.rows.length).toBe(400);
    expect(found.candidate.map((one) => one.length)).toEqual(found.folds.map(() => 400));
    expect(found.champion).toBe("none");
    expect((await resampled(80)).resampled).toEqual(found);
    // A model that had seen the row would nearly always be right about it: labels of this data are not all to be learned.
    const { dataset } = training();
    const codes = (dataset.columns.at(-1) as { codes: Int32Array }).codes;
    const right = found.candidate[0]!.filter((said, i) => said === codes[found.rows[i]!]! - 1).length;
    const known = predict((await train(training())).forest, dataset.columns, 400).classes.filter(
      (said, i) => said === codes[i]! - 1,
    ).length;
    expect(known).toBeGreaterThan(right);
  });

  it("says so where the only row of a second class would leave a fold with one class, or rows are fewer than folds", async () => {
    const single = training();
    const target = single.dataset.columns.at(-1) as { codes: Int32Array };
    target.codes.fill(1);
    target.codes[0] = 2;
    const beside = { holdoutRows: single.rows.slice(340), split: { ...ROW, columns: single.dataset.features }, champion: null };
    expect((await train({ ...single, rows: single.rows.slice(0, 340) }, beside)).resampled).toBe("few");
    const tiny = training({ rows: 4, classes: 2 });
    const rest = { holdoutRows: tiny.rows.slice(3), split: { ...ROW, columns: tiny.dataset.features }, champion: null };
    expect((await train({ ...tiny, rows: tiny.rows.slice(0, 3) }, rest)).resampled).toBe("few");
  });

  it("leaves a golden file out of every model", async () => {
    const found = (await resampled(80, { split: { ...ROW, by: "file", share: null, columns: [] } })).resampled as Resampled;
    expect(found.rows.length).toBe(320);
    expect(Math.max(...found.rows)).toBe(319);
  });

  it("repeats the champion's recipe where it is another, and says where it cannot", async () => {
    const champion = (config: object) => ({ champion: recipeOf({ ...CONFIG, ...config }) });
    expect(((await resampled(60, champion({ seed: 7, export: ["onnx", "json"] }))).resampled as Resampled).champion).toBe("same");
    const deep = (await resampled(60, champion({ maxDepth: 1 }))).resampled as Resampled;
    expect(deep.champion).toHaveLength(deep.folds.length);
    expect(deep.champion).not.toEqual(deep.candidate);
    const unknown = { champion: { ...recipeOf(CONFIG), version: "0", parameters: { trees: 3, maxDepth: null, minLeaf: 1 } } };
    expect(((await resampled(60, unknown)).resampled as Resampled).champion).toBe("unknown");
    expect(((await resampled(60, champion({ engine: "ml-random-forest", trees: 500 }))).resampled as Resampled).champion).toBe("costly");
  });

  it("is bound by no limit of what is stored: it stores nothing", async () => {
    const all = training({}, { trees: 2 });
    const size = (await train(all)).files[0]!.bytes.length;
    const rows = all.rows.slice(0, all.rows.length - 60);
    const split = { ...ROW, columns: all.dataset.features };
    const beside = { holdoutRows: all.rows.slice(rows.length), split, champion: recipeOf({ ...CONFIG, trees: 40 }) };
    const { resampled: found } = await train({ ...all, rows, limits: { ...all.limits, modelBytes: size + 1000 } }, beside);
    expect((found as Resampled).champion).toHaveLength((found as Resampled).folds.length);
  });

  it("follows a recorded recipe exactly", () => {
    for (const engine of ["forest", "ml-random-forest"] as const) {
      for (const minLeaf of [1, 2, 3, 10]) {
        const recipe = recipeOf({ ...CONFIG, engine, minLeaf, maxDepth: 4 });
        expect(sameRecipe(recipeOf(configOf(recipe)!), recipe)).toBe(true);
      }
    }
    expect(sameRecipe(recipeOf(CONFIG), recipeOf({ ...CONFIG, trees: 21 }))).toBe(false);
  });

  it.each([-1e308, 1e308, -1, 0, 0.5, 1e15])("follows no recipe whose numbers no configuration could say: %d", (value) => {
    const recipe = recipeOf({ ...CONFIG, maxDepth: 4 });
    for (const name of ["trees", "maxDepth", "minLeaf"])
      expect(configOf({ ...recipe, parameters: { ...recipe.parameters, [name]: value } })).toBeNull();
    expect(configOf({ ...recipe, parameters: { ...recipe.parameters, decision: { class: "a", above: 1 + Math.abs(value) } } })).toBeNull();
    if (value !== 0) expect(configOf({ ...recipe, seed: value })).toBeNull();
  });
});

describe("out of bag", () => {
  it("asks about each row the trees that did not draw it, one by one", async () => {
    const all = training({ rows: 120 }, { trees: 9 });
    const { forest } = await train(all);
    const trainingSet = trainingSetOf(all);
    const said = outOfBag(forest, trainingSet, CONFIG.seed);
    const bags = Array.from({ length: 9 }, (_, tree) => bagOf(CONFIG.seed, tree, rowKeys(trainingSet)));
    for (const row of all.rows) {
      const out = [...bags.keys()].filter((tree) => bags[tree]![row] === 0);
      const only: Forest = { ...forest, roots: Int32Array.from(out, (tree) => forest.roots[tree]!) };
      const expected = out.length === 0 ? -1 : predict(only, all.dataset.columns, Int32Array.of(row)).classes[0];
      expect(said[row]).toBe(expected);
    }
  });
});
