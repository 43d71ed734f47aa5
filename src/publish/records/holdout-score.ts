// F1 from the confusion counts that a manifest records. Pure.
import { averageOf, classCounts, f1Of, present, sum } from "../../stats/class-scores.ts";
import type { Confusion } from "../../types/judgement.ts";

interface ClassScore {
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
  const scored = classCounts({ counts });
  const rows = sum(scored, ({ support }) => support);
  if (rows === 0) return null;
  const met = present(scored);
  return {
    rows,
    weighted: averageOf("f1", met, "weighted"),
    macro: averageOf("f1", met, "macro"),
    accuracy: sum(scored, ({ truePositives }) => truePositives) / rows,
    classes: scored.map((one, k) => ({ name: classes[k]!, f1: f1Of(one), support: one.support, correct: one.truePositives })),
  };
}
