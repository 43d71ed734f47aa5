// Precision, recall and F1 of a confusion matrix, as scikit-learn defines them with `zero_division=0`.
export interface ClassCounts {
  truePositives: number;
  /** Rows predicted as the class. */
  predicted: number;
  /** Rows of the class. */
  support: number;
}

/** Counts per class from a confusion matrix `counts[actual][predicted]`. */
export function classCounts({ counts }: { counts: number[][] }): ClassCounts[] {
  const all = counts.map((row, c) => ({ truePositives: row[c]!, predicted: 0, support: 0 }));
  counts.forEach((row, actual) => {
    row.forEach((count, predicted) => {
      all[actual]!.support += count;
      all[predicted]!.predicted += count;
    });
  });
  return all;
}

const over = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
/** True positives among rows predicted as the class; 0 where there are none. */
export const precisionOf = (c: ClassCounts) => over(c.truePositives, c.predicted);
/** True positives among rows of the class; 0 where there are none. */
export const recallOf = (c: ClassCounts) => over(c.truePositives, c.support);
/** Harmonic mean of precision and recall; 0 where the class neither occurs nor is predicted. */
export const f1Of = (c: ClassCounts) => over(2 * c.truePositives, c.predicted + c.support);

/** Precision, recall or F1, averaged over `classes`; 0 where there is no row. */
export function averageOf(metric: "precision" | "recall" | "f1", classes: ClassCounts[], average: "weighted" | "macro" | "micro"): number {
  const of = { precision: precisionOf, recall: recallOf, f1: f1Of }[metric];
  const rows = sum(classes, (c) => c.support);
  if (average === "macro") return over(sum(classes, of), classes.length);
  if (average === "weighted")
    return over(
      sum(classes, (c) => of(c) * c.support),
      rows,
    );
  return of({ truePositives: sum(classes, (c) => c.truePositives), predicted: sum(classes, (c) => c.predicted), support: rows });
}

/** Sum over classes. */
export function sum(classes: ClassCounts[], of: (c: ClassCounts) => number): number {
  return classes.reduce((total, c) => total + of(c), 0);
}

/** The classes that scikit-learn averages over by default: those with a row or a prediction. */
export function present(classes: ClassCounts[]): ClassCounts[] {
  return classes.filter((c) => c.support + c.predicted > 0);
}
