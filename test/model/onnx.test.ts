import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NODE_EQ, NODE_LEAF } from "../../src/model/forest/nodes.ts";
import { onnxNames } from "../../src/model/onnx/onnx-names.ts";
import { readOnnx, readOnnxModel } from "../../src/model/onnx/onnx-read.ts";
import { MIN_NODE_BYTES, writeOnnx } from "../../src/model/onnx/onnx-write.ts";
import { predict } from "../../src/model/predict/predict.ts";
import type { Feature, Forest } from "../../src/types/model.ts";
import { sampled } from "../times.ts";
import { growForest, numberColumn, sampleOf, textColumn } from "./forests.ts";
import { anyShape } from "./shapes.ts";

const META = { schema: { fields: [{ name: "ü" }] } };

function feature(name: string, kind: Feature["kind"] = "number"): Feature {
  return { name, kind, type: kind === "number" ? "number" : "string", categories: [] };
}

/** A forest over the given columns, with labels that need them all. */
function forestOver(columns: Parameters<typeof growForest>[0]["columns"], rows: number): Forest {
  return growForest({ columns, labels: Int32Array.from({ length: rows }, (_, i) => (i * i) % 3), classes: ["", "No", "nö"] }, { trees: 4 });
}

describe("ONNX", () => {
  it("gives the same Forest back", () => {
    fc.assert(
      fc.property(anyShape, fc.integer({ min: 1, max: 8 }), (shape, trees) => {
        const forest = growForest(sampleOf(shape), { trees });
        const bytes = writeOnnx(forest, META);
        expect(readOnnxModel(bytes)).toEqual({ forest, schema: META.schema });
        expect(bytes.length).toBeGreaterThan(forest.mode.length * MIN_NODE_BYTES);
      }),
      { numRuns: 80 },
    );
  });

  it("knows a boolean by the words of the schema, after its categories", () => {
    const words = ["nein", "ja", "ja", "nein", "ja", "ja"].map((text) => (text === "ja" ? "true" : "false"));
    const column = { ...textColumn("flag", words), type: "boolean" as const };
    const forest = growForest({ columns: [column], labels: Int32Array.of(0, 1, 1, 0, 1, 0), classes: ["a", "b"] }, { trees: 3 });
    const schema = { fields: [{ name: "flag", type: "boolean", trueValues: ["true", "ja", "1"], falseValues: ["false", "nein", "0"] }] };
    const bytes = writeOnnx(forest, { schema });
    expect(readOnnx(bytes)).toEqual(forest);
    const text = new TextDecoder("latin1").decode(bytes.subarray(0, bytes.length));
    for (const word of ["nein", "ja"]) expect(text.slice(0, text.indexOf("TreeEnsembleClassifier"))).toContain(word);
    // Codes of other words that no category has.
    const wrong = bytes.slice();
    const at = Buffer.from(wrong).indexOf(Buffer.from("values_int64s"));
    const packed = wrong.subarray(at, at + 40);
    packed[packed.lastIndexOf(2)] = 7;
    expect(() => readOnnx(wrong)).toThrow("category codes do not count from 1");
  });

  it("gives it back from bytes that lie inside a larger buffer", () => {
    const forest = growForest(sampleOf({ seed: 1, rows: 50, numbers: 2, categories: 1, classes: 2, missing: 0.1, distinct: 5 }), {
      trees: 3,
    });
    const bytes = writeOnnx(forest, META);
    const larger = new Uint8Array(bytes.length + 13);
    larger.set(bytes, 7);
    expect(readOnnx(larger.subarray(7, 7 + bytes.length))).toEqual(forest);
  });

  it("writes the same bytes again", () => {
    const forest = forestOver([numberColumn("x", [1, 2, 3, 4, 5, 6])], 6);
    expect(writeOnnx(readOnnx(writeOnnx(forest, META)), META)).toEqual(writeOnnx(forest, META));
  });

  it("keeps columns and categories with any name", () => {
    const names = [
      "label",
      "label_",
      "probabilities",
      "",
      "_",
      "inner_",
      "inner_0_code",
      "ein Wort",
      "数",
      "__proto__",
      "a\nb",
      "\ufeffbom",
      "x".repeat(300),
    ];
    const rows = 60;
    const texts = (f: number) =>
      Array.from({ length: rows }, (_, i) => ["", "\ufeffa", "\ufeff long enough to decode", "toString", "é", null][(i * (f + 2)) % 6]!);
    const columns = names.map((name, f) =>
      f % 2 === 0
        ? textColumn(name, texts(f))
        : numberColumn(
            name,
            texts(f).map((_, i) => (i * f) % 7),
          ),
    );
    const forest = forestOver(columns, rows);
    const back = readOnnx(writeOnnx(forest, META));
    expect(back).toEqual(forest);
    expect(predict(back, columns, rows)).toEqual(predict(forest, columns, rows));
  });

  it("keeps a column without categories, a single leaf and a feature that no tree uses", () => {
    const empty = textColumn("empty", [null, null, null, null, null, null]);
    const constant = numberColumn("constant", [2, 2, 2, 2, 2, 2]);
    const leaf = forestOver([empty, constant], 6);
    expect([...leaf.mode]).toEqual([NODE_LEAF, NODE_LEAF, NODE_LEAF, NODE_LEAF]);
    expect(readOnnx(writeOnnx(leaf, META))).toEqual(leaf);
  });

  it("keeps a forest whose leaf holds nothing above 2⁻²⁴ for any class", () => {
    const leaf = forestOver([numberColumn("x", [1, 1, 1, 1, 1, 1])], 6);
    const faint = { ...leaf, weights: leaf.weights.map((w, i) => (i < 9 ? w : 0)) };
    const back = readOnnx(writeOnnx(faint, META));
    const asked = [numberColumn("x", [1])];
    expect(predict(back, asked, 1)).toEqual(predict(faint, asked, 1));
  });
});

describe("onnxNames", () => {
  it("names every input after its column, and nothing else like one", () => {
    const word = fc.constantFrom(
      "label",
      "label_",
      "probabilities",
      "probabilities_",
      "inner_",
      "inner_0_code",
      "inner_row",
      "_",
      "__",
      "",
    );
    fc.assert(
      fc.property(fc.uniqueArray(fc.oneof(word, fc.string()), { minLength: 1, maxLength: 12 }), (names) => {
        const { inputs, label, probabilities, inner } = onnxNames(names.map((name) => feature(name)));
        expect(inputs.filter((_, i) => names[i] !== "")).toEqual(names.filter((name) => name !== ""));
        const others = [label, probabilities, `${inner}row`, ...names.flatMap((_, i) => [`${inner}${i}_code`, `${inner}${i}_number`])];
        const all = [...inputs, ...others];
        expect(new Set(all).size).toBe(all.length);
        expect(all).not.toContain("");
        expect(label).toMatch(/^label_*$/);
      }),
    );
  });
});

/** What every reader of a Forest relies on. */
function expectSound(forest: Forest): void {
  const { mode, feature: used, yes, no, leaf, weights, roots, features, classes, missingYes, threshold } = forest;
  const width = classes.length === 2 ? 1 : classes.length;
  const reached = new Set<number>();
  const waiting = [...roots];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    expect(reached.has(node)).toBe(false);
    reached.add(node);
    expect(node).toBeLessThan(mode.length);
    if (mode[node] === NODE_LEAF) {
      expect(leaf[node]! + width).toBeLessThanOrEqual(weights.length);
      continue;
    }
    const split = features[used[node]!]!;
    expect(threshold[node]).not.toBeNaN();
    if (split.kind === "category") expect(missingYes[node]).toBe(0);
    else expect(mode[node]).not.toBe(NODE_EQ);
    waiting.push(yes[node]!, no[node]!);
  }
  expect(reached.size).toBe(mode.length);
}

describe("readOnnx on hostile bytes", () => {
  const sample = sampleOf({ seed: 4, rows: 60, numbers: 2, categories: 2, classes: 3, missing: 0.2, distinct: 7 });
  const bytes = writeOnnx(growForest(sample, { trees: 3 }), META);

  /** Either a plain sentence, or a forest that can be walked. */
  function expectRefusedOrSound(hostile: Uint8Array): "refused" | "read" {
    let forest: Forest;
    try {
      forest = readOnnx(hostile);
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
      expect((error as Error).message).toMatch(/^Not a model of gated-retrain: .+\.$/);
      return "refused";
    }
    expectSound(forest);
    predict(forest, sample.columns, 60);
    return "read";
  }

  it("reads flipped bits or refuses them, and never walks outside", () => {
    const results = { refused: 0, read: 0 };
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 4 }),
        (flips) => {
          const hostile = bytes.slice();
          for (const [at, mask] of flips) hostile[at]! ^= mask;
          results[expectRefusedOrSound(hostile)]++;
        },
      ),
      { numRuns: sampled(3000) },
    );
    expect(results.refused).toBeGreaterThan(sampled(500));
    expect(results.read).toBeGreaterThan(0);
  });

  it("refuses every prefix, and bytes that follow the end", () => {
    for (let length = 0; length < bytes.length; length += 1 + (length % 13))
      expect(expectRefusedOrSound(bytes.slice(0, length))).toBe("refused");
    const longer = new Uint8Array(bytes.length + 2);
    longer.set(bytes);
    expect(expectRefusedOrSound(longer)).toBe("refused");
  });

  it("refuses arbitrary bytes, and stretches of the file cut out or doubled", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        expect(expectRefusedOrSound(noise)).toBe("refused");
      }),
    );
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 200 }), fc.boolean(), (at, length, doubled) => {
        const cut = bytes.slice(at, at + length);
        const hostile = doubled
          ? [...bytes.slice(0, at + length), ...cut, ...bytes.slice(at + length)]
          : [...bytes.slice(0, at), ...bytes.slice(at + length)];
        expectRefusedOrSound(Uint8Array.from(hostile));
      }),
      { numRuns: sampled(1000) },
    );
  });

  it("refuses children that come before their parent, are shared, or lie in another tree", () => {
    const forest = readOnnx(bytes);
    const splits = [...forest.mode.keys()].filter((node) => forest.mode[node] !== NODE_LEAF);
    const deep = splits.find((node) => node > 3)!;
    const root = (node: number) => Math.max(...[...forest.roots].filter((at) => at <= node));
    for (const child of [root(deep), deep, forest.yes[root(deep)]!, forest.yes[deep]!, forest.mode.length - 1]) {
      const broken = { ...forest, no: forest.no.map((old, node) => (node === deep ? child : old)) };
      expect(() => readOnnx(writeOnnx(broken, META))).toThrow("Not a model");
    }
  });

  it("refuses what is never written", () => {
    const forest = readOnnx(bytes);
    const split = forest.mode.findIndex((mode) => mode !== NODE_LEAF);
    const set = (key: "threshold" | "feature" | "missingYes" | "mode", node: number, value: number) => {
      const changed = { ...forest, [key]: forest[key].slice() };
      changed[key][node] = value;
      return writeOnnx(changed, META);
    };
    const onNumber = forest.mode.findIndex((mode, i) => mode !== NODE_LEAF && forest.features[forest.feature[i]!]!.kind === "number");
    const onText = forest.mode.findIndex((mode, i) => mode !== NODE_LEAF && forest.features[forest.feature[i]!]!.kind === "category");
    expect(onNumber).toBeGreaterThanOrEqual(0);
    expect(onText).toBeGreaterThanOrEqual(0);
    expect(() => readOnnx(set("threshold", split, Number.NaN))).toThrow("compares nothing known");
    expect(() => readOnnx(set("feature", split, 4))).toThrow("compares nothing known");
    expect(() => readOnnx(set("missingYes", onText, 1))).toThrow("never written");
    expect(() => readOnnx(set("mode", onNumber, NODE_EQ))).toThrow("never written");
    expect(() => readOnnx(writeOnnx({ ...forest, weights: forest.weights.map((w) => w / 2) }, META))).toThrow("never written");
    expect(() => readOnnx(writeOnnx({ ...forest, classes: ["a", "a", "b"] }, META))).toThrow("classes");
  });
});
