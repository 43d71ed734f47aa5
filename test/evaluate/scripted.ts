// Data sets whose models say what the test wrote down: a real Forest of one tree that repeats the class named in one column.
import type { EvaluationRequest } from "../../src/evaluate/compare/evaluation-request.ts";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import { NODE_EQ, NODE_LEAF } from "../../src/model/forest/nodes.ts";
import type { GatesConfig } from "../../src/types/config.ts";
import type { CheckResult, Evaluation } from "../../src/types/judgement.ts";
import type { Forest } from "../../src/types/model.ts";
import type { CategoryColumn, Dataset } from "../../src/types/table.ts";

export const GATES: GatesConfig = {
  f1Threshold: 0.8,
  f1Average: "weighted",
  positiveClass: null,
  require: "point",
  champion: { margin: 0.02, confidence: 0.95, horizon: 1, undecided: "keep" },
  dummy: { margin: 0.05 },
  reference: "warn",
  minClassF1: [],
  slices: [],
  calibration: null,
  metrics: [],
};

export interface Line {
  truth: string;
  candidate: string;
  champion?: string;
  best?: string;
  region?: string;
  /** Index of the file it stands in; lines come in file order. */
  file?: number;
  train?: boolean;
}

export function lines(count: number, line: Line): Line[] {
  return Array.from({ length: count }, () => line);
}

export function textColumn(name: string, cells: string[]): CategoryColumn {
  const categories = [...new Set(cells)].filter((cell) => cell !== "").sort();
  const codes = Int32Array.from(cells, (cell) => categories.indexOf(cell) + 1);
  return { kind: "category", name, type: "string", codes, categories };
}

/** Says the class that its only feature names; the first class for any other text. */
export function repeating(feature: string, classes: string[]): Forest {
  const count = classes.length;
  const nodes = 2 * count - 1;
  const isSplit = (node: number) => node % 2 === 0 && node < nodes - 1;
  const width = count === 2 ? 1 : count;
  // Node 2i asks for class i (last first, so that unknown text ends at the first class), node 2i + 1 is its leaf.
  const labelAt = (node: number) => (node === nodes - 1 ? 0 : count - 1 - (node - 1) / 2);
  const ids = Array.from({ length: nodes }, (_, node) => node);
  const leaves = ids.filter((node) => !isSplit(node));
  const weights = leaves.flatMap((node) => (count === 2 ? [labelAt(node)] : classes.map((_, c) => (c === labelAt(node) ? 1 : 0))));
  return {
    engine: "forest",
    features: [{ name: feature, type: "string", kind: "category", categories: classes }],
    classes,
    roots: Int32Array.of(0),
    mode: Uint8Array.from(ids, (node) => (isSplit(node) ? NODE_EQ : NODE_LEAF)),
    feature: new Int32Array(nodes),
    threshold: Float64Array.from(ids, (node) => (isSplit(node) ? count - node / 2 : 0)),
    missingYes: new Uint8Array(nodes),
    yes: Int32Array.from(ids, (node) => (isSplit(node) ? node + 1 : 0)),
    no: Int32Array.from(ids, (node) => (isSplit(node) ? node + 2 : 0)),
    leaf: Int32Array.from(ids, (node) => (isSplit(node) ? -1 : leaves.indexOf(node) * width)),
    decision: null,
    weights: Float64Array.from(weights),
  };
}

export interface Scene {
  lines: Line[];
  /** Of each file; without it everything is accepted exactly when there is a champion. */
  accepted?: boolean[];
  /** Files of which checks found that values moved. */
  moved?: number[];
  /** Files of which a person said that their labels are right. */
  answered?: number[];
  gates?: Partial<GatesConfig>;
  championComparable?: boolean;
  /** Adds the best model so far, which says what each line's `best` names. */
  best?: boolean;
  looks?: number;
  showValues?: boolean;
  classes?: string[];
}

const rowSetOf = (file: number) => `sha256:${String(file).repeat(64).slice(0, 64)}`;

export function requestOf(scene: Scene): EvaluationRequest {
  const all = scene.lines;
  const hasChampion = all.some((line) => line.champion !== undefined);
  const files = all.reduce((most, line) => Math.max(most, (line.file ?? 0) + 1), 0);
  const spans = Array.from({ length: files }, (_, file) => ({
    name: `data_${file}.csv`,
    digest: `sha256:${String(file).repeat(64).slice(0, 64)}`,
    ...(scene.accepted?.[file] === false ? { rowSet: rowSetOf(file) } : {}),
    start: all.findIndex((line) => (line.file ?? 0) === file),
    end: all.findLastIndex((line) => (line.file ?? 0) === file) + 1,
    accepted: scene.accepted?.[file] ?? hasChampion,
    inWindow: true,
  }));
  const columns = [
    textColumn(
      "candidate says",
      all.map((line) => line.candidate),
    ),
    textColumn(
      "champion says",
      all.map((line) => line.champion ?? ""),
    ),
    textColumn(
      "best says",
      all.map((line) => line.best ?? ""),
    ),
    textColumn(
      "region",
      all.map((line) => line.region ?? ""),
    ),
    // No two lines are copies of one row; the numbers say nothing of what they are (multiplicative hashing, D. E. Knuth 1973).
    {
      kind: "number" as const,
      name: "row",
      type: "number" as const,
      values: Float64Array.from(all.keys(), (i) => Math.imul(i, 0x9e3779b1) >>> 0),
    },
    textColumn(
      "label",
      all.map((line) => line.truth),
    ),
  ];
  const classes = scene.classes ?? [...new Set(all.flatMap((line) => [line.truth, line.candidate]))].filter((name) => name !== "").sort();
  const dataset: Dataset = {
    rows: all.length,
    columns,
    features: ["candidate says", "champion says", "best says", "region", "row"],
    target: "label",
    files: spans,
  };
  const rowsWhere = (train: boolean) => Int32Array.from(all.keys()).filter((row) => (all[row]!.train ?? false) === train);
  return {
    dataset,
    trainRows: rowsWhere(true),
    holdoutRows: rowsWhere(false),
    candidate: repeating("candidate says", classes),
    champion: hasChampion ? repeating("champion says", classes) : null,
    best: scene.best ? { id: "b".repeat(64), model: repeating("best says", classes) } : null,
    championComparable: scene.championComparable ?? true,
    looks: scene.looks ?? null,
    holdout: { by: "row", column: null, championCut: null, bestCut: null },
    ...(scene.moved && { movedRows: new Set(scene.moved.map(rowSetOf)) }),
    ...(scene.answered && { answeredRows: new Set(scene.answered.map(rowSetOf)) }),
    showValues: scene.showValues ?? false,
    gates: { ...GATES, ...scene.gates },
    whereOf: (key) => ({ file: "retrain.yml", line: key.length, column: 1 }),
  };
}

export function judged(scene: Scene): { evaluation: Evaluation; checks: CheckResult[]; check: (code: string) => CheckResult | undefined } {
  const { evaluation, checks } = evaluate(requestOf(scene));
  return { evaluation, checks, check: (code) => checks.find((check) => check.code === code) };
}
