// What determines a model besides the rows, as it is recorded and as it is followed.
import stockPackage from "ml-random-forest/package.json" with { type: "json" };
import type { TrainConfig } from "../types/config.ts";
import type { Recipe } from "../types/model.ts";
import { stockOptions } from "./stock-engine.ts";

/** Changes whenever the same rows and parameters would give another forest. */
const FOREST_VERSION = "2";

export function recipeOf(config: TrainConfig): Recipe {
  const { engine, trees, maxDepth, minLeaf, seed } = config;
  const files = config.export.includes("json") ? ["onnx", "json"] : ["onnx"];
  if (engine === "ml-random-forest") {
    const { treeOptions } = stockOptions(config);
    return { engine, version: stockPackage.version, parameters: { trees, ...treeOptions, export: files }, seed };
  }
  return { engine, version: FOREST_VERSION, parameters: { trees, maxDepth, minLeaf, export: files }, seed };
}

/** The configuration that gives a recorded recipe here; null: this version has none. */
export function configOf({ engine, version, parameters, seed }: Recipe): TrainConfig | null {
  const { trees, maxDepth = null, minLeaf, minNumSamples } = parameters;
  const least = engine === "forest" ? minLeaf : typeof minNumSamples === "number" ? Math.ceil(minNumSamples / 2) : null;
  if (typeof trees !== "number" || typeof least !== "number" || (maxDepth !== null && typeof maxDepth !== "number")) return null;
  const config: TrainConfig = { engine, trees, seed, maxDepth, minLeaf: least, export: ["onnx"] };
  return recipeOf(config).version === version ? config : null;
}

/** The same models but for the luck of a seed; which files are written is no matter. */
export function sameRecipe(a: Recipe, b: Recipe): boolean {
  const { export: _a, ...ofA } = a.parameters;
  const { export: _b, ...ofB } = b.parameters;
  const keys = new Set([...Object.keys(ofA), ...Object.keys(ofB)]);
  return a.engine === b.engine && a.version === b.version && [...keys].every((key) => ofA[key] === ofB[key]);
}
