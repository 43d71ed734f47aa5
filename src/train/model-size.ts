// Forecast of a model's file size from its first trees, and of settings that would make it smaller.

import { assembleForest } from "../model/forest/assemble.ts";
import type { Tree } from "../model/forest/grow.ts";
import { MOST_WEIGHTS } from "../model/forest/leaf-table.ts";
import { MIN_NODE_BYTES, writeOnnx } from "../model/onnx/onnx-write.ts";
import { LimitError } from "../types/errors.ts";
import type { Feature } from "../types/model.ts";
import type { JsonValue } from "../types/problem.ts";
import { type Growth, growAll } from "./grow-all.ts";

/** Trees that the forecast uses: trees of one forest differ little in size. */
export const FORECAST_TREES = 4;
/** Relative error of the forecast. */
export const FORECAST_ERROR = 0.04;

/** What the file contains besides the trees. */
export interface FileParts {
  features: Feature[];
  classes: string[];
  schema: JsonValue;
}

/** Forecast bytes of the ONNX file of `count` trees, from the first trees. */
export function forecastBytes({ schema, ...parts }: FileParts, trees: Tree[], count: number): number {
  const bytesOf = (some: Tree[]) => writeOnnx(assembleForest({ engine: "forest", ...parts, trees: some }), { schema }).length;
  const all = bytesOf(trees);
  if (trees.length >= count) return all;
  const half = trees.length >> 1;
  const perTree = half === 0 ? all : (all - bytesOf(trees.slice(0, half))) / (trees.length - half);
  return Math.ceil(all + (count - trees.length) * perTree);
}

/** Leaf sizes to try: the Fibonacci numbers from 1. */
export function* leafSizes(): Generator<number> {
  let [size, next] = [1, 2];
  for (;;) {
    yield size;
    [size, next] = [next, size + next];
  }
}

/** The model file will be too large; `bytes`: its forecast size, or a lower bound after `after` trees. */
export class TooLarge extends Error {
  readonly bytes: number;
  readonly trees: number;

  constructor(bytes: number, trees: number) {
    super("The model will be larger than its limit.");
    this.bytes = bytes;
    this.trees = trees;
  }
}

/**
 * Returns a receiver of trees that throws TooLarge as soon as the file cannot fit: when the forecast exceeds the limit by more than its
 * error, or when the nodes grown so far are too many already.
 */
export function sizeWatch(modelBytes: number, count: number, parts: FileParts): (number: number, tree: Tree) => void {
  const first = new Map<number, Tree>();
  const needed = Math.min(FORECAST_TREES, count);
  let [nodes, weights, grown] = [0, 0, 0];
  return (number, tree) => {
    nodes += tree.mode.length;
    weights += tree.counts.length;
    if (weights > MOST_WEIGHTS) throw new LimitError(weightsSentence(`after ${grown} of ${count} trees`));
    grown++;
    if (number < needed) first.set(number, tree);
    if (number < needed && first.size === needed) {
      const trees = Array.from({ length: needed }, (_, i) => first.get(i)!);
      const forecast = forecastBytes(parts, trees, count);
      if (forecast * (1 - FORECAST_ERROR) > modelBytes) throw new TooLarge(forecast, needed);
    }
    if (nodes * MIN_NODE_BYTES > modelBytes) throw new TooLarge((nodes / grown) * count * MIN_NODE_BYTES, grown);
  };
}

export interface Excess {
  bytes: number;
  /** Number of trees after which it was noticed. */
  after: number;
  minLeaf: number;
  modelBytes: number;
}

/** The error for a file that is too large, with settings that would fit, tried on the first trees. */
export async function excessError(growth: Growth, parts: FileParts, { bytes, after, minLeaf, modelBytes }: Excess): Promise<LimitError> {
  const { trees } = growth.config;
  const leaf = await fittingLeaf(growth, parts, minLeaf, modelBytes);
  const fewer = Math.floor(((trees * modelBytes) / bytes) * (1 - FORECAST_ERROR));
  const larger = `limits.model-bytes: ${megabytes(bytes * (1 + FORECAST_ERROR))}`;
  const ways = [
    ...(leaf === null ? [] : [`train.min-leaf: ${leaf}`]),
    ...(fewer < 1 ? [] : [`train.trees: ${fewer}`]),
    `${larger} with a registry that takes such a file (directory: and s3: do; on a branch GitHub takes up to about 40 MiB)`,
  ];
  return modelSizeError(`after ${after} of ${trees} trees it is expected to have ${megabytes(bytes)}`, modelBytes, ways);
}

/** The smallest tried leaf size above `minLeaf` whose file fits; null: none. */
async function fittingLeaf(growth: Growth, parts: FileParts, minLeaf: number, modelBytes: number): Promise<number | null> {
  const { table, config } = growth;
  const sample = Math.min(2, config.trees);
  for (const size of leafSizes()) {
    if (size * 2 > table.rows) break;
    if (size <= minLeaf) continue;
    const { trees } = await growAll({ ...growth, progress: () => undefined }, { minLeaf: size, from: 0, to: sample });
    if (forecastBytes(parts, trees, config.trees) * (1 + FORECAST_ERROR) <= modelBytes) return size;
  }
  return null;
}

function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes)}B` : `${Math.ceil(bytes / 1e6)}MB`;
}

/** `ways`: settings, each of which would make the file fit. */
export function modelSizeError(found: string, modelBytes: number, ways: string[] = []): LimitError {
  const fits =
    ways.length > 0
      ? `Any one of these fits: ${ways.join("; ")}. A train.max-depth makes it smaller, too.`
      : "Raise the limit, grow fewer trees, or set train.max-depth or train.min-leaf.";
  return new LimitError(`The model is larger than limits.model-bytes (${modelBytes} bytes): ${found}. ${fits}`);
}

/** Message for a forest with too many leaf weights, with what to change. */
export function weightsSentence(when: string): string {
  const most = MOST_WEIGHTS.toLocaleString("en-US");
  return `The model is too large for memory: ${when} its leaves hold more than ${most} weights, one for each class in each leaf of several classes. Train on fewer classes, grow fewer trees, or set train.max-depth or train.min-leaf.`;
}
