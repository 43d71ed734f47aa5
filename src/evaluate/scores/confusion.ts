import { averageOf, classCounts, f1Of, present } from "../../stats/class-scores.ts";
import type { F1Average } from "../../types/config.ts";
import type { Confusion } from "../../types/judgement.ts";

/** `truth` and `predicted`: for each row an index into `classes`. */
export function confusionOf(truth: Int32Array, predicted: Int32Array, classes: string[]): Confusion {
  const counts = classes.map(() => new Array<number>(classes.length).fill(0));
  for (let i = 0; i < truth.length; i++) counts[truth[i]!]![predicted[i]!]!++;
  return { classes, counts };
}

/** F1 by the average of the gates; NaN where the positive class of `binary` is unknown. */
export function f1Score(confusion: Confusion, average: F1Average, positiveClass: string | null): number {
  const classes = classCounts(confusion);
  if (average !== "binary") return averageOf("f1", present(classes), average);
  const positive = classes[confusion.classes.indexOf(positiveClass ?? "")];
  return positive === undefined ? Number.NaN : f1Of(positive);
}

/** F1 of one class against all others. */
export function f1OfClass(confusion: Confusion, index: number): number {
  return f1Of(classCounts(confusion)[index]!);
}
