import type { LabelledRows } from "../model/forest/row-keys.ts";
import type { ClassWeights } from "../types/config.ts";
import { DataError } from "../types/errors.ts";

/** Weights of the classes in splits and leaves; null: all 1. `balanced`: rows / (classes × rows of the class), as in scikit-learn. Throws DataError for an unknown class. */
export function classWeightsOf(asked: ClassWeights, { classes, labels }: LabelledRows): Float64Array | null {
  if (asked === "none") return null;
  const rows = new Float64Array(classes.length);
  if (asked === "balanced") {
    for (const label of labels) rows[label]!++;
    return rows.map((count) => labels.length / (classes.length * count));
  }
  const weights = rows.fill(1);
  for (const { class: name, weight } of asked) {
    const at = classes.indexOf(name);
    if (at < 0)
      throw new DataError(
        `train.class-weights names the class ${JSON.stringify(name)}, which none of ${labels.length} training rows has. Leave it out, or use balanced.`,
      );
    weights[at] = weight;
  }
  return weights;
}
