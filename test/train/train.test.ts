import { RandomForestClassifier } from "ml-random-forest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/config/defaults.ts";
import { readOnnxModel } from "../../src/model/onnx/onnx-read.ts";
import { predict } from "../../src/model/predict/predict.ts";
import { recipeOf } from "../../src/train/recipe.ts";
import { train } from "../../src/train/train.ts";
import { sampleOf } from "../model/forests.ts";
import { bundleTrain, type TrainBundle } from "./bundle.ts";
import { CONFIG, datasetOf, SHAPE, training } from "./data.ts";

const MIXED = { rows: 4000, numbers: 4, categories: 2, missing: 0.1 };
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe("train, engine forest", () => {
  it("returns the forest that its ONNX file holds, with the schema in it", async () => {
    const task = training(MIXED, {}, { schema: { fields: [{ name: "n0" }] } });
    const { forest, files, checks } = await train(task);
    expect(files.map(({ extension, mediaType }) => `${extension} ${mediaType}`)).toEqual(["onnx application/onnx"]);
    expect(readOnnxModel(files[0]!.bytes)).toEqual({ forest, schema: task.schema });
    expect(checks).toEqual([]);
    expect(forest.roots).toHaveLength(20);
  });

  it("learns from the given rows alone, and knows only their classes and categories", async () => {
    const sample = sampleOf({ ...SHAPE, categories: 1, classes: 4 });
    const rows = Int32Array.from([...sample.labels.keys()].filter((row) => sample.labels[row] !== 1));
    const { forest } = await train({ ...training({}, {}), dataset: datasetOf(sample), rows });
    expect(forest.classes).toEqual(["class 000", "class 002", "class 003"]);
    const others = { ...sample, labels: sample.labels.map((c) => (c === 1 ? 2 : c)) };
    const again = await train({ ...training({}, {}), dataset: datasetOf(others), rows });
    expect(again.forest).toEqual(forest);
  });

  it("sorts classes by code point and leaves out rows without a target", async () => {
    const sample = sampleOf({ ...SHAPE, classes: 3 });
    const dataset = datasetOf({ ...sample, classes: ["é", "\u{1f600}", "\uff5e"] });
    const target = dataset.columns.find((column) => column.name === "label")!;
    if (target.kind === "category") target.codes.fill(0, 300);
    const { forest } = await train({ ...training(), dataset });
    expect(forest.classes).toEqual(["é", "\uff5e", "\u{1f600}"]);
  });

  it("refuses one class, no class and no column, in a sentence", async () => {
    const none = { ...training(), rows: new Int32Array(0) };
    await expect(train(none)).rejects.toMatchObject({ kind: "data", message: expect.stringContaining("no class in 0 training rows") });
    const one = training();
    const first = one.rows.filter((row) => sampleOf(SHAPE).labels[row] === 0);
    await expect(train({ ...one, rows: first })).rejects.toThrow('only the class "class 000"');
    const ids = datasetOf({
      ...sampleOf({ ...SHAPE, rows: 1200 }),
      labels: Int32Array.from({ length: 1200 }, (_, i) => i),
      classes: Array.from({ length: 1200 }, (_, i) => `${i}`),
    });
    await expect(train({ ...one, dataset: ids, rows: Int32Array.from({ length: 1200 }, (_, i) => i) })).rejects.toThrow("has 1200 classes");
    await expect(train({ ...one, dataset: { ...one.dataset, features: [] } })).rejects.toMatchObject({ kind: "data" });
  });

  it("stops at limits.model-bytes, saying what to change", async () => {
    const limits = { ...DEFAULT_LIMITS, modelBytes: 2000 };
    await expect(train(training({}, {}, { limits }))).rejects.toMatchObject({
      kind: "limit",
      message: expect.stringMatching(/limits.model-bytes \(2000.*max-depth/),
    });
    const json = { ...DEFAULT_LIMITS, modelBytes: 300_000 };
    await expect(train(training({ rows: 1000 }, { trees: 40, export: ["onnx", "json"] }, { limits: json }))).rejects.toThrow("JSON file");
  });

  it("stops at limits.minutes", async () => {
    const limits = { ...DEFAULT_LIMITS, minutes: 0 };
    await expect(train(training({}, {}, { limits }))).rejects.toMatchObject({
      kind: "limit",
      message: expect.stringContaining("limits.minutes (0)"),
    });
  });

  it("writes model.json where the stock package can express the model, and counts where its vote differs", async () => {
    const task = training({ rows: 900, classes: 4 }, { export: ["onnx", "json"] });
    const rows = task.rows.slice(0, 500);
    const { forest, files, checks } = await train({ ...task, rows });
    expect(files.map((file) => file.extension)).toEqual(["onnx", "json"]);
    const stock = (RandomForestClassifier as unknown as { load(model: unknown): { predict(rows: number[][]): number[] } }).load(
      JSON.parse(text(files[1]!.bytes)),
    );
    const cells = Array.from({ length: 400 }, (_, i) =>
      task.dataset.columns.flatMap((column) => (column.kind === "number" ? [column.values[500 + i]!] : [])),
    );
    const votes = stock.predict(cells);
    const mean = predict(
      forest,
      task.dataset.columns,
      Int32Array.from({ length: 400 }, (_, i) => 500 + i),
    ).classes;
    const differ = votes.filter((c, i) => c !== mean[i]).length;
    expect(differ).toBeGreaterThan(0);
    expect(checks).toMatchObject([{ code: "stock-json", status: "warn", observed: differ / 400, rows: 400 }]);
  });

  it("says why model.json is not written", async () => {
    const { files, checks } = await train(training({ categories: 1, missing: 0.1 }, { export: ["onnx", "json"] }));
    expect(files).toHaveLength(1);
    expect(checks[0]!.message).toContain('"n0", "n1", "n2", "n3", "c4"');
  });
});

describe("train, engine ml-random-forest", () => {
  const engine = { engine: "ml-random-forest", trees: 9, export: ["onnx", "json"] } as const;

  it("is the package's own forest, voting", async () => {
    const task = training({ rows: 120, distinct: 9 }, { ...engine, export: ["onnx", "json"] });
    const { forest, files, checks } = await train(task);
    const rows = Array.from({ length: 120 }, (_, i) =>
      task.dataset.columns.flatMap((column) => (column.kind === "number" ? [column.values[i]!] : [])),
    );
    const stock = new RandomForestClassifier({ nEstimators: 9, seed: 42, noOOB: true, treeOptions: { minNumSamples: 3 } } as never);
    stock.train(rows, [...sampleOf({ ...SHAPE, rows: 120, distinct: 9 }).labels]);
    const found = predict(forest, task.dataset.columns, 120);
    const votes = (stock as unknown as { predictionValues(rows: number[][]): { getRow(i: number): number[] } }).predictionValues(rows);
    for (let i = 0; i < 120; i++) {
      const counts = [0, 0, 0];
      for (const vote of votes.getRow(i)) counts[vote]!++;
      expect(found.classes[i]).toBe(counts.indexOf(Math.max(...counts)));
    }
    expect(JSON.parse(text(files[1]!.bytes))).toEqual(JSON.parse(JSON.stringify((stock as unknown as { toJSON(): unknown }).toJSON())));
    expect(checks.map((check) => check.code)).toEqual(["stock-json"]);
  });

  it("names every column that it cannot take", async () => {
    const missing = training({ categories: 1 }, { ...engine, export: ["onnx"] });
    const column = missing.dataset.columns[1]!;
    if (column.kind === "number") column.values[3] = Number.NaN;
    await expect(train(missing)).rejects.toMatchObject({ kind: "config", problems: [{ got: "n1" }, { got: "c4" }] });
  });
});

describe("recipeOf", () => {
  it("holds what determines the model, and nothing else", () => {
    expect(recipeOf(CONFIG)).toEqual({
      engine: "forest",
      version: "2",
      parameters: { trees: 20, maxDepth: null, minLeaf: 1, export: ["onnx"] },
      seed: 42,
    });
    expect(recipeOf({ ...CONFIG, export: ["json", "onnx"] }).parameters.export).toEqual(["onnx", "json"]);
    const stock = recipeOf({ ...CONFIG, engine: "ml-random-forest", maxDepth: 4, minLeaf: 5 });
    expect(stock).toEqual({
      engine: "ml-random-forest",
      version: "2.1.0",
      parameters: { trees: 20, minNumSamples: 9, maxDepth: 4, export: ["onnx"] },
      seed: 42,
    });
  });
});

describe("train over threads", () => {
  let bundle: TrainBundle;
  beforeAll(async () => {
    bundle = await bundleTrain();
  });
  afterAll(() => bundle.remove());

  it("gives the same bytes with any number of threads", async () => {
    const files = [];
    for (const threads of [1, 2, 4]) files.push((await bundle.train(training(MIXED, { trees: 101 }, { threads }))).files[0]!.bytes);
    expect(Buffer.compare(files[1]!, files[0]!)).toBe(0);
    expect(Buffer.compare(files[2]!, files[0]!)).toBe(0);
    expect(Buffer.compare((await train(training(MIXED, { trees: 101 }))).files[0]!.bytes, files[0]!)).toBe(0);
  });

  it("gives the same bytes for the same rows in any order, quantiles of a sample and all", async () => {
    for (const shape of [MIXED, { rows: 60_000, numbers: 2 }]) {
      const all = training(shape, { trees: 3 });
      const model = async (rows: Int32Array) => (await train({ ...all, rows })).files[0]!.bytes;
      const [half, rows] = [all.rows.length / 2, [...all.rows]];
      const other = Int32Array.from([...rows.slice(half).reverse(), ...rows.slice(0, half)]);
      expect(Buffer.compare(await model(other), await model(all.rows))).toBe(0);
    }
  });

  it("stops its threads at a limit", async () => {
    const task = (limits: object) => training(MIXED, { trees: 5000 }, { threads: 2, limits: { ...DEFAULT_LIMITS, ...limits } });
    await expect(bundle.train(task({ minutes: 0.002 }))).rejects.toMatchObject({
      kind: "limit",
      message: expect.stringContaining("limits.minutes"),
    });
    await expect(bundle.train(task({ modelBytes: 100_000 }))).rejects.toMatchObject({ message: expect.stringContaining("of 5000 trees") });
  });

  it("runs the stock package in a thread, which a limit can end", async () => {
    const config = { engine: "ml-random-forest", trees: 5 } as const;
    const task = training({ rows: 200 }, config);
    expect((await bundle.train(task)).files[0]!.bytes).toEqual((await train(task)).files[0]!.bytes);
    const limits = { ...DEFAULT_LIMITS, minutes: 0.002 };
    await expect(bundle.train(training({ rows: 3000 }, config, { limits }))).rejects.toMatchObject({ kind: "limit" });
  });
});

describe("train.min-leaf: auto", () => {
  const SHAPE_AUTO = { rows: 3000, numbers: 5, classes: 2 };
  const auto = { minLeaf: "auto", trees: 30 } as const;

  it("is the forest of the size of leaves that it says, with any threads and in any order of rows", async () => {
    const task = training(SHAPE_AUTO, auto);
    // One column tells the class, wrong in three rows of ten: large leaves cost nothing.
    const { columns } = task.dataset;
    const [told, label] = [columns[0]!, columns.at(-1)!];
    if (told.kind !== "number" || label.kind !== "category") throw new Error("other columns than the sample's");
    const middle = told.values.toSorted()[told.values.length >> 1]!;
    label.codes.set(told.values.map((value, i) => (value > middle !== i % 10 < 3 ? 2 : 1)));
    const { files, chosen } = await train(task);
    const minLeaf = chosen?.minLeaf ?? 0;
    expect(minLeaf).toBeGreaterThan(1);
    const plain = await train({ ...task, config: { ...task.config, minLeaf } });
    expect(Buffer.compare(plain.files[0]!.bytes, files[0]!.bytes)).toBe(0);
    expect(plain.chosen).toBeNull();
    const turned = await train({ ...task, rows: Int32Array.from(task.rows).reverse() });
    expect(turned.chosen).toEqual(chosen);
    expect(Buffer.compare(turned.files[0]!.bytes, files[0]!.bytes)).toBe(0);
    const bundle = await bundleTrain();
    try {
      const threaded = await bundle.train({ ...task, threads: 2, config: { ...task.config, trees: 300 } });
      const alone = await train({ ...task, config: { ...task.config, trees: 300 } });
      expect(Buffer.compare(threaded.files[0]!.bytes, alone.files[0]!.bytes)).toBe(0);
    } finally {
      await bundle.remove();
    }
  });

  it("keeps to train.model-bytes, and says when nothing does", async () => {
    const task = training(SHAPE_AUTO, auto);
    const { files } = await train(task);
    for (const share of [0.9, 0.5, 0.2]) {
      const modelBytes = Math.floor(files[0]!.bytes.length * share);
      const smaller = await train({ ...task, config: { ...task.config, modelBytes } });
      expect(smaller.files[0]!.bytes.length).toBeLessThanOrEqual(modelBytes);
    }
    await expect(train({ ...task, config: { ...task.config, modelBytes: 2000 } })).rejects.toMatchObject({
      kind: "limit",
      message: expect.stringContaining("train.model-bytes (2000 bytes)"),
    });
  });

  it("costs nothing that a model of one leaf size has: its recipe alone says auto", () => {
    const { parameters } = recipeOf({ ...CONFIG, minLeaf: "auto" });
    expect(parameters).toEqual({ trees: 20, maxDepth: null, minLeaf: "auto", modelBytes: 40 * 2 ** 20, export: ["onnx"] });
  });

  it("says what fits when a model does not, and what it says fits", async () => {
    const task = training({ rows: 4000, numbers: 5, classes: 3 }, { trees: 60 });
    const modelBytes = 900_000;
    const limits = { ...DEFAULT_LIMITS, modelBytes };
    const message = await train({ ...task, limits }).then(
      () => "",
      (error: Error) => error.message,
    );
    const [, leaf, trees, bytes] =
      /train\.min-leaf: (\d+); train\.trees: (\d+); limits\.model-bytes: (\d+)MB/.exec(message)?.map(Number) ?? [];
    const fits = async (config: object, most = modelBytes) => {
      const trained = await train({ ...task, config: { ...task.config, ...config }, limits: { ...limits, modelBytes: most } });
      expect(trained.files[0]!.bytes.length).toBeLessThanOrEqual(most);
    };
    await fits({ minLeaf: leaf });
    await fits({ trees });
    await fits({}, bytes! * 1e6);
  });
});

describe("class weights and a threshold", () => {
  it("are told apart by the recipe only where they are asked for", () => {
    const weighted = recipeOf({ ...CONFIG, classWeights: "balanced", decision: { class: "a", threshold: "auto" } });
    expect(weighted.parameters).toMatchObject({ classWeights: "balanced", decision: { class: "a", above: "auto" } });
    const given = recipeOf({ ...CONFIG, classWeights: [{ class: "a", weight: 3 }] });
    expect(given.parameters.classWeights).toEqual({ a: 3 });
  });

  it("weigh classes against each other: all alike or all times two is no matter, more for one finds more of it", async () => {
    const task = training({ rows: 1500, numbers: 3, classes: 3 }, { minLeaf: 10 });
    const names = ["class 000", "class 001", "class 002"];
    const found = async (weights: number[]) => {
      const classWeights = names.map((name, i) => ({ class: name, weight: weights[i]! }));
      return (await train({ ...task, config: { ...task.config, classWeights } })).forest;
    };
    expect(await found([2, 2, 2])).toEqual(await found([1, 1, 1]));
    const count = async (weights: number[]) =>
      predict(await found(weights), task.dataset.columns, 1500).classes.filter((c) => c === 1).length;
    expect(await count([1, 30, 1])).toBeGreaterThan(await count([1, 1, 1]));
    expect(await count([1, 0.03, 1])).toBeLessThan(await count([1, 1, 1]));
  });

  it("put the class's threshold into the file, and say it", async () => {
    const task = training({ rows: 800, classes: 3 }, { decision: { class: "class 001", threshold: "auto" } });
    const { forest, chosen } = await train(task);
    expect(forest.decision).toEqual({ class: 1, threshold: chosen?.threshold });
    const fixed = await train({ ...task, config: { ...task.config, decision: { class: "class 001", threshold: 0.3 } } });
    expect(fixed.chosen).toBeNull();
    expect(fixed.forest.decision?.threshold).toBeCloseTo(0.3, 6);
  });

  it("name a class that is not there: a sentence", async () => {
    const unknown = { decision: { class: "fraud", threshold: "auto" } } as const;
    await expect(train(training({}, unknown))).rejects.toMatchObject({ kind: "data", message: expect.stringContaining('"fraud"') });
    const weights = { classWeights: [{ class: "fraud", weight: 2 }] };
    await expect(train(training({}, weights))).rejects.toMatchObject({ kind: "data", message: expect.stringContaining('"fraud"') });
  });
});
