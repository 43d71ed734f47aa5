// What a row of each class counts where splits are compared and in the shares of leaves.

import type { LabelledRows } from "../model/forest/row-keys.ts";
import type { ClassWeights } from "../types/config.ts";
import { DataError } from "../types/errors.ts";

/** Per class; null: 1. balanced: rows / (classes × rows of the class), as scikit-learn has it. Throws DataError for a class that is not there. */
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
