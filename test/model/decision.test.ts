import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outOfBag } from "../../src/model/choose/out-of-bag.ts";
import { chooseThreshold } from "../../src/model/choose/threshold.ts";
import { readOnnx } from "../../src/model/onnx/onnx-read.ts";
import { writeOnnx } from "../../src/model/onnx/onnx-write.ts";
import { classifierOf, predict } from "../../src/model/predict/predict.ts";
import type { Forest } from "../../src/types/model.ts";
import { growForest, type Sample, type Shape, sampleOf } from "./forests.ts";
import { anyShape } from "./shapes.ts";

const SHAPE: Shape = { seed: 5, rows: 500, numbers: 3, categories: 1, classes: 2, missing: 0.1, distinct: null };
const deciding = (forest: Forest, named: number, threshold: number): Forest => ({ ...forest, decision: { class: named, threshold } });

/** Of the probabilities of one row: the named class above its threshold, else the first of the largest others. */
function expected(probabilities: Float64Array, named: number, threshold: number): number {
  if (probabilities[named]! > threshold) return named;
  const others = [...probabilities.keys()].filter((c) => c !== named);
  return others.reduce((best, c) => (probabilities[c]! > probabilities[best]! ? c : best), others[0]!);
}

describe("a forest with a threshold", () => {
  it("answers the named class above it and only then, and says the same probabilities (property)", () => {
    fc.assert(
      fc.property(anyShape, fc.nat(9), fc.integer({ min: 0, max: 2 ** 24 - 1 }), fc.boolean(), (shape, which, units, isTie) => {
        const sample = sampleOf(shape);
        const plain = growForest(sample, { trees: 4, minLeaf: 3 });
        const named = which % shape.classes;
        const free = predict(plain, sample.columns, shape.rows);
        const { length: count } = plain.classes;
        const met = free.probabilities[(units % shape.rows) * count + named]!;
        const threshold = isTie && met < 1 ? met : units / 2 ** 24;
        const found = predict(deciding(plain, named, threshold), sample.columns, shape.rows);
        expect(found.probabilities).toEqual(free.probabilities);
        found.classes.forEach((c, i) => {
          expect(c).toBe(expected(free.probabilities.subarray(i * count, (i + 1) * count), named, threshold));
        });
      }),
      { numRuns: 60 },
    );
  });

  it("answers alike where only classes are asked for, which stops at trees that cannot change them", () => {
    for (const classes of [2, 4]) {
      const sample = sampleOf({ ...SHAPE, rows: 20_000, classes });
      const plain = growForest(sampleOf({ ...SHAPE, classes }), { trees: 40 });
      for (const named of [0, 1])
        for (const threshold of [0, 0.05, 0.4, 0.975]) {
          const forest = deciding(plain, named, threshold);
          const whole = predict(forest, sample.columns, 20_000).classes;
          expect(classifierOf(forest, sample.columns)(20_000)).toEqual(whole);
        }
    }
  });

  it("comes back from its ONNX file, and from no file that says two things", () => {
    const sample = sampleOf({ ...SHAPE, classes: 3 });
    const forest = deciding(growForest(sample, { trees: 3 }), 1, 0.25);
    const bytes = writeOnnx(forest, { schema: {} });
    expect(readOnnx(bytes)).toEqual(forest);
    expect(() => readOnnx(replaced(bytes, '"threshold":0.25', '"threshold":0.26'))).toThrow("another threshold");
    expect(() => readOnnx(replaced(bytes, "inner_shifted", "inner_shiftex"))).toThrow();
    expect(() => readOnnx(replaced(bytes, "Greater", "GreateX"))).toThrow();
  });

  it("without one writes the bytes that it always wrote", () => {
    const forest = growForest(sampleOf(SHAPE), { trees: 3 });
    expect(new TextDecoder("latin1").decode(writeOnnx(forest, { schema: {} }))).not.toContain("decision");
  });
});

function replaced(bytes: Uint8Array, old: string, by: string): Uint8Array {
  const text = Buffer.from(bytes).toString("latin1");
  expect(text).toContain(old);
  return Uint8Array.from(Buffer.from(text.replace(old, by), "latin1"));
}

/** One row in `one` is of the second class, and its first column leans towards it. */
function rare(seed: number, one: number): Sample {
  const sample = sampleOf({ ...SHAPE, seed, rows: 4000, categories: 0, missing: 0 });
  const [first] = sample.columns;
  sample.labels.fill(0);
  for (let i = 0; i < 4000; i += one) {
    sample.labels[i] = 1;
    if (first?.kind === "number") first.values[i] = first.values[i]! * 0.2 + 0.8;
  }
  return sample;
}

describe("the threshold of a rare class", () => {
  it("is where more of the class is found than by the most probable class, whatever the order of the rows", () => {
    const sample = rare(1, 25);
    const trainingSet = { ...sample, rows: sample.labels.map((_, i) => i) };
    const forest = growForest(sample, { trees: 60, seed: 7, minLeaf: 5 });
    const { decision, f1: expectedF1 } = chooseThreshold(forest, trainingSet, 7, 1);
    expect(Number.isInteger(decision.threshold * 2 ** 24)).toBe(true);
    const f1 = (of: Forest): number => {
      const said = outOfBag(of, trainingSet, 7);
      const right = said.filter((c, i) => c === 1 && sample.labels[i] === 1).length;
      return (2 * right) / (said.filter((c) => c === 1).length + 160);
    };
    expect(f1({ ...forest, decision })).toBeGreaterThan(f1(forest) + 0.05);
    expect(Math.abs(expectedF1 - f1({ ...forest, decision }))).toBeLessThan(0.1);
    const order = Int32Array.from(trainingSet.rows).reverse();
    const turned = { ...trainingSet, rows: order, labels: order.map((row) => sample.labels[row]!) };
    expect(chooseThreshold(forest, turned, 7, 1)).toEqual({ decision, f1: expectedF1 });
  });

  it("of the first of two classes mirrors the second's", () => {
    const sample = rare(2, 10);
    const trainingSet = { ...sample, rows: sample.labels.map((_, i) => i) };
    const forest = growForest(sample, { trees: 30, seed: 7, minLeaf: 3 });
    const second = chooseThreshold(forest, trainingSet, 7, 1);
    const mirrored = { ...sample, labels: sample.labels.map((c) => 1 - c) };
    const first = chooseThreshold(growForest(mirrored, { trees: 30, seed: 7, minLeaf: 3 }), { ...trainingSet, ...mirrored }, 7, 0);
    expect(Math.abs(first.decision.threshold - second.decision.threshold)).toBeLessThan(0.15);
  });
});
