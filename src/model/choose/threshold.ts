// The probability above which a class is the answer: where its F1 on the training rows is highest, each row judged by the trees that did
// not draw it. The highest point of one curve is a matter of a few rows, so it is the median of those of many resamples.
import type { Decision, Forest } from "../../types/model.ts";
import { WEIGHT_UNIT } from "../forest/nodes.ts";
import { keyWithin } from "../forest/place-random.ts";
import { type LabelledRows, rowKeys } from "../forest/row-keys.ts";
import { outOfBagSums } from "./out-of-bag.ts";

const RESAMPLES = 51;
const HALF = WEIGHT_UNIT / 2;

/** A row's probability in units of 2⁻²⁴, its key, and whether it is of the class. */
interface Scored {
  units: Int32Array;
  keys: Int32Array;
  isOfClass: Uint8Array;
}

/**
 * `named`: index into the forest's classes. The training set is all that the forest was grown on. `f1`: what a threshold found on one half of the
 * rows reaches on the other, in the mean.
 */
export function chooseThreshold(
  forest: Forest,
  trainingSet: LabelledRows,
  seed: number,
  named: number,
): { decision: Decision; f1: number } {
  const scored = byProbability(scoredRows(forest, trainingSet, seed, named));
  const found = Int32Array.from({ length: RESAMPLES }, (_, resample) => highest(scored, resample));
  const f1 = found.reduce((sum, threshold, resample) => sum + f1Beside(scored, resample, threshold), 0) / RESAMPLES;
  return { decision: { class: named, threshold: found.sort()[RESAMPLES >> 1]! / WEIGHT_UNIT }, f1 };
}

function scoredRows(forest: Forest, trainingSet: LabelledRows, seed: number, named: number): Scored {
  const two = forest.classes.length === 2;
  const { sums, votes } = outOfBagSums(forest, trainingSet, seed, two ? 0 : named);
  const keys = rowKeys(trainingSet);
  const known = Int32Array.from(votes.keys()).filter((row) => votes[row]! > 0);
  return {
    units: known.map((row) => {
      const share = Math.min(1, (sums[row]! * forest.roots.length) / votes[row]!);
      return Math.floor((two && named === 0 ? 1 - share : share) * WEIGHT_UNIT);
    }),
    keys: known.map((row) => keys[row]!),
    isOfClass: Uint8Array.from(known, (row) => (trainingSet.labels[row] === named ? 1 : 0)),
  };
}

/** The most probable rows first. Ties are in no matter which order: no threshold lies between them. */
function byProbability({ units, keys, isOfClass }: Scored): Scored {
  const order = Int32Array.from(units.keys()).sort((a, b) => units[b]! - units[a]!);
  return {
    units: order.map((row) => units[row]!),
    keys: order.map((row) => keys[row]!),
    isOfClass: Uint8Array.from(order, (row) => isOfClass[row]!),
  };
}

/** In units: the threshold of the highest F1 on half of the rows, which half by their keys; ½ where no row is of the class. */
function highest({ units, keys, isOfClass }: Scored, resample: number): number {
  const counts = Uint8Array.from(keys, (key) => halfOf(key, resample));
  let positives = 0;
  for (let i = 0; i < counts.length; i++) positives += counts[i]! * isOfClass[i]!;
  let [hits, said, best, bestAt] = [0, 0, 0, HALF];
  for (let i = 0; i < counts.length; i++) {
    hits += counts[i]! * isOfClass[i]!;
    said += counts[i]!;
    const next = i + 1 < counts.length ? units[i + 1]! : 0;
    if (next === units[i] || positives + said === 0) continue;
    const f1 = (2 * hits) / (positives + said);
    if (f1 <= best) continue;
    best = f1;
    bestAt = Math.floor((units[i]! + next) / 2);
  }
  return bestAt;
}

/** F1 of a threshold on the half that it was not found on. */
function f1Beside({ units, keys, isOfClass }: Scored, resample: number, threshold: number): number {
  let [hits, said, positives] = [0, 0, 0];
  for (let i = 0; i < units.length; i++) {
    if (halfOf(keys[i]!, resample) === 1) continue;
    positives += isOfClass[i]!;
    if (units[i]! <= threshold) continue;
    said++;
    hits += isOfClass[i]!;
  }
  return said + positives === 0 ? 0 : (2 * hits) / (said + positives);
}

/** 1: of the half that the threshold is looked for on. */
function halfOf(key: number, resample: number): number {
  return keyWithin(key, resample) & 1;
}
