// Small real models; free of vitest, because the publishing process of the tests uses them too.
import { NODE_EQ, NODE_LEAF, NODE_LEQ } from "../../src/model/forest/nodes.ts";
import { writeOnnx } from "../../src/model/onnx/onnx-write.ts";
import { buildManifest } from "../../src/publish/records/manifest.ts";
import type { CheckResult } from "../../src/types/judgement.ts";
import type { Forest } from "../../src/types/model.ts";
import type { Manifest, Promotion, SourceRecord } from "../../src/types/registry.ts";
import type { Services } from "../../src/types/run.ts";

const HEAD = { rows: 100, missing: 0, distinct: 1, run: 1, still: 0 };
const NUMBERS = { kind: "number" as const, type: "number" as const, ...HEAD, atoms: [], counts: [], grain: [], hours: [], falls: 0 };
const TEXTS = { kind: "category" as const, type: "string" as const, ...HEAD, buckets: [], forms: [], formCounts: [], lengths: [] };

/** A directory needs nothing else. */
export const NOWHERE: Services = { identityToken: null, repository: null };

/** One tree of two splits: a number, then a category. */
function tinyForest(threshold: number): Forest {
  return {
    engine: "forest",
    features: [
      { name: "temp", type: "number", kind: "number", categories: [] },
      { name: "region", type: "string", kind: "category", categories: ["north", "süd"] },
    ],
    classes: ["a", "b", "c"],
    roots: Int32Array.of(0),
    mode: Uint8Array.of(NODE_LEQ, NODE_LEAF, NODE_EQ, NODE_LEAF, NODE_LEAF),
    feature: Int32Array.of(0, 0, 1, 0, 0),
    threshold: Float64Array.of(threshold, 0, 1, 0, 0),
    missingYes: Uint8Array.of(1, 0, 0, 0, 0),
    yes: Int32Array.of(1, 0, 3, 0, 0),
    no: Int32Array.of(2, 0, 4, 0, 0),
    leaf: Int32Array.of(-1, 0, -1, 3, 6),
    decision: null,
    weights: Float64Array.of(0.5, 0.5, 0, 0, 1, 0, 0, 0.25, 0.75),
  };
}

export const PASSED: CheckResult = {
  code: "f1-threshold",
  subject: "model",
  status: "pass",
  observed: 0.9,
  expected: 0.8,
  message: "F1 0.9 reaches 0.8",
  suggestion: null,
  where: null,
  rows: 40,
  estimate: 0.9,
  bound: 0.82,
  threshold: 0.8,
};

export function sourceOf(name: string): SourceRecord {
  return {
    uri: `/data/${name}`,
    versionId: null,
    name,
    digest: `sha256:${Buffer.from(name).toString("hex").padEnd(64, "0").slice(0, 64)}`,
  };
}

export interface PromotionOptions {
  sources?: string[];
  json?: boolean;
  time?: string;
  /** What the dummy's gate estimates: the model's result. */
  f1?: number;
}

/** The number n is the data, so to speak: another n, another model. */
export function promotionFor(
  n: number,
  { sources = [`file-${n}`], json = false, time = "2026-01-01T00:00:00.000Z", f1 }: PromotionOptions = {},
): Promotion<Manifest> {
  const schema = { fields: [{ name: "temp", type: "number" }] };
  const onnx = { extension: "onnx" as const, mediaType: "application/onnx", bytes: writeOnnx(tinyForest(n), { schema }) };
  const stock = { extension: "json" as const, mediaType: "application/json", bytes: new TextEncoder().encode(`{"n":${n}}`) };
  const files = json ? [onnx, stock] : [onnx];
  const { manifest, id } = buildManifest({
    rows: { digest: `sha256:${String(n).padStart(64, "0")}`, count: 100 + n },
    target: "label",
    schema,
    recipe: { engine: "forest", version: "1", parameters: { trees: 1 }, seed: 42 },
    split: { by: "row", share: 0.2, columns: ["temp", "region"], salt: `salt ${n}`, hash: 1 },
    holdout: {
      classes: ["a", "b", "c"],
      counts: [
        [8, 1, 0],
        [2, 7, 1],
        [0, 0, 1],
      ],
    },
    profile: {
      rows: 100,
      columns: [
        { ...NUMBERS, name: "temp", missing: 1, distinct: 90, quantiles: [0.1 + 0.2, 1] },
        { ...TEXTS, name: "region", values: ["süd"], counts: [100] },
      ],
      pairs: { columns: ["temp", "region"], hundredths: [0] },
      rowHashes: [1, 2],
    },
    files,
  });
  const gates = f1 === undefined ? [PASSED] : [PASSED, { ...PASSED, code: "dummy", estimate: f1 }];
  const entry = {
    kind: "promotion" as const,
    id,
    gates,
    sources: sources.map(sourceOf),
    run: null,
    actor: "tester",
    time,
    reason: `trained on ${n}`,
  };
  return { id, manifest: manifest as Manifest, files, entry };
}
