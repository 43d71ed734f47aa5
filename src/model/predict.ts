// Predictions of a Forest over columns: the mean of the leaves reached, first class on a tie.
import type { Forest, Predictions } from "../types/model.ts";
import type { Column } from "../types/table.ts";
import { weightsPerLeaf } from "./leaf-table.ts";
import { walkerOf } from "./walk.ts";

/** `rows`: row numbers into the columns, or how many of their first rows. */
export type Predictor = (rows: Int32Array | number) => Predictions;

/** For rows asked for block by block: the forest is prepared once. Throws when a feature has no column or the wrong kind. */
export function predictorOf(forest: Forest, columns: Column[]): Predictor {
  const { weights, classes } = forest;
  const width = weightsPerLeaf(classes.length);
  const walk = walkerOf(forest, columns);
  return (rows) => {
    const sums = new Float64Array((typeof rows === "number" ? rows : rows.length) * width);
    walk(rows, (leaf, _tree, reached, from, to) => {
      for (let w = 0; w < width; w++) {
        const weight = weights[leaf + w]!;
        if (weight === 0) continue;
        for (let j = from; j < to; j++) sums[reached[j]! * width + w]! += weight;
      }
    });
    return width === 1 ? decideTwo(sums) : decideMany(sums, classes.length);
  };
}

/** Throws when a feature has no column or the wrong kind. */
export function predict(forest: Forest, columns: Column[], rows: Int32Array | number): Predictions {
  return predictorOf(forest, columns)(rows);
}

/** `sums` are the second class's: it wins above ½ only. */
function decideTwo(sums: Float64Array): Predictions {
  const classes = new Int32Array(sums.length);
  const probabilities = new Float64Array(sums.length * 2);
  for (let i = 0; i < sums.length; i++) {
    probabilities[2 * i] = 1 - sums[i]!;
    probabilities[2 * i + 1] = sums[i]!;
    classes[i] = sums[i]! > 0.5 ? 1 : 0;
  }
  return { classes, probabilities };
}

/** The first of the largest sums wins. */
function decideMany(sums: Float64Array, count: number): Predictions {
  const classes = new Int32Array(sums.length / count);
  for (let i = 0; i < classes.length; i++) {
    let best = 0;
    for (let c = 1; c < count; c++) if (sums[i * count + c]! > sums[i * count + best]!) best = c;
    classes[i] = best;
  }
  return { classes, probabilities: sums };
}
