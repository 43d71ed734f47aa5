// All scores of one model on one set of rows, each with the interval that design section 6 names.
import { clopperPearson, type Interval, wilsonF1 } from "../stats/interval.ts";
import type { Confusion, Metric, MetricAverage, ModelScore } from "../types.ts";
import { averageOf, type ClassCounts, classCounts, confusionOf, f1Of, precisionOf, present, recallOf, sum } from "./confusion.ts";
import { f1Interval } from "./influence.ts";

/** Two-sided, of every interval that is reported. */
export const REPORTED_CONFIDENCE = 0.95;

/** All metrics of one model on one set of rows, which must not be empty. */
export function scoreOf(truth: Int32Array, predicted: Int32Array, classes: string[], positiveClass: string | null = null): ModelScore {
  return scoreOfConfusion(confusionOf(truth, predicted, classes), positiveClass);
}

export function scoreOfConfusion(confusion: Confusion, positiveClass: string | null): ModelScore {
  const classes = classCounts(confusion);
  const rows = sum(classes, (c) => c.support);
  const right = sum(classes, (c) => c.truePositives);
  const metrics: Metric[] = [metric("accuracy", null, null, right / rows, proportion(right, rows), rows)];
  for (const average of ["weighted", "macro", "micro"] as const) {
    // Over all classes precision, recall and F1 are the accuracy when pooled; so is recall when weighted.
    for (const name of ["f1", "precision", "recall"] as const) {
      const isAccuracy = average === "micro" || (average === "weighted" && name === "recall");
      const interval = isAccuracy
        ? proportion(right, rows)
        : name === "f1"
          ? f1Interval(confusion, average, null, REPORTED_CONFIDENCE)
          : null;
      metrics.push(metric(name, average, null, averageOf(name, present(classes), average), interval, rows));
    }
  }
  classes.forEach((counts, index) => {
    const label = confusion.classes[index]!;
    if (label === positiveClass) metrics.push(...classMetrics(counts, label, "binary", rows));
    metrics.push(...classMetrics(counts, label, null, counts.support));
  });
  return { metrics, confusion };
}

function classMetrics(counts: ClassCounts, label: string, average: MetricAverage, rows: number): Metric[] {
  const { truePositives, predicted, support } = counts;
  const seen = predicted + support > 0;
  const f1 = seen ? wilsonF1(truePositives, predicted - truePositives, support - truePositives, REPORTED_CONFIDENCE) : null;
  return [
    metric("f1", average, label, f1Of(counts), f1, rows),
    metric("precision", average, label, precisionOf(counts), proportion(truePositives, predicted), rows),
    metric("recall", average, label, recallOf(counts), proportion(truePositives, support), rows),
  ];
}

function proportion(part: number, whole: number): Interval | null {
  return whole === 0 ? null : clopperPearson(part, whole, REPORTED_CONFIDENCE);
}

function metric(
  name: string,
  average: MetricAverage,
  label: string | null,
  value: number,
  interval: Interval | null,
  rows: number,
): Metric {
  return { name, average, class: label, slice: null, value, lower: interval?.lower ?? null, upper: interval?.upper ?? null, rows };
}
