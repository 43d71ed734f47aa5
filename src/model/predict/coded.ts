import type { Forest } from "../../types/model.ts";
import { NODE_EQ, NODE_LEAF, NODE_LEQ } from "../forest/nodes.ts";
import { numberBelow, Thresholds } from "./codes.ts";

export interface CodedTests {
  /** Per node: the smallest and the largest code that go to `yes`; 0 at a leaf. */
  low: Uint16Array;
  high: Uint16Array;
  /** By feature. The code of a value is 1 + the number of thresholds below it; of a missing number 0. */
  thresholds: Thresholds[];
}

const MOST_CODES = 2 ** 16;

/** A forest's tests on 16-bit codes instead of values, with the same decisions; null: too many thresholds, or an equality test on a number. */
export function codedTests(forest: Forest): CodedTests | null {
  const thresholds = thresholdsOf(forest);
  if (thresholds?.some(({ count }) => count + 2 > MOST_CODES) !== false) return null;
  const { mode, feature, missingYes } = forest;
  const low = new Uint16Array(mode.length);
  const high = new Uint16Array(mode.length);
  for (let node = 0; node < mode.length; node++) {
    if (mode[node] === NODE_LEAF) continue;
    high[node] = 1 + thresholds[feature[node]!]!.codeOf(edgeOf(forest, node));
    low[node] = mode[node] === NODE_EQ ? high[node]! : 1 - missingYes[node]!;
  }
  return { low, high, thresholds };
}

function thresholdsOf(forest: Forest): Thresholds[] | null {
  const ofFeature = forest.features.map((): number[] => []);
  for (let node = 0; node < forest.mode.length; node++) {
    if (forest.mode[node] === NODE_LEAF) continue;
    const feature = forest.feature[node]!;
    const isEqual = forest.mode[node] === NODE_EQ;
    if (isEqual && forest.features[feature]!.kind === "number") return null;
    ofFeature[feature]!.push(edgeOf(forest, node));
    // Category codes are integers, so none lies between this number and the threshold.
    if (isEqual) ofFeature[feature]!.push(numberBelow(forest.threshold[node]!));
  }
  return ofFeature.map((list) => new Thresholds(Float64Array.from(list)));
}

/** The largest value that goes to `yes` at this node. */
function edgeOf({ mode, threshold }: Forest, node: number): number {
  const isBelow = mode[node] !== NODE_LEQ && mode[node] !== NODE_EQ;
  return isBelow ? numberBelow(threshold[node]!) : threshold[node]!;
}
