// Balanced accuracy, Matthews' correlation and Cohen's kappa, with their influence functions.
import { classCounts, recallOf, sum } from "../../stats/class-scores.ts";
import type { Confusion } from "../../types/judgement.ts";
import type { Influence } from "./influence.ts";

/** Shares of all rows; `actual` and `predicted` by class. */
interface Shares {
  /** Right predictions. */
  right: number;
  actual: number[];
  predicted: number[];
  /** Expected accuracy if truth and prediction were independent. */
  chance: number;
}

function sharesOf(confusion: Confusion): Shares {
  const classes = classCounts(confusion);
  const rows = sum(classes, (c) => c.support);
  const actual = classes.map((c) => c.support / rows);
  const predicted = classes.map((c) => c.predicted / rows);
  const chance = actual.reduce((total, share, k) => total + share * predicted[k]!, 0);
  return { right: sum(classes, (c) => c.truePositives) / rows, actual, predicted, chance };
}

const squares = (shares: number[]) => shares.reduce((total, share) => total + share * share, 0);

/** Matthews' correlation for any number of classes (J. Gorodkin 2004); 0 where truth or prediction is constant. */
export function mccOf(confusion: Confusion): number {
  const { right, actual, predicted, chance } = sharesOf(confusion);
  const below = (1 - squares(actual)) * (1 - squares(predicted));
  return below > 1e-15 ? (right - chance) / Math.sqrt(below) : 0;
}

/** Cohen's kappa (1960); NaN where chance alone is always right. */
export function kappaOf(confusion: Confusion): number {
  const { right, chance } = sharesOf(confusion);
  return chance < 1 - 1e-15 ? (right - chance) / (1 - chance) : Number.NaN;
}

/** The mean recall of the classes that have a row. */
export function balancedAccuracyOf(confusion: Confusion): number {
  const classes = classCounts(confusion).filter((c) => c.support > 0);
  return sum(classes, recallOf) / classes.length;
}

/** Influence of a row of each cell on Matthews' correlation (delta method). */
export function mccInfluence(confusion: Confusion): Influence {
  const { right, actual, predicted, chance } = sharesOf(confusion);
  const [ofActual, ofPredicted] = [1 - squares(actual), 1 - squares(predicted)];
  const root = Math.sqrt(ofActual * ofPredicted);
  const mcc = (right - chance) / root;
  return centred(confusion, (i, j) => {
    const above = (i === j ? 1 : 0) - predicted[i]! - actual[j]!;
    return above / root + mcc * (actual[i]! / ofActual + predicted[j]! / ofPredicted);
  });
}

/** Influence of a row of each cell on Cohen's kappa (delta method). */
export function kappaInfluence(confusion: Confusion): Influence {
  const { right, actual, predicted, chance } = sharesOf(confusion);
  return centred(confusion, (i, j) => ((i === j ? 1 : 0) * (1 - chance) - (1 - right) * (predicted[i]! + actual[j]!)) / (1 - chance) ** 2);
}

/** Influence of a row of each cell on balanced accuracy (delta method). */
export function balancedInfluence(confusion: Confusion): Influence {
  const classes = classCounts(confusion);
  const rows = sum(classes, (c) => c.support);
  const supported = classes.filter((c) => c.support > 0).length;
  return (i, j) => {
    const c = classes[i]!;
    return c.support === 0 ? 0 : ((i === j ? 1 : 0) - recallOf(c)) / (c.support / rows) / supported;
  };
}

/** The gradient minus its mean over all rows. */
function centred(confusion: Confusion, gradient: Influence): Influence {
  let total = 0;
  let rows = 0;
  confusion.counts.forEach((row, i) => {
    row.forEach((count, j) => {
      total += count * gradient(i, j);
      rows += count;
    });
  });
  const mean = total / rows;
  return (i, j) => gradient(i, j) - mean;
}
