// All scores of one model on one set of rows, each with the interval that design section 6 names.
import { clopperPearson, type Interval, wilsonF1 } from "../stats/interval.ts";
import type { Confusion, Metric, MetricAverage, ModelScore } from "../types/judgement.ts";
import { balancedAccuracyOf, kappaOf, mccOf } from "./agreement.ts";
import { averageOf, type ClassCounts, classCounts, confusionOf, f1Of, precisionOf, present, recallOf, sum } from "./confusion.ts";
import type { Likelihood } from "./likelihood.ts";
import { likelihoodMetrics } from "./likelihood-metrics.ts";
import { agreementInterval, averageInterval, balancedInterval, REPORTED_CONFIDENCE } from "./score-interval.ts";

/** All metrics of one model on one set of rows, which must not be empty. */
export function scoreOf(
  truth: Int32Array,
  predicted: Int32Array,
  classes: string[],
  positiveClass: string | null = null,
  likelihood: Likelihood | null = null,
): ModelScore {
  const confusion = confusionOf(truth, predicted, classes);
  const { metrics } = scoreOfConfusion(confusion, positiveClass);
  return { metrics: likelihood === null ? metrics : [...metrics, ...likelihoodMetrics(likelihood, classes)], confusion };
}

export function scoreOfConfusion(confusion: Confusion, positiveClass: string | null): ModelScore {
  const classes = classCounts(confusion);
  const rows = sum(classes, (c) => c.support);
  const right = sum(classes, (c) => c.truePositives);
  const accuracy = proportion(right, rows);
  const metrics: Metric[] = [metric("accuracy", null, null, right / rows, accuracy, rows)];
  for (const average of ["weighted", "macro", "micro"] as const) {
    // Over all classes precision, recall and F1 are the accuracy when pooled; so is recall when weighted.
    for (const name of ["f1", "precision", "recall"] as const) {
      const value = averageOf(name, present(classes), average);
      const isAccuracy = average === "micro" || (average === "weighted" && name === "recall");
      const interval = isAccuracy ? accuracy : averageInterval(confusion, name, average, value, REPORTED_CONFIDENCE);
      metrics.push(metric(name, average, null, value, interval, rows));
    }
  }
  metrics.push(...agreementMetrics(confusion, rows));
  classes.forEach((counts, index) => {
    const label = confusion.classes[index]!;
    if (label === positiveClass) metrics.push(...classMetrics(counts, label, "binary", rows));
    metrics.push(...classMetrics(counts, label, null, counts.support));
  });
  return { metrics, confusion };
}

/** kappa is not listed where it is not defined: with one class alone. */
function agreementMetrics(confusion: Confusion, rows: number): Metric[] {
  const balanced = balancedAccuracyOf(confusion);
  const metrics = [
    metric("balanced-accuracy", null, null, balanced, balancedInterval(confusion, balanced, REPORTED_CONFIDENCE), rows),
    metric("mcc", null, null, mccOf(confusion), agreed(confusion, "mcc", mccOf(confusion)), rows),
  ];
  const kappa = kappaOf(confusion);
  return Number.isNaN(kappa) ? metrics : [...metrics, metric("kappa", null, null, kappa, agreed(confusion, "kappa", kappa), rows)];
}

/** Neither is an estimate of anything where truth or prediction is constant. */
function agreed(confusion: Confusion, which: "mcc" | "kappa", value: number): Interval | null {
  const classes = classCounts(confusion);
  const varied = (of: (c: ClassCounts) => number) => classes.filter((c) => of(c) > 0).length > 1;
  if (!varied((c) => c.support) || !varied((c) => c.predicted)) return null;
  return agreementInterval(confusion, which, value, REPORTED_CONFIDENCE);
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
