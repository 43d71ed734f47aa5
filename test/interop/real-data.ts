// Real data sets in folders where `init` has run, and the split that a run of theirs makes, recomputed from the files.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DEFAULT_CONFIG, DEFAULT_LIMITS } from "../../src/config/defaults.ts";
import { parseSchema } from "../../src/config/schema/schema.ts";
import { readPaths } from "../../src/fetch/read.ts";
import { splitRows } from "../../src/table/rows/split.ts";
import type { RunResult, Sides } from "../../src/types/run.ts";
import type { Schema } from "../../src/types/schema.ts";
import type { Dataset } from "../../src/types/table.ts";
import { validate } from "../../src/validate/validate.ts";
import { cli, cliJson, newFolder } from "../e2e/cli.ts";
import { NO_SERVICES } from "../fetch/folder.ts";
import { python } from "./python.ts";

export interface RealSet {
  name: string;
  kind: string;
  target: string;
  rows: number;
  /** Holds data.csv and what `init` wrote. */
  dir: string;
  /** The first fit's numbers. */
  init: { f1: number; dummy: number; threshold: number; average: string; predicts: boolean };
}

/** `init` without any edit on each set, or on those named. */
export async function realSets(names: string[] = []): Promise<RealSet[]> {
  const root = await newFolder();
  const described = await python<Omit<RealSet, "dir" | "init">[]>("data_sets.py", [root, ...names]);
  const sets: RealSet[] = [];
  for (const set of described) {
    const dir = join(root, set.name);
    const { code, stderr, json } = await cliJson<RealSet["init"]>(["init", "--data", "data.csv", "--target", set.target], { cwd: dir });
    if (code !== 0) throw new Error(`init on ${set.name}: ${stderr}`);
    sets.push({ ...set, dir, init: json });
  }
  return sets;
}

export const registryFolder = (salt: string) => `registry-${salt}`;
const registryOf = (salt: string) => `directory:${registryFolder(salt)}`;

export function runAsWritten({ dir }: RealSet): Promise<{ json: RunResult }> {
  return cliJson(["run"], { cwd: dir });
}

export function runWithSalt({ dir }: RealSet, salt: string): Promise<{ json: RunResult }> {
  return cliJson(["run", "--set", `split.salt=${salt}`, "--registry", registryOf(salt)], { cwd: dir });
}

export interface Typed {
  schema: Schema;
  dataset: Dataset;
}

export async function typedRows({ dir, target }: RealSet): Promise<Typed> {
  const path = join(dir, "schema.yml");
  const schema = parseSchema(await readFile(path, "utf8"), path, target);
  const files = await readPaths([join(dir, "data.csv")], DEFAULT_LIMITS, () => {}, NO_SERVICES);
  const { dataset } = validate({ files, schema, target, reference: null, showValues: false });
  if (dataset === null) throw new Error(`the rows of ${dir} cannot be typed`);
  return { schema, dataset };
}

export function sidesOf(dataset: Dataset, salt: string): Sides {
  return splitRows(dataset, { by: "row", share: DEFAULT_CONFIG.split.holdout, columns: dataset.features, salt, hash: 1 });
}

/** The champion's predictions for every row of data.csv, as `predict` writes them. */
export async function predictionsOf({ dir }: RealSet, salt: string): Promise<string> {
  const out = join(dir, `predictions-${salt}.csv`);
  const finished = await cli(["predict", "--registry", registryOf(salt), "--data", "data.csv", "--out", out], { cwd: dir });
  if (finished.code !== 0) throw new Error(finished.stderr);
  return out;
}
