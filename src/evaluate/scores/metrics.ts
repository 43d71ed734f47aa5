import { averageOf, type ClassCounts, classCounts, f1Of, precisionOf, present, recallOf, sum } from "../../stats/class-scores.ts";
import { clopperPearson, type Interval, wilsonF1 } from "../../stats/interval.ts";
import type { Metric, MetricAverage, ModelScore } from "../../types/judgement.ts";
import { balancedAccuracyOf, balancedInfluence, kappaInfluence, kappaOf, mccInfluence, mccOf } from "./agreement.ts";
import { Evidence } from "./evidence.ts";
import { type ClassScore, classInfluence, influenceOf } from "./influence.ts";
import type { Likelihood } from "./likelihood.ts";
import { likelihoodMetrics } from "./likelihood-metrics.ts";
import type { Answers } from "./rows.ts";
import { agreementInterval, averageInterval, balancedInterval, REPORTED_CONFIDENCE } from "./score-interval.ts";

/** All metrics of one model on at least one row, with intervals; `likelihood` null: no probabilities, so no log loss, Brier score or AUC. */
export function scoreOfAnswers(
  answers: Pick<Answers, "truth" | "predicted" | "classes" | "units">,
  positiveClass: string | null,
  likelihood: Likelihood | null,
): ModelScore {
  const evidence = new Evidence(answers);
  const { confusion } = evidence;
  const metrics = [...averages(evidence), ...agreementMetrics(evidence), ...eachClass(evidence, positiveClass)];
  return { metrics: likelihood === null ? metrics : [...metrics, ...likelihoodMetrics(likelihood, answers.classes)], confusion };
}

function averages(evidence: Evidence): Metric[] {
  const { confusion } = evidence;
  const classes = classCounts(confusion);
  const rows = rowsIn(classes);
  const effective = evidence.for((matrix) => influenceOf(matrix, "micro", null), REPORTED_CONFIDENCE);
  const accuracy = effective && proportion(rightIn(classCounts(effective)), rowsIn(classCounts(effective)));
  const metrics: Metric[] = [metric("accuracy", null, null, rightIn(classes) / rows, accuracy, rows)];
  for (const average of ["weighted", "macro", "micro"] as const) {
    // Micro averages over all classes, and weighted recall, equal the accuracy.
    for (const name of ["f1", "precision", "recall"] as const) {
      const value = averageOf(name, present(classes), average);
      if (average === "micro" || (average === "weighted" && name === "recall")) {
        metrics.push(metric(name, average, null, value, accuracy, rows));
        continue;
      }
      const matrix = evidence.for((whole) => influenceOf(whole, average, null, name), REPORTED_CONFIDENCE);
      const interval = matrix && averageInterval(matrix, name, average, value, REPORTED_CONFIDENCE);
      metrics.push(metric(name, average, null, value, interval, rows));
    }
  }
  return metrics;
}

/** Balanced accuracy, Matthews' correlation and kappa; kappa is left out where it is undefined (one class). */
function agreementMetrics(evidence: Evidence): Metric[] {
  const { confusion } = evidence;
  const rows = rowsIn(classCounts(confusion));
  const balanced = balancedAccuracyOf(confusion);
  const matrix = evidence.for(balancedInfluence, REPORTED_CONFIDENCE);
  const metrics = [
    metric("balanced-accuracy", null, null, balanced, matrix && balancedInterval(matrix, balanced, REPORTED_CONFIDENCE), rows),
    metric("mcc", null, null, mccOf(confusion), agreed(evidence, "mcc", mccOf(confusion)), rows),
  ];
  const kappa = kappaOf(confusion);
  return Number.isNaN(kappa) ? metrics : [...metrics, metric("kappa", null, null, kappa, agreed(evidence, "kappa", kappa), rows)];
}

/** null where truth or prediction is constant. */
function agreed(evidence: Evidence, which: "mcc" | "kappa", value: number): Interval | null {
  const { confusion } = evidence;
  const classes = classCounts(confusion);
  const varied = (of: (c: ClassCounts) => number) => classes.filter((c) => of(c) > 0).length > 1;
  if (!varied((c) => c.support) || !varied((c) => c.predicted)) return null;
  const matrix = evidence.for(which === "mcc" ? mccInfluence : kappaInfluence, REPORTED_CONFIDENCE);
  return matrix && agreementInterval(matrix, which, value, REPORTED_CONFIDENCE);
}

function eachClass(evidence: Evidence, positiveClass: string | null): Metric[] {
  const { classes } = evidence.confusion;
  const all = classCounts(evidence.confusion);
  const rows = rowsIn(all);
  return all.flatMap((counts, index) => {
    const own = classMetrics(evidence, index, counts);
    const asBinary = own.map((one): Metric => ({ ...one, average: "binary", rows }));
    return classes[index] === positiveClass ? [...asBinary, ...own] : own;
  });
}

function classMetrics(evidence: Evidence, index: number, counts: ClassCounts): Metric[] {
  const { confusion } = evidence;
  const label = confusion.classes[index]!;
  const effective = (name: ClassScore): ClassCounts | null => {
    const effect = evidence.effect(() => classInfluence(name, index, counts), REPORTED_CONFIDENCE, index);
    if (effect === Number.POSITIVE_INFINITY) return null;
    const { truePositives, predicted, support } = counts;
    return { truePositives: truePositives / effect, predicted: predicted / effect, support: support / effect };
  };
  const seen = counts.predicted + counts.support > 0;
  const [ofF1, ofPrecision, ofRecall] = seen ? [effective("f1"), effective("precision"), effective("recall")] : [null, null, null];
  const f1 =
    ofF1 && wilsonF1(ofF1.truePositives, ofF1.predicted - ofF1.truePositives, ofF1.support - ofF1.truePositives, REPORTED_CONFIDENCE);
  const precision = ofPrecision && proportion(ofPrecision.truePositives, ofPrecision.predicted);
  return [
    metric("f1", null, label, f1Of(counts), f1, counts.support),
    metric("precision", null, label, precisionOf(counts), precision, counts.support),
    metric("recall", null, label, recallOf(counts), ofRecall && proportion(ofRecall.truePositives, ofRecall.support), counts.support),
  ];
}

const rowsIn = (classes: ClassCounts[]) => sum(classes, (c) => c.support);
const rightIn = (classes: ClassCounts[]) => sum(classes, (c) => c.truePositives);

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
