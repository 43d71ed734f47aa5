// train.min-leaf: auto: leaves as large as out-of-bag scores do not mind, and larger where the file would exceed train.model-bytes. Few
// sizes, far apart: nights that differ little in their rows then mostly choose the same.

import { chooseLevel } from "../model/choose/choose-level.ts";
import { newLevelSpace } from "../model/choose/leaf-levels.ts";
import type { Tree } from "../model/forest/grow.ts";
import { LimitError } from "../types/errors.ts";
import { type Growth, growAll } from "./grow-all.ts";
import { type FileParts, FORECAST_ERROR, FORECAST_TREES, forecastBytes, leafSizes } from "./model-size.ts";

const LADDER = [1, 3, 8, 21];
/** Leaves of each class that a table must have rows for, in the mean: larger ones would hide its smaller classes. */
const LEAVES_PER_CLASS = 20;
/** Trees that decide: half of the model's, within these bounds. */
const FEWEST_JUDGES = 24;
const MOST_JUDGES = 32;

/** `named`: the class that a threshold decides for, or null. */
export async function growAuto(growth: Growth, parts: FileParts, named: number | null): Promise<{ trees: Tree[]; minLeaf: number }> {
  const { config, table } = growth;
  const count = config.trees;
  const levels = LADDER.filter((size) => size === 1 || size * LEAVES_PER_CLASS * table.classes <= table.rows);
  const judges = Math.min(count, Math.max(FEWEST_JUDGES, Math.min(MOST_JUDGES, count >> 1)));
  const { trees: full, sums } = await growAll(growth, { minLeaf: 1, from: 0, to: judges, levels });
  const space = { ...newLevelSpace(table, levels, growth.classWeights ?? undefined), ...sums };
  const wanted = levels[chooseLevel(space, named, count)]!;
  for (const size of leafSizes()) {
    if (size < wanted) continue;
    if (size > Math.max(1, table.rows >> 1)) break;
    const trees = await fittingTrees(growth, parts, size, size === 1 ? full : []);
    if (trees === null) continue;
    growth.progress(`train.min-leaf: auto chose ${size}${size > wanted ? ` (${wanted} by its scores; the file would be too large)` : ""}.`);
    return { trees, minLeaf: size };
  }
  throw new LimitError(
    `No size of leaves gives a model of at most train.model-bytes (${config.modelBytes} bytes) with ${count} trees. Raise it, or grow fewer trees (train.trees).`,
  );
}

/** null: their file would exceed train.model-bytes. `first`: trees of that size that are grown already. */
async function fittingTrees(growth: Growth, parts: FileParts, minLeaf: number, first: Tree[]): Promise<Tree[] | null> {
  const { trees: count, modelBytes } = growth.config;
  const trees = [...first];
  const growTo = async (to: number) => {
    if (trees.length < to) trees.push(...(await growAll(growth, { minLeaf, from: trees.length, to })).trees);
  };
  await growTo(Math.min(count, FORECAST_TREES));
  const forecast = forecastBytes(parts, trees.slice(0, FORECAST_TREES), count);
  if (forecast > modelBytes) return null;
  await growTo(count);
  const isNear = forecast * (1 + 2 * FORECAST_ERROR) > modelBytes;
  return isNear && forecastBytes(parts, trees, count) > modelBytes ? null : trees;
}
