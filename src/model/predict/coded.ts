// The tests of a Forest's nodes over small integers: they decide as the values do, take less memory, and need no branch.
import type { Forest } from "../../types/model.ts";
import { NODE_EQ, NODE_LEAF, NODE_LEQ } from "../forest/nodes.ts";
import { numberBelow, Thresholds } from "./codes.ts";

export interface CodedTests {
  /** Per node: the first and the last code that go to `yes`. 0 at a leaf. */
  low: Uint16Array;
  high: Uint16Array;
  /** By feature. A missing number's code is 0, a value's 1 + the thresholds below it. */
  thresholds: Thresholds[];
}

const MOST_CODES = 2 ** 16;

/** null: more thresholds than codes, or a number compared for equality, which codes cannot tell. */
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
    // Codes of categories are integers: between this and the threshold lies no other.
    if (isEqual) ofFeature[feature]!.push(numberBelow(forest.threshold[node]!));
  }
  return ofFeature.map((list) => new Thresholds(Float64Array.from(list)));
}

/** The largest value that goes to `yes`. */
function edgeOf({ mode, threshold }: Forest, node: number): number {
  const isBelow = mode[node] !== NODE_LEQ && mode[node] !== NODE_EQ;
  return isBelow ? numberBelow(threshold[node]!) : threshold[node]!;
}
