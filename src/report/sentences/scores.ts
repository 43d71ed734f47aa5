// Picks from an evaluation what a report shows.
import type { Evaluation, Metric, MetricAverage, ModelScore } from "../../types/judgement.ts";
import type { RunResult } from "../../types/run.ts";

/** One score of candidate, champion and dummy; null: not judged. */
export interface ScoreTriple {
  candidate: Metric | null;
  champion: Metric | null;
  dummy: Metric | null;
}

export interface ScoreRow extends ScoreTriple {
  name: string;
  average: MetricAverage;
  slice: string | null;
}

export interface ClassRow extends ScoreTriple {
  class: string;
  /** Hold-out rows of this class. */
  rows: number;
}

const MODELS = ["candidate", "champion", "dummy"] as const;
const keyOf = (metric: Metric) =>
  JSON.stringify([metric.name, metric.average, metric.average === null ? metric.class : null, metric.slice]);

function indexOf(score: ModelScore | null): Map<string, Metric> {
  const index = new Map<string, Metric>();
  for (const metric of score?.metrics ?? []) if (!index.has(keyOf(metric))) index.set(keyOf(metric), metric);
  return index;
}

function trioOf(metric: Metric, indexes: Record<(typeof MODELS)[number], Map<string, Metric>>): ScoreTriple {
  const key = keyOf(metric);
  return {
    candidate: indexes.candidate.get(key) ?? null,
    champion: indexes.champion.get(key) ?? null,
    dummy: indexes.dummy.get(key) ?? null,
  };
}

function indexesOf(evaluation: Evaluation) {
  return { candidate: indexOf(evaluation.candidate), champion: indexOf(evaluation.champion), dummy: indexOf(evaluation.dummy) };
}

/** Metrics over all classes, in the candidate's order. */
export function scoreRows(evaluation: Evaluation): ScoreRow[] {
  const indexes = indexesOf(evaluation);
  const seen = new Map<string, ScoreRow>();
  for (const model of MODELS) {
    for (const metric of evaluation[model]?.metrics ?? []) {
      if (metric.class !== null && metric.average === null) continue;
      const { name, average, slice } = metric;
      if (!seen.has(keyOf(metric))) seen.set(keyOf(metric), { name, average, slice, ...trioOf(metric, indexes) });
    }
  }
  return [...seen.values()];
}

/** What the model without features is called: of classes or of errors. */
export function dummyName(rows: ScoreRow[]): string {
  return rows.some(({ name }) => name === "mae") ? "A constant" : "Most frequent class";
}

/** F1 of each class, in class order. */
export function classRows(evaluation: Evaluation): ClassRow[] {
  const indexes = indexesOf(evaluation);
  const first = evaluation.candidate ?? evaluation.champion ?? evaluation.dummy;
  if (first === null) return [];
  return first.confusion.classes.map((name, index) => {
    const row = first.confusion.counts[index] ?? [];
    const asked: Metric = { name: "f1", average: null, class: name, slice: null, value: 0, lower: null, upper: null, rows: 0 };
    return { class: name, rows: row.reduce((sum, value) => sum + value, 0), ...trioOf(asked, indexes) };
  });
}

/** The F1 that the gate judged: the average whose value is the gate's estimate, else weighted. */
export function headlineScore(result: RunResult): { average: MetricAverage; trio: ScoreTriple } | null {
  if (result.evaluation === null) return null;
  const rows = scoreRows(result.evaluation).filter((row) => row.name === "f1" && row.slice === null);
  const estimate = result.checks.find((check) => check.code === "f1-threshold")?.estimate;
  const judged = typeof estimate === "number" ? rows.filter((row) => nearly(row.candidate?.value, estimate)) : [];
  const pool = judged.length > 0 ? judged : rows;
  const row = pool.find((one) => one.average === "weighted") ?? pool[0];
  return row ? { average: row.average, trio: row } : null;
}

function nearly(value: number | undefined, estimate: number): boolean {
  return value !== undefined && Math.abs(value - estimate) < 1e-9;
}

/** "F1 (weighted)", "ROC AUC". */
export function metricLabel(name: string, average: MetricAverage): string {
  const words: Record<string, string> = {
    f1: "F1",
    "roc-auc": "ROC AUC",
    "average-precision": "Average precision",
    mcc: "MCC",
    "log-loss": "Log loss",
    mae: "MAE",
    rmse: "RMSE",
    r2: "R²",
  };
  const known = Object.hasOwn(words, name) ? words[name]! : name.charAt(0).toUpperCase() + name.slice(1);
  return average === null ? known : `${known} (${average})`;
}
