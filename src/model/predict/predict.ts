// Predictions of a Forest: the mean of the leaves' class shares; the largest wins, on a tie the first class, unless the forest has a threshold.
import type { Decision, Forest, Predictions } from "../../types/model.ts";
import type { Column } from "../../types/table.ts";
import { leafWeight, weightsPerLeaf } from "../forest/leaf-table.ts";
import type { LeafVisitor } from "./descent.ts";
import { type Undecided, walkerOf } from "./walk.ts";

/** `rows`: row numbers into the columns, or a count of first rows. */
export type Predictor = (rows: Int32Array | number) => Predictions;

/** Prepares a forest for several blocks of rows. Throws when a feature's column is missing or of another kind. */
export function predictorOf(forest: Forest, columns: Column[]): Predictor {
  const walk = walkerOf(forest, columns);
  return (rows) => {
    const sums = sumsOf(forest, rows);
    walk(rows, adding(forest, sums));
    return decided(forest, sums);
  };
}

/** Predicts class indices alone, which is faster: trees that cannot change a row's class any more are skipped. */
export function classifierOf(forest: Forest, columns: Column[]): (rows: Int32Array | number) => Int32Array {
  const walk = walkerOf(forest, columns);
  return (rows) => {
    const sums = sumsOf(forest, rows);
    walk(rows, adding(forest, sums), undecidedBy(forest, sums));
    return decided(forest, sums).classes;
  };
}

function decided({ classes, decision }: Forest, sums: Float64Array): Predictions {
  return classes.length === 2 ? decideTwo(sums, decision) : decideMany(sums, classes.length, decision);
}

function sumsOf({ classes }: Forest, rows: Int32Array | number): Float64Array {
  return new Float64Array((typeof rows === "number" ? rows : rows.length) * weightsPerLeaf(classes.length));
}

function adding({ weights, classes }: Forest, sums: Float64Array): LeafVisitor {
  const width = weightsPerLeaf(classes.length);
  return (leaf, _tree, reached, from, to) => {
    for (let w = 0; w < width; w++) {
      const weight = weights[leaf + w]!;
      if (weight === 0) continue;
      for (let j = from; j < to; j++) sums[reached[j]! * width + w]! += weight;
    }
  };
}

/** Selects the rows whose class the remaining trees can still change: sums are exact, and a tree adds at most its whole weight. */
function undecidedBy({ roots, classes, decision }: Forest, sums: Float64Array): Undecided | undefined {
  if (decision !== null && classes.length > 2) return undefined;
  const whole = leafWeight(1, roots.length);
  const width = weightsPerLeaf(classes.length);
  const isOpen = (row: number, left: number): boolean => {
    if (width === 1) return !isSecond(sums[row]!, decision) && isSecond(sums[row]! + left, decision);
    let [most, second] = [0, 0];
    for (let at = row * width; at < (row + 1) * width; at++) {
      const sum = sums[at]!;
      if (sum > most) [most, second] = [sum, most];
      else if (sum > second) second = sum;
    }
    return most - second <= left;
  };
  return (rows, count, tree) => {
    const left = (roots.length - tree) * whole;
    let open = 0;
    for (let j = 0; j < count; j++) if (isOpen(rows[j]!, left)) rows[open++] = rows[j]!;
    return open;
  };
}

/** Probabilities and class indices for the rows. Throws when a feature's column is missing or of another kind. */
export function predict(forest: Forest, columns: Column[], rows: Int32Array | number): Predictions {
  return predictorOf(forest, columns)(rows);
}

/** Whether the second of two classes wins, by its probability: above ½, or as the threshold of either class says. */
function isSecond(probability: number, decision: Decision | null): boolean {
  if (decision === null) return probability > 0.5;
  return decision.class === 1 ? probability > decision.threshold : 1 - probability <= decision.threshold;
}

/** Predictions for two classes; `sums`: the second class's weights. */
function decideTwo(sums: Float64Array, decision: Decision | null): Predictions {
  const classes = new Int32Array(sums.length);
  const probabilities = new Float64Array(sums.length * 2);
  for (let i = 0; i < sums.length; i++) {
    probabilities[2 * i] = 1 - sums[i]!;
    probabilities[2 * i + 1] = sums[i]!;
    classes[i] = isSecond(sums[i]!, decision) ? 1 : 0;
  }
  return { classes, probabilities };
}

/** The class with the largest sum, on a tie the first. With a threshold: its class if above it, else the largest of the others. */
function decideMany(sums: Float64Array, count: number, decision: Decision | null): Predictions {
  const classes = new Int32Array(sums.length / count);
  for (let i = 0; i < classes.length; i++) classes[i] = bestOf(sums, i * count, count, decision);
  return { classes, probabilities: sums };
}

function bestOf(sums: Float64Array, from: number, count: number, decision: Decision | null): number {
  const named = decision?.class ?? -1;
  if (decision !== null && sums[from + named]! > decision.threshold) return named;
  let best = named === 0 ? 1 : 0;
  for (let c = best + 1; c < count; c++) if (c !== named && sums[from + c]! > sums[from + best]!) best = c;
  return best;
}
