// Made-up problems of many kinds, with real forests: a history of accepted files, and a new file whose labels may be wrong.
import type { EvaluationRequest } from "../../src/evaluate/compare/evaluation-request.ts";
import { assembleForest } from "../../src/model/forest/assemble.ts";
import { binTable } from "../../src/model/forest/bin.ts";
import { growTree } from "../../src/model/forest/grow.ts";
import { newGrowSpace } from "../../src/model/forest/grow-space.ts";
import type { GatesConfig } from "../../src/types/config.ts";
import type { Forest } from "../../src/types/model.ts";
import type { Column, Dataset, FileSpan } from "../../src/types/table.ts";
import { draw, normal, oneOf } from "./random.ts";

export interface Problem {
  /** Prior share of each class. */
  shares: number[];
  /** Centre of each class in feature space. */
  centres: number[][];
  /** Share of labels that say nothing. */
  noise: number;
}

export function anyProblem(uniform: () => number): Problem {
  const classes = oneOf(uniform, [2, 2, 3, 5]);
  const raw = Array.from({ length: classes }, () => oneOf(uniform, [1, 1 - Math.log(1 - uniform())]));
  const total = raw.reduce((a, b) => a + b, 0);
  const spread = oneOf(uniform, [0.4, 0.7, 1.2, 2]);
  const centres = raw.map(() => Array.from({ length: 6 }, () => spread * normal(uniform)));
  return { shares: raw.map((x) => x / total), centres, noise: oneOf(uniform, [0, 0.1, 0.3, 0.5]) };
}

export interface Rows {
  labels: number[];
  features: number[][];
}

export function rowsOf(uniform: () => number, problem: Problem, count: number): Rows {
  const labels: number[] = [];
  const features: number[][] = [];
  for (let i = 0; i < count; i++) {
    const label = draw(uniform, problem.shares);
    features.push(problem.centres[label]!.map((centre) => centre + normal(uniform)));
    labels.push(uniform() < problem.noise ? draw(uniform, problem.shares) : label);
  }
  return { labels, features };
}

/** Every class takes another one's name: the next one's, or for two classes the other's. */
export function inverted(uniform: () => number, rows: Rows, classes: number): Rows {
  const step = 1 + Math.floor(uniform() * (classes - 1));
  return { ...rows, labels: rows.labels.map((label) => (label + step) % classes) };
}

export interface PlacedFile {
  rows: Rows;
  accepted: boolean;
  inWindow: boolean;
}

/** A request without models; a fifth of the rows held out. */
export function placed(
  uniform: () => number,
  files: PlacedFile[],
  classes: number,
): Pick<EvaluationRequest, "dataset" | "trainRows" | "holdoutRows"> {
  const spans: FileSpan[] = [];
  let end = 0;
  for (const { rows, accepted, inWindow } of files) {
    const start = end;
    end += rows.labels.length;
    spans.push({ name: `file ${spans.length}`, start, end, accepted, inWindow });
  }
  const all = files.flatMap(({ rows }) => rows.features);
  const numbers = all[0]!.map(
    (_, f): Column => ({ kind: "number", name: `x${f}`, type: "number", values: Float64Array.from(all, (row) => row[f]!) }),
  );
  const categories = Array.from({ length: classes }, (_, c) => `class ${c}`);
  const codes = Int32Array.from(
    files.flatMap(({ rows }) => rows.labels),
    (label) => label + 1,
  );
  const label: Column = { kind: "category", name: "label", type: "string", categories, codes };
  const dataset: Dataset = {
    rows: end,
    columns: [...numbers, label],
    features: numbers.map(({ name }) => name),
    target: "label",
    files: spans,
  };
  const heldOut = Uint8Array.from({ length: end }, () => (uniform() < 0.2 ? 1 : 0));
  const rows = Int32Array.from({ length: end }, (_, row) => row);
  const inWindow = (row: number) => spans.find((span) => row < span.end)!.inWindow;
  return {
    dataset,
    trainRows: rows.filter((row) => heldOut[row] === 0 && inWindow(row)),
    holdoutRows: rows.filter((row) => heldOut[row] === 1),
  };
}

export function forestOn(dataset: Dataset, rows: Int32Array, seed: number, count = 15): Forest {
  const target = dataset.columns.find((column) => column.name === dataset.target);
  if (target?.kind !== "category") throw new Error("The target is made of categories.");
  const columns = dataset.columns.filter((column) => dataset.features.includes(column.name));
  const labels = rows.map((row) => target.codes[row]! - 1);
  const classes = target.categories;
  const { table, features } = binTable({ columns, rows, labels, classes });
  const options = { seed, maxDepth: null, minLeaf: 1 };
  const space = newGrowSpace(table, options);
  const trees = Array.from({ length: count }, (_, tree) => growTree(space, tree));
  return assembleForest({ engine: "forest", features, classes, trees });
}

export function gatesWith(f1Threshold: number | null): GatesConfig {
  const champion = { margin: 0.02, confidence: 0.95, horizon: 1, undecided: "keep" as const };
  return {
    f1Threshold,
    f1Average: "weighted",
    positiveClass: null,
    require: "point",
    champion,
    dummy: { margin: 0.05 },
    reference: "warn",
    minClassF1: [],
    slices: [],
    calibration: null,
    metrics: [],
  };
}
