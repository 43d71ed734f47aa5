// F1 from the confusion counts that a manifest records, as scikit-learn defines it. Pure.
import type { Confusion } from "../types/judgement.ts";

export interface ClassScore {
  name: string;
  f1: number;
  support: number;
  correct: number;
}

export interface HoldoutScore {
  rows: number;
  weighted: number;
  macro: number;
  accuracy: number;
  classes: ClassScore[];
}

/** null: no hold-out rows were recorded. */
export function holdoutScore({ classes, counts }: Confusion): HoldoutScore | null {
  const scores = classes.map((name, k) => ({ name, ...classScore(counts, k) }));
  const rows = sum(scores.map((score) => score.support));
  if (rows === 0) return null;
  return {
    rows,
    weighted: sum(scores.map((score) => score.f1 * score.support)) / rows,
    macro: sum(scores.map((score) => score.f1)) / classes.length,
    accuracy: sum(scores.map((score) => score.correct)) / rows,
    classes: scores,
  };
}

function classScore(counts: number[][], k: number): Omit<ClassScore, "name"> {
  const correct = counts[k]![k]!;
  const support = sum(counts[k]!);
  const predicted = sum(counts.map((row) => row[k]!));
  return { f1: support + predicted === 0 ? 0 : (2 * correct) / (support + predicted), support, correct };
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
