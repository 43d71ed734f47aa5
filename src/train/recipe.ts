import { isDeepStrictEqual } from "node:util";
import stockPackage from "ml-random-forest/package.json" with { type: "json" };
import { z } from "zod";
import type { TrainConfig } from "../types/config.ts";
import type { Recipe } from "../types/model.ts";
import { stockOptions } from "./stock-engine.ts";

/** Raised whenever the same rows and parameters give another forest than before. */
const FOREST_VERSION = "2";

/** Engine, version, parameters and seed: what determines a model besides data, schema and split. */
export function recipeOf(config: TrainConfig): Recipe {
  const { engine, trees, maxDepth, minLeaf, seed } = config;
  const files = config.export.includes("json") ? ["onnx", "json"] : ["onnx"];
  if (engine === "ml-random-forest") {
    const { treeOptions } = stockOptions(config);
    return { engine, version: stockPackage.version, parameters: { trees, ...treeOptions, export: files }, seed };
  }
  const parameters = { trees, maxDepth, minLeaf, ...beyondPlain(config), export: files };
  return { engine, version: FOREST_VERSION, parameters, seed };
}

/** Parameters that are recorded only where they are set, so that recipes without them keep their ids. */
function beyondPlain({ minLeaf, modelBytes, classWeights, decision }: TrainConfig): Recipe["parameters"] {
  return {
    ...(minLeaf === "auto" ? { modelBytes } : {}),
    ...(classWeights === "none" ? {} : { classWeights: typeof classWeights === "string" ? classWeights : byName(classWeights) }),
    ...(decision === null ? {} : { decision: { class: decision.class, above: decision.threshold } }),
  };
}

function byName(weights: { class: string; weight: number }[]): Record<string, number> {
  return Object.fromEntries(weights.map(({ class: name, weight }) => [name, weight]));
}

/** The configuration that repeats a recorded recipe; null: not possible with this version. */
export function configOf({ engine, version, parameters, seed }: Recipe): TrainConfig | null {
  const parsed = PARAMETERS.safeParse(parameters);
  if (!parsed.success || !SEED.safeParse(seed).success) return null;
  const { trees, maxDepth, minLeaf, minNumSamples, modelBytes, classWeights, decision } = parsed.data;
  const least = engine === "forest" ? minLeaf : minNumSamples === undefined ? undefined : Math.ceil(minNumSamples / 2);
  if (least === undefined || (least === "auto" && modelBytes === undefined)) return null;
  const weights =
    typeof classWeights === "string" ? classWeights : Object.entries(classWeights).map(([name, weight]) => ({ class: name, weight }));
  const own = {
    modelBytes: modelBytes ?? 0,
    classWeights: weights,
    decision: decision === undefined ? null : { class: decision.class, threshold: decision.above },
  };
  const config: TrainConfig = { engine, trees, seed, maxDepth, minLeaf: least, ...own, export: ["onnx"] };
  return recipeOf(config).version === version ? config : null;
}

const whole = (least: number, most: number) => z.number().int().min(least).max(most);

/** The parameters that a configuration can set, within its bounds (config/keys/retrain-file.ts). */
const PARAMETERS = z.object({
  trees: whole(1, 10_000),
  maxDepth: whole(1, 1000).nullable().default(null),
  minLeaf: z.union([whole(1, 1_000_000), z.literal("auto")]).optional(),
  minNumSamples: whole(1, 2_000_000).optional(),
  modelBytes: whole(0, 2 ** 31).optional(),
  classWeights: z.union([z.enum(["none", "balanced"]), z.record(z.string(), z.number().gt(0).max(1e6))]).default("none"),
  decision: z.object({ class: z.string(), above: z.union([z.number().min(0).lt(1), z.literal("auto")]) }).optional(),
});
const SEED = whole(0, 2 ** 32 - 1);

/** Whether two recipes differ at most in the seed and in the files that are written. */
export function sameRecipe(a: Recipe, b: Recipe): boolean {
  const { export: _a, ...ofA } = a.parameters;
  const { export: _b, ...ofB } = b.parameters;
  return a.engine === b.engine && a.version === b.version && isDeepStrictEqual(ofA, ofB);
}
